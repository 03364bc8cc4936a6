namespace LibraryBot.Language;

/// <summary>A part of the day and the hours that it covers, more or less. <c>Until</c> 00:00 is the midnight that ends the day.</summary>
public sealed record DayPart(string Indonesian, string English, TimeOnly From, TimeOnly Until)
{
    public static readonly DayPart SmallHours = Of("dini hari", "the small hours", 0, 4);
    public static readonly DayPart Dawn = Of("subuh", "dawn", 4, 6);
    public static readonly DayPart Morning = Of("pagi", "morning", 6, 12);
    public static readonly DayPart Midday = Of("siang", "midday", 12, 15);
    public static readonly DayPart LateAfternoon = Of("sore", "late afternoon", 15, 18);
    public static readonly DayPart Afternoon = Of("siang atau sore", "afternoon", 12, 18);
    public static readonly DayPart Night = Of("malam", "evening", 18, 24);

    // The hours of prayer move by half an hour over the year and by an hour over the country: about then is all that the words say.
    public static readonly DayPart AfterDawnPrayer = Of("habis subuh", "after the dawn prayer", 5, 7);
    public static readonly DayPart AfterNoonPrayer = Of("habis zuhur", "after the noon prayer", 12.5, 15);
    public static readonly DayPart AfterAfternoonPrayer = Of("habis asar", "after the afternoon prayer", 15.5, 17.5);
    public static readonly DayPart AfterSunsetPrayer = Of("habis magrib", "after the sunset prayer", 18.25, 19.25);
    public static readonly DayPart AfterNightPrayer = Of("habis isya", "after the night prayer", 19.5, 22);

    public string Name(Lang lang) => lang == Lang.En ? English : Indonesian;

    /// <summary>"sore sampai malam"</summary>
    public DayPart Through(DayPart last) => new($"{Indonesian} sampai {last.Indonesian}", $"{English} to {last.English}", From, last.Until);

    private static DayPart Of(string indonesian, string english, double from, double until) =>
        new(indonesian, english, TimeOnly.MinValue.AddHours(from), TimeOnly.MinValue.AddHours(until));
}

/// <summary>Reads parts of the day: "pagi", "dini hari", "habis magrib", "in the morning".</summary>
internal static class DayParts
{
    private static readonly Dictionary<string, DayPart> Names = new()
    {
        ["subuh"] = DayPart.Dawn, ["dawn"] = DayPart.Dawn,
        ["pagi"] = DayPart.Morning, ["pgi"] = DayPart.Morning, ["morning"] = DayPart.Morning,
        ["siang"] = DayPart.Midday, ["siangnya"] = DayPart.Midday,
        ["sore"] = DayPart.LateAfternoon, ["petang"] = DayPart.LateAfternoon, ["afternoon"] = DayPart.Afternoon,
        ["malam"] = DayPart.Night, ["malem"] = DayPart.Night, ["mlm"] = DayPart.Night, ["evening"] = DayPart.Night, ["night"] = DayPart.Night,
    };

    private static readonly Dictionary<string, DayPart> Prayers = new()
    {
        ["subuh"] = DayPart.AfterDawnPrayer, ["shubuh"] = DayPart.AfterDawnPrayer,
        ["zuhur"] = DayPart.AfterNoonPrayer, ["dzuhur"] = DayPart.AfterNoonPrayer, ["dhuhur"] = DayPart.AfterNoonPrayer, ["zohor"] = DayPart.AfterNoonPrayer,
        ["lohor"] = DayPart.AfterNoonPrayer, ["jumatan"] = DayPart.AfterNoonPrayer,
        ["asar"] = DayPart.AfterAfternoonPrayer, ["ashar"] = DayPart.AfterAfternoonPrayer,
        ["magrib"] = DayPart.AfterSunsetPrayer, ["maghrib"] = DayPart.AfterSunsetPrayer,
        ["isya"] = DayPart.AfterNightPrayer, ["isyak"] = DayPart.AfterNightPrayer, ["tarawih"] = DayPart.AfterNightPrayer, ["taraweh"] = DayPart.AfterNightPrayer,
    };

    public static (DayPart Part, int Length)? At(DateWords words, int at)
    {
        if (words[at] == "dini" && words[at + 1] == "hari")
            return (DayPart.SmallHours, 2);
        if (words[at] == "in" && words[at + 1] == "the" && words[at + 2] is "morning" or "afternoon" or "evening")
            return (Names[words[at + 2]], 3);
        if (words[at] == "at" && words[at + 1] is "night" or "dawn")
            return (Names[words[at + 1]], 2);
        if (AfterPrayer(words, at) is { } prayer)
            return prayer;
        if (!Names.TryGetValue(words[at], out var part))
            return null;
        return words[at + 1] is "sampai" or "hingga" or "until" or "to" && Names.TryGetValue(words[at + 2], out var last) && last.From > part.From ? (part.Through(last), 3) : (part, 1);
    }

    /// <summary>"habis magrib", "setelah salat isya", "after maghrib".</summary>
    public static (DayPart Part, int Length)? AfterPrayer(DateWords words, int at)
    {
        if (words[at] is not ("habis" or "setelah" or "sesudah" or "selesai" or "bakda" or "bada" or "after"))
            return null;
        var next = words[at + 1] is "salat" or "sholat" or "shalat" or "solat" ? at + 2 : at + 1;
        return Prayers.TryGetValue(words[next], out var prayer) ? (prayer, next + 1 - at) : null;
    }
}
