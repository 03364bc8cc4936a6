using System.Globalization;
using System.Text.RegularExpressions;

namespace LibraryBot.Dialogs.Kinds;

/// <summary>A whole number in digits, perhaps with a word beside it: "25", "1.000", "25 orang".</summary>
internal sealed partial class NumberKind : IAnswerKind
{
    public Reading Read(Heard heard, StepScene at)
    {
        if (Number().Match(heard.Text) is not { Success: true } match || !TryRead(match.Groups["number"].Value, out var number))
            return new Reading.Refused("not_a_number");
        if (number < at.Step.AtLeast)
            return new Reading.Refused("too_few", ("at_least", Say(at.Step.AtLeast.Value)), ("said", Say(number)));
        if (number > at.Step.AtMost)
            return new Reading.Refused("too_many", ("at_most", Say(at.Step.AtMost.Value)), ("said", Say(number)));
        return new Reading.Accepted(Say(number));
    }

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Show(string value, StepScene at) => Shown.As(value);

    private static bool TryRead(string digits, out int number) =>
        int.TryParse(digits.Replace(".", "").Replace(",", ""), NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static string Say(int number) => number.ToString(CultureInfo.InvariantCulture);

    // Separators stand only between groups of three, so that 2,5 is not read as 25.
    [GeneratedRegex(@"^[^\d-]*(?<number>[0-9]{1,3}([.,][0-9]{3})+|[0-9]+)[^\d.,]*\.?\s*$")]
    private static partial Regex Number();
}
