using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Evaluation;

namespace LibraryBot.Knowledge;

/// <summary>
/// When events take place, worked out from their rules. A series gives at most <see cref="AtMost"/> occurrences a question, and all together
/// <see cref="TogetherAtMost"/>: nobody asks for more, and a calendar of thousands of series without end would make each question slow.
/// </summary>
public static class EventCalendar
{
    public const int AtMost = 400;
    public const int TogetherAtMost = 10_000;
    private const int MinutesAtMost = 4;
    private const int CountAtMost = 10_000;

    /// <summary>What is said to last longer and to come again is a mistake of who wrote it.</summary>
    private static readonly TimeSpan LongestOfSeries = TimeSpan.FromDays(366);

    /// <summary>Why a rule cannot be used, or null when it can. A library has no event every minute; such a rule would only burn time.</summary>
    public static string? Refusal(string rrule)
    {
        if (rrule.Length > 500)
            return "the recurrence rule is too long";
        if (rrule.Contains("SECONDLY", StringComparison.OrdinalIgnoreCase) || rrule.Contains("MINUTELY", StringComparison.OrdinalIgnoreCase))
            return "events cannot recur every second or minute";
        if (Several(rrule, "BYSECOND") > 1 || Several(rrule, "BYMINUTE") > MinutesAtMost)
            return "events cannot recur every few seconds or minutes";
        try
        {
            return new RecurrenceRule(rrule).Count is > CountAtMost ? $"events cannot recur more than {CountAtMost} times" : null;
        }
        catch (Exception unreadable) when (unreadable is FormatException or ArgumentException or InvalidOperationException or OverflowException)
        {
            return $"the recurrence rule \"{rrule}\" cannot be read";
        }
    }

    /// <summary>How many values a part of a rule has.</summary>
    private static int Several(string rrule, string name) => rrule.Split(';').Where(part => part.TrimStart().StartsWith(name, StringComparison.OrdinalIgnoreCase)).Sum(part => part.Split(',').Length);

    /// <summary>The occurrences that touch [from, to], in order of time, cancelled ones included.</summary>
    public static IReadOnlyList<Occurrence> Between(IEnumerable<LibraryEvent> events, DateOnly from, DateOnly to, TimeZoneInfo zone) =>
        [.. events.SelectMany(found => Of(found, from, to, zone)).Take(TogetherAtMost).OrderBy(o => o.Start).ThenBy(o => o.Event.Id, StringComparer.Ordinal)];

    public static IEnumerable<Occurrence> Of(LibraryEvent found, DateOnly from, DateOnly to, TimeZoneInfo zone)
    {
        var start = TimeZoneInfo.ConvertTime(found.Start, zone);
        var length = TimeZoneInfo.ConvertTime(found.End, zone) - start;
        if (found.Rrule is null || Refusal(found.Rrule) is not null)
        {
            var once = new Occurrence(found, start, start + length);
            return once.Day <= to && once.LastDay >= from ? [once] : [];
        }

        length = length < LongestOfSeries ? length : LongestOfSeries;
        return Starts(found, start, from.AddDays(-(int)Math.Ceiling(length.TotalDays)), to, zone)
            .Select(moment => new Occurrence(found, moment, moment + length))
            .Where(o => o.Day <= to && o.LastDay >= from && !found.ExDates.Contains(o.Day));
    }

    private static List<DateTimeOffset> Starts(LibraryEvent found, DateTimeOffset start, DateOnly from, DateOnly to, TimeZoneInfo zone)
    {
        var rule = new RecurrenceRule(found.Rrule!);
        var series = new CalendarEvent
        {
            DtStart = Moment(Nearer(start, rule, from), zone),
            RecurrenceRule = rule,
        };
        var first = Moment(new DateTimeOffset(from.ToDateTime(default), start.Offset), zone);
        var starts = new List<DateTimeOffset>();
        try
        {
            // A rule that never matches (30 February) would otherwise be tried for ever.
            foreach (var occurrence in series.GetOccurrences(first, new EvaluationOptions { MaxUnmatchedIncrementsLimit = 1000 }))
            {
                var local = TimeZoneInfo.ConvertTime(new DateTimeOffset(occurrence.Period.StartTime.AsUtc, TimeSpan.Zero), zone);
                if (DateOnly.FromDateTime(local.DateTime) > to || starts.Count == AtMost)
                    break;
                starts.Add(local);
            }
        }
        catch (EvaluationLimitExceededException)
        {
            // What was found until then is all there is.
        }

        return starts;
    }

    /// <summary>A start of the same series shortly before the days asked for: every hour since 1900 would be counted through otherwise.</summary>
    private static DateTimeOffset Nearer(DateTimeOffset start, RecurrenceRule rule, DateOnly from)
    {
        var step = Math.Max(1L, rule.Interval) * (rule.Frequency switch
        {
            FrequencyType.Hourly or FrequencyType.Daily => 1,
            FrequencyType.Weekly => 7,
            _ => 0,
        });
        var days = from.DayNumber - DateOnly.FromDateTime(start.DateTime).DayNumber - 2;
        return step == 0 || rule.Count is not null || days < step ? start : start.AddDays(days / step * step);
    }

    // The zone must go along: "UNTIL" is in UTC, and a floating start would be compared as if it were UTC too.
    private static CalDateTime Moment(DateTimeOffset moment, TimeZoneInfo zone) =>
        new(DateOnly.FromDateTime(moment.DateTime), TimeOnly.FromDateTime(moment.DateTime), zone.HasIanaId ? zone.Id : CalDateTime.UtcTzId);
}
