using LibraryBot.Dialogs.Files;
using LibraryBot.Language;

namespace LibraryBot.Dialogs;

/// <summary>The names that code gives to dialogs: kinds of answer, rules and endings. A file that names another is a problem.</summary>
/// <param name="Placeholders">For each kind, the names its values fill ("" is the step itself).</param>
public sealed record DialogParts(IReadOnlyDictionary<string, IReadOnlyList<string>> Placeholders, IReadOnlyList<string> Rules, IReadOnlyList<string> Endings)
{
    /// <summary>Texts that code says by name; one that is missing from the files is a problem at start, not in a turn.</summary>
    public IReadOnlyList<(string Dialog, string Key)> Texts { get; init; } = [];

    /// <summary>Texts that are shown where only so much fits.</summary>
    public IReadOnlyList<TextLimit> Limits { get; init; } = [];
}

/// <summary>The texts of a dialog whose keys begin like this have at most so many letters.</summary>
public sealed record TextLimit(string Dialog, string Beginning, int AtMost);

/// <summary>All of dialogs/, read and checked once: flows, words and post templates.</summary>
public sealed class DialogBook
{
    private IReadOnlyDictionary<(string Dialog, Lang Lang), string> posts = new Dictionary<(string, Lang), string>();

    /// <summary>Reads a dialogs folder. Never throws for its contents: every problem is in <see cref="Problems"/> as "dialogs/event/id.yaml:4: ...".</summary>
    public static DialogBook Read(string folder, DialogParts parts)
    {
        var problems = new DialogProblems();
        var top = new DialogFile(folder, Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))));
        var folders = Folders(top, parts, problems);
        CheckCommands(folders, problems);
        CheckTexts(folders, top, parts, problems);
        return new DialogBook
        {
            Flows = folders.Where(dialog => dialog.Flow is not null).ToDictionary(dialog => dialog.Name, dialog => dialog.Flow!.Flow),
            Words = new Words(AllWords(folders)),
            posts = folders.SelectMany(dialog => dialog.Posts.Select(post => (dialog.Name, post.Key, post.Value))).ToDictionary(post => (post.Name, post.Key), post => post.Value),
            Problems = problems.Sorted(),
        };
    }

    public IReadOnlyList<string> Problems { get; private init; } = [];
    public IReadOnlyDictionary<string, Flow> Flows { get; private init; } = new Dictionary<string, Flow>();
    public Words Words { get; private init; } = Words.Empty;

    /// <summary>The flow that a command begins ("/acara"), or null.</summary>
    public Flow? StartedBy(string command) => Flows.Values.FirstOrDefault(flow => flow.Start.Contains(command));

    /// <summary>Fills a dialog's post.{lang}.txt. A line whose values are all empty disappears; a line with a list repeats.</summary>
    public string Post(string dialog, Lang lang, IReadOnlyDictionary<string, IReadOnlyList<string>> values) =>
        PostTemplate.Fill(posts[(dialog, lang)], values);

    private static List<DialogFolder> Folders(DialogFile top, DialogParts parts, DialogProblems problems)
    {
        if (!Directory.Exists(top.Path))
        {
            problems.Add(top, 1, "there is no such folder; run the bot where the folder dialogs/ is, with all that belongs in it.");
            return [];
        }

        return [.. top.Folders(problems)
            .Where(folder => !folder.Name.StartsWith('.'))
            .Select(folder => new DialogFolder(folder, parts, problems))];
    }

    private static void CheckCommands(IReadOnlyList<DialogFolder> folders, DialogProblems problems)
    {
        var taken = new Dictionary<string, string>();
        foreach (var dialog in folders)
        {
            foreach (var (command, line) in dialog.Flow?.CommandLines ?? new Dictionary<string, int>())
            {
                if (!taken.TryAdd(command, dialog.Name))
                    problems.Add(dialog.FlowYaml, line, $"the command '{command}' begins the dialog '{taken[command]}' already; choose another.");
            }
        }
    }

    private static void CheckTexts(List<DialogFolder> folders, DialogFile top, DialogParts parts, DialogProblems problems)
    {
        if (!Directory.Exists(top.Path))
            return;
        var needed = parts.Texts.Concat(EngineTexts.InCommon.Select(key => (Dialog: Words.Common, Key: key))).ToLookup(text => text.Dialog, text => text.Key);
        foreach (var dialog in needed)
        {
            if (folders.Find(folder => folder.Name == dialog.Key) is not { } folder)
                problems.Add(top.In(dialog.Key), 1, "this folder is missing; the bot says texts from it.");
            else
                dialog.ToList().ForEach(key => folder.Need(key, "the bot says it"));
        }
    }

    private static Dictionary<(string Dialog, string Key, Lang Lang), string> AllWords(IReadOnlyList<DialogFolder> folders)
    {
        var texts = new Dictionary<(string, string, Lang), string>();
        foreach (var folder in folders)
        {
            foreach (var (lang, words) in folder.Words)
            {
                foreach (var text in words.Texts.Values)
                    texts[(folder.Name, text.Key, lang)] = text.Text;
            }
        }

        return texts;
    }
}
