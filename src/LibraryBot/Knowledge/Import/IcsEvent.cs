using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;

namespace LibraryBot.Knowledge.Import;

/// <summary>One VEVENT as a library event. What calendars have no field for (sign-up, seats, full) is read from the description.</summary>
internal sealed partial class IcsEvent(IReadOnlyList<Branch> branches, TimeZoneInfo zone)
{
    public LibraryEvent Read(CalendarEvent component, string block, Action<string> doubt)
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
        var rrule = RuleLine().Match(block) is { Success: true } rule ? rule.Groups[1].Value.Trim() : null;
        if (rrule is not null && EventCalendar.Refusal(rrule) is { } refusal)
            throw new BrokenRow(refusal);
        var description = PlainText.Long(WebUtility.HtmlDecode(Tag().Replace(component.Description ?? "", " ")));
        var location = PlainText.Line(component.Location ?? "");
        var said = $"{title}. {description}";
        return new LibraryEvent(IdOf(component, zone), title, start, end)
        {
            Type = PlainText.Line(component.Categories.FirstOrDefault() ?? ""),
            AllDay = allDay,
            Rrule = component.RecurrenceIdentifier is null ? rrule : null,
            ExDates = [.. component.ExceptionDates.GetAllDates().Select(day => Day(Moment(day, doubt))).Distinct().Order()],
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

    private static string IdOf(CalendarEvent component, TimeZoneInfo zone)
    {
        var uid = component.Uid!.Length > 150 ? component.Uid[..150] : component.Uid;
        if (component.RecurrenceIdentifier is not { } session)
            return uid;
        var day = session.StartTime.HasTime && !session.StartTime.IsFloating
            ? Day(TimeZoneInfo.ConvertTime(new DateTimeOffset(session.StartTime.AsUtc, TimeSpan.Zero), zone))
            : session.StartTime.Date;
        return $"{uid}#{day.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}";
    }

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
        try
        {
            return TimeZoneInfo.ConvertTime(new DateTimeOffset(moment.AsUtc, TimeSpan.Zero), zone);
        }
        catch (Exception unknown) when (unknown is ArgumentException or InvalidOperationException or NodaTime.TimeZones.DateTimeZoneNotFoundException)
        {
            doubt($"the time zone \"{moment.TzId}\" is not known; the library's own was taken");
            return AtHome(moment.Value);
        }
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

    private static DateOnly Day(DateTimeOffset moment) => DateOnly.FromDateTime(moment.DateTime);

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    [GeneratedRegex(@"^RRULE(?:;[^:]*)?:(.+)$", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex RuleLine();

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

    [GeneratedRegex(@"\b(?:kuota|quota|kapasitas|capacity|terbatas(?: untuk)?|limited to)\b[^\d\n]{0,20}(\d{1,5})\b|\b(\d{1,5})\s+(?:peserta|seats|kursi|participants|places|spots)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Quota();
}
