namespace LibraryBot.Language;

/// <summary>
/// Days by their name: "Sabtu", "hari Minggu", "Sabtu depan", "malam Minggu" (which is Saturday's night), "Monday next week".
/// "minggu" is Sunday or a week; "Sabtu depan" is next week's Saturday for most people and the coming one for some.
/// </summary>
internal sealed class Weekdays(DateWords words, DateOnly today, CalendarDates dates, DaysOfMonth days) : DayReading(words, today)
{
    private static readonly HashSet<string> NotSundayAfter = ["per", "tiap", "setiap", "berapa", "satu", "se", "beberapa", "dalam", "akhir", "tengah", "awal", "selama"];

    // Names that hold a day's name: feasts that move, days of the Javanese week, and what offices do on a Friday.
    private static readonly HashSet<(string, string)> InNames = [("jumat", "agung"), ("good", "friday"), ("black", "friday"), ("kamis", "putih"), ("rabu", "abu"), ("ash", "wednesday"),
        ("maundy", "thursday"), ("minggu", "palma"), ("minggu", "paskah"), ("palm", "sunday"), ("easter", "sunday"), ("easter", "monday"), ("cyber", "monday"), ("sabtu", "suci"),
        ("jumat", "bersih"), ("jumat", "berkah"), ("jumat", "sehat"), ("sunday", "school"), ("jumat", "kliwon"), ("jumat", "legi"), ("selasa", "kliwon"), ("jumat", "wage"), ("jumat", "pon"), ("jumat", "pahing")];

    public override DaysFound? At(int at) => Eve(at) ?? PartOfNamed(at) ?? Named(at);

    /// <summary>"malam Minggu": the night that leads to Sunday.</summary>
    private DaysFound? Eve(int at)
    {
        if (!IsNight(at) || IsNight(at + 1) || Words[at + 1] is "hari" || Words.Number(at - 1) is not null || (Named(at + 1) ?? Sunday(at + 1)) is not { } eve)
            return null;
        return eve.Within(at, eve.End) with { From = eve.From.AddDays(-1), To = eve.To.AddDays(-1), Part = DayPart.Night, Grain = Grain.PartOfDay, Others = [] };
    }

    private bool IsNight(int at) => Words[at] is "malam" or "malem" or "mlm";

    // "malam minggu ini", "malam minggu depan": nobody calls a week's night so.
    private DaysFound? Sunday(int at) => Words[at] == "minggu" && TimeUnits.After(Words, at + 1) is { } after ? Which(at, after.Length + 1, DayOfWeek.Sunday, after.Step) : null;

    /// <summary>"malam hari Minggu", "pagi hari Senin": the day's own night and morning.</summary>
    private DaysFound? PartOfNamed(int at) => DayParts.At(Words, at) is { Length: 1 } part && Words[at + 1] == "hari" && Named(at + 1) is { } named
        ? named.Within(at, named.End) with { Part = part.Part, Grain = Grain.PartOfDay }
        : null;

    private DaysFound? Named(int at)
    {
        var before = TimeUnits.Before(Words, at);
        var start = at + (before?.Length ?? 0);
        var isMarked = Words[start] is "hari" or "hr" or "on";
        if (isMarked)
            start++;
        if (Name(start, hasCompany: start > at) is not { } name || IsInName(start))
            return null;
        var next = SkipDot(start);
        if (Dated(at, next, name) is { } dated)
            return dated;
        if (OfWeek(at, next, name) is { } ofWeek)
            return ofWeek;
        var after = TimeUnits.After(Words, next) ?? (Words[next] is "besok" or "bsk" ? (0, 1) : null);
        var found = Which(at, next + (after?.Length ?? 0) - at, name, (before ?? after)?.Step);
        // "jam 7 malam Sabtu ini": the night is the hour's.
        if (IsNight(at - 1) && Words.Number(at - 2) is not null)
            found = found.Or(Doubt.EveOrNight, found.From.AddDays(-1));
        return IsBareSunday(at, start, after) ? found.Or(Doubt.SundayOrWeek, Monday(0), Monday(0).AddDays(6), Grain.Week) : found;
    }

    // "sen. 14 Mar"
    private int SkipDot(int start) => Words[start + 1] == "." && Words.IsJoined(start + 1) && CalendarNames.ShortDay(Words[start]) is not null ? start + 2 : start + 1;

    private bool IsInName(int at) => InNames.Contains((Words[at], Words[at + 1])) || InNames.Contains((Words[at - 1], Words[at]));

    /// <summary>"Sabtu, 14 Maret 2026": the date says which Saturday. When it is none, both are readings.</summary>
    private DaysFound? Dated(int at, int next, DayOfWeek name)
    {
        var start = Words[next] is "," or "(" ? next + 1 : next;
        if ((dates.At(start) ?? days.At(start)) is not { } dated)
            return Numbered(at, start, name);
        var found = dated.Within(at, dated.End);
        return dated.IsOneDay && dated.From.DayOfWeek != name ? found.Or(Doubt.DayNameDiffers, MondayOf(dated.From).AddDays(((int)name + 6) % 7)) : found;
    }

    /// <summary>"Jumat 20": the Friday that is a twentieth, when one is near.</summary>
    private DaysFound? Numbered(int at, int start, DayOfWeek name)
    {
        if (Words.Digits(start) is not (>= 1 and <= 31 and { } number) || !Words.EndsNumber(start + 1) || Words[start + 1] is "." or ":" or "-" or "/")
            return null;
        for (var months = 0; months <= 1; months++)
        {
            var month = FirstOfMonth(months);
            if (Valid(month.Year, month.Month, number) is { } day && day >= Today && day.DayOfWeek == name)
                return One(at, start + 1 - at, day);
        }

        return null;
    }

    /// <summary>"Sabtu minggu depan", "Monday next week", "Senin pekan ini".</summary>
    private DaysFound? OfWeek(int at, int next, DayOfWeek name)
    {
        (int Step, int End)? week = null;
        if (TimeUnits.IsWeek(Words[next]) && TimeUnits.After(Words, next + 1) is { } after)
            week = (after.Step, next + 1 + after.Length);
        else if (TimeUnits.Before(Words, Words[next] == "of" ? next + 1 : next) is { } before && (Words[next] == "of" ? next + 1 : next) + before.Length is var unit && TimeUnits.IsWeek(Words[unit]))
            week = (before.Step, unit + 1);
        // "Friday week" is a week after the coming Friday.
        if (week is null && Words[next] == "week")
            return One(at, next + 1 - at, Which(at, 1, name, null).From.AddDays(7));
        return week is { } found ? One(at, found.End - at, Monday(found.Step).AddDays(((int)name + 6) % 7)) : null;
    }

    private DaysFound Which(int at, int length, DayOfWeek name, int? step)
    {
        var coming = Today.AddDays(((int)name - (int)Today.DayOfWeek + 7) % 7);
        if (step is -1)
            return One(at, length, coming.AddDays(-7));
        if (step is not 1)
            return (One(at, length, coming) with { Every = step is null ? Grain.Week : null }).Or(Doubt.TodayOrWeekOn, step is null && coming == Today ? Today.AddDays(7) : null);
        var nextWeeks = Monday(1).AddDays(((int)name + 6) % 7);
        return One(at, length, nextWeeks).Or(Doubt.NextWeekday, coming != nextWeeks && coming != Today ? coming : null);
    }

    private DayOfWeek? Name(int at, bool hasCompany)
    {
        var word = Words[at];
        if (CalendarNames.Day(word) is { } name)
            return name;
        if (word == "minggu")
            return IsSunday(at, hasCompany) ? DayOfWeek.Sunday : null;
        return CalendarNames.ShortDay(word) is { } shortName && (hasCompany || HasCompany(at)) ? shortName : null;
    }

    /// <summary>"sat", "min" and "sel" are words of their own too: a date, a direction, a part of the day or another day must stand beside them.</summary>
    private bool HasCompany(int at)
    {
        var next = SkipDot(at);
        if (Words.IsWholeAnswer(at, 1))
            return true;
        if (TimeUnits.After(Words, next) is not null && Words[at] != "min")
            return true;
        if (DayParts.At(Words, next) is { Length: 1 })
            return true;
        var start = Words[next] == "," ? next + 1 : next;
        return (Words.Digits(start) is not null && dates.At(start) is not null) || IsBesideDay(at + 1, at + 2) || IsBesideDay(at - 1, at - 2);
    }

    private bool IsBesideDay(int join, int day) => Words[join] is "-" or "–" or "sampai" or "sd" or "to" or "&" or "dan" or "/" && (CalendarNames.Day(Words[day]) ?? CalendarNames.ShortDay(Words[day])) is not null;

    // "hari Minggu", "Sabtu-Minggu", "acara Minggu ini" and a bare "minggu" are Sunday; "minggu ini", "2 minggu", "tiap minggu" are weeks.
    private bool IsSunday(int at, bool hasCompany)
    {
        if (hasCompany && Words[at - 1] is "hari" or "hr")
            return true;
        if (Words.Number(at - 1) is not null || NotSundayAfter.Contains(Words[at - 1]) || CalendarNames.Ordinal(Words[at + 1]) is not null || Words[at + 1] is "-" or "ke" or "tenang" or "ujian" or "orientasi")
            return false;
        return TimeUnits.After(Words, at + 1) is null || Words.IsTellingCapital(at);
    }

    private bool IsBareSunday(int at, int start, (int Step, int Length)? after) =>
        Words[start] == "minggu" && start == at && (after is not null || !Words.IsCapital(start)) && CalendarNames.Day(Words[start - 2]) is null;
}
