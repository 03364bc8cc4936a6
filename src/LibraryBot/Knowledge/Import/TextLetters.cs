using System.Text;

namespace LibraryBot.Knowledge.Import;

/// <summary>How the letters of a file are written: UTF-16 with its mark, UTF-8, or Latin-1 when it is not valid UTF-8.</summary>
internal sealed record TextLetters(Encoding Encoding, bool HasZero)
{
    private const int AtOnce = 1 << 16;

    public static TextLetters Of(string path)
    {
        using var file = File.OpenRead(path);
        var buffer = new byte[AtOnce];
        var read = file.Read(buffer);
        if (buffer is [0xFF, 0xFE, ..] && read >= 2)
            return new TextLetters(Encoding.Unicode, false);
        if (buffer is [0xFE, 0xFF, ..] && read >= 2)
            return new TextLetters(Encoding.BigEndianUnicode, false);
        var utf8 = new UTF8Encoding(false, throwOnInvalidBytes: true).GetDecoder();
        var letters = new char[AtOnce + 1];
        var (isUtf8, hasZero) = (true, false);
        for (; read > 0; read = file.Read(buffer))
        {
            hasZero |= buffer.AsSpan(0, read).Contains((byte)0);
            isUtf8 = isUtf8 && Decodes(utf8, buffer.AsSpan(0, read), letters, flush: false);
        }

        return new TextLetters(isUtf8 && Decodes(utf8, [], letters, flush: true) ? Encoding.UTF8 : Encoding.Latin1, hasZero);
    }

    private static bool Decodes(Decoder utf8, ReadOnlySpan<byte> bytes, char[] letters, bool flush)
    {
        try
        {
            utf8.GetChars(bytes, letters, flush);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
