namespace LibraryBot.Language;

/// <summary>Names of days, months and numbers in both languages. "Short" ones are words of their own too ("may", "sat") and need company.</summary>
internal static class CalendarNames
{
    private static readonly Dictionary<string, DayOfWeek> Days = new()
    {
        ["senin"] = DayOfWeek.Monday, ["monday"] = DayOfWeek.Monday,
        ["selasa"] = DayOfWeek.Tuesday, ["tuesday"] = DayOfWeek.Tuesday,
        ["rabu"] = DayOfWeek.Wednesday, ["wednesday"] = DayOfWeek.Wednesday,
        ["kamis"] = DayOfWeek.Thursday, ["thursday"] = DayOfWeek.Thursday,
        ["jumat"] = DayOfWeek.Friday, ["friday"] = DayOfWeek.Friday, ["jumaat"] = DayOfWeek.Friday,
        ["sabtu"] = DayOfWeek.Saturday, ["saturday"] = DayOfWeek.Saturday,
        ["ahad"] = DayOfWeek.Sunday, ["sunday"] = DayOfWeek.Sunday,
        ["mondays"] = DayOfWeek.Monday, ["tuesdays"] = DayOfWeek.Tuesday, ["wednesdays"] = DayOfWeek.Wednesday, ["thursdays"] = DayOfWeek.Thursday,
        ["fridays"] = DayOfWeek.Friday, ["saturdays"] = DayOfWeek.Saturday, ["sundays"] = DayOfWeek.Sunday,
    };

    private static readonly Dictionary<string, DayOfWeek> ShortDays = new()
    {
        ["sen"] = DayOfWeek.Monday, ["mon"] = DayOfWeek.Monday, ["snin"] = DayOfWeek.Monday,
        ["sel"] = DayOfWeek.Tuesday, ["tue"] = DayOfWeek.Tuesday, ["tues"] = DayOfWeek.Tuesday, ["slasa"] = DayOfWeek.Tuesday,
        ["rab"] = DayOfWeek.Wednesday, ["wed"] = DayOfWeek.Wednesday, ["rbu"] = DayOfWeek.Wednesday,
        ["kam"] = DayOfWeek.Thursday, ["thu"] = DayOfWeek.Thursday, ["thur"] = DayOfWeek.Thursday, ["thurs"] = DayOfWeek.Thursday, ["kms"] = DayOfWeek.Thursday,
        ["jum"] = DayOfWeek.Friday, ["jmt"] = DayOfWeek.Friday, ["jmat"] = DayOfWeek.Friday, ["fri"] = DayOfWeek.Friday,
        ["sab"] = DayOfWeek.Saturday, ["sbt"] = DayOfWeek.Saturday, ["sbtu"] = DayOfWeek.Saturday, ["sat"] = DayOfWeek.Saturday, ["jumt"] = DayOfWeek.Friday,
        ["sun"] = DayOfWeek.Sunday, ["min"] = DayOfWeek.Sunday, ["mgg"] = DayOfWeek.Sunday,
    };

    private static readonly Dictionary<string, int> Months = new()
    {
        ["januari"] = 1, ["january"] = 1, ["februari"] = 2, ["february"] = 2, ["pebruari"] = 2, ["febuari"] = 2, ["maret"] = 3, ["april"] = 4, ["mei"] = 5,
        ["juni"] = 6, ["june"] = 6, ["juli"] = 7, ["july"] = 7, ["agustus"] = 8, ["september"] = 9, ["oktober"] = 10, ["october"] = 10,
        ["november"] = 11, ["nopember"] = 11, ["desember"] = 12, ["december"] = 12,
    };

    private static readonly Dictionary<string, int> ShortMonths = new()
    {
        ["march"] = 3, ["may"] = 5, ["august"] = 8, ["jan"] = 1, ["feb"] = 2, ["peb"] = 2, ["mar"] = 3, ["mrt"] = 3, ["apr"] = 4, ["jun"] = 6, ["jul"] = 7,
        ["agu"] = 8, ["ags"] = 8, ["agt"] = 8, ["agst"] = 8, ["aug"] = 8, ["sep"] = 9, ["sept"] = 9, ["okt"] = 10, ["oct"] = 10,
        ["nov"] = 11, ["nop"] = 11, ["des"] = 12, ["dec"] = 12,
    };

    private static readonly Dictionary<string, int> Numbers = new()
    {
        ["satu"] = 1, ["dua"] = 2, ["tiga"] = 3, ["empat"] = 4, ["lima"] = 5, ["enam"] = 6, ["tujuh"] = 7, ["delapan"] = 8, ["sembilan"] = 9,
        ["sepuluh"] = 10, ["sebelas"] = 11,
        ["one"] = 1, ["two"] = 2, ["three"] = 3, ["four"] = 4, ["five"] = 5, ["six"] = 6, ["seven"] = 7, ["eight"] = 8, ["nine"] = 9,
        ["ten"] = 10, ["eleven"] = 11, ["twelve"] = 12, ["thirteen"] = 13, ["fourteen"] = 14, ["fifteen"] = 15, ["sixteen"] = 16, ["seventeen"] = 17,
        ["eighteen"] = 18, ["nineteen"] = 19, ["twenty"] = 20, ["thirty"] = 30, ["forty"] = 40, ["fifty"] = 50,
    };

    // Places that only dates have: "the twentieth of March". The first five serve lists too and stand below.
    private static readonly Dictionary<string, int> OrdinalDays = new()
    {
        ["sixth"] = 6, ["seventh"] = 7, ["eighth"] = 8, ["ninth"] = 9, ["tenth"] = 10, ["eleventh"] = 11, ["twelfth"] = 12, ["thirteenth"] = 13, ["fourteenth"] = 14,
        ["fifteenth"] = 15, ["sixteenth"] = 16, ["seventeenth"] = 17, ["eighteenth"] = 18, ["nineteenth"] = 19, ["twentieth"] = 20, ["thirtieth"] = 30,
    };

    private static readonly Dictionary<string, int> Ordinals = new()
    {
        ["pertama"] = 1, ["kedua"] = 2, ["ketiga"] = 3, ["keempat"] = 4, ["kelima"] = 5, ["first"] = 1, ["second"] = 2, ["third"] = 3, ["fourth"] = 4, ["fifth"] = 5,
    };

    public static DayOfWeek? Day(string word) => Days.TryGetValue(word, out var day) ? day : null;

    public static DayOfWeek? ShortDay(string word) => ShortDays.TryGetValue(word, out var day) ? day : null;

    public static int? Month(string word) => Months.TryGetValue(word, out var month) ? month : null;

    public static int? ShortMonth(string word) => ShortMonths.TryGetValue(word, out var month) ? month : null;

    public static int? AnyMonth(string word) => Month(word) ?? ShortMonth(word);

    public static int? Ordinal(string word) => Ordinals.TryGetValue(word, out var place) ? place : null;

    /// <summary>A number in digits or in words ("dua", "dua belas" counts two words), and how many tokens it takes.</summary>
    public static (int Value, int Length)? Number(IReadOnlyList<DateToken> tokens, int at)
    {
        if (at < 0 || at >= tokens.Count)
            return null;
        if (tokens[at].Number is { } digits)
            return (digits, 1);
        if (!Numbers.TryGetValue(tokens[at].Text, out var value))
            return null;
        var next = at + 1 < tokens.Count ? tokens[at + 1].Text : "";
        if (value is >= 20 and <= 50 && value % 10 == 0)
            return TensWith(tokens, at, value);
        if (next == "belas")
            return (value + 10, 2);
        if (next != "puluh")
            return (value, 1);
        return at + 2 < tokens.Count && Numbers.TryGetValue(tokens[at + 2].Text, out var ones) && ones < 10 ? (value * 10 + ones, 3) : (value * 10, 2);
    }

    /// <summary>"first" to "thirty-first" as the day of a month, and how many tokens it takes.</summary>
    public static (int Value, int Length)? OrdinalDay(DateWords words, int at)
    {
        var word = words[at];
        if (OrdinalDays.TryGetValue(word, out var day))
            return (day, 1);
        if (IsEnglishOrdinal(word) && Ordinal(word) is { } place)
            return (place, 1);
        if (word is not ("twenty" or "thirty"))
            return null;
        var next = words[at + 1] == "-" ? at + 2 : at + 1;
        return IsEnglishOrdinal(words[next]) || OrdinalDays.GetValueOrDefault(words[next]) is >= 6 and <= 9
            ? ((word == "twenty" ? 20 : 30) + (Ordinal(words[next]) ?? OrdinalDays[words[next]]), next + 1 - at)
            : null;
    }

    private static bool IsEnglishOrdinal(string word) => word is "first" or "second" or "third" or "fourth" or "fifth";

    // "twenty five", "twenty-five"
    private static (int Value, int Length) TensWith(IReadOnlyList<DateToken> tokens, int at, int tens)
    {
        var next = at + 1 < tokens.Count && tokens[at + 1].Text == "-" ? at + 2 : at + 1;
        return next < tokens.Count && Numbers.TryGetValue(tokens[next].Text, out var ones) && ones < 10 ? (tens + ones, next + 1 - at) : (tens, 1);
    }
}
