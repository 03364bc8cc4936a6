using LibraryBot.Dialogs;
using LibraryBot.Dialogs.Kinds;

namespace LibraryBot.Posts;

/// <summary>Which part of a photo stays when a network takes another shape. Asked for only when photos of one's own are sent.</summary>
internal sealed class CropChoice : IAnswerKind
{
    private readonly ChoiceKind choice = new();

    public bool IsNeeded(StepScene at) => PictureKind.Media(at.Given[PostSteps.Picture]).Count > (CardKind.Card(at.Given, PostSteps.Picture) is null ? 0 : 1);

    public Reading Read(Heard heard, StepScene at) => choice.Read(heard, at);

    public IReadOnlyList<string> Offers(StepScene at) => choice.Offers(at);

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Show(string value, StepScene at) => choice.Show(value, at);
}
