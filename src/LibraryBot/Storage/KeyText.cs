namespace LibraryBot.Storage;

/// <summary>What may be a key, so that every engine can take it whole and compare it letter for letter.</summary>
public static class KeyText
{
    public const int IdAtMost = 200;

    /// <summary>Three bytes for a letter stay under the 1,023 bytes of an index key that the smallest engine takes.</summary>
    public const int IndexAtMost = 300;

    /// <summary>A key by which what belongs to one place stands in the order of its moments.</summary>
    public static string InOrder(string place, DateTimeOffset moment) => place + moment.UtcTicks.ToString("D19", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Text that sorts behind every indexed text with this beginning, or is the last of them.</summary>
    internal static string LastBeginning(string with) => with.PadRight(IndexAtMost, '\uffff');

    internal static bool IsId(string? text) => text is { Length: > 0 and <= IdAtMost } && IsWhole(text);

    internal static bool IsIndexed(string text) => text.Length <= IndexAtMost && IsWhole(text);

    /// <summary>No NUL, which some databases cannot hold, and no half of a surrogate pair, which UTF-8 cannot.</summary>
    private static bool IsWhole(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
                at++;
            else if (text[at] == '\0' || char.IsSurrogate(text[at]))
                return false;
        }

        return true;
    }
}
