using System.Text.RegularExpressions;

namespace LibraryBot.Responses;

/// <summary>Words without what could tell whose they are: addresses, numbers of people and phones, names that call somebody.</summary>
internal static partial class MaskedText
{
    public const string Mask = "•••";

    public static string Of(string text) => Spaces().Replace(Calls().Replace(Numbers().Replace(Links().Replace(Addresses().Replace(text, Mask), Mask), Mask), Mask), " ").Trim();

    [GeneratedRegex(@"[^\s@]+@[^\s@]+\.[^\s@]+")]
    private static partial Regex Addresses();

    [GeneratedRegex(@"(https?://|www\.|t\.me/|wa\.me/)\S+", RegexOptions.IgnoreCase)]
    private static partial Regex Links();

    /// <summary>Five digits and more, in one run or with what people put between: "+62 812-3456-789". A year is no such number.</summary>
    [GeneratedRegex(@"\+?\(?\d(?:[\s.\-/()]{0,2}\d){4,}")]
    private static partial Regex Numbers();

    [GeneratedRegex(@"(?<!\S)@\w+")]
    private static partial Regex Calls();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
