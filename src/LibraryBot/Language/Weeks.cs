namespace LibraryBot.Language;

/// <summary>Weeks and weekends, and days counted within a month: "minggu depan", "akhir pekan", "minggu kedua November", "the first Saturday of May".</summary>
internal sealed class Weeks(DateWords words, DateOnly today, CalendarDates dates, DaysOfMonth days, Months months) : DayReading(words, today)
{
    private const int LastOfMonth = -1;

    public override DaysFound? At(int at) => AroundDate(at) ?? InMonth(at) ?? InMonthEnglish(at) ?? Weekend(at) ?? PartOfWeek(at) ?? Week(at);

    private DaysFound? Weekend(int at)
    {
        if (Words[Words[at] == "the" ? at + 1 : at] == "weekend" && Words[Words[at] == "the" ? at + 2 : at + 1] == "after" && Words[Words[at] == "the" ? at + 3 : at + 2] == "next")
            return OfWeekend(at, Words[at] == "the" ? 4 : 3, 2);
        if (TimeUnits.Before(Words, at) is { } before && Words[at + before.Length] is "weekend" or "weekends" or "wknd")
            return OfWeekend(at, before.Length + 1, before.Step);
        var length = WeekendLength(at);
        if (length == 0)
            return null;
        return TimeUnits.After(Words, at + length) is { } after ? OfWeekend(at, length + after.Length, after.Step) : OfWeekend(at, length, 0);
    }

    private int WeekendLength(int at) => (Words[at], Words[at + 1]) switch
    {
        ("akhir", "pekan" or "minggu") => 2,
        ("week", "end") => 2,
        ("weekend" or "wiken" or "weekends" or "wknd", _) => 1,
        _ => 0,
    };

    private DaysFound OfWeekend(int at, int length, int weeks)
    {
        var found = new DaysFound(at, length, Monday(weeks).AddDays(5), Monday(weeks).AddDays(6));
        return weeks == 1 && Today.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) ? found.Or(Doubt.NextWeekday, Monday(0).AddDays(5), Monday(0).AddDays(6)) : found;
    }

    /// <summary>"minggu depan", "this week", "the week after next", "next week Monday".</summary>
    private DaysFound? Week(int at)
    {
        var start = Words[at] == "the" ? at + 1 : at;
        if (Words[start] == "week" && Words[start + 1] == "after" && Words[start + 2] == "next")
            return OfWeek(at, start + 3 - at, 2);
        if (TimeUnits.Before(Words, at) is { } before && TimeUnits.IsWeek(Words[at + before.Length]) && Words[at + before.Length] != "weeks")
            return DayOfThatWeek(OfWeek(at, before.Length + 1, before.Step));
        // "acara Minggu ini": the capital makes it the day.
        if (!TimeUnits.IsWeek(Words[at]) || Words.IsTellingCapital(at) || Words[at - 1] is "hari" or "akhir" || TimeUnits.After(Words, at + 1) is not { } after || Words.Number(at - 1) is not null)
            return null;
        var week = DayOfThatWeek(OfWeek(at, 1 + after.Length, after.Step));
        return Words[at] == "minggu" && week.Grain == Grain.Week ? week.Or(Doubt.SundayOrWeek, Monday(after.Step).AddDays(6)) : week;
    }

    private DaysFound OfWeek(int at, int length, int weeks) => new(at, length, Monday(weeks), Monday(weeks).AddDays(6), Grain.Week);

    // "minggu depan hari Senin", "next week Monday"
    private DaysFound DayOfThatWeek(DaysFound week)
    {
        var name = Words[week.End] is "hari" or "on" or "," ? week.End + 1 : week.End;
        return CalendarNames.Day(Words[name]) is { } day ? One(week.At, name + 1 - week.At, week.From.AddDays(((int)day + 6) % 7)) : week;
    }

    /// <summary>"awal minggu depan", "early next week", "end of the week".</summary>
    private DaysFound? PartOfWeek(int at)
    {
        int? first = Words[at] switch
        {
            "awal" or "early" or "beginning" or "start" => 0,
            "pertengahan" or "tengah" or "mid" or "middle" => 2,
            "late" or "end" => 4,
            _ => null,
        };
        if (first is not { } day)
            return null;
        var next = at + 1;
        while (next < at + 4 && Words[next] is "of" or "-")
            next++;
        var week = Week(next) ?? (TimeUnits.IsWeek(Words[Words[next] == "the" ? next + 1 : next]) ? OfWeek(next, Words[next] == "the" ? 2 : 1, 0) : null);
        return week is { Grain: Grain.Week } found ? new DaysFound(at, found.End - at, found.From.AddDays(day), found.From.AddDays(day == 4 ? 6 : day + 1)) : null;
    }

    /// <summary>"the weekend of the 14th", "akhir pekan tanggal 14", "the week of March 9".</summary>
    private DaysFound? AroundDate(int at)
    {
        var start = Words[at] == "the" ? at + 1 : at;
        var weekend = WeekendLength(start);
        if (weekend == 0 && Words[start] is not ("week" or "pekan" or "minggu"))
            return null;
        var next = start + Math.Max(weekend, 1);
        if (Words[next] != "of" && Words[next] is not ("tanggal" or "tgl"))
            return null;
        if (Words[next] == "of")
            next++;
        if ((dates.At(next) ?? days.At(next)) is not { } date)
            return null;
        // "Minggu tanggal 25 Oktober", where the 25th is one.
        if (Words[start] == "minggu" && date.From == date.To && date.From.DayOfWeek == DayOfWeek.Sunday)
            return date.Within(at, date.End);
        // Said on a Monday after it, it is still the weekend before.
        var monday = weekend > 0 && date.From.DayOfWeek == DayOfWeek.Monday ? MondayOf(date.From).AddDays(-7) : MondayOf(date.From);
        return weekend > 0
            ? new DaysFound(at, date.End - at, monday.AddDays(5), monday.AddDays(6)) { Every = date.Every }
            : new DaysFound(at, date.End - at, monday, monday.AddDays(6), Grain.Week) { Every = date.Every };
    }

    /// <summary>"minggu kedua November", "minggu ke-2 bulan depan", "Sabtu pertama November", "Jumat terakhir bulan ini".</summary>
    private DaysFound? InMonth(int at)
    {
        var start = Words[at] == "hari" ? at + 1 : at;
        if (Place(start + 1) is not { } place)
            return null;
        var next = start + 1 + place.Length;
        if (Words[next] is "di" or "pada" or "dari")
            next++;
        if (months.MonthAt(next) is not { } month || Counted(start, place.Value, month) is not { } found)
            return null;
        var counted = found.Within(at, month.End) with { Every = month.Every };
        return Words[start] == "minggu" && NthDay(DayOfWeek.Sunday, place.Value, month) is { } sunday ? counted.Or(Doubt.SundayOrWeek, sunday) : counted;
    }

    private (int Value, int Length)? Place(int at)
    {
        if (Words[at] == "terakhir")
            return (LastOfMonth, 1);
        if (CalendarNames.Ordinal(Words[at]) is { } place)
            return (place, 1);
        if (Words[at] != "ke")
            return null;
        var number = Words[at + 1] == "-" ? at + 2 : at + 1;
        return Words.Number(number) is { Value: >= 1 and <= 5 } found ? (found.Value, number + found.Length - at) : null;
    }

    /// <summary>"second week of March", "the first Saturday of November", "last Friday in May", "3rd Thursday of next month".</summary>
    private DaysFound? InMonthEnglish(int at)
    {
        var start = Words[at] == "the" ? at + 1 : at;
        (int Value, int Length)? place = Words[start] == "last" ? (LastOfMonth, 1)
            : CalendarNames.Ordinal(Words[start]) is { } named ? (named, 1)
            : Words.Digits(start) is >= 1 and <= 5 and { } digit && Words.IsJoined(start + 1) && Words[start + 1] is "st" or "nd" or "rd" or "th" ? (digit, 2)
            : null;
        if (place is not { } found || Words[start + found.Length + 1] is not ("of" or "in"))
            return null;
        var next = start + found.Length + 2;
        var month = months.MonthAt(next) ?? (Words[next] == "the" && Words[next + 1] == "month" ? Month(next, 2, FirstOfMonth(0)) : null);
        return month is not null && Counted(start + found.Length, found.Value, month) is { } counted ? counted.Within(at, month.End) with { Every = month.Every } : null;
    }

    private DaysFound? Counted(int at, int place, DaysFound month)
    {
        if (!TimeUnits.IsWeek(Words[at]))
            return CalendarNames.Day(Words[at]) is { } name && NthDay(name, place, month) is { } day ? One(at, 1, day) : null;
        var first = place == LastOfMonth ? month.To.AddDays(-6) : month.From.AddDays(7 * (place - 1));
        return first > month.To ? null : new DaysFound(at, 1, first, first.AddDays(6) < month.To ? first.AddDays(6) : month.To, Grain.Week);
    }

    private static DateOnly? NthDay(DayOfWeek name, int place, DaysFound month)
    {
        if (place == LastOfMonth)
            return month.To.AddDays(-(((int)month.To.DayOfWeek - (int)name + 7) % 7));
        var day = month.From.AddDays(((int)name - (int)month.From.DayOfWeek + 7) % 7 + 7 * (place - 1));
        return day <= month.To ? day : null;
    }
}
