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
        readings = [new NearDays(words, today), new CountedDays(words, today), new Weeks(words, today, dates, days, months), dates, days, months, new Weekdays(words, today, dates)];
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
        if (Read(at) is not { } last)
            return null;
        // "Senin s.d. Rabu", said on a Tuesday: the Wednesday after that Monday.
        var to = last.To;
        for (var rounds = 0; rounds < 60 && to < first.From && last.Every is { } every; rounds++)
            to = TimeUnits.Shift(to, every, 1);
        var isNoRange = to < first.From || to.DayNumber - first.From.DayNumber > 366;
        return isNoRange ? null : first.Within(first.At, last.End) with { To = to, Others = [], IsRange = true, Grain = first.Grain > last.Grain ? first.Grain : last.Grain };
    }

    private DaysFound? Read(int at)
    {
        if (words.IsEnd(at))
            return null;
        DaysFound? longest = null;
        foreach (var reading in readings)
        {
            if (reading.At(at) is { } found && (longest is null || found.Length > longest.Length))
                longest = found;
        }

        return longest is null ? BarePart(at) : WithPart(longest);
    }

    /// <summary>"besok pagi", "Saturday morning", "14 Maret malam".</summary>
    private DaysFound WithPart(DaysFound day) =>
        day is { IsOneDay: true, Part: null, Grain: Grain.Day } && DayParts.At(words, day.End) is { } part && !(part.Length == 1 && words[day.End + 1] == "hari")
            ? day.Within(day.At, day.End + part.Length) with { Part = part.Part, Grain = Grain.PartOfDay }
            : day;

    // "pagi" greets, unless a time was asked for; "habis magrib" never does, and says nothing of the day.
    private DaysFound? BarePart(int at) => DayParts.At(words, at) is { } part && words.IsWholeAnswer(at, part.Length)
        ? new DaysFound(at, part.Length, today, today, Grain.PartOfDay) { Part = part.Part }
        : null;
}
