using LibraryBot.Language;

namespace LibraryBot.Dialogs.Files;

/// <summary>Reads a dialog's post.id.txt and post.en.txt: what the post itself says; a variant of it may have a pair of its own.</summary>
internal sealed class PostFiles(DialogFile folder, Flow? flow, DialogParts parts, DialogProblems problems)
{
    public Dictionary<(string Variant, Lang Lang), string> Read()
    {
        var posts = new Dictionary<(string, Lang), string>();
        ReadPair(posts, "", isNeeded: flow?.Confirm is not null);
        foreach (var variant in parts.Variants)
            ReadPair(posts, variant, isNeeded: false);
        return posts;
    }

    /// <summary>The names of the files of a template, in both languages.</summary>
    public static IEnumerable<string> Names(DialogParts parts) =>
        new[] { "" }.Concat(parts.Variants).SelectMany(variant => Enum.GetValues<Lang>().Select(lang => Name(variant, lang)));

    private static string Name(string variant, Lang lang) => variant.Length == 0 ? $"post.{lang.Code()}.txt" : $"post.{variant}.{lang.Code()}.txt";

    private void ReadPair(Dictionary<(string Variant, Lang Lang), string> posts, string variant, bool isNeeded)
    {
        var files = Enum.GetValues<Lang>().Select(lang => (Lang: lang, File: folder.In(Name(variant, lang)))).ToList();
        if (!isNeeded && !files.Any(post => post.File.Exists))
            return;
        foreach (var (lang, file) in files)
        {
            if (!file.Exists)
                problems.Add(file, 1, $"this post is missing; it is needed in both languages, {Name(variant, Lang.Id)} and {Name(variant, Lang.En)}.");
            else if (file.Read(problems) is { } text)
                posts[(variant, lang)] = Checked(text, file);
        }
    }

    private string Checked(string text, DialogFile file)
    {
        if (string.IsNullOrWhiteSpace(text))
            problems.Add(file, 1, "this post is empty.");
        new PlaceholderCheck(file, problems).Check(text, 1, flow is null ? null : [.. FlowNames.All(flow, parts), .. parts.PostNames]);
        return text;
    }
}
