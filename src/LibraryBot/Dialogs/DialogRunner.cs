using LibraryBot.Language;

namespace LibraryBot.Dialogs;

/// <summary>Who listens, in which language, at what time, and where kinds come from (some belong to the turn: books, posts).</summary>
public sealed record DialogScene(Lang Lang, DateTimeOffset Now, Func<string, IAnswerKind> Kind);

/// <summary>Something for the bot to say, with the visible words of its buttons and a picture.</summary>
public sealed record Said(string Text)
{
    public IReadOnlyList<string> Buttons { get; init; } = [];

    /// <summary>A picture's media id, with its alt text.</summary>
    public (string Media, string Alt)? Picture { get; init; }
}

/// <summary>What a dialog step came to. <c>State</c> null: the dialog is over, and <c>End</c> tells how.</summary>
public sealed record Outcome(DialogState? State, IReadOnlyList<Said> Says, DialogEnd? End = null);

public abstract record DialogEnd(Flow Flow)
{
    public sealed record Completed(Flow Of, Answers Given) : DialogEnd(Of);

    public sealed record Cancelled(Flow Of) : DialogEnd(Of);
}

/// <summary>Plays dialogs: flow, saved state and answer in, outcome out. Pure: the turn loads and saves.</summary>
public sealed class DialogRunner(DialogBook book)
{
    /// <summary>Begins a dialog, with answers already given (an event picked, a post sent back for changes).</summary>
    /// <param name="atStep">Begin at this step, usually the preview; null begins at the first step without an answer.</param>
    public Outcome Begin(Flow flow, Answers given, DialogScene scene, string? atStep = null) => throw new NotImplementedException(book.ToString());

    /// <summary>Takes an answer, or cancel, back, help, skip, in either language.</summary>
    public Outcome Take(DialogState state, Heard heard, DialogScene scene) => throw new NotImplementedException();

    /// <summary>Asks the open question again, after an interruption or a restart.</summary>
    public Outcome AskAgain(DialogState state, DialogScene scene) => throw new NotImplementedException();
}
