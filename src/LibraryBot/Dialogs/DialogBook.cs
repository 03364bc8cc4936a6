using LibraryBot.Dialogs.Files;
using LibraryBot.Language;

namespace LibraryBot.Dialogs;

/// <summary>The names that code gives to dialogs: kinds of answer, rules and endings. A file that names another is a problem.</summary>
/// <param name="Placeholders">For each kind, the names its values fill ("" is the step itself).</param>
public sealed record DialogParts(IReadOnlyDictionary<string, IReadOnlyList<string>> Placeholders, IReadOnlyList<string> Rules, IReadOnlyList<string> Endings)
{
    /// <summary>Texts that code says by name; one that is missing from the files is a problem at start, not in a turn.</summary>
    public IReadOnlyList<(string Dialog, string Key)> Texts { get; init; } = [];

    /// <summary>What else may be made of the answers, by templates post.{variant}.{lang}.txt: a network's own text, the words on a poster.</summary>
    public IReadOnlyList<string> Variants { get; init; } = [];

    /// <summary>The kinds of answer whose steps name choices.</summary>
    public IReadOnlyList<string> WithChoices { get; init; } = [StaticKinds.Choice, StaticKinds.Card, StaticKinds.Details];

    /// <summary>What post templates may name besides the answers.</summary>
    public IReadOnlyList<string> PostNames { get; init; } = [];

    /// <summary>Texts that are shown where only so much fits.</summary>
    public IReadOnlyList<TextLimit> Limits { get; init; } = [];
}

/// <summary>The texts of a dialog whose keys begin like this have at most so many letters.</summary>
public sealed record TextLimit(string Dialog, string Beginning, int AtMost);

/// <summary>All of dialogs/, read and checked once: flows, words and post templates.</summary>
public sealed class DialogBook
{
    private IReadOnlyDictionary<(string Dialog, string Variant, Lang Lang), string> posts = new Dictionary<(string, string, Lang), string>();

    /// <summary>Reads a dialogs folder. Never throws for its contents: every problem is in <see cref="Problems"/> as "dialogs/event/id.yaml:4: ...".</summary>
    public static DialogBook Read(string folder, DialogParts parts)
    {
        var problems = new DialogProblems();
        var top = new DialogFile(folder, Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))));
        var folders = Folders(top, parts, problems);
        CheckCommands(folders, problems);
        CheckTexts(folders, top, parts, problems);
        CheckShares(folders, problems);
        return new DialogBook
        {
            Flows = folders.Where(dialog => dialog.Flow is not null).ToDictionary(dialog => dialog.Name, dialog => dialog.Flow!.Flow),
            Words = new Words(AllWords(folders), folders.Where(dialog => dialog.Flow?.Flow.Shares is not null).ToDictionary(dialog => dialog.Name, dialog => dialog.Flow!.Flow.Shares!)),
            posts = folders.SelectMany(dialog => dialog.Posts.Select(post => (dialog.Name, post.Key.Variant, post.Key.Lang, post.Value))).ToDictionary(post => (post.Name, post.Variant, post.Lang), post => post.Value),
            Problems = problems.Sorted(),
        };
    }

    public IReadOnlyList<string> Problems { get; private init; } = [];
    public IReadOnlyDictionary<string, Flow> Flows { get; private init; } = new Dictionary<string, Flow>();
    public Words Words { get; private init; } = Words.Empty;

    /// <summary>The flow that a command begins ("/acara"), or null.</summary>
    public Flow? StartedBy(string command) => Flows.Values.FirstOrDefault(flow => flow.Start.Contains(command));

    /// <summary>Fills a dialog's post.{lang}.txt, or post.{variant}.{lang}.txt where there is one. A line whose values are all empty disappears; a line with a list repeats.</summary>
    public string Post(string dialog, Lang lang, IReadOnlyDictionary<string, IReadOnlyList<string>> values, string variant = "") =>
        PostTemplate.Fill(posts.GetValueOrDefault((dialog, variant, lang)) ?? posts[(dialog, "", lang)], values);

    /// <summary>Whether a dialog has a template for this variant.</summary>
    public bool HasPost(string dialog, string variant) => posts.ContainsKey((dialog, variant, Lang.Id));

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

    private static void CheckShares(List<DialogFolder> folders, DialogProblems problems)
    {
        foreach (var dialog in folders)
        {
            var shared = folders.Find(folder => folder.Name == dialog.Flow?.Flow.Shares);
            if (dialog.Flow?.Flow.Shares is { } name && shared is null)
                problems.Add(dialog.FlowYaml, 1, $"it shares texts with '{name}', and there is no such folder.");
            dialog.CheckNeeds(shared);
        }
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
