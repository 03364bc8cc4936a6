using System.Globalization;

namespace LibraryBot.Publishing;

/// <summary>The hours of weekdays at which posts are read best, in the library's zone: "12:15, 19:00".</summary>
public sealed record SendSlots(IReadOnlyList<TimeOnly> Hours)
{
    private const int DaysAhead = 14;

    /// <summary>Reads "12:15, 19:00"; null when it cannot be read.</summary>
    public static SendSlots? Read(string text)
    {
        var hours = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(hour => TimeOnly.TryParseExact(hour, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) ? read : (TimeOnly?)null).ToList();
        return hours.Count is 0 or > 12 || hours.Contains(null) ? null : new SendSlots([.. hours.OfType<TimeOnly>().Distinct().Order()]);
    }

    /// <summary>The next slots after a moment, on weekdays, earliest first.</summary>
    public IReadOnlyList<DateTimeOffset> Next(DateTimeOffset after, TimeZoneInfo zone, int count)
    {
        var local = TimeZoneInfo.ConvertTime(after, zone);
        return [.. Enumerable.Range(0, DaysAhead)
            .Select(days => local.Date.AddDays(days))
            .Where(day => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
            .SelectMany(day => Hours.Select(hour => day + hour.ToTimeSpan()))
            .Select(moment => new DateTimeOffset(moment, zone.GetUtcOffset(moment)))
            .Where(slot => slot > after)
            .Take(count)];
    }
}
