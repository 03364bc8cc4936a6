using System.Text;
using System.Text.Unicode;

namespace LibraryBot.Knowledge.Import.Marc;

internal enum MarcCharset
{
    Ascii,
    Utf8,
    Marc8,
    Windows1252,
}

/// <summary>Which character set a record is in. Leader/09 says it, but the bytes win over a leader that lies.</summary>
internal static class MarcCharsets
{
    /// <param name="doubt">Why the leader was not believed, or null.</param>
    /// <exception cref="BrokenRow">The bytes are in no character set that is known here.</exception>
    public static MarcCharset Of(bool saysUtf8, ReadOnlySpan<byte> bytes, out string? doubt)
    {
        doubt = null;
        var escapes = bytes.Contains((byte)0x1B);
        if (!escapes && Ascii.IsValid(bytes))
            return MarcCharset.Ascii;
        if (Utf8.IsValid(bytes))
            return OfValidUtf8(saysUtf8, Ascii.IsValid(bytes), out doubt);
        if (!saysUtf8 && (escapes || IsAnsel(bytes)))
            return MarcCharset.Marc8;
        return OfBytesAlone(saysUtf8 ? "the leader says UTF-8" : "the leader says MARC-8", escapes, bytes, out doubt);
    }

    private static MarcCharset OfValidUtf8(bool saysUtf8, bool isAscii, out string? doubt)
    {
        // Nothing but escape sequences: UTF-8 has no use for them.
        if (isAscii)
        {
            doubt = saysUtf8 ? "the leader says UTF-8, but it has the escape sequences of MARC-8" : null;
            return MarcCharset.Marc8;
        }

        doubt = saysUtf8 ? null : "the leader says MARC-8, but the bytes are UTF-8";
        return MarcCharset.Utf8;
    }

    private static MarcCharset OfBytesAlone(string said, bool escapes, ReadOnlySpan<byte> bytes, out string? doubt)
    {
        var (whole, broken) = CountUtf8(bytes);
        if (whole > broken)
        {
            doubt = $"{broken} bytes are not UTF-8 like the rest and were lost";
            return MarcCharset.Utf8;
        }

        if (escapes || IsAnsel(bytes))
        {
            doubt = $"{said}, but the bytes are MARC-8";
            return MarcCharset.Marc8;
        }

        if (IsOtherAlphabet(bytes))
            throw new BrokenRow("its letters are neither UTF-8 nor MARC-8 nor Windows-1252");
        doubt = $"{said}, but the bytes are Windows-1252";
        return MarcCharset.Windows1252;
    }

    /// <summary>
    /// In MARC-8 an accent stands before its letter, and nearly all pairs that a text uses have a letter of their own in Unicode.
    /// Windows-1252 read so puts an accent before a blank, or "é" before an "l".
    /// </summary>
    private static bool IsAnsel(ReadOnlySpan<byte> bytes)
    {
        var ansel = Marc8Sets.Find(Marc8Sets.Ansel)!;
        var (fitting, strange) = (0, 0);
        for (var at = 0; at < bytes.Length; at++)
        {
            var code = bytes[at];
            if (code < 0x80)
                continue;
            if (!ansel.Has(code))
                return false;
            if (!ansel.IsMark(code))
                continue;
            var next = at + 1 < bytes.Length ? bytes[at + 1] : (byte)0;
            if (next >= 0x80 ? ansel.Has(next) : IsPair(ansel[code], (char)next))
                fitting++;
            else
                strange++;
        }

        return fitting >= strange;
    }

    private static bool IsPair(char mark, char letter) =>
        char.IsAsciiLetter(letter) && (mark is '\0' or '\u0361' or '\u0360' || new string([letter, mark]).Normalize(NormalizationForm.FormC).Length == 1);

    /// <summary>Long runs of upper bytes: a text in another alphabet, of which nobody says which.</summary>
    private static bool IsOtherAlphabet(ReadOnlySpan<byte> bytes)
    {
        var (inRuns, all, run) = (0, 0, 0);
        foreach (var code in bytes)
        {
            run = code < 0x80 ? 0 : run + 1;
            all += code < 0x80 ? 0 : 1;
            inRuns += run >= 3 ? 1 : 0;
        }

        return inRuns * 3 > all;
    }

    private static (int Whole, int Broken) CountUtf8(ReadOnlySpan<byte> bytes)
    {
        var (whole, broken) = (0, 0);
        while (!bytes.IsEmpty)
        {
            var isWhole = Rune.DecodeFromUtf8(bytes, out _, out var length) == System.Buffers.OperationStatus.Done;
            if (!isWhole)
                broken++;
            else if (length > 1)
                whole++;
            bytes = bytes[Math.Max(length, 1)..];
        }

        return (whole, broken);
    }
}
