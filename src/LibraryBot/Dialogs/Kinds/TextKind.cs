using System.Globalization;
using LibraryBot.Language;

namespace LibraryBot.Dialogs.Kinds;

/// <summary>Words as they are, cleaned of what cannot be seen. Too long is refused with the count, never cut.</summary>
internal sealed class TextKind : IAnswerKind
{
    private const int UsualMost = 500;

    public Reading Read(Heard heard, StepScene at)
    {
        if (at.Step.Optional && AnswerWords.IsNothing(heard.Text))
            return new Reading.Accepted("");
        return Words(heard.Text, at.Step, at.Step.AtLeast ?? 1, at.Step.AtMost ?? UsualMost, "too_short");
    }

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Show(string value, StepScene at) => Shown.As(value);

    internal static Reading Words(string said, Step step, int least, int most, string tooShort)
    {
        var text = ReadableText.Of(said, step.Lines);
        var count = ReadableText.Length(text);
        if (!ReadableText.HasWords(text))
            return new Reading.Refused("nothing_readable");
        if (count > most)
            return new Reading.Refused("too_long", ("count", Say(count)), ("at_most", Say(most)));
        if (count < least)
            return new Reading.Refused(tooShort, ("count", Say(count)), ("at_least", Say(least)));
        return new Reading.Accepted(text);
    }

    private static string Say(int number) => number.ToString(CultureInfo.InvariantCulture);
}
