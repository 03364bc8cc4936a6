using System.Text;

namespace LibraryBot.Knowledge.Import;

/// <summary>
/// Text whose UTF-8 was taken for Windows-1252 and written as UTF-8 again ("DeveloperÃ¢â‚¬â„¢s"), once or more often.
/// Only what reads as UTF-8 again is put back, so "São" and a lone "Ã" stay; so does "«IRMû", where a quotation mark
/// happens to follow a letter.
/// </summary>
internal static class DoubleEncoding
{
    private const int RoundsAtMost = 3;
    private const string Closing = "\u2018\u2019\u201C\u201D»\u2026";
    private const string Dashes = "\u2013\u2014";

    // Of the letters that begin a pair or more, these stand for what western texts use; the others count only side by side.
    private const string Usual = "ÂÃÄÅâð";

    public static string Repair(string text)
    {
        if (Ascii.IsValid(text))
            return text;
        for (var round = 0; round < RoundsAtMost && Round(text) is { } repaired; round++)
            text = repaired;
        return text;
    }

    private static string? Round(string text)
    {
        StringBuilder? repaired = null;
        for (var at = 0; at < text.Length;)
        {
            if (Sequence(text, at, out var rune) is var length and > 0 && IsMeant(text, at, length))
            {
                (repaired ??= new StringBuilder(text.Length).Append(text, 0, at)).Append(rune.ToString());
                at += length;
            }
            else
            {
                repaired?.Append(text[at]);
                at++;
            }
        }

        return repaired?.ToString();
    }

    /// <summary>How many letters from here are the bytes of one UTF-8 letter; 0 when they are not.</summary>
    private static int Sequence(string text, int at, out Rune rune)
    {
        rune = default;
        if (at >= text.Length || text[at] is < '\u00C2' or > '\u00F4')
            return 0;
        var length = text[at] < '\u00E0' ? 2 : text[at] < '\u00F0' ? 3 : 4;
        if (at + length > text.Length)
            return 0;
        Span<byte> bytes = stackalloc byte[length];
        for (var i = 0; i < length; i++)
        {
            if (Windows1252.Byte(text[at + i]) is not { } one)
                return 0;
            bytes[i] = one;
        }

        return Rune.DecodeFromUtf8(bytes, out rune, out var consumed) == System.Buffers.OperationStatus.Done && consumed == length ? length : 0;
    }

    private static bool IsMeant(string text, int at, int length)
    {
        var following = at + length < text.Length ? text[at + length] : ' ';
        var rest = text.AsSpan(at + 1, length - 1);
        if (rest.IndexOfAnyExcept(Closing + Dashes) < 0)
            return length == 2 && Usual.Contains(text[at]) && char.IsLetter(following) && (Closing.Contains(rest[0]) || at == 0 || !char.IsLetter(text[at - 1]));
        return Usual.Contains(text[at]) || Sequence(text, at + length, out _) > 0 || IsBehindAnother(text, at);
    }

    private static bool IsBehindAnother(string text, int at)
    {
        for (var length = 2; length <= 4; length++)
        {
            if (at >= length && Sequence(text, at - length, out _) == length)
                return true;
        }

        return false;
    }
}
