using LibraryBot.Language;

namespace LibraryBot.Dialogs;

/// <summary>Who listens, in which language, at what time, and where kinds come from (some belong to the turn: books, posts).</summary>
public sealed record DialogScene(Lang Lang, DateTimeOffset Now, Func<string, IAnswerKind> Kind)
{
    /// <summary>What the confirmation shows of the answers; null: the dialog's post template with its pictures.</summary>
    public Func<Flow, Given, Preview>? Preview { get; init; }
}

/// <summary>What is shown before the last yes, and what stands in its way.</summary>
/// <param name="Problems">Each a sentence for the person; while there is one, the dialog does not end.</param>
public sealed record Preview(IReadOnlyList<Said> Shown, IReadOnlyList<string> Problems)
{
    /// <summary>What is good to know, in sentences.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>Something for the bot to say, with the visible words of its buttons and a picture.</summary>
public sealed record Said(string Text)
{
    public IReadOnlyList<string> Buttons { get; init; } = [];

    /// <summary>Pictures by their media ids, each with its alt text.</summary>
    public IReadOnlyList<(string Media, string Alt)> Pictures { get; init; } = [];
}

/// <summary>What a dialog step came to. <c>State</c> null: the dialog is over, and <c>End</c> tells how (null: it is not known any more).</summary>
public sealed record Outcome(DialogState? State, IReadOnlyList<Said> Says, DialogEnd? End = null);

public abstract record DialogEnd(Flow Flow)
{
    /// <summary>All is answered. <c>Given</c> holds only the steps that were needed; a skipped one is empty.</summary>
    public sealed record Completed(Flow Of, Given Given) : DialogEnd(Of);

    public sealed record Cancelled(Flow Of) : DialogEnd(Of);
}

/// <summary>Plays dialogs: flow, saved state and answer in, outcome out. Pure: the turn loads and saves.</summary>
public sealed class DialogRunner(DialogBook book)
{
    /// <summary>Begins a dialog, with answers already given (an event picked, a post sent back for changes).</summary>
    /// <param name="atStep">Begin at this step, usually the preview; null begins at the first step without an answer.</param>
    public Outcome Begin(Flow flow, Given given, DialogScene scene, string? atStep = null) => new Play(book, flow, scene).Begin(given, atStep);

    /// <summary>Takes an answer, or cancel, back, help, skip, in either language.</summary>
    public Outcome Take(DialogState state, Heard heard, DialogScene scene) =>
        book.Flows.TryGetValue(state.Dialog, out var flow) ? new Play(book, flow, scene).Take(state, heard) : Gone(scene);

    /// <summary>Asks the open question again, after an interruption or a restart.</summary>
    public Outcome AskAgain(DialogState state, DialogScene scene) =>
        book.Flows.TryGetValue(state.Dialog, out var flow) ? new Play(book, flow, scene).AskAgain(state) : Gone(scene);

    /// <summary>A text made from the answers by one of the dialog's post templates.</summary>
    /// <param name="variant">Which template; the dialog's general one where it has no such.</param>
    /// <param name="more">Values besides the answers.</param>
    public string Post(Flow flow, Given given, DialogScene scene, string variant = "", params IEnumerable<(string Name, string Value)> more) =>
        new StepTalk(book, flow, scene).Post(given, variant, more);

    /// <summary>What the answers say in words, by the names that templates use ("title", "starts_at.day").</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Values(Flow flow, Given given, DialogScene scene) => new StepTalk(book, flow, scene).Values(given);

    private Outcome Gone(DialogScene scene) => new(null, [new Said(book.Words.Say(scene.Lang, Words.Common, "dialog_gone"))]);
}
