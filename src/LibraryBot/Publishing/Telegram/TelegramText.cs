using System.Globalization;
using System.Text;

namespace LibraryBot.Publishing.Telegram;

/// <summary>
/// Plain text made fit for Telegram: cleaned, cut where it is too long, escaped for HTML parse mode.
/// Telegram counts letters as code points (MTProto, config.message_length_max), after the markup is read.
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
        if (string.IsNullOrEmpty(text) || text.All(IsClean))
            return text?.Trim() ?? "";
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (!Rune.IsControl(rune) || rune.Value is '\n' or '\t')
                clean.Append(rune.ToString());
        }

        return clean.ToString().Trim();
    }

    // Nearly every text is, and then it is not taken apart.
    private static bool IsClean(char letter) =>
        letter is '\n' or '\t' || !(char.IsControl(letter) || char.IsSurrogate(letter) || letter is '\u2028' or '\u2029');

    /// <summary>How long clean text is for Telegram.</summary>
    public static int Length(string text) => text.Length - text.Count(char.IsLowSurrogate);

    /// <summary>Cuts clean text into parts that fit: between paragraphs, else lines, else words, else letters as people see them.</summary>
    public static IReadOnlyList<string> Split(string text, int atMost = MessageAtMost) => [.. Cuts(text, atMost).Select(part => text[part.From..part.To])];

    /// <summary>The same as places in the text; what lies between them is blank.</summary>
    internal static IEnumerable<(int From, int To)> Cuts(string text, int atMost)
    {
        var end = text.TrimEnd().Length;
        for (var from = NotBlank(text, 0); from < end;)
        {
            var reach = Reach(text, from, end, atMost);
            var cut = reach == end ? end : Cut(text, from, reach);
            yield return (from, from + text[from..cut].TrimEnd().Length);
            from = NotBlank(text, cut);
        }
    }

    private static int Cut(string text, int from, int reach)
    {
        var half = from + (reach - from) / 2;
        foreach (var end in (string[])["\n\n", "\n", " "])
        {
            // The end itself may lie just past the limit: it is trimmed away.
            for (var at = Math.Min(reach, text.Length - end.Length); at >= half && at > from; at--)
            {
                if (string.CompareOrdinal(text, at, end, 0, end.Length) == 0 && IsLetter(text, NotBlank(text, at)))
                    return at;
            }
        }

        return CutInsideWord(text, from, reach);
    }

    private static int CutInsideWord(string text, int from, int reach)
    {
        var starts = StringInfo.ParseCombiningCharacters(text[from..Math.Min(text.Length, reach + 64)]);
        var cut = starts.LastOrDefault(start => start > 0 && from + start <= reach && IsLetter(text, NotBlank(text, from + start)));
        return cut > 0 ? from + cut : reach;
    }

    // A blank may carry an accent, which would be left alone.
    private static bool IsLetter(string text, int afterBlanks) =>
        afterBlanks == 0 || afterBlanks == text.Length || !char.IsWhiteSpace(text[afterBlanks - 1])
        || StringInfo.GetNextTextElementLength(text.AsSpan(afterBlanks - 1)) == 1;

    /// <summary>How far so many code points reach.</summary>
    private static int Reach(string text, int from, int end, int atMost)
    {
        if (end - from <= atMost)
            return end;
        var at = from;
        for (var count = 0; count < atMost && at < end; count++)
            at += char.IsHighSurrogate(text[at]) && at + 1 < end ? 2 : 1;
        return at;
    }

    private static int NotBlank(string text, int from)
    {
        while (from < text.Length && char.IsWhiteSpace(text[from]))
            from++;
        return from;
    }
}
