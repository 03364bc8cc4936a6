namespace LibraryBot.Dialogs.Kinds;

/// <summary>What becomes of a photo: sent as it is, or put on a card that the bot makes. Asked only when the picture step before it has one.</summary>
internal sealed class CardKind : IAnswerKind
{
    private const string Suffix = "_card";
    private const string Photo = "photo";
    private static readonly ChoiceKind Choice = new();

    /// <summary>The step that holds what becomes of a picture step's photo.</summary>
    public static string Of(string pictureStep) => pictureStep + Suffix;

    /// <summary>The card that is made of a picture step's answer; null: none is.</summary>
    public static string? Card(Given given, string pictureStep) =>
        PictureKind.CardOf(given[pictureStep]) ?? (given[Of(pictureStep)] is { } use && use != Photo && PictureKind.Media(given[pictureStep]).Count > 0 ? use : null);

    public bool IsNeeded(StepScene at) => PictureKind.Media(at.Given[at.Step.Name[..^Suffix.Length]]).Count > 0;

    public Reading Read(Heard heard, StepScene at) => Choice.Read(heard, at);

    public IReadOnlyList<string> Offers(StepScene at) => Choice.Offers(at);

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Show(string value, StepScene at) => Choice.Show(value, at);
}
