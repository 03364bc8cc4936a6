using System.Globalization;
using System.Text;

namespace LibraryBot.Language;

/// <summary>A word of a text as written, as compared (lower case, no marks), and where it stands.</summary>
public readonly record struct TextWord(string Written, string Plain, int Start, int End)
{
    public bool IsCapital => char.IsUpper(Written[0]);
}

/// <summary>Cuts text into words of letters and digits. "Jum'at" is one word, "S.Kom" two, marks and case do not count.</summary>
public static class TextWords
{
    public static IReadOnlyList<string> Of(string text) => [.. Read(text).Select(word => word.Plain)];

    public static IReadOnlyList<TextWord> Read(string text)
    {
        var words = new List<TextWord>();
        var at = 0;
        while (at < text.Length)
        {
            if (!IsLetter(text, at))
            {
                at++;
                continue;
            }

            var start = at;
            while (at < text.Length && (IsLetter(text, at) || IsInnerApostrophe(text, at)))
                at++;
            // Marks that stand on no letter leave nothing to compare.
            if (Plain(text[start..at]) is { Length: > 0 } plain)
                words.Add(new TextWord(text[start..at], plain, start, at));
        }

        return words;
    }

    /// <summary>Where a run of words stands in another, or -1.</summary>
    public static int IndexOf(IReadOnlyList<string> words, IReadOnlyList<string> run, int from = 0)
    {
        for (var at = from; run.Count > 0 && at + run.Count <= words.Count; at++)
        {
            var same = 0;
            while (same < run.Count && words[at + same] == run[same])
                same++;
            if (same == run.Count)
                return at;
        }

        return -1;
    }

    public static string Plain(string word)
    {
        if (Ascii.IsValid(word) && !word.Contains('\''))
            return word.ToLowerInvariant();
        var plain = new StringBuilder(word.Length);
        foreach (var letter in word.IsNormalized(NormalizationForm.FormD) ? word : word.Normalize(NormalizationForm.FormD))
        {
            if (letter is not '\'' and not '’' && CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
                plain.Append(char.ToLowerInvariant(letter));
        }

        return plain.ToString();
    }

    // Normalize throws on half a surrogate pair, so those are no letters; whole pairs are emoji and rare scripts, and no words here.
    private static bool IsLetter(string text, int at) =>
        char.IsLetterOrDigit(text[at]) || CharUnicodeInfo.GetUnicodeCategory(text[at]) == UnicodeCategory.NonSpacingMark;

    private static bool IsInnerApostrophe(string text, int at) =>
        text[at] is '\'' or '’' && at > 0 && char.IsLetter(text[at - 1]) && at + 1 < text.Length && char.IsLetter(text[at + 1]);
}
