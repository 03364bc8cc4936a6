using System.Text;
using System.Text.RegularExpressions;
using LibraryBot.Language;

namespace LibraryBot.Answers;

/// <summary>
/// A house rule written in Indonesian, said in English word for word. Only when every word is known: half a translation
/// would be worse than none, and the library's own text is always shown beside it.
/// </summary>
internal static partial class Gloss
{
    private static readonly Dictionary<string, string> Phrases = EmbeddedText.Lines("glossary.txt")
        .Select(line => line.Split('|', 2, StringSplitOptions.TrimEntries))
        .ToDictionary(parts => parts[0], parts => parts[1]);

    private static readonly int LongestPhrase = Phrases.Keys.Max(phrase => phrase.Split(' ').Length);

    public static string? English(string text)
    {
        var parts = Part().Matches(text).Select(match => match.Value).ToList();
        var english = new StringBuilder();
        for (var at = 0; at < parts.Count;)
        {
            var (said, length) = Say(parts, at);
            if (said is null)
                return null;
            english.Append(said);
            at += length;
        }

        return Spaces().Replace(english.ToString(), " ").Trim();
    }

    private static (string? Said, int Length) Say(List<string> parts, int at)
    {
        for (var words = LongestPhrase; words > 0; words--)
        {
            var length = words * 2 - 1;
            if (at + length > parts.Count)
                continue;
            var run = parts.Skip(at).Take(length).ToList();
            if (run.Where((_, place) => place % 2 == 1).All(string.IsNullOrWhiteSpace) && Phrases.TryGetValue(string.Concat(run.Select(part => part.ToLowerInvariant())).Trim(), out var english))
                return (char.IsUpper(run[0][0]) && at == 0 ? char.ToUpperInvariant(english[0]) + english[1..] : english, length);
        }

        var part = parts[at];
        return char.IsLetter(part[0]) && !IsName(part) ? (null, 1) : (part, 1);
    }

    // Codes and addresses are the same in every language: "OPAC", "pustakawan@contoh.example".
    private static bool IsName(string part) => part.Contains('@', StringComparison.Ordinal) || part.Contains("://", StringComparison.Ordinal) || (part.Length > 1 && part.All(letter => char.IsUpper(letter) || char.IsDigit(letter))) || RupiahAmount().IsMatch(part);

    [GeneratedRegex(@"\S+@[\w.-]+\w|https?://\S+|Rp\s?[\d.]+\d|\d[\d.,:]*\d|\d|[\p{L}'’-]+|\s+|[^\s\p{L}\d]")]
    private static partial Regex Part();

    [GeneratedRegex(@"^Rp\s?\d")]
    private static partial Regex RupiahAmount();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
