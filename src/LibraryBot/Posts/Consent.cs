using LibraryBot.Dialogs;
using LibraryBot.Dialogs.Kinds;

namespace LibraryBot.Posts;

/// <summary>Whether everyone in the photos agrees to their being published. Asked only when there are photos; a no takes them out.</summary>
internal sealed class Consent : IAnswerKind
{
    private const string No = "no";
    private readonly YesNoKind answers = new();

    public bool IsNeeded(StepScene at) => PictureKind.Media(at.Given[PostSteps.Picture]).Count > 0;

    public Reading Read(Heard heard, StepScene at) => answers.Read(heard, at) is Reading.Accepted { Value: No }
        ? new Reading.Accepted("", at.Say("photos_out").Trim()) { Also = new Dictionary<string, string> { [PostSteps.Picture] = "" } }
        : answers.Read(heard, at);

    public IReadOnlyList<string> Offers(StepScene at) => answers.Offers(at);

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Show(string value, StepScene at) => answers.Show(value, at);
}
