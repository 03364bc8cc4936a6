namespace LibraryBot.Language;

/// <summary>Months, years and their parts: "bulan Maret", "in May", "awal April", "akhir bulan depan", "tahun 2026".</summary>
internal sealed class Months(DateWords words, DateOnly today) : DayReading(words, today)
{
    public override DaysFound? At(int at) => Part(at) ?? Stepped(at) ?? Year(at) ?? Alone(at);

    /// <summary>"bulan depan", "Maret 2026", "March next year", wherever a month must be meant ("minggu kedua ...").</summary>
    public DaysFound? MonthAt(int at) => Stepped(at) is { Grain: Grain.Month } stepped ? stepped : Named(at);

    /// <summary>"bulan ini", "tahun depan", "next month", "last year".</summary>
    private DaysFound? Stepped(int at)
    {
        if (TimeUnits.Before(Words, at) is { } before && TimeUnits.Unit(Words[at + before.Length]) is Grain.Month or Grain.Year)
            return Of(at, before.Length + 1, TimeUnits.Unit(Words[at + before.Length])!.Value, before.Step);
        return TimeUnits.Unit(Words[at]) is { } unit and (Grain.Month or Grain.Year) && TimeUnits.After(Words, at + 1) is { } after
            ? Of(at, after.Length + 1, unit, after.Step)
            : null;
    }

    private DaysFound Of(int at, int length, Grain unit, int step) =>
        unit == Grain.Month ? Month(at, length, FirstOfMonth(step)) : WholeYear(at, length, Today.Year + step);

    private DaysFound? Year(int at) => Words[at] is "tahun" or "in" or "year" && Words.Digits(at + 1) is >= 1990 and <= 2100 and { } year && IsNear(year)
        ? WholeYear(at, 2, year)
        : null;

    private static DaysFound WholeYear(int at, int length, int year) => new(at, length, new DateOnly(year, 1, 1), new DateOnly(year, 12, 31), Grain.Year);

    /// <summary>A month alone. "may", "mar" and the like are words of their own too, and need company.</summary>
    private DaysFound? Alone(int at)
    {
        // "30 Februari" is no day, and so no February either.
        if (Named(at) is not { } named || Words.Digits(at - 1) is >= 1 and <= 99)
            return null;
        if (IsPerson(at) || IsVerb(at))
            return null;
        var isCertain = CalendarNames.Month(Words[at]) is not null || TimeUnits.IsMonth(Words[at]) || (named.NamesYear && named.Length > 1) || Words.IsWholeAnswer(at, named.Length)
            || Words[at - 1] is "in" or "during" or "since" or "until"
            || (Words[at - 1] is "for" or "of" or "by");
        return isCertain ? named : null;
    }

    // "books by June Jordan"
    private bool IsPerson(int at) => Words[at - 1] is "by" or "oleh" or "karya" or "karangan" or "penulis" or "pengarang" or "author"
        && Words.IsCapital(at + 1) && Words.Digits(at + 1) is null;

    // "this may be late"
    private bool IsVerb(int at)
    {
        var month = TimeUnits.Before(Words, at) is { } before ? at + before.Length : at;
        return Words[month] == "may" && !Words.IsCapital(month) && (month > at || Words[at - 1] is "for" or "of" or "by");
    }

    private DaysFound? Named(int at)
    {
        var start = TimeUnits.IsMonth(Words[at]) ? at + 1 : at;
        if (TimeUnits.Before(Words, start) is { } before && start == at)
            start += before.Length;
        else
            before = default;
        if ((CalendarNames.AnyMonth(Words[start]) ?? Numbered(at, start)) is not { } month)
            return null;
        var next = Words[start + 1] == "." && CalendarNames.ShortMonth(Words[start]) is not null && Words.Digits(start + 2) is > 1900 ? start + 2 : start + 1;
        var said = YearSaid.After(Words, next, Today);
        if (said.Year is { } year)
            return IsNear(year) ? Month(at, next + said.Length - at, new DateOnly(year, month, 1)) : null;
        var direction = said.IsPast ? null : TimeUnits.After(Words, next);
        var isPast = said.IsPast || before.Step < 0 || Words[at - 1] == "last";
        var end = next + (said.IsPast ? said.Length : direction?.Length ?? 0);
        var coming = new DateOnly(month >= Today.Month ? Today.Year : Today.Year + 1, month, 1);
        if (isPast)
            return Month(at, end - at, new DateOnly(month < Today.Month ? Today.Year : Today.Year - 1, month, 1));
        var found = Month(at, end - at, coming) with { Every = direction is not null || before.Length > 0 ? null : Grain.Year };
        return found.NamesYear ? found : OrGoneBy(found);
    }

    // "bulan 5", but not "3 bulan 5 hari"
    private int? Numbered(int at, int start) => Words[at] is "bulan" or "bln" && Words.Digits(start) is >= 1 and <= 12 and { } month && Words.Number(at - 1) is null && Words.EndsNumber(start + 1)
        && !Words.IsJoined(start + 1) ? month : null;

    private DaysFound OrGoneBy(DaysFound found)
    {
        var goneBy = found.From.AddYears(-1);
        return goneBy < Today && Today.DayNumber - goneBy.DayNumber < found.From.DayNumber - Today.DayNumber
            ? found.Or(Doubt.Year, goneBy, goneBy.AddMonths(1).AddDays(-1), Grain.Month)
            : found;
    }

    /// <summary>"awal bulan", "pertengahan Maret", "end of the month", "early next week": about the first, second or last third.</summary>
    private DaysFound? Part(int at)
    {
        if (Third(Words[at]) is not { } third)
            return null;
        var next = at + 1;
        while (next < at + 4 && Words[next] is "of" or "the" or "-")
            next++;
        if ((MonthAt(next) ?? ThisMonth(next)) is { } month)
            return new DaysFound(at, month.End - at, third == 0 ? month.From : month.From.AddDays(10 * third), third == 2 ? month.To : month.From.AddDays(10 * third + 9), Grain.Day) { Every = month.Every };
        return (Stepped(next) ?? ThisYear(next)) is { Grain: Grain.Year } year ? PartOfYear(at, third, year) : null;
    }

    private static int? Third(string word) => word switch
    {
        "awal" or "early" or "beginning" or "start" => 0,
        "pertengahan" or "tengah" or "mid" or "middle" => 1,
        "akhir" or "late" or "end" => 2,
        _ => null,
    };

    private DaysFound? ThisMonth(int at) =>
        TimeUnits.IsMonth(Words[at]) && CalendarNames.AnyMonth(Words[at + 1]) is null ? Month(at, 1, FirstOfMonth(0)) : null;

    private DaysFound? ThisYear(int at) => TimeUnits.Unit(Words[at]) == Grain.Year && Words.Digits(at + 1) is null ? WholeYear(at, 1, Today.Year) : null;

    private static DaysFound PartOfYear(int at, int third, DaysFound year)
    {
        var (first, last) = third switch { 0 => (1, 3), 1 => (5, 8), _ => (10, 12) };
        return new DaysFound(at, year.End - at, new DateOnly(year.From.Year, first, 1), new DateOnly(year.From.Year, last, 1).AddMonths(1).AddDays(-1), Grain.Month);
    }
}
