namespace LibraryBot.Publishing;

/// <summary>Hours of the night in which nothing is published, in the library's zone: "21:00-06:00", or "off".</summary>
public sealed record QuietHours(TimeOnly From, TimeOnly To)
{
    public static readonly QuietHours None = new(default, default);

    /// <summary>Reads "21:00-06:00"; "off" or empty is none. Null when it cannot be read.</summary>
    public static QuietHours? Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Equals("off", StringComparison.OrdinalIgnoreCase))
            return None;
        var parts = text.Split('-', StringSplitOptions.TrimEntries);
        return parts.Length == 2
            && TimeOnly.TryParseExact(parts[0], "HH:mm", out var from)
            && TimeOnly.TryParseExact(parts[1], "HH:mm", out var to)
            ? new QuietHours(from, to)
            : null;
    }

    /// <summary>The moment itself when it is not quiet then, otherwise the end of that quiet time.</summary>
    public DateTimeOffset NextOpen(DateTimeOffset moment, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(moment, zone);
        if (From == To || !TimeOnly.FromDateTime(local.DateTime).IsBetween(From, To))
            return moment;
        var day = TimeOnly.FromDateTime(local.DateTime) < To ? local.Date : local.Date.AddDays(1);
        var end = day + To.ToTimeSpan();
        return new DateTimeOffset(end, zone.GetUtcOffset(end));
    }
}
