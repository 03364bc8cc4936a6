using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using LibraryBot.Knowledge.Import;
using LibraryBot.Language;
using LibraryBot.OutsideWeb;

namespace LibraryBot.Knowledge;

/// <summary>
/// Events as an iCalendar file (RFC 5545) for a calendar of one's own. Only what patrons may see gets in, whatever is asked for. The same
/// events make the same file all day long, so that asking again and again keeps one.
/// </summary>
/// <param name="describe">What is said of an event beside its title, time and place.</param>
public sealed class CalendarFile(KnowledgeSnapshot knowledge, Func<LibraryEvent, string> describe)
{
    private const int NameLetters = 40;

    /// <summary>More days than this nobody skips; each is looked up in the series.</summary>
    private const int SkippedAtMost = 200;
    private readonly string? zoneId = knowledge.Zone.HasIanaId ? knowledge.Zone.Id : null;

    /// <summary>Null when there is no such public event.</summary>
    /// <param name="made">The day that it is made is written into it.</param>
    public string? Of(IEnumerable<string> ids, DateTimeOffset made)
    {
        var events = ids.Distinct().Select(knowledge.Event).OfType<LibraryEvent>().ToList();
        if (events.Count == 0)
            return null;
        var calendar = new Calendar { ProductId = "-//LibraryBot//Agenda//ID", Method = "PUBLISH" };
        if (zoneId is not null && events.Exists(found => !found.AllDay))
            calendar.AddTimeZone(ZoneOf(knowledge.Zone, made));
        var stamp = new CalDateTime(made.UtcDateTime.Date, CalDateTime.UtcTzId);
        foreach (var found in events)
            calendar.Events.AddRange(Entries(found, stamp));
        return new CalendarSerializer().SerializeToString(calendar);
    }

    /// <summary>"bedah-buku-pulang.ics"; for several events the word given.</summary>
    public static string NameOf(IReadOnlyList<string> titles, string several)
    {
        var name = string.Join('-', TextWords.Of(titles is [var only] ? only : several).Where(word => word.All(char.IsAsciiLetterOrDigit)));
        if (name.Length > NameLetters)
            name = name[..NameLetters].TrimEnd('-');
        return (name.Length > 0 ? name : "agenda") + ".ics";
    }

    /// <summary>An event, and after a series the sessions of it that were changed.</summary>
    private IEnumerable<CalendarEvent> Entries(LibraryEvent found, CalDateTime stamp)
    {
        var whole = Entry(found, stamp);
        if (found.Rrule is null || EventCalendar.Refusal(found.Rrule) is not null)
            return [whole];
        var changed = knowledge.PublicEvents.Where(other => IcsEvent.SeriesOf(other.Id)?.Uid == found.Id).ToList();
        whole.RecurrenceRule = new RecurrenceRule(found.Rrule);
        foreach (var day in found.ExDates.Except(changed.Select(DayOf)).Take(SkippedAtMost))
            Skip(whole, found, day);
        return [whole, .. changed.Select(session => ChangedSession(session, found, stamp))];
    }

    private CalendarEvent ChangedSession(LibraryEvent session, LibraryEvent series, CalDateTime stamp)
    {
        var entry = Entry(session, stamp);
        entry.Uid = Uid(series);
        entry.RecurrenceIdentifier = new RecurrenceIdentifier(StartOn(series, DayOf(session)));
        return entry;
    }

    private CalendarEvent Entry(LibraryEvent found, CalDateTime stamp)
    {
        var entry = new CalendarEvent
        {
            Uid = Uid(found),
            DtStamp = stamp,
            Summary = found.Title,
            DtStart = Start(found),
            DtEnd = End(found),
            Location = Place(found),
            Description = describe(found) is { Length: > 0 } words ? words : null,
            Url = WebLink.Of(found.Link),
            Status = found.Cancelled ? "CANCELLED" : "CONFIRMED",
        };
        if (found.Type.Length > 0)
            entry.Categories.Add(found.Type);
        return entry;
    }

    /// <summary>What came from a calendar keeps its own name, so that who follows that calendar too does not get it twice.</summary>
    private string Uid(LibraryEvent found) => found.Source == "ics" ? found.Id : $"{found.Id}@{knowledge.Library.Id}.librarybot";

    /// <summary>On such a day the series takes place as often as its rule says; all of it is skipped.</summary>
    private void Skip(CalendarEvent whole, LibraryEvent series, DateOnly day)
    {
        foreach (var time in EventCalendar.Of(series with { ExDates = [] }, day, day, knowledge.Zone).Where(time => time.Day == day))
            whole.ExceptionDates.Add(series.AllDay ? new CalDateTime(day) : Moment(time.Start));
    }

    private static DateOnly DayOf(LibraryEvent session) => IcsEvent.SeriesOf(session.Id)!.Value.Day;

    /// <summary>When the series would have begun on that day.</summary>
    private CalDateTime StartOn(LibraryEvent series, DateOnly day)
    {
        if (series.AllDay)
            return new CalDateTime(day);
        var time = EventCalendar.Of(series with { ExDates = [] }, day, day, knowledge.Zone).FirstOrDefault(time => time.Day == day);
        return time is not null ? Moment(time.Start) : Moment(Local(series.Start), day);
    }

    private CalDateTime Start(LibraryEvent found) => found.AllDay ? new CalDateTime(DayIn(found.Start)) : Moment(Local(found.Start));

    /// <summary>A calendar's whole days end on the day after the last one. What has no length has no end.</summary>
    private CalDateTime? End(LibraryEvent found) =>
        found.AllDay ? new CalDateTime(DayIn(found.End).AddDays(1)) : found.End > found.Start ? Moment(Local(found.End)) : null;

    private CalDateTime Moment(DateTimeOffset local) => Moment(local, DateOnly.FromDateTime(local.DateTime));

    // Without a name that other programs know a zone is of no use to them: then it is UTC.
    private CalDateTime Moment(DateTimeOffset local, DateOnly day)
    {
        var time = TimeOnly.FromDateTime(local.DateTime);
        if (zoneId is not null)
            return new CalDateTime(day, time, zoneId);
        return new CalDateTime(new DateTimeOffset(day.ToDateTime(time), local.Offset).UtcDateTime, CalDateTime.UtcTzId);
    }

    private DateTimeOffset Local(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, knowledge.Zone);

    private DateOnly DayIn(DateTimeOffset moment) => DateOnly.FromDateTime(Local(moment).DateTime);

    private string? Place(LibraryEvent found)
    {
        var branch = knowledge.Branch(found.Branch);
        var place = string.Join(", ", new[] { found.Room, branch?.Name, branch?.Address }.OfType<string>());
        return place.Length > 0 ? place : found.Online ? "Online" : null;
    }

    /// <summary>The package makes a yearly change of the last one a zone ever had; one that has none any more is told in one line.</summary>
    private static VTimeZone ZoneOf(TimeZoneInfo zone, DateTimeOffset made)
    {
        var (offset, lastYear) = (zone.GetUtcOffset(made), made.UtcDateTime.AddYears(-1));
        if (Enumerable.Range(0, 48).Any(month => zone.GetUtcOffset(lastYear.AddMonths(month)) != offset))
            return VTimeZone.FromDateTimeZone(zone.Id, lastYear, includeHistoricalData: false);
        var fixedZone = new VTimeZone { TzId = zone.Id };
        fixedZone.Children.Add(new VTimeZoneInfo("STANDARD")
        {
            Start = new CalDateTime(1970, 1, 1, 0, 0, 0),
            OffsetFrom = new UtcOffset(offset),
            OffsetTo = new UtcOffset(offset),
            TimeZoneName = SayTime.Zone(offset),
        });
        return fixedZone;
    }
}
