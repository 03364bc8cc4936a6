namespace LibraryBot.Language;

/// <summary>Days named from today: "hari ini", "besok", "lusa", "kemarin", "tadi malam", "the day after tomorrow".</summary>
internal sealed class NearDays(DateWords words, DateOnly today) : DayReading(words, today)
{
    public override DaysFound? At(int at)
    {
        var start = Words[at] == "the" && Words[at + 1] == "day" ? at + 1 : at;
        return (Passing(start) ?? PartOfToday(start) ?? Named(start)) is { } found ? found.Within(at, found.End) : null;
    }

    private DaysFound? Named(int at) => (Words[at], Words[at + 1]) switch
    {
        ("hari" or "hr", "ini") => One(at, 2, Today),
        ("today", _) => One(at, 1, Today),
        ("day", "after") when Words[at + 2] == "tomorrow" => One(at, 3, Today.AddDays(2)),
        ("day", "before") when Words[at + 2] == "yesterday" => One(at, 3, Today.AddDays(-2)),
        ("besok", "lusa") => One(at, 2, Today.AddDays(2)),
        ("besok" or "bsk" or "esok" or "besuk" or "tomorrow" or "tmrw" or "tmr" or "tomorow" or "tommorow" or "tommorrow", _) => One(at, 1, Today.AddDays(1)),
        ("lusa" or "overmorrow", _) => One(at, 1, Today.AddDays(2)),
        ("kemarin" or "kemaren" or "kmrn", "-") when Words[at + 2] == Words[at] => new DaysFound(at, 3, Today.AddDays(-90), Today.AddDays(-1)),
        ("kemarin" or "kemaren" or "kmrn", "lusa" or "dulu") => One(at, 2, Today.AddDays(-2)),
        ("kemarin" or "kemaren" or "kmrn" or "kmren" or "yesterday", _) => One(at, 1, Today.AddDays(-1)),
        _ => null,
    };

    /// <summary>"malam ini", "nanti sore", "tadi pagi", "this morning", "tonight"; the night that was is yesterday's.</summary>
    private DaysFound? PartOfToday(int at) => (Words[at], Words[at + 1]) switch
    {
        ("tonight" or "tonite", _) => InPart(at, 1, Today, DayPart.Night),
        ("semalam" or "semalem", _) => InPart(at, 1, Today.AddDays(-1), DayPart.Night),
        ("tadi" or "last", "malam" or "night") => InPart(at, 2, Today.AddDays(-1), DayPart.Night),
        ("nanti" or "tadi" or "this", _) when DayParts.At(Words, at + 1) is { } part && !(Words[at] == "this" && part.Length > 1) => InPart(at, 1 + part.Length, Today, part.Part),
        _ => DayParts.At(Words, at) is { Length: 1 } first && Words[at + 1] == "ini" ? InPart(at, 2, Today, first.Part) : null,
    };

    /// <summary>"nanti jam 3", "tadi jam 9": today, and the hour lies ahead or behind.</summary>
    private DaysFound? Passing(int at) => Words[at] is "nanti" or "tadi" && (ClockGrammar.IsMarker(Words[at + 1]) || Words.IsWholeAnswer(at, 1))
        ? One(at, 1, Today) with { Toward = Words[at] == "nanti" ? 1 : -1 }
        : null;

    private static DaysFound InPart(int at, int length, DateOnly day, DayPart part) => One(at, length, day) with { Part = part, Grain = Grain.PartOfDay };
}
