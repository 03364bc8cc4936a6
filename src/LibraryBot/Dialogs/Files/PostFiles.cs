using LibraryBot.Language;

namespace LibraryBot.Dialogs.Files;

/// <summary>Reads a dialog's post.id.txt and post.en.txt: what the post itself says.</summary>
internal sealed class PostFiles(DialogFile folder, Flow? flow, DialogParts parts, DialogProblems problems)
{
    public Dictionary<Lang, string> Read()
    {
        var posts = new Dictionary<Lang, string>();
        var files = Enum.GetValues<Lang>().Select(lang => (Lang: lang, File: folder.In($"post.{lang.Code()}.txt"))).ToList();
        if (flow?.Confirm is null && !files.Any(post => post.File.Exists))
            return posts;
        foreach (var (lang, file) in files)
        {
            if (!file.Exists)
                problems.Add(file, 1, "this post is missing; it is needed in both languages, post.id.txt and post.en.txt.");
            else if (file.Read(problems) is { } text)
                posts[lang] = Checked(text, file);
        }

        return posts;
    }

    private string Checked(string text, DialogFile file)
    {
        if (string.IsNullOrWhiteSpace(text))
            problems.Add(file, 1, "this post is empty.");
        new PlaceholderCheck(file, problems).Check(text, 1, flow is null ? null : FlowNames.All(flow, parts));
        return text;
    }
}
