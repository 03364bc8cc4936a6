using System.Globalization;
using System.Text;

namespace LibraryBot.Publishing.Telegram;

/// <summary>
/// Plain text made fit for Telegram: cleaned, cut where it is too long, escaped for HTML parse mode.
/// Lengths are counted in UTF-16 units, which is never fewer than what Telegram counts.
/// </summary>
public static class TelegramText
{
    public const int MessageAtMost = 4096;
    public const int CaptionAtMost = 1024;

    /// <summary>Escapes for HTML parse mode, so that no value is ever read as markup.</summary>
    public static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("\"", "&quot;", StringComparison.Ordinal);

    /// <summary>Line ends as \n, no control characters, no half of a surrogate pair, nothing blank at either end.</summary>
    public static string Clean(string? text)
    {
        var clean = new StringBuilder(text?.Length ?? 0);
        foreach (var rune in (text ?? "").ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (!Rune.IsControl(rune) || rune.Value is '\n' or '\t')
                clean.Append(rune.ToString());
        }

        return clean.ToString().Trim();
    }

    /// <summary>Cuts clean text into parts that fit: between paragraphs, else lines, else words, else letters as people see them.</summary>
    public static IReadOnlyList<string> Split(string text, int atMost = MessageAtMost)
    {
        var parts = new List<string>();
        var rest = text.Trim();
        while (rest.Length > atMost)
        {
            var cut = Cut(rest, atMost);
            parts.Add(rest[..cut].TrimEnd());
            rest = rest[cut..].TrimStart();
        }

        if (rest.Length > 0)
            parts.Add(rest);
        return parts;
    }

    private static int Cut(string text, int atMost)
    {
        foreach (var end in (string[])["\n\n", "\n", " "])
        {
            // The end itself may lie just past the limit: it is trimmed away.
            var at = text.LastIndexOf(end, Math.Min(atMost + end.Length - 1, text.Length - 1), StringComparison.Ordinal);
            if (at >= atMost / 2)
                return at;
        }

        return CutInsideWord(text, atMost);
    }

    private static int CutInsideWord(string text, int atMost)
    {
        var starts = StringInfo.ParseCombiningCharacters(text[..Math.Min(text.Length, atMost + 64)]);
        var cut = starts.LastOrDefault(start => start <= atMost);
        if (cut > 0)
            return cut;
        return char.IsHighSurrogate(text[atMost - 1]) ? atMost - 1 : atMost;
    }
}
