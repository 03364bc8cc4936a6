namespace LibraryBot.Dialogs;

/// <summary>A dialog's steps, as its flow.yaml says (STYLE: structure and words apart).</summary>
/// <param name="Who">Who may begin it: "anyone", "librarian", "approver" or "owner"; the turn asks People.</param>
/// <param name="Start">The commands that begin it, with their slash.</param>
/// <param name="Ending">The named ending in code.</param>
public sealed record Flow(string Name, int Version, string Who, IReadOnlyList<string> Start, IReadOnlyList<Step> Steps, string Ending)
{
    /// <summary>The folder whose texts serve where the dialog has none of its own: steps that several dialogs ask alike.</summary>
    public string? Shares { get; init; }

    public Step? Step(string name) => Steps.FirstOrDefault(step => step.Name == name);

    /// <summary>The step that shows the preview, when the dialog has one.</summary>
    public Step? Confirm => Steps.FirstOrDefault(step => step.IsConfirm);

    /// <summary>The step that asks for pictures, when the dialog has one.</summary>
    public Step? Picture => Steps.FirstOrDefault(step => step.Kind == StaticKinds.Picture);

    public IEnumerable<Step> Asked => Steps.Where(step => !step.IsConfirm);
}

/// <summary>One step: a question, or the confirmation that shows the preview.</summary>
public sealed record Step(string Name, string Kind)
{
    public bool IsConfirm { get; init; }
    public bool Optional { get; init; }
    public int? AtMost { get; init; }
    public int? AtLeast { get; init; }
    public string? Rule { get; init; }
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Whether line breaks in an answer are kept.</summary>
    public bool Lines { get; init; }

    /// <summary>Never asked by itself: the person names it ("ubah pembicara"), or another answer fills it.</summary>
    public bool OnRequest { get; init; }

    /// <summary>Words that the bot makes from the other answers until somebody writes their own; made afresh when another answer changes.</summary>
    public bool Derived { get; init; }

    /// <summary>Offers to be done with this question and those right after it that offer the same.</summary>
    public bool Finish { get; init; }

    /// <summary>Whether it may be left without an answer.</summary>
    public bool MayBeEmpty => Optional || OnRequest;
}

/// <summary>Where an open dialog stands, saved with the conversation: names, never positions.</summary>
/// <param name="Editing">
/// True when a single answer is being corrected; the preview follows it.
/// True at the preview itself: the person is choosing what to change.
/// </param>
public sealed record DialogState(string Dialog, int Version, string Step, Given Given, bool Editing = false);
