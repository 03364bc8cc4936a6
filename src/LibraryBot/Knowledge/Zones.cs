namespace LibraryBot.Knowledge;

/// <summary>The library's time zone by its name; a machine without zone data still knows Indonesia's three.</summary>
public static class Zones
{
    public static TimeZoneInfo Find(string? name)
    {
        var asked = name ?? LibraryInfo.DefaultZone;
        if (TimeZoneInfo.TryFindSystemTimeZoneById(asked, out var zone))
            return zone;
        var hours = asked switch
        {
            "Asia/Makassar" or "Asia/Ujung_Pandang" => 8,
            "Asia/Jayapura" => 9,
            _ => 7,
        };
        return TimeZoneInfo.CreateCustomTimeZone(asked, TimeSpan.FromHours(hours), asked, asked);
    }
}
