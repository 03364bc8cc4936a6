using LibraryBot.Dialogs;
using LibraryBot.Dialogs.Kinds;

namespace LibraryBot.Posts;

/// <summary>Words for a poster that its readers do not see, in place of those that are made from the answers. Asked for only when there is a poster.</summary>
internal sealed class PosterAlt : IAnswerKind
{
    private readonly TextKind words = new();

    public bool IsNeeded(StepScene at) => CardKind.Card(at.Given, PostSteps.Picture) is not null;

    public Reading Read(Heard heard, StepScene at) => words.Read(heard, at);

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Show(string value, StepScene at) => words.Show(value, at);
}

/// <summary>Which part of a photo stays when a network takes another shape. Asked for only when photos of one's own are sent.</summary>
internal sealed class CropChoice : IAnswerKind
{
    private readonly ChoiceKind choice = new();

    public bool IsNeeded(StepScene at) => PictureKind.Media(at.Given[PostSteps.Picture]).Count > (CardKind.Card(at.Given, PostSteps.Picture) is null ? 0 : 1);

    public Reading Read(Heard heard, StepScene at) => choice.Read(heard, at);

    public IReadOnlyList<string> Offers(StepScene at) => choice.Offers(at);

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Show(string value, StepScene at) => choice.Show(value, at);
}
