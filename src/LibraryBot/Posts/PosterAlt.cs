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
