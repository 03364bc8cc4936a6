using System.Text.RegularExpressions;

namespace LibraryBot.Dialogs.Files;

/// <summary>One text of an id.yaml or en.yaml, with the line of its key and the line where its words begin.</summary>
internal sealed record WordsText(string Key, int Line, string Text, int TextLine);

/// <summary>The texts of one dialog in one language. <c>Complete</c> false: the file could not be read, so nothing is known to be missing.</summary>
internal sealed record ReadWords(DialogFile File, IReadOnlyDictionary<string, WordsText> Texts, bool Complete);

/// <summary>Reads an id.yaml or en.yaml: every text stands under "|", so that #, @, *, : and {{ }} are safe.</summary>
internal static partial class WordsFile
{
    public static ReadWords Read(DialogFile file, DialogProblems problems)
    {
        var texts = new Dictionary<string, WordsText>();
        if (!file.Exists)
        {
            problems.Add(file, 1, "this file is missing; every dialog has its words in id.yaml and en.yaml.");
            return new ReadWords(file, texts, Complete: false);
        }

        if (YamlTree.Read(file, problems) is not { } map)
            return new ReadWords(file, texts, Complete: false);
        foreach (var entry in map.Entries)
        {
            if (texts.TryGetValue(entry.Key, out var first))
                problems.Add(file, entry.Line, $"the text '{entry.Key}' stands here twice, first in line {first.Line}; keep one.");
            else
                texts[entry.Key] = Text(entry, file, problems);
        }

        return new ReadWords(file, texts, Complete: true);
    }

    private static WordsText Text(YamlEntry entry, DialogFile file, DialogProblems problems)
    {
        if (!Key().IsMatch(entry.Key))
            problems.Add(file, entry.Line, $"the key '{entry.Key}' may hold only small letters, digits, _ and dots between them.");
        if (entry.Value is not YamlNode.Text { IsBlock: true } block)
        {
            problems.Add(file, entry.Value.Line, $"the text '{entry.Key}' must stand under a | ('{entry.Key}: |'), on its own lines, two spaces in. Otherwise a # or : in it would be lost.");
            return new WordsText(entry.Key, entry.Line, (entry.Value as YamlNode.Text)?.Value ?? "", entry.Value.Line);
        }

        if (string.IsNullOrWhiteSpace(block.Value))
            problems.Add(file, entry.Line, $"the text '{entry.Key}' has no words.");
        return new WordsText(entry.Key, entry.Line, block.Value.TrimEnd('\n'), block.Line + 1);
    }

    [GeneratedRegex(@"^[a-z][a-z0-9_]*(\.[a-z0-9_]+)*$")]
    private static partial Regex Key();
}
