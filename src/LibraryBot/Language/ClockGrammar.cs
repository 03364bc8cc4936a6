namespace LibraryBot.Language;

/// <summary>An hour, or two, that some tokens name.</summary>
internal sealed record HoursFound(int At, int Length, TimeOnly Hour, TimeOnly? Until)
{
    public Edge Edge { get; init; }

    public bool HasMinutes { get; init; }

    /// <summary>The same hour in the other half of the day, when the words do not tell.</summary>
    public TimeOnly? Other { get; init; }

    /// <summary>"WITA": hours east of Greenwich, when a zone was said.</summary>
    public int? Zone { get; init; }
}

/// <summary>The grammar of hours: where they stand in a text, from when to when, and in which zone. One hour is read by <see cref="ClockReading"/>.</summary>
internal sealed class ClockGrammar(DateWords words, DaysFound? day, DayPart? part, TimeOnly now)
{
    private static readonly HashSet<string> Markers = ["jam", "pukul", "pkl", "pk", "jm", "at", "@"];
    private static readonly HashSet<string> Joins = ["-", "–", "—", "sampai", "hingga", "sd", "to", "until", "till", "sampe"];
    private readonly ClockReading clocks = new(words);

    public static bool IsMarker(string word) => Markers.Contains(word);

    public HoursFound? First()
    {
        for (var at = 0; at < words.Count; at++)
        {
            if (!IsOfDay(at) && Read(at) is { } found && !RunsIntoDay(found))
                return found;
        }

        return null;
    }

    private bool IsOfDay(int at) => day is not null && at >= day.At && at < day.End;

    // "at 2 May"
    private bool RunsIntoDay(HoursFound found) => day is not null && found.At < day.At && found.At + found.Length > day.At;

    private HoursFound? Read(int at)
    {
        var opener = words[at] is "antara" or "between" or "from" or "dari" ? 1 : 0;
        var isMarked = IsMarker(words[at + opener]) && !IsDuration(at + opener);
        var start = at + opener + (isMarked ? 1 : 0);
        if (words[start] == "." && isMarked)
            start++;
        if (clocks.At(start) is not { } first)
            return null;
        var next = start + first.Length;
        if (Range(at, first, next, isMarked, isBetween: words[at] is "antara" or "between") is { } range)
            return range;
        if (!IsClock(first, next, isMarked, words[at + opener]) || Chosen(first) is not { } hour)
            return null;
        return Finished(new HoursFound(at, next - at, hour, null) { Edge = EdgeBefore(at), HasMinutes = first.HasMinutes, Other = Other(first, hour) });
    }

    // "1 jam 15 menit": a length of time.
    private bool IsDuration(int at) => words[at] is "jam" or "jm" && words.Number(at - 1) is not null && words.Number(at + 1) is { } minutes
        && TimeUnits.Unit(words[at + 1 + minutes.Length]) == Grain.Minute;

    private bool IsClock(Clock clock, int next, bool isMarked, string marker)
    {
        if (clock.IsPlain || (clock.HasMinutes && (day is not null || isMarked)) || Zones.Hours(words[next]) is not null)
            return true;
        return isMarked && (marker is not ("at" or "@") || words.EndsNumber(next));
    }

    /// <summary>"9-11", "1 sampai 3 sore", "antara jam 2 dan jam 4": the half of the day may be said once for both.</summary>
    private HoursFound? Range(int at, Clock first, int next, bool isMarked, bool isBetween)
    {
        if (!Joins.Contains(words[next]) && !(isBetween && words[next] is "dan" or "and"))
            return null;
        var second = next + (words[next + 1] == "dengan" ? 2 : 1);
        var isMarkedAgain = IsMarker(words[second]);
        if (isMarkedAgain)
            second++;
        if (IsOfDay(second) || clocks.At(second) is not { } last || Chosen(last) is not { } ends)
            return null;
        var end = second + last.Length;
        var isClock = isMarked || isMarkedAgain || first.IsPlain || last.IsPlain || (first.HasMinutes && last.HasMinutes) || Zones.Hours(words[end]) is not null
            || (IsBehindDay(at) && words.EndsNumber(end));
        if (!isClock || Begin(first, last, ends) is not { } begins)
            return null;
        return Finished(new HoursFound(at, end - at, begins, ends) { HasMinutes = first.HasMinutes || last.HasMinutes });
    }

    // "Sabtu 10-12", "tomorrow from 2 to 4"
    private bool IsBehindDay(int at) => day is not null && (at == day.End || (at == day.End + 1 && words[day.End] is "," or ":" or "|"));

    private TimeOnly? Begin(Clock first, Clock last, TimeOnly ends)
    {
        var begins = first.Half != Half.Unsaid || first.HasMinutes ? Chosen(first) : last.Half == Half.Unsaid ? Chosen(first) : first.In(last.Half);
        return begins > ends && first.In(Half.Unsaid) is { } plain && plain < ends ? plain : begins;
    }

    /// <summary>The hour in the half of the day that was said with it, or with the day, or that lies on the side of now that "nanti" and "tadi" tell.</summary>
    private TimeOnly? Chosen(Clock clock)
    {
        if (!clock.IsOfTwelve && !(clock.Half == Half.Unsaid && clock.Value == 12))
            return clock.Hour;
        if (part is not null)
            return clock.In(Clock.HalfOf(part));
        if (day?.Toward is not (1 or -1) || clock.Hour is not { } usual)
            return clock.Hour;
        var fits = new[] { clock.In(Half.Exact), clock.In(Half.Pm) }.OfType<TimeOnly>().Where(hour => day.Toward > 0 ? hour > now : hour < now).ToList();
        return fits.Count == 0 ? usual : day.Toward > 0 ? fits.Min() : fits.Max();
    }

    private TimeOnly? Other(Clock clock, TimeOnly chosen) => clock.IsOfTwelve && part is null && day is not { Toward: not 0 } ? chosen.AddHours(12) : null;

    private Edge EdgeBefore(int at) => (words[at - 1], words[at - 2]) switch
    {
        ("setelah" or "sesudah" or "after", _) => Edge.After,
        ("sebelum" or "before", _) => Edge.Before,
        ("sampai" or "hingga" or "until" or "till" or "by", _) => Edge.Until,
        ("lambat", "paling") or ("than", "later") => Edge.Until,
        ("mulai" or "starting", _) => Edge.From,
        ("sejak" or "since", _) => Edge.Since,
        _ => Edge.Within,
    };

    private HoursFound Finished(HoursFound found)
    {
        var end = found.At + found.Length;
        return Zones.Hours(words[end]) is { } zone ? found with { Length = found.Length + 1, Zone = zone } : found;
    }
}
