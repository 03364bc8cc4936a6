using System.Globalization;
using System.Text;

namespace LibraryBot.Dialogs;

/// <summary>
/// Text from a person as it may be shown and sent on: without control characters, without marks that cannot be seen
/// or that turn the direction of what follows, without piles of accents. Nothing that can be read is cut.
/// </summary>
public static class ReadableText
{
    private const int ZeroWidthJoiner = 0x200D;
    private const int MostMarks = 4;

    /// <param name="lines">Whether line breaks stay; otherwise they become spaces.</param>
    public static string Of(string text, bool lines = false)
    {
        var visible = WithoutHidden(text.ReplaceLineEndings("\n").Replace('\t', ' '), lines).Normalize(NormalizationForm.FormC);
        return string.Join('\n', visible.Split('\n').Select(OneSpaceBetweenWords)).Trim();
    }

    /// <summary>Length as people count: an emoji or a letter with its accents is one.</summary>
    public static int Length(string text) => new StringInfo(text).LengthInTextElements;

    /// <summary>Whether there is a letter or a digit in it, in any script.</summary>
    public static bool HasWords(string text) => text.EnumerateRunes().Any(Rune.IsLetterOrDigit);

    /// <summary>The beginning of a text, to show in a sentence: whole characters, with "…" where it was cut.</summary>
    public static string Shortened(string text, int most)
    {
        var elements = new StringInfo(text);
        return elements.LengthInTextElements <= most ? text : elements.SubstringByTextElements(0, most).TrimEnd() + "…";
    }

    private static string WithoutHidden(string text, bool lines)
    {
        var kept = new StringBuilder(text.Length);
        var runes = text.EnumerateRunes().ToList();
        var marks = 0;
        Span<char> letters = stackalloc char[2];
        for (var at = 0; at < runes.Count; at++)
        {
            var rune = runes[at];
            marks = IsMark(rune) ? marks + 1 : 0;
            if (rune.Value == '\n' || Rune.GetUnicodeCategory(rune) is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
                kept.Append(lines ? '\n' : ' ');
            else if (rune.Value == ZeroWidthJoiner ? JoinsEmoji(runes, at) : IsVisible(rune) && marks <= MostMarks)
                kept.Append(letters[..rune.EncodeToUtf16(letters)]);
        }

        return kept.ToString();
    }

    // U+FFFD is what half a character became.
    private static bool IsVisible(Rune rune) => rune.Value != 0xFFFD && Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned);

    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;

    // A family or a profession is several emoji joined; between letters the joiner only hides.
    private static bool JoinsEmoji(List<Rune> runes, int at) =>
        at > 0 && at + 1 < runes.Count && runes[at + 1].Value > 0x2000 && runes[at - 1].Value > 0x2000
        && Rune.GetUnicodeCategory(runes[at + 1]) is UnicodeCategory.OtherSymbol;

    private static string OneSpaceBetweenWords(string line) =>
        string.Join(' ', line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
