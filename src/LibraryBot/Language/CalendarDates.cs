namespace LibraryBot.Language;

/// <summary>Dates with their month: "14 Maret 2026", "March 14th", "3-5 Maret", "14/3", "2026-03-14". The day comes first in both languages.</summary>
internal sealed class CalendarDates(DateWords words, DateOnly today) : DayReading(words, today)
{
    private readonly DayNumbers numbers = new(words);

    public override DaysFound? At(int at)
    {
        var start = numbers.SkipDateWord(at);
        return (DayFirst(start) ?? MonthFirst(start) ?? SeveralInDigits(start) ?? InDigits(start, isMarked: start > at) ?? Compact(start, isMarked: start > at)) is { } found ? found.Within(at, found.End) : null;
    }

    /// <summary>"14 Maret", "14th of March 2026", "3-5 Maret", "14, 15 dan 16 Maret".</summary>
    private DaysFound? DayFirst(int at)
    {
        if (numbers.Days(at) is not { } days)
            return null;
        var next = at + days.Length;
        if (Words[next] == "of" || TimeUnits.IsMonth(Words[next]))
            next++;
        return CalendarNames.AnyMonth(Words[next]) is { } month ? Dated(at, next + 1, month, days) : null;
    }

    /// <summary>"March 14", "March 14th, 2026", "Mar 14-16".</summary>
    private DaysFound? MonthFirst(int at) =>
        CalendarNames.AnyMonth(Words[at]) is { } month && numbers.Days(at + 1) is { } days && Words.Digits(at + 1) is not > 31 && !IsHour(at + 1 + days.Length)
            ? Dated(at, at + 1 + days.Length, month, days)
            : null;

    // "Maret 09.00": an hour.
    private bool IsHour(int next) => Words[next] is ":" or "." && Words.IsJoined(next) && Words.IsJoined(next + 1) && Words.Digits(next + 1) is not null;

    private DaysFound? Dated(int at, int next, int month, DaysNumbered days)
    {
        if (Words[next] == "." && Words.IsJoined(next) && Words.Digits(next + 1) is > 1900)
            next++;
        var year = YearSaid.After(Words, next, Today);
        if (year.Year is { } known)
            return IsNear(known) && Valid(known, month, days.First) is { } from && Valid(known, month, days.Last) is { } to
                ? new DaysFound(at, next + year.Length - at, from, to)
                : null;
        if (Coming(month, days) is not { } coming)
            return null;
        if (year.IsPast && coming.From > Today)
            coming = (coming.From.AddYears(-1), coming.To.AddYears(-1));
        var found = new DaysFound(at, next + year.Length - at, coming.From, coming.To) { Every = year.IsPast ? null : Grain.Year };
        return year.IsPast ? found : OrGoneBy(found);
    }

    /// <summary>"14/3/2026", "14-03-26", "2026-03-14", "14/3"; where nothing else can be meant also "15-2" and "15 / 2".</summary>
    private DaysFound? InDigits(int at, bool isMarked)
    {
        var mark = Words[at + 1];
        if (mark is not ("/" or "-" or ".") || Words.Digits(at) is not { } first || Words.Digits(at + 2) is not { } second || IsTailOfNumber(at))
            return null;
        var isTight = Words.IsJoined(at + 1) && Words.IsJoined(at + 2);
        if (isTight && Words[at + 3] == mark && Words.IsJoined(at + 3) && Words.Digits(at + 4) is { } third)
            return InFull(at, first, second, third);
        var isClear = isMarked || Words.IsWholeAnswer(at, 3);
        var isShort = isTight && mark == "/" && (first, second) is not (24, 7) && Words[at + 3] != "/" && !IsFraction(first, second, at + 3);
        return (isShort || (isClear && (mark != "." || isTight))) && Coming(second, new DaysNumbered(first, first, 0)) is { } day
            ? WithDoubts(One(at, 3, day.From) with { Every = Grain.Year }, first, second, mark)
            : null;
    }

    // "3/4 jam", but not "3/4 jam 9"
    private bool IsFraction(int first, int second, int next) => (first, second) is (1, 2) or (1, 3) or (2, 3) or (1, 4) or (3, 4)
        && TimeUnits.Unit(Words[next]) is not null && Words.Number(next + 1) is null && Words[next + 1] != "setengah";

    /// <summary>"14-16/3", "14-16/3/2026".</summary>
    private DaysFound? SeveralInDigits(int at)
    {
        if (Words[at + 1] is not ("-" or "–") || Words[at + 3] != "/" || !Words.IsJoined(at + 3) || IsTailOfNumber(at)
            || Words.Digits(at) is not { } first || Words.Digits(at + 2) is not { } last || Words.Digits(at + 4) is not { } month || first >= last)
            return null;
        if (Words[at + 5] == "/" && Words.IsJoined(at + 5) && Words.Digits(at + 6) is { } year)
            return Valid(year < 100 ? 2000 + year : year, month, first) is { } from && Valid(from.Year, month, last) is { } to && IsNear(from.Year) ? new DaysFound(at, 7, from, to) : null;
        return Coming(month, new DaysNumbered(first, last, 0)) is { } coming ? new DaysFound(at, 5, coming.From, coming.To) { Every = Grain.Year } : null;
    }

    // The end of an ISBN, of "v2.10.26" or of "1,5/6"; "14/3-16/3" is two dates.
    private bool IsTailOfNumber(int at)
    {
        if (!Words.IsJoined(at) || (Words[at - 1] is "-" or "–" && Words[at - 3] == "/"))
            return false;
        return Words[at - 1] is "-" or "–" or "/" or "." or "," or ":" || (char.IsLetter(Words[at - 1][^1]) && !numbers.IsDateWord(at - 1) && Words[at - 1].Length == 1);
    }

    private DaysFound? InFull(int at, int first, int second, int third)
    {
        var day = first >= 1900 ? Valid(first, second, third) : third is >= 1900 or <= 99 ? Valid(third < 100 ? 2000 + third : third, second, first) : null;
        if (day is not { } found || !IsNear(found.Year))
            return null;
        var turned = first <= 12 && second <= 12 && first != second ? Valid(found.Year, first, second) : null;
        return One(at, 5, found).Or(Doubt.DayOrMonth, turned);
    }

    private DaysFound WithDoubts(DaysFound found, int day, int month, string mark)
    {
        if (day <= 12 && day != month && Coming(day, new DaysNumbered(month, month, 0)) is { } turned)
            found = found.Or(Doubt.DayOrMonth, turned.From);
        return OrGoneBy(mark == "." ? found with { IsMaybeHour = true } : found);
    }

    /// <summary>"20251112", where a date was asked for: anywhere else it is a number of something.</summary>
    private DaysFound? Compact(int at, bool isMarked)
    {
        if (!(isMarked || Words.IsWholeAnswer(at, 1)) || Words[at] is not { Length: 8 } digits || !digits.All(char.IsAsciiDigit))
            return null;
        var number = int.Parse(digits, System.Globalization.CultureInfo.InvariantCulture);
        return Valid(number / 10000, number / 100 % 100, number % 100) is { } day ? One(at, 1, day) : null;
    }

    // Said without a year, the day to come; the one gone by is the other reading when it is the nearer of the two.
    private DaysFound OrGoneBy(DaysFound found)
    {
        var goneBy = found.From.AddYears(-1);
        return goneBy < Today && goneBy.Day == found.From.Day && Today.DayNumber - goneBy.DayNumber < found.From.DayNumber - Today.DayNumber
            ? found.Or(Doubt.Year, goneBy, found.To.AddYears(-1))
            : found;
    }

    private (DateOnly From, DateOnly To)? Coming(int month, DaysNumbered days)
    {
        // 29 February comes round in eight years at the longest.
        for (var year = Today.Year; year <= Today.Year + 8; year++)
        {
            if (Valid(year, month, days.First) is { } from && Valid(year, month, days.Last) is { } to && from >= Today)
                return (from, to);
        }

        return null;
    }
}
