namespace LibraryBot.Language;

/// <summary>Dates by number and by month: "14 Maret 2026", "14/3", "tanggal 20", "awal April", "in May".</summary>
internal sealed partial class DayGrammar
{
    private DaysFound? MonthOrYear(int at)
    {
        (int Step, int Length, bool IsYear)? found = null;
        if (Before(at) is { } before && UnitOf(at + before.Length) is 'm' or 'y')
            found = (before.Step, before.Length + 1, UnitOf(at + before.Length) == 'y');
        else if (UnitOf(at) is 'm' or 'y' && Direction(at + 1) is { } after)
            found = (after.Step, after.Length + 1, UnitOf(at) == 'y');
        if (found is not { } period)
            return Word(at) is "tahun" or "in" or "year" && Digits(at + 1) is >= 1990 and <= 2100 and { } year
                ? new DaysFound(at, 2, new DateOnly(year, 1, 1), new DateOnly(year, 12, 31))
                : null;
        if (period.IsYear)
            return new DaysFound(at, period.Length, new DateOnly(today.Year + period.Step, 1, 1), new DateOnly(today.Year + period.Step, 12, 31));
        var first = new DateOnly(today.Year, today.Month, 1).AddMonths(period.Step);
        return new DaysFound(at, period.Length, first, first.AddMonths(1).AddDays(-1));
    }

    /// <summary>"awal bulan", "pertengahan Maret", "end of the month", "early April".</summary>
    private DaysFound? PartOfMonth(int at)
    {
        int? part = Word(at) switch
        {
            "awal" or "early" or "beginning" or "start" => 0,
            "pertengahan" or "tengah" or "mid" or "middle" => 1,
            "akhir" or "late" or "end" => 2,
            _ => null,
        };
        if (part is not { } third)
            return null;
        var next = at + 1;
        while (Word(next) is "of" or "the" or "-")
            next++;
        var month = MonthAt(next)
            ?? (MonthUnits.Contains(Word(next)) && CalendarNames.AnyMonth(Word(next + 1)) is null
                ? new DaysFound(next, 1, new DateOnly(today.Year, today.Month, 1), new DateOnly(today.Year, today.Month, 1).AddMonths(1).AddDays(-1))
                : null);
        if (month is null)
            return null;
        var (from, to) = third switch
        {
            0 => (month.From, month.From.AddDays(9)),
            1 => (month.From.AddDays(10), month.From.AddDays(19)),
            _ => (month.From.AddDays(20), month.To),
        };
        return new DaysFound(at, next - at + month.Length, from, to) { NamesYear = month.NamesYear };
    }

    /// <summary>"14/3/2026", "14-03-26", "14.3.2026", "2026-03-14", "14/3": day first in both languages.</summary>
    private DaysFound? NumericDate(int at)
    {
        var mark = Word(at + 1);
        if (Digits(at) is not { } first || mark is not ("/" or "-" or ".") || Digits(at + 2) is not { } second || tokens[at + 1].AfterSpace || (Dashes.Contains(Word(at - 1)) && !tokens[at].AfterSpace))
            return null;
        if (first >= 1900 && Word(at + 3) == mark && Digits(at + 4) is { } last)
            return Valid(first, second, last) is { } iso ? One(at, 5, iso) : null;
        if (Word(at + 3) == mark && Digits(at + 4) is { } year && (year is >= 1900 or <= 99))
            return Valid(year < 100 ? 2000 + year : year, second, first) is { } full ? One(at, 5, full) : null;
        var isShort = mark == "/" && (first, second) is not (24, 7) && Digits(at + 2) is not null && Word(at + 3) != "/";
        return isShort ? WithoutYear(second, first) is { } day ? One(at, 3, day) with { NamesYear = false } : null : null;
    }

    /// <summary>"14 Maret 2026", "14th of March", "March 14, 2026", "3-5 Maret", with "tanggal" before it or not.</summary>
    private DaysFound? WrittenDate(int at)
    {
        var start = SkipDateWord(at);
        if (DayNumber(start) is { } day)
        {
            var next = start + day.Length;
            var toDay = (Value: day.Value, Length: 0);
            if ((Dashes.Contains(Word(next)) || RangeWords.Contains(Word(next)) || Word(next) is "dan" or "and" or "&") && DayNumber(next + 1) is { } other && other.Value > day.Value)
                toDay = (other.Value, 1 + other.Length);
            next += toDay.Length;
            if (Word(next) == "of")
                next++;
            if (CalendarNames.AnyMonth(Word(next)) is { } month)
                return Dated(at, next + 1, month, day.Value, toDay.Value);
        }

        if (CalendarNames.AnyMonth(Word(start)) is { } named && DayNumber(start + 1) is { } after && Digits(start + 1) is not > 31)
            return Dated(at, start + 1 + after.Length, named, after.Value, after.Value);
        return null;
    }

    private DaysFound? Dated(int at, int next, int month, int fromDay, int toDay)
    {
        if (Word(next) == "." && Digits(next + 1) is > 1900)
            next++;
        var comma = Word(next) == "," && Digits(next + 1) is > 1900 ? 1 : 0;
        var year = Digits(next + comma) is >= 1900 and <= 2200 and { } said ? said : (int?)null;
        if (year is not null)
            next += comma + 1;
        var past = year is null && (Last.Contains(Word(next)) || (Word(next) is "yang" or "yg" && Word(next + 1) == "lalu"));
        if (year is { } known)
            return Valid(known, month, fromDay) is { } from && Valid(known, month, toDay) is { } to ? new DaysFound(at, next - at, from, to) : null;
        if (WithoutYear(month, fromDay) is not { } coming)
            return null;
        if (past && coming > today)
            coming = coming.AddYears(-1);
        return Valid(coming.Year, month, toDay) is { } end ? new DaysFound(at, next - at + (past ? 1 : 0), coming, end) { NamesYear = past } : null;
    }

    /// <summary>"tanggal 20", "tgl 20 bulan depan", "the 20th", "tanggal 3-5".</summary>
    private DaysFound? DayOfMonth(int at)
    {
        var start = SkipDateWord(at);
        if (DayNumber(start) is not { } day || (start == at && day.Length == 1))
            return null;
        var next = start + day.Length;
        var to = day.Value;
        if ((Dashes.Contains(Word(next)) || RangeWords.Contains(Word(next))) && DayNumber(next + 1) is { } other && other.Value > day.Value)
        {
            to = other.Value;
            next += 1 + other.Length;
        }

        if (MonthUnits.Contains(Word(next)) && Direction(next + 1) is { } way)
        {
            var month = new DateOnly(today.Year, today.Month, 1).AddMonths(way.Step);
            return Valid(month.Year, month.Month, day.Value) is { } first && Valid(month.Year, month.Month, to) is { } last
                ? new DaysFound(at, next + 1 + way.Length - at, first, last)
                : null;
        }

        var isPast = Last.Contains(Word(next));
        for (var months = 0; months <= 12; months++)
        {
            var month = new DateOnly(today.Year, today.Month, 1).AddMonths(isPast ? -months : months);
            if (Valid(month.Year, month.Month, day.Value) is { } first && Valid(month.Year, month.Month, to) is { } last && (isPast ? first <= today : last >= today))
                return new DaysFound(at, next - at + (isPast ? 1 : 0), first, last) { NamesYear = isPast };
        }

        return null;
    }

    /// <summary>A month alone: "bulan Maret", "April 2026", "in May". Words that are also others need "in" or "bulan" before them.</summary>
    private DaysFound? WholeMonth(int at)
    {
        var named = MonthAt(at);
        // "30 Februari" is no day, and so no February either.
        if (named is null || Digits(at - 1) is >= 1 and <= 99)
            return null;
        var isCertain = CalendarNames.Month(Word(at)) is not null || Word(at) is "bulan" or "bln" || named.NamesYear && named.Length > 1
            || Word(at - 1) is "in" or "during" or "for" or "of" or "since" or "by" or "until" or "this" or "next" or "last";
        return isCertain ? named : null;
    }

    private DaysFound? MonthAt(int at)
    {
        var start = MonthUnits.Contains(Word(at)) ? at + 1 : at;
        if (start > at && Direction(start) is { } way && UnitOf(at) == 'm')
        {
            var stepped = new DateOnly(today.Year, today.Month, 1).AddMonths(way.Step);
            return new DaysFound(at, 1 + way.Length, stepped, stepped.AddMonths(1).AddDays(-1));
        }

        if (CalendarNames.AnyMonth(Word(start)) is not { } month)
            return null;
        var next = start + 1;
        if (Digits(next) is >= 1900 and <= 2200 and { } said)
            return WholeOf(said, next + 1, namesYear: true);
        var direction = Direction(next);
        var past = direction is { Step: < 0 } || Word(at - 1) == "last";
        var year = past ? month < today.Month ? today.Year : today.Year - 1 : month >= today.Month ? today.Year : today.Year + 1;
        return WholeOf(year, next + (direction?.Length ?? 0), namesYear: past || direction is not null);

        DaysFound WholeOf(int inYear, int end, bool namesYear)
        {
            var first = new DateOnly(inYear, month, 1);
            return new DaysFound(at, end - at, first, first.AddMonths(1).AddDays(-1)) { NamesYear = namesYear };
        }
    }

    private int SkipDateWord(int at) => Word(at) is "tanggal" or "tgl" or "tggl" ? Word(at + 1) == "." ? at + 2 : at + 1 : Word(at) is "on" or "the" ? SkipDateWord(at + 1) : at;

    /// <summary>1 to 31, or "20th" (the tokens "20" and "th").</summary>
    private (int Value, int Length)? DayNumber(int at)
    {
        if (Digits(at) is not (>= 1 and <= 31 and { } day) || tokens[at].Text.Length > 2)
            return null;
        var suffixed = at + 1 < tokens.Count && !tokens[at + 1].AfterSpace && Word(at + 1) is "st" or "nd" or "rd" or "th";
        return (day, suffixed ? 2 : 1);
    }

    private DateOnly? WithoutYear(int month, int day)
    {
        for (var year = today.Year; year <= today.Year + 4; year++)
        {
            if (Valid(year, month, day) is { } date && date >= today)
                return date;
        }

        return null;
    }

    private static DateOnly? Valid(int year, int month, int day) =>
        year is >= 1900 and <= 2200 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;

    private static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;
}
