using System.Globalization;
using System.Text.RegularExpressions;

namespace LibraryBot.Language;

/// <summary>A word, a number or a mark of a text, for reading dates. "s.d." and "s/d" come out as the word "sampai".</summary>
internal sealed record DateToken(string Text, int Start, int End, bool IsCapital, bool AfterSpace)
{
    /// <summary>Whether it was written in capitals throughout.</summary>
    public bool IsShouted { get; init; }

    public int? Number { get; } = Text.Length <= 4 && int.TryParse(Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

internal static partial class DateTokens
{
    public static IReadOnlyList<DateToken> Of(string text)
    {
        var tokens = new List<DateToken>();
        foreach (Match found in Written().Matches(text))
        {
            // "mingdep" is two words in one place.
            foreach (var word in found.Groups["until"].Success ? ["sampai"] : Formal(TextWords.Plain(found.Value)))
                tokens.Add(Token(word, found, isApart: found.Index == 0 || char.IsWhiteSpace(text[found.Index - 1]) || (tokens.Count > 0 && tokens[^1].Start == found.Index)));
        }

        return tokens;
    }

    // "hari Minggunya", "besoknya" are the day itself.
    private static IReadOnlyList<string> Formal(string word)
    {
        if (word.Length == 0)
            return [];
        if (word.Length > 6 && word.EndsWith("nya", StringComparison.Ordinal) && (CalendarNames.Day(word[..^3]) is not null || word[..^3] is "minggu" or "besok"))
            return [word[..^3]];
        return Slang.Formal(word);
    }

    private static DateToken Token(string word, Match found, bool isApart) => new(word, found.Index, found.Index + found.Length, char.IsUpper(found.Value[0]), isApart)
    {
        IsShouted = found.Length > 1 && char.IsUpper(found.Value[1]),
    };

    [GeneratedRegex(@"(?<until>\b[sS]\s?[./]\s?[dD]\b\.?)|\d+|[\p{L}\p{Mn}]+(?:['’][\p{L}]+)*|[\p{P}\p{S}]")]
    private static partial Regex Written();
}
