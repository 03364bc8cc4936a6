namespace LibraryBot.Language;

/// <summary>
/// The grammar of days, in Indonesian and English. The first place that can be read wins, and there the longest reading.
/// Here days are put together: ranges, edges ("setelah", "until") and parts of the day; one day is read by the kinds of <see cref="DayReading"/>.
/// </summary>
internal sealed class DayGrammar
{
    private static readonly HashSet<string> RangeWords = ["sampai", "hingga", "sd", "to", "until", "till", "through", "thru", "sampe", "smp", "-", "–", "—"];
    private readonly DateWords words;
    private readonly DateOnly today;
    private readonly DayReading[] readings;

    public DayGrammar(DateWords words, DateOnly today)
    {
        var dates = new CalendarDates(words, today);
        var days = new DaysOfMonth(words, today);
        var months = new Months(words, today);
        (this.words, this.today) = (words, today);
        readings = [new NearDays(words, today), new CountedDays(words, today), new Weeks(words, today, dates, days, months), dates, days, months, new Weekdays(words, today, dates, days)];
    }

    public DaysFound? First()
    {
        for (var at = 0; at < words.Count; at++)
        {
            if ((Edged(at) ?? Range(at)) is { } found)
                return found;
        }

        return null;
    }

    /// <summary>"sebelum Jumat", "until Friday", "mulai Senin", "sejak Maret", "Friday onwards".</summary>
    private DaysFound? Edged(int at)
    {
        var (edge, length) = EdgeWord(at);
        if (length == 0)
            return null;
        if (Range(at + length) is not { } found)
            return null;
        if (edge == Edge.Since)
            return Since(at, found);
        // "mulai Senin sampai Rabu" has both its ends.
        var isClosed = edge == Edge.From && found.IsRange;
        return found.Within(at, found.End) with { Edge = isClosed ? Edge.Within : edge };
    }

    private (Edge Edge, int Length) EdgeWord(int at) => (words[at], words[at + 1]) switch
    {
        ("sejak" or "since", _) => (Edge.Since, 1),
        ("mulai" or "starting", "dari" or "from" or "on") => (Edge.From, 2),
        ("mulai" or "starting", _) => (Edge.From, 1),
        ("setelah" or "sesudah" or "after", _) => (Edge.After, 1),
        ("sebelum" or "before", _) => (Edge.Before, 1),
        ("sampai" or "hingga", "dengan") => (Edge.Until, 2),
        ("sampai" or "hingga" or "until" or "till" or "by", _) => (Edge.Until, 1),
        ("paling", "lambat" or "telat") => (Edge.Until, 2),
        ("no", "later") when words[at + 2] == "than" => (Edge.Until, 3),
        _ => (Edge.Within, 0),
    };

    // "since Monday", "sejak Januari": the one behind us, up to today.
    private DaysFound Since(int at, DaysFound since)
    {
        var from = since is { Every: { } every } && since.From > today ? TimeUnits.Shift(since.From, every, -1) : since.From;
        return new DaysFound(at, since.End - at, from, from > today ? from : today) { Edge = Edge.Since };
    }

    private DaysFound? Range(int at)
    {
        var isBetween = words[at] is "between" or "antara";
        var start = isBetween || words[at] is "dari" or "from" ? at + 1 : at;
        if (Read(start) is not { } read)
            return null;
        var first = read.Within(at, read.End);
        var after = first.End;
        if (words[after] is "onward" or "onwards")
            return first.Within(at, after + 1) with { Edge = Edge.From };
        if (RangeWords.Contains(words[after]) || (isBetween && words[after] is "and" or "dan"))
            return Joined(first, after + (words[after + 1] == "dengan" ? 2 : 1)) ?? first;
        return words[after] is "dan" or "and" or "&" && Read(after + 1) is { } next && first.IsOneDay && next.From == first.From.AddDays(1) && next.Part is null
            ? first.Within(at, next.End) with { To = next.To, Others = [], IsRange = true }
            : first;
    }

    private DaysFound? Joined(DaysFound first, int at)
    {
        if (Read(at) is not { } read)
            return null;
        var last = first.Every == Grain.Week ? AsSunday(read) : read;
        // "Senin s.d. Rabu", said on a Tuesday: the Wednesday after that Monday.
        var to = last.To;
        for (var rounds = 0; rounds < 60 && to < first.From && last.Every is { } every; rounds++)
            to = TimeUnits.Shift(to, every, 1);
        // "Sabtu-Minggu depan": next week's Saturday too.
        if (first is { Every: Grain.Week } && last is { Every: null, IsOneDay: true })
            first = first.Later((to.DayNumber - first.From.DayNumber) / 7 * 7);
        var isNoRange = to < first.From || to.DayNumber - first.From.DayNumber > 366;
        return isNoRange ? null : first.Within(first.At, last.End) with { To = to, Others = [], IsRange = true, Grain = first.Grain > last.Grain ? first.Grain : last.Grain };
    }

    // Behind another day's name "minggu" is one too.
    private static DaysFound AsSunday(DaysFound found) => found is { Grain: Grain.Week } && found.Others.FirstOrDefault(other => other.Why == Doubt.SundayOrWeek) is { } sunday
        ? found with { From = sunday.From, To = sunday.To, Grain = Grain.Day, Others = [] }
        : found;

    private DaysFound? Read(int at)
    {
        if (words.IsEnd(at))
            return null;
        if (Counted(at) is { } counted)
            return counted;
        return Longest(at) is { } longest ? WithPart(longest) : BarePart(at);
    }

    /// <summary>"two days after March 14", "3 hari sebelum tanggal 20", "a week on Friday".</summary>
    private DaysFound? Counted(int at)
    {
        if (TimeUnits.Amount(words, at) is not { IsOfDays: true } amount)
            return null;
        var next = at + amount.Length;
        var sign = words[next] switch
        {
            "after" or "from" or "setelah" or "sesudah" => 1,
            "on" when amount is { Count: 1, Unit: Grain.Week } => 1,
            "before" or "sebelum" => -1,
            _ => 0,
        };
        return sign != 0 && words[next + 1] is not ("today" or "now") && Longest(next + 1) is { IsOneDay: true } day && TimeUnits.Shift(day.From, amount.Unit, sign * amount.Count) is var moved
            ? new DaysFound(at, day.End - at, moved, moved) { Every = day.Every }
            : null;
    }

    private DaysFound? Longest(int at)
    {
        DaysFound? longest = null;
        foreach (var reading in readings)
        {
            if (reading.At(at) is { } found && (longest is null || found.Length > longest.Length))
                longest = found;
        }

        return longest;
    }

    /// <summary>"besok pagi", "Saturday morning", "14 Maret malam".</summary>
    private DaysFound WithPart(DaysFound day) =>
        day is { IsOneDay: true, Part: null, Grain: Grain.Day } && DayParts.At(words, day.End) is { } part && !(part.Length == 1 && words[day.End + 1] == "hari")
            ? day.Within(day.At, day.End + part.Length) with { Part = part.Part, Grain = Grain.PartOfDay, Others = [.. day.Others.Where(other => other.Grain < Grain.Week)] }
            : day;

    // "pagi" greets, unless a time was asked for; "habis magrib" never does, and says nothing of the day.
    private DaysFound? BarePart(int at) => DayParts.At(words, at) is { } part && words.IsWholeAnswer(at, part.Length)
        ? new DaysFound(at, part.Length, today, today, Grain.PartOfDay) { Part = part.Part }
        : null;
}
