using LibraryBot.Language;

namespace LibraryBot.Dialogs;

/// <summary>The names that code gives to dialogs: kinds of answer, rules and endings. A file that names another is a problem.</summary>
/// <param name="Placeholders">For each kind, the names its values fill ("" is the step itself).</param>
public sealed record DialogParts(IReadOnlyDictionary<string, IReadOnlyList<string>> Placeholders, IReadOnlyList<string> Rules, IReadOnlyList<string> Endings);

/// <summary>All of dialogs/, read and checked once: flows, words and post templates.</summary>
public sealed class DialogBook
{
    /// <summary>Reads a dialogs folder. Never throws for its contents: every problem is in <see cref="Problems"/> as "dialogs/event/id.yaml:4: ...".</summary>
    public static DialogBook Read(string folder, DialogParts parts) => throw new NotImplementedException();

    public IReadOnlyList<string> Problems { get; private init; } = [];
    public IReadOnlyDictionary<string, Flow> Flows { get; private init; } = new Dictionary<string, Flow>();
    public Words Words { get; private init; } = Words.Empty;

    /// <summary>The flow that a command begins ("/acara"), or null.</summary>
    public Flow? StartedBy(string command) => Flows.Values.FirstOrDefault(flow => flow.Start.Contains(command));

    /// <summary>Fills a dialog's post.{lang}.txt. A line whose values are all empty disappears; a line with a list repeats.</summary>
    public string Post(string dialog, Lang lang, IReadOnlyDictionary<string, IReadOnlyList<string>> values) => throw new NotImplementedException();
}
