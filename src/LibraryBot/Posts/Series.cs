using LibraryBot.Language;
using LibraryBot.Storage;

namespace LibraryBot.Posts;

/// <summary>A post on new books that the bot prepares every week, for review as any other: it never publishes by itself.</summary>
/// <param name="PersonId">In whose name it is prepared.</param>
/// <param name="Hour">In the library's zone.</param>
public sealed record Series(string Id, string PersonId, DayOfWeek Day, TimeOnly Hour, Lang Lang)
{
    public static readonly Collection<Series> All = new("series", series => series.Id);

    /// <summary>The next time after a moment.</summary>
    public DateTimeOffset Next(DateTimeOffset after, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(after, zone);
        var day = local.Date.AddDays(((int)Day - (int)local.DayOfWeek + 7) % 7) + Hour.ToTimeSpan();
        if (day <= local.DateTime)
            day = day.AddDays(7);
        return new DateTimeOffset(day, zone.GetUtcOffset(day));
    }
}
