namespace LibraryBot.Language;

/// <summary>Words for lengths of time and for which of them is meant: "ini", "depan", "yang lalu", "next".</summary>
internal static class TimeUnits
{
    private static readonly Dictionary<string, Grain> Units = new()
    {
        ["detik"] = Grain.Second, ["dtk"] = Grain.Second, ["second"] = Grain.Second, ["seconds"] = Grain.Second, ["secs"] = Grain.Second,
        ["menit"] = Grain.Minute, ["mnt"] = Grain.Minute, ["minute"] = Grain.Minute, ["minutes"] = Grain.Minute, ["mins"] = Grain.Minute, ["min"] = Grain.Minute,
        ["jam"] = Grain.Hour, ["jm"] = Grain.Hour, ["hour"] = Grain.Hour, ["hours"] = Grain.Hour, ["hrs"] = Grain.Hour,
        ["hari"] = Grain.Day, ["hr"] = Grain.Day, ["day"] = Grain.Day, ["days"] = Grain.Day,
        ["minggu"] = Grain.Week, ["pekan"] = Grain.Week, ["mggu"] = Grain.Week, ["week"] = Grain.Week, ["weeks"] = Grain.Week,
        ["bulan"] = Grain.Month, ["bln"] = Grain.Month, ["month"] = Grain.Month, ["months"] = Grain.Month,
        ["tahun"] = Grain.Year, ["thn"] = Grain.Year, ["year"] = Grain.Year, ["years"] = Grain.Year,
    };

    private static readonly Dictionary<string, Grain> Single = new()
    {
        ["semenit"] = Grain.Minute, ["sejam"] = Grain.Hour, ["sehari"] = Grain.Day, ["seminggu"] = Grain.Week, ["sepekan"] = Grain.Week,
        ["sebulan"] = Grain.Month, ["setahun"] = Grain.Year,
    };

    private static readonly HashSet<string> This = ["ini", "this"];
    private static readonly HashSet<string> Next = ["depan", "berikutnya", "mendatang", "selanjutnya", "next"];
    private static readonly HashSet<string> Last = ["lalu", "kemarin", "kemaren", "kmrn", "last", "terakhir", "previous", "past"];

    public static Grain? Unit(string word) => Units.TryGetValue(word, out var unit) ? unit : null;

    public static bool IsMonth(string word) => Unit(word) == Grain.Month;

    public static bool IsWeek(string word) => Unit(word) == Grain.Week;

    public static bool IsLast(string word) => Last.Contains(word);

    /// <summary>A count and its unit: "3 hari", "seminggu", "a week", "a fortnight".</summary>
    public static TimeAmount? Amount(DateWords words, int at)
    {
        if (Single.TryGetValue(words[at], out var single))
            return new TimeAmount(1, single, 1);
        if (words[at] == "half" && words[at + 1] is "a" or "an" && Unit(words[at + 2]) == Grain.Hour)
            return new TimeAmount(30, Grain.Minute, 3);
        if (words[at] == "setengah" && Unit(words[at + 1]) == Grain.Hour)
            return new TimeAmount(30, Grain.Minute, 2);
        if (words[at] is "a" or "an")
            return words[at + 1] == "fortnight" ? new TimeAmount(2, Grain.Week, 2) : Unit(words[at + 1]) is { } one ? new TimeAmount(1, one, 2)
                : words[at + 1] == "couple" && words[at + 2] == "of" && Unit(words[at + 3]) is { } pair ? new TimeAmount(2, pair, 4) : null;
        if (words[at] == "fortnight")
            return new TimeAmount(2, Grain.Week, 1);
        // "1.000 hari" and the like are no count of ours.
        return words.Number(at) is { Value: <= 1000 } number && Unit(words[at + number.Length]) is { } unit && !(unit == Grain.Year && number.Value > 100)
            ? new TimeAmount(number.Value, unit, number.Length + 1)
            : null;
    }

    /// <summary>What comes after a name: 0 for "ini", 1 for "depan", -1 for "lalu", with the tokens it takes ("yang lalu" takes two).</summary>
    public static (int Step, int Length)? After(DateWords words, int at)
    {
        if (words[at] is "yang" or "yg" && words[at + 1] is "lalu" or "akan")
            return words[at + 1] == "lalu" ? (-1, 2) : (1, words[at + 2] == "datang" ? 3 : 2);
        if (This.Contains(words[at]))
            return (0, 1);
        if (Next.Contains(words[at]))
            return (1, 1);
        return Last.Contains(words[at]) ? (-1, 1) : null;
    }

    /// <summary>What comes before a name in English: "this", "this coming", "the next", "last".</summary>
    public static (int Step, int Length)? Before(DateWords words, int at)
    {
        if (words[at] == "the")
            return words[at + 1] != "the" && Before(words, at + 1) is { } inner ? (inner.Step, inner.Length + 1) : null;
        return words[at] switch
        {
            "this" when words[at + 1] is "coming" or "upcoming" => (0, 2),
            "this" or "current" or "coming" or "upcoming" => (0, 1),
            "next" or "following" => (1, 1),
            "last" or "previous" or "past" => (-1, 1),
            _ => null,
        };
    }

    /// <summary>Where a count points: "lagi" ahead, "yang lalu" back.</summary>
    public static (int Sign, int Length)? Way(DateWords words, int at) => (words[at], words[at + 1]) switch
    {
        ("yang" or "yg", "lalu" or "lewat") => (-1, 2),
        ("ke", "belakang") => (-1, 2),
        ("dari" or "from", "sekarang" or "now" or "today") => (1, 2),
        ("lalu" or "ago" or "silam" or "sebelumnya", _) => (-1, 1),
        ("lagi" or "later", _) => (1, 1),
        _ => null,
    };

    public static DateOnly Shift(DateOnly day, Grain unit, int count) => unit switch
    {
        Grain.Day => day.AddDays(count),
        Grain.Week => day.AddDays(7 * count),
        Grain.Month => day.AddMonths(count),
        _ => day.AddYears(count),
    };
}

/// <summary>"3 hari": how many of what, and how many tokens say it.</summary>
internal sealed record TimeAmount(int Count, Grain Unit, int Length)
{
    public bool IsOfDays => Unit >= Grain.Day;
}
