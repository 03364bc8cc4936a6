using System.Globalization;
using LibraryBot.Language;

namespace LibraryBot.Dialogs.Kinds;

/// <summary>One picture or an album of up to ten, kept as their media ids with commas. The preview shows them; no text can name them.</summary>
internal sealed class PictureKind : IAnswerKind
{
    private const int Most = 10;

    /// <summary>Before the name of a card that the bot makes itself ("card:portrait"), which a step may offer as its choices.</summary>
    private const string Card = "card:";

    public bool TakesPictures => true;

    public Reading Read(Heard heard, StepScene at) => heard.Pictures.Distinct().ToList() switch
    {
        { Count: > Most } many => new Reading.Refused("too_many_pictures", ("count", Say(many.Count)), ("at_most", Say(Most))),
        { Count: > 0 } pictures => new Reading.Accepted(string.Join(',', pictures)),
        _ when CardRead(heard.Text, at) is { } card => new Reading.Accepted(Card + card),
        _ when at.Step.Optional && AnswerWords.IsNothing(heard.Text) => new Reading.Accepted(""),
        _ => new Reading.Refused("picture_needed"),
    };

    public IReadOnlyList<string> Offers(StepScene at) => [.. at.Step.Choices.Select(choice => ChoiceKind.Said(choice, at, at.Lang))];

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Show(string value, StepScene at) => Shown.Nothing;

    /// <summary>The media ids of a value; none for a skipped step or a card.</summary>
    public static IReadOnlyList<string> Media(string? value) => CardOf(value) is not null ? [] : (value ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The name of the card that a value asks for; null when it holds pictures.</summary>
    public static string? CardOf(string? value) => value?.StartsWith(Card, StringComparison.Ordinal) == true ? value[Card.Length..] : null;

    private static string? CardRead(string text, StepScene at) =>
        at.Step.Choices.Count > 0 && WordMatch.Find(text, [.. at.Step.Choices.Select(choice => ChoiceKind.AllWords(choice, at))]) is [var one] ? at.Step.Choices[one] : null;

    private static string Say(int number) => number.ToString(CultureInfo.InvariantCulture);
}
