using System.Globalization;
using LibraryBot.Language;

namespace LibraryBot.Dialogs.Kinds;

/// <summary>One picture or an album of up to ten, kept as their media ids with commas. The preview shows them; no text can name them.</summary>
internal sealed class PictureKind : IAnswerKind
{
    private const int Most = 10;

    public Reading Read(Heard heard, StepScene at) => heard.Pictures.Distinct().ToList() switch
    {
        { Count: > Most } many => new Reading.Refused("too_many_pictures", ("count", Say(many.Count)), ("at_most", Say(Most))),
        { Count: > 0 } pictures => new Reading.Accepted(string.Join(',', pictures)),
        _ when at.Step.Optional && AnswerWords.IsNothing(heard.Text) => new Reading.Accepted(""),
        _ => new Reading.Refused("picture_needed"),
    };

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Show(string value, StepScene at) => Shown.Nothing;

    /// <summary>The media ids of a value; none for a skipped step.</summary>
    public static IReadOnlyList<string> Media(string? value) => (value ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries);

    private static string Say(int number) => number.ToString(CultureInfo.InvariantCulture);
}
