namespace LibraryBot.Language;

/// <summary>The day, or the first and last of several, of some month.</summary>
internal sealed record DaysNumbered(int First, int Last, int Length)
{
    /// <summary>Whether it was written "20th", or in a word that only counts places ("twentieth").</summary>
    public bool IsOrdinal { get; init; }
}

/// <summary>Numbers of days: "20", "20th", "dua puluh", "twenty-first", "3-5", "14, 15 dan 16".</summary>
internal sealed class DayNumbers(DateWords words)
{
    private static readonly HashSet<string> Joins = ["-", "–", "—", "sampai", "hingga", "sd", "to", "through", "until", "till", "dan", "and", "&", ",", "/"];

    /// <summary>Where the number stands behind "tanggal", "tgl.", "on the".</summary>
    public int SkipDateWord(int at)
    {
        for (var steps = 0; steps < 2 && words[at] is "on" or "the"; steps++)
            at++;
        return IsDateWord(at) ? words[at + 1] is "." or ":" ? at + 2 : at + 1 : at;
    }

    public bool IsDateWord(int at) => words[at] is "tanggal" or "tgl" or "tggl" or "date";

    /// <summary>One day, or days that rise: "3-5", "14, 15 dan 16".</summary>
    public DaysNumbered? Days(int at)
    {
        if (One(at) is not { } first)
            return null;
        var days = first;
        while (After(at + days.Length) is { } next && next.First > days.Last)
            days = days with { Last = next.First, Length = days.Length + next.Length };
        return days;
    }

    private DaysNumbered? After(int at)
    {
        if (!Joins.Contains(words[at]) || One(at + SkipJoin(at)) is not { } next)
            return null;
        var found = next with { Length = next.Length + SkipJoin(at) };
        // "tanggal 5, 20 orang" and "5/6" are no lists; "14, 15 dan 16" and "5/6 Juni" are.
        var isLoose = words[at] is "," or "/" && words[at + 1] is not ("dan" or "and");
        return !isLoose || CalendarNames.AnyMonth(words[at + found.Length]) is not null || words[at + found.Length] is "," or "dan" or "and" or "&" ? found : null;
    }

    /// <summary>1 to 31.</summary>
    public DaysNumbered? One(int at)
    {
        if (words.Digits(at) is { } day)
        {
            var isSuffixed = words.IsJoined(at + 1) && words[at + 1] is "st" or "nd" or "rd" or "th";
            return day is >= 1 and <= 31 && words[at].Length <= 2 ? new DaysNumbered(day, day, isSuffixed ? 2 : 1) { IsOrdinal = isSuffixed } : null;
        }

        return CalendarNames.OrdinalDay(words, at) is { } place ? new DaysNumbered(place.Value, place.Value, place.Length) { IsOrdinal = true }
            : words.Number(at) is { Value: >= 1 and <= 31 } number ? new DaysNumbered(number.Value, number.Value, number.Length)
            : null;
    }

    // "14, dan 15", "3 s.d. tanggal 5", "the 3rd to the 5th".
    private int SkipJoin(int at)
    {
        var next = at + 1;
        if (words[at] == "," && words[next] is "dan" or "and")
            next++;
        return SkipDateWord(next) - at;
    }
}
