using System.Globalization;

namespace LibraryBot.Dialogs.Kinds;

/// <summary>
/// What a picture shows, for people who do not see it. Asked only when the picture step before it has one; for an album a line
/// for each picture, in their order.
/// </summary>
internal sealed class AltTextKind : IAnswerKind
{
    private const string Suffix = "_alt";

    // The lengths that the library's promotion practice asks for.
    private const int Least = 20;
    private const int Most = 1000;

    /// <summary>The step that holds the words of a picture step.</summary>
    public static string Of(string pictureStep) => pictureStep + Suffix;

    /// <summary>How many pictures this step is to describe: the one on a card is described with the card.</summary>
    public static int Pictures(StepScene at)
    {
        var step = at.Step.Name[..^Suffix.Length];
        var pictures = PictureKind.Media(at.Given[step]).Count;
        return pictures > 0 && CardKind.Card(at.Given, step) is not null ? pictures - 1 : pictures;
    }

    /// <summary>The words of each picture.</summary>
    public static IReadOnlyList<string> Lines(string? value) => (value ?? "").Split('\n');

    public bool IsNeeded(StepScene at) => Pictures(at) > 0;

    public Reading Read(Heard heard, StepScene at)
    {
        var pictures = Pictures(at);
        if (pictures == 1)
            return ReadOne(heard.Text, at);
        var lines = heard.Text.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (lines.Length != pictures)
            return new Reading.Refused("alt_lines", ("count", Say(lines.Length)), ("wanted", Say(pictures)));
        var read = lines.Select(line => ReadOne(line, at)).ToList();
        return read.Find(reading => reading is not Reading.Accepted) ?? new Reading.Accepted(string.Join('\n', read.Cast<Reading.Accepted>().Select(reading => reading.Value)));
    }

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Show(string value, StepScene at) => Shown.As(value);

    private static Reading ReadOne(string text, StepScene at) =>
        TextKind.Words(text, at.Step, at.Step.AtLeast ?? Least, at.Step.AtMost ?? Most, "alt_too_short");

    private static string Say(int number) => number.ToString(CultureInfo.InvariantCulture);
}
