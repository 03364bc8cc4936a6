namespace LibraryBot.Language;

/// <summary>Days without their month's name: "tanggal 20", "tgl 20 bulan depan", "the 20th", "tanggal 3-5".</summary>
internal sealed class DaysOfMonth(DateWords words, DateOnly today) : DayReading(words, today)
{
    private readonly DayNumbers numbers = new(words);

    public override DaysFound? At(int at)
    {
        var start = numbers.SkipDateWord(at);
        if (numbers.Days(start) is not { } days || !IsDate(at, start, days))
            return null;
        var next = start + days.Length;
        if (CalendarNames.AnyMonth(Words[next]) is not null || (Words[next] == "of" && CalendarNames.AnyMonth(Words[next + 1]) is not null))
            return null;
        if (MonthAfter(next) is { } month)
            return In(FirstOfMonth(month.Step), days) is { } said ? new DaysFound(at, next + month.Length - at, said.From, said.To) : null;
        var isPast = TimeUnits.IsLast(Words[next]);
        return Nearest(days, isPast) is { } found ? new DaysFound(at, next - at + (isPast ? 1 : 0), found.From, found.To) { Every = isPast ? null : Grain.Month } : null;
    }

    // "the 5th" is a date, "the 5th floor" is not, and a number alone counts something.
    private bool IsDate(int at, int start, DaysNumbered days)
    {
        var next = start + days.Length;
        if (start > at && numbers.IsDateWord(start - 1) || start > at + 1 && numbers.IsDateWord(start - 2))
            return !(Words[next] is "/" && Words.IsJoined(next));
        return days.IsOrdinal && Words.Digits(start) is not null && (Words.EndsNumber(next) || Words[next] is "full" or "fully" or "still" or "already" or "open" or "closed" or "cancelled" or "free" or "going" or "happening");
    }

    /// <summary>"bulan depan", "of next month", "of this month".</summary>
    private (int Step, int Length)? MonthAfter(int at)
    {
        if (TimeUnits.IsMonth(Words[at]) && TimeUnits.After(Words, at + 1) is { } after)
            return (after.Step, after.Length + 1);
        var start = Words[at] == "of" ? at + 1 : at;
        if (TimeUnits.Before(Words, start) is { } before && TimeUnits.IsMonth(Words[start + before.Length]))
            return (before.Step, start + before.Length + 1 - at);
        return start > at && Words[start] == "the" && Words[start + 1] == "month" ? (0, 3) : null;
    }

    private (DateOnly From, DateOnly To)? Nearest(DaysNumbered days, bool isPast)
    {
        for (var months = 0; months <= 12; months++)
        {
            if (In(FirstOfMonth(isPast ? -months : months), days) is { } found && (isPast ? found.From <= Today : found.To >= Today))
                return found;
        }

        return null;
    }

    private static (DateOnly From, DateOnly To)? In(DateOnly month, DaysNumbered days) =>
        Valid(month.Year, month.Month, days.First) is { } first && Valid(month.Year, month.Month, days.Last) is { } last ? (first, last) : null;
}
