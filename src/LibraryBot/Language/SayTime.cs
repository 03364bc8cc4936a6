namespace LibraryBot.Language;

/// <summary>Days and hours as the library writes them. Moments are shown in the offset that they carry.</summary>
public static class SayTime
{
    /// <summary>"Sabtu, 14 Maret 2026" or "Saturday, 14 March 2026".</summary>
    public static string Day(DateOnly day, Lang lang) => "";

    /// <summary>"09.00" in Indonesian, "09:00" in English.</summary>
    public static string Hour(TimeOnly hour, Lang lang) => "";

    /// <summary>"WIB", "WITA", "WIT", or "UTC+9" style for any other offset.</summary>
    public static string Zone(TimeSpan offset) => "";
}
