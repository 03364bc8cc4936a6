using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;

namespace LibraryBot.Knowledge.Import;

/// <summary>One VEVENT as a library event. What calendars have no field for (sign-up, seats, full) is read from the description.</summary>
/// <param name="source">What the calendar is known by when it is one of several; its ids begin with a mark of it.</param>
internal sealed partial class IcsEvent(IReadOnlyList<Branch> branches, TimeZoneInfo zone, IcsZones zones, string? source)
{
    private const int SessionsAtMost = 366;
    private const int SkippedAtMost = 1000;
    private const int DescriptionAtMost = 20_000;
    private readonly string before = source is null ? "" : $"ics-{Mark(source)}-";

    /// <summary>The event, and the sessions that it adds to its series one by one (RDATE).</summary>
    public IReadOnlyList<LibraryEvent> Read(CalendarEvent component, IcsBlock block, Action<string> doubt)
    {
        var found = ReadOne(component, block, doubt);
        return [found, .. component.RecurrenceIdentifier is null ? Sessions(component, found, doubt) : []];
    }

    private LibraryEvent ReadOne(CalendarEvent component, IcsBlock block, Action<string> doubt)
    {
        var title = PlainText.Line(component.Summary ?? "");
        if (title.Length == 0)
            throw new BrokenRow("it has no SUMMARY");
        if (component.DtStart is not { } startsAt || string.IsNullOrWhiteSpace(component.Uid))
            throw new BrokenRow(component.DtStart is null ? "it has no DTSTART" : "it has no UID");
        var allDay = !startsAt.HasTime;
        var start = Moment(startsAt, doubt);
        var end = End(component, start, allDay, doubt);
        if (end < start)
            throw new BrokenRow("it ends before it starts");
        if (component.RecurrenceIdentifier is not null && block.Line("RECURRENCE-ID")!.Contains("THISANDFUTURE", StringComparison.OrdinalIgnoreCase))
            doubt("it changes the later sessions of its series too; only this one was changed");
        var rrule = block.Value("RRULE");
        if (rrule is not null && EventCalendar.Refusal(rrule) is { } refusal)
            throw new BrokenRow(refusal);
        var description = PlainText.Long(WebUtility.HtmlDecode(Tag().Replace(Beginning(component.Description ?? ""), " ")));
        var location = PlainText.Line(component.Location ?? "");
        var said = $"{title}. {description}";
        return new LibraryEvent(IdOf(component), title, start, end)
        {
            Type = PlainText.Line(component.Categories.FirstOrDefault() ?? ""),
            AllDay = allDay,
            Rrule = component.RecurrenceIdentifier is null ? rrule : null,
            ExDates = [.. component.ExceptionDates.GetAllDates().Select(day => Day(Moment(day, doubt))).Distinct().Order().TakeLast(SkippedAtMost)],
            Branch = BranchNames.Find(location, branches)?.Id,
            Room = RoomOf(location),
            Online = OnlinePlace().IsMatch(location),
            Link = component.Url is { IsAbsoluteUri: true, Scheme: "http" or "https" } link ? link.AbsoluteUri : null,
            Description = description.Length > 0 ? description : null,
            Registration = RegistrationOf(said),
            Quota = Quota().Match(said) is { Success: true } quota ? int.Parse(quota.Groups[1].Value + quota.Groups[2].Value, CultureInfo.InvariantCulture) : null,
            Cancelled = string.Equals(component.Status, "CANCELLED", StringComparison.OrdinalIgnoreCase),
            Internal = component.Class is { Length: > 0 } visibility && !visibility.Equals("PUBLIC", StringComparison.OrdinalIgnoreCase),
        };
    }

    /// <summary>The series and day that a changed session's id names ("UID#20260319"), or null.</summary>
    public static (string Uid, DateOnly Day)? SeriesOf(string id)
    {
        var mark = id.LastIndexOf('#');
        return mark > 0 && DateOnly.TryParseExact(id[(mark + 1)..], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? (id[..mark], day) : null;
    }

    /// <summary>Eight letters that stand for a text of any length.</summary>
    internal static string Mark(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 4));

    internal string SeriesId(string uid) => before + (uid.Length > 150 ? uid[..(char.IsHighSurrogate(uid[139]) ? 139 : 140)] + Mark(uid) : uid);

    private string IdOf(CalendarEvent component)
    {
        var uid = SeriesId(component.Uid!);
        if (component.RecurrenceIdentifier is not { } session)
            return uid;
        return SessionId(uid, Day(Moment(session.StartTime, _ => { })));
    }

    private static string SessionId(string series, DateOnly day) => $"{series}#{day.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}";

    private IEnumerable<LibraryEvent> Sessions(CalendarEvent component, LibraryEvent found, Action<string> doubt) =>
        component.RecurrenceDates.GetAllDates().Concat(component.RecurrenceDates.GetAllPeriods().Select(period => period.StartTime))
            .Take(SessionsAtMost).Select(moment => Moment(moment, doubt)).DistinctBy(Day)
            .Where(start => Day(start) != Day(found.Start) && !found.ExDates.Contains(Day(start)))
            .Select(start => found with { Id = SessionId(found.Id, Day(start)), Start = start, End = start + (found.End - found.Start), Rrule = null, ExDates = [] });

    /// <summary>An all-day DTEND is the day after the last one; ours is the last one.</summary>
    private DateTimeOffset End(CalendarEvent component, DateTimeOffset start, bool allDay, Action<string> doubt)
    {
        if (component.DtEnd is { } endsAt)
            return allDay ? Later(start, Moment(endsAt, doubt).AddDays(-1)) : Moment(endsAt, doubt);
        if (component.Duration is not { } length)
            return start;
        var end = start + length.ToTimeSpanUnspecified();
        return allDay ? Later(start, end.AddDays(-1)) : end;
    }

    private DateTimeOffset Moment(CalDateTime moment, Action<string> doubt)
    {
        if (!moment.HasTime || moment.IsFloating)
            return AtHome(moment.Value);
        if (moment.IsUtc)
            return TimeZoneInfo.ConvertTime(new DateTimeOffset(DateTime.SpecifyKind(moment.Value, DateTimeKind.Utc)), zone);
        if (zones.Find(moment.TzId!) is { } there)
            return TimeZoneInfo.ConvertTime(new DateTimeOffset(DateTime.SpecifyKind(moment.Value, DateTimeKind.Unspecified), there.GetUtcOffset(moment.Value)), zone);
        doubt($"the time zone \"{PlainText.Line(moment.TzId!)}\" is not known; the library's own was taken");
        return AtHome(moment.Value);
    }

    private DateTimeOffset AtHome(DateTime local) => new(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), zone.GetUtcOffset(local));

    private string? RoomOf(string location)
    {
        var parts = location.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(part => BranchNames.Find(part, branches) is null && !OnlinePlace().IsMatch(part));
        return string.Join(", ", parts) is { Length: > 0 } room ? room : null;
    }

    private static Registration RegistrationOf(string said)
    {
        if (Full().IsMatch(said))
            return Registration.Full;
        if (NoSignUp().IsMatch(said))
            return Registration.None;
        return SignUp().IsMatch(said) ? Registration.Required : Registration.NotTold;
    }

    private static string Beginning(string text) => text.Length <= DescriptionAtMost ? text : text[..DescriptionAtMost];

    private static DateOnly Day(DateTimeOffset moment) => DateOnly.FromDateTime(moment.DateTime);

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    [GeneratedRegex(@"<[^<>]{1,300}>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\b(daring|online|zoom|google meet|virtual|webinar|teams|youtube)\b|https?://", RegexOptions.IgnoreCase)]
    private static partial Regex OnlinePlace();

    // "full day" and "penuh semangat" are no fullness: it must be shouted, or said of the event.
    [GeneratedRegex(@"\b(PENUH|FULL|FULLY BOOKED|SOLD OUT)\b|(?i:\b(now full|is full|sudah penuh|telah penuh|kuota penuh|kuota habis|fully booked|sold out)\b)")]
    private static partial Regex Full();

    [GeneratedRegex(@"\b(tanpa pendaftaran|tanpa registrasi|tidak perlu (men)?daftar|no registration|registration (is )?not required|no sign[- ]?up|drop[- ]?in|langsung datang|terbuka tanpa daftar)\b", RegexOptions.IgnoreCase)]
    private static partial Regex NoSignUp();

    [GeneratedRegex(@"\b(pendaftaran wajib|wajib (men)?daftar|wajib registrasi|perlu (men)?daftar|pendaftaran diperlukan|registration (is )?required|registration needed|(please|must) (register|sign up|rsvp)|sign[- ]?up required|rsvp)\b", RegexOptions.IgnoreCase)]
    private static partial Regex SignUp();

    [GeneratedRegex(@"\b(?:kuota|quota|kapasitas|capacity|terbatas(?: untuk)?|limited to)\b[^0-9\n]{0,20}([0-9]{1,5})\b|\b([0-9]{1,5})\s+(?:peserta|seats|kursi|participants|places|spots)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Quota();
}
