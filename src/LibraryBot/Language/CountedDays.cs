namespace LibraryBot.Language;

/// <summary>Days counted from today: "3 hari lagi", "two weeks ago", and stretches of them: "7 hari ke depan", "the past two weeks".</summary>
internal sealed class CountedDays(DateWords words, DateOnly today) : DayReading(words, today)
{
    public override DaysFound? At(int at) => Counted(at) ?? Stretch(at);

    private DaysFound? Counted(int at)
    {
        var start = Words[at] is "in" or "dalam" ? at + 1 : at;
        if (TimeUnits.Amount(Words, start) is not { IsOfDays: true } amount)
            return null;
        var after = start + amount.Length;
        var way = TimeUnits.Way(Words, after);
        // "boleh pinjam dalam 7 hari" is a term; only an answer's "dalam 7 hari" points ahead.
        if (way is null && start > at && (Words[at] == "in" || Words.IsWholeAnswer(at, amount.Length + 1)))
            way = (1, 0);
        return way is { } found ? One(at, after + found.Length - at, TimeUnits.Shift(Today, amount.Unit, found.Sign * amount.Count)) : null;
    }

    private DaysFound? Stretch(int at)
    {
        if (Words[at] is "next" or "coming" or "last" or "past" && TimeUnits.Amount(Words, at + 1) is { IsOfDays: true } english)
            return Stretched(at, english.Length + 1, english.Unit, Words[at] is "next" or "coming" ? english.Count : -english.Count);
        if (Vague(at) is { } vague)
            return vague;
        if (Words[at] is "coming" && TimeUnits.Unit(Words[at + 1]) is >= Grain.Day and { } unit)
            return Stretched(at, 2, unit, 1);
        if (TimeUnits.Amount(Words, at) is not { IsOfDays: true } amount)
            return null;
        var after = at + amount.Length;
        return (Words[after], Words[after + 1]) switch
        {
            ("ke", "depan") => Stretched(at, amount.Length + 2, amount.Unit, amount.Count),
            ("kedepan" or "mendatang" or "depan", _) => Stretched(at, amount.Length + 1, amount.Unit, amount.Count),
            ("terakhir" or "belakangan", _) => Stretched(at, amount.Length + 1, amount.Unit, -amount.Count),
            ("ini", _) when Words[at].StartsWith("se", StringComparison.Ordinal) => Stretched(at, amount.Length + 1, amount.Unit, -amount.Count),
            _ => null,
        };
    }

    /// <summary>"the coming weeks", "the next few days", "beberapa hari ke depan": a week, four weeks, three months are meant by most.</summary>
    private DaysFound? Vague(int at)
    {
        var isEnglish = Words[at] is "next" or "coming" or "last" or "past";
        var counts = isEnglish ? at + 1 : at;
        var isCounted = Words[counts] is "few" or "several" or "beberapa";
        var unit = isCounted ? counts + 1 : counts;
        (Grain Unit, int Count)? span = Words[unit] switch
        {
            "days" => (Grain.Day, 7),
            "weeks" => (Grain.Week, 4),
            "months" => (Grain.Month, 3),
            "hari" when isCounted => (Grain.Day, 7),
            "minggu" or "pekan" when isCounted => (Grain.Week, 4),
            "bulan" when isCounted => (Grain.Month, 3),
            _ => null,
        };
        if (span is not { } found)
            return null;
        if (isEnglish)
            return Stretched(at, unit + 1 - at, found.Unit, Words[at] is "next" or "coming" ? found.Count : -found.Count);
        return (Words[unit + 1], Words[unit + 2]) switch
        {
            ("ke", "depan") => Stretched(at, unit + 3 - at, found.Unit, found.Count),
            ("kedepan" or "mendatang", _) => Stretched(at, unit + 2 - at, found.Unit, found.Count),
            ("terakhir" or "belakangan", _) => Stretched(at, unit + 2 - at, found.Unit, -found.Count),
            _ => null,
        };
    }

    // Today belongs to both: what came in this morning is of the last seven days.
    private DaysFound Stretched(int at, int length, Grain unit, int count)
    {
        var end = TimeUnits.Shift(Today, unit, count);
        return count < 0 ? new DaysFound(at, length, end, Today) : new DaysFound(at, length, Today, end);
    }
}
