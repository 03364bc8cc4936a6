namespace LibraryBot.Language;

/// <summary>Public holidays and days of note that keep their date; a longer name stands before the one inside it. Those that move, and collective leave, come only from the library's own closures.</summary>
public static class FixedHolidays
{
    private static readonly (string[] Words, int Month, int Day)[] Days =
    [
        (["tahun", "baru"], 1, 1),
        (["new", "year"], 1, 1),
        (["new", "years"], 1, 1),
        (["hari", "kartini"], 4, 21),
        (["kartinian"], 4, 21),
        (["kartini", "day"], 4, 21),
        (["hari", "buruh"], 5, 1),
        (["labour", "day"], 5, 1),
        (["labor", "day"], 5, 1),
        (["hari", "pendidikan", "nasional"], 5, 2),
        (["hardiknas"], 5, 2),
        (["hari", "buku", "nasional"], 5, 17),
        (["hari", "kebangkitan", "nasional"], 5, 20),
        (["harkitnas"], 5, 20),
        (["kesaktian", "pancasila"], 10, 1),
        (["pancasila"], 6, 1),
        (["hari", "anak"], 7, 23),
        (["kemerdekaan"], 8, 17),
        (["agustusan"], 8, 17),
        (["independence", "day"], 8, 17),
        (["hari", "kunjung", "perpustakaan"], 9, 14),
        (["hari", "batik"], 10, 2),
        (["sumpah", "pemuda"], 10, 28),
        (["hari", "pahlawan"], 11, 10),
        (["heroes", "day"], 11, 10),
        (["hari", "guru"], 11, 25),
        (["hari", "ibu"], 12, 22),
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
