using System.Text.RegularExpressions;

namespace LibraryBot.Language;

/// <summary>Chat forms of Indonesian (and a few of English). Never used on titles, names or stored text.</summary>
public static partial class Slang
{
    private static readonly Dictionary<string, string[]> Forms = EmbeddedText.Lines("slang.txt")
        .Select(line => line.Split(' '))
        .ToDictionary(parts => parts[0], parts => parts[1..]);

    /// <summary>The words that a chat form stands for, or the word itself; "bukuuu" is "buku".</summary>
    public static IReadOnlyList<string> Formal(string word)
    {
        var plain = Unstretched(word);
        return Forms.TryGetValue(plain, out var formal) ? formal : [plain];
    }

    // Slips of the finger that are words in Indonesian, or none at all: only where the rest is English.
    private static readonly Dictionary<string, string> EnglishSlips = new()
    {
        ["teh"] = "the", ["hte"] = "the", ["adn"] = "and", ["fo"] = "of", ["taht"] = "that", ["waht"] = "what", ["wut"] = "what", ["wat"] = "what", ["hav"] = "have", ["hv"] = "have", ["haev"] = "have",
        ["yuo"] = "you", ["abt"] = "about", ["boook"] = "book", ["bok"] = "book", ["boks"] = "books", ["libary"] = "library", ["opne"] = "open", ["wen"] = "when", ["whn"] = "when", ["wher"] = "where", ["whre"] = "where",
        ["ther"] = "there", ["thier"] = "their", ["frm"] = "from", ["wich"] = "which", ["evnt"] = "event", ["evnts"] = "events", ["todya"] = "today", ["tmrw"] = "tomorrow", ["tmr"] = "tomorrow", ["tomorow"] = "tomorrow", ["tommorow"] = "tomorrow",
    };

    /// <summary>The English word that was meant, or null.</summary>
    public static string? EnglishSlip(string word) => EnglishSlips.GetValueOrDefault(word);

    public static bool Knows(string word) => Forms.ContainsKey(word) || Unstretched(word) != word;

    // "baruuu", "dongggg": three of a letter are one. "VIII" and "www" are meant so.
    private static string Unstretched(string word) => IsStretched(word) && !RomanOrWeb().IsMatch(word) ? Stretched().Replace(word, "$1") : word;

    private static bool IsStretched(string word)
    {
        for (var at = 2; at < word.Length; at++)
        {
            if (word[at] == word[at - 1] && word[at] == word[at - 2] && char.IsLetter(word[at]))
                return true;
        }

        return false;
    }

    [GeneratedRegex(@"(\p{L})\1{2,}")]
    private static partial Regex Stretched();

    [GeneratedRegex("^[ivxlcm]+$|^www$", RegexOptions.IgnoreCase)]
    private static partial Regex RomanOrWeb();
}
