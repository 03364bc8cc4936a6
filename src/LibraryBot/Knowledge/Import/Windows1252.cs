namespace LibraryBot.Knowledge.Import;

/// <summary>Windows-1252, as the web reads it: the five bytes that it leaves free are the control codes of Latin-1.</summary>
internal static class Windows1252
{
    private const string Upper = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";

    public static char Letter(byte code) => code is >= 0x80 and < 0xA0 ? Upper[code - 0x80] : (char)code;

    /// <summary>The byte of a letter, or null when the page has no such letter. A control code stands for itself.</summary>
    public static byte? Byte(char letter)
    {
        if (letter < 0x100)
            return (byte)letter;
        var at = Upper.IndexOf(letter);
        return at < 0 ? null : (byte)(0x80 + at);
    }

    public static string Text(ReadOnlySpan<byte> bytes)
    {
        Span<char> letters = bytes.Length <= 512 ? stackalloc char[bytes.Length] : new char[bytes.Length];
        for (var at = 0; at < bytes.Length; at++)
            letters[at] = Letter(bytes[at]);
        return new string(letters);
    }
}
