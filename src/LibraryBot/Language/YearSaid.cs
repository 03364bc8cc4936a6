namespace LibraryBot.Language;

/// <summary>A year behind a date or a month: "2026", ", 2026", "tahun 2026", "tahun depan", "of next year", "yang lalu".</summary>
internal sealed record YearSaid(int? Year, bool IsPast, int Length)
{
    public static readonly YearSaid Not = new(null, false, 0);

    public bool IsSaid => Year is not null || IsPast;

    public static YearSaid After(DateWords words, int at, DateOnly today)
    {
        var start = words[at] is "," or "." && words.Digits(at + 1) is > 1900 ? at + 1 : words[at] is "of" or "in" ? at + 1 : at;
        if (TimeUnits.Unit(words[start]) == Grain.Year && words[start] != "year")
        {
            if (Written(words, start + 1) is { } named)
                return new YearSaid(named, false, start + 2 - at);
            if (TimeUnits.After(words, start + 1) is { } after)
                return new YearSaid(today.Year + after.Step, false, start + 1 + after.Length - at);
        }

        if (TimeUnits.Before(words, start) is { } before && words[start + before.Length] == "year")
            return new YearSaid(today.Year + before.Step, false, start + before.Length + 1 - at);
        if (words[at] != "in" && Written(words, start) is { } year)
            return new YearSaid(year, false, start + 1 - at);
        if (TimeUnits.IsLast(words[at]))
            return new YearSaid(null, true, 1);
        return words[at] is "yang" or "yg" && words[at + 1] == "lalu" ? new YearSaid(null, true, 2) : Not;
    }

    private static int? Written(DateWords words, int at) => words.Digits(at) is >= 1900 and <= 2200 and { } year ? year : null;
}
