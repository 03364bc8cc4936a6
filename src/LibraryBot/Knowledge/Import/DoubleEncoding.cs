using System.Text;

namespace LibraryBot.Knowledge.Import;

/// <summary>Text in UTF-8 that was taken for Latin-1 and encoded once more ("Ã©" for "é"), as SLiMS does with every title.</summary>
internal static class DoubleEncoding
{
    /// <summary>The text as it was meant, or as it is when it was not encoded twice.</summary>
    public static string Repair(string text)
    {
        if (!text.Any(letter => letter is >= '\u00C2' and <= '\u00F4') || text.Any(letter => letter > '\u00FF'))
            return text;
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Encoding.Latin1.GetBytes(text));
        }
        catch (DecoderFallbackException)
        {
            return text;
        }
    }
}
