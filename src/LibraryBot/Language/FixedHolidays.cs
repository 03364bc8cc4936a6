namespace LibraryBot.Language;

/// <summary>Public holidays that keep their date. Those that move, and collective leave, come only from the library's own closures.</summary>
public static class FixedHolidays
{
    private static readonly (string[] Words, int Month, int Day)[] Days =
    [
        (["tahun", "baru"], 1, 1),
        (["new", "year"], 1, 1),
        (["new", "years"], 1, 1),
        (["hari", "buruh"], 5, 1),
        (["labour", "day"], 5, 1),
        (["labor", "day"], 5, 1),
        (["pancasila"], 6, 1),
        (["kemerdekaan"], 8, 17),
        (["agustusan"], 8, 17),
        (["independence", "day"], 8, 17),
        (["natal"], 12, 25),
        (["christmas"], 12, 25),
    ];

    /// <summary>The coming day of the holiday that the words name, or null.</summary>
    public static DateOnly? Named(IReadOnlyList<string> words, DateOnly today)
    {
        foreach (var (named, month, day) in Days)
        {
            if (TextWords.IndexOf(words, named) < 0)
                continue;
            var date = new DateOnly(today.Year, month, day);
            return date < today ? date.AddYears(1) : date;
        }

        return null;
    }
}
