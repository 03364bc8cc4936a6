namespace LibraryBot.Language;

/// <summary>The three zones of Indonesia, as people write them behind an hour.</summary>
internal static class Zones
{
    /// <summary>Hours east of Greenwich, or null for what names no zone.</summary>
    public static int? Hours(string word) => word switch
    {
        "wib" => 7,
        "wita" => 8,
        "wit" => 9,
        _ => null,
    };
}
