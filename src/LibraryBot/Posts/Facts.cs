using System.Globalization;
using LibraryBot.Dialogs;
using LibraryBot.Dialogs.Kinds;
using LibraryBot.Language;

namespace LibraryBot.Posts;

/// <summary>Two or three facts, a line each, kept as lines. The numbers are the step's at_least and at_most.</summary>
internal sealed class Facts : IAnswerKind
{
    private const int LongestFact = 200;

    public Reading Read(Heard heard, StepScene at)
    {
        var lines = ReadableText.Of(heard.Text, true).Split(['\n', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.TrimStart('-', '*', '•', ' ')).Where(ReadableText.HasWords).ToList();
        var (least, most) = (at.Step.AtLeast ?? 1, at.Step.AtMost ?? 3);
        if (lines.Count == 0)
            return new Reading.Refused("nothing_readable");
        if (lines.Count < least || lines.Count > most)
            return new Reading.Refused("lines", ("count", Say(lines.Count)));
        return lines.Find(line => ReadableText.Length(line) > LongestFact) is { } longest
            ? new Reading.Refused("too_long", ("count", Say(ReadableText.Length(longest))), ("at_most", Say(LongestFact)))
            : new Reading.Accepted(string.Join('\n', lines));
    }

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Show(string value, StepScene at) =>
        new Dictionary<string, IReadOnlyList<string>> { [""] = value.Split('\n') };

    private static string Say(int number) => number.ToString(CultureInfo.InvariantCulture);
}
