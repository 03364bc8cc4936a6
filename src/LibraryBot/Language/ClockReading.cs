namespace LibraryBot.Language;

/// <summary>
/// One hour in words or digits: "15.30", "3 sore", "setengah dua siang" (half TO two, 13:30), "8 kurang seperempat", "half past two" (14:30), "quarter to nine", "noon".
/// </summary>
internal sealed class ClockReading(DateWords words)
{
    public Clock? At(int at) => Fixed(at) ?? Halved(at) ?? Quartered(at) ?? Numbered(at);

    private Clock? Fixed(int at) => (words[at], words[at + 1]) switch
    {
        ("noon" or "midday", _) => new Clock(1, 12, 0, Half.Exact) { IsPlain = true },
        ("midnight", _) => new Clock(1, 0, 0, Half.Exact) { IsPlain = true },
        ("tengah", "hari") => new Clock(2, 12, 0, Half.Exact) { IsPlain = true },
        ("tengah", "malam") => new Clock(2, 0, 0, Half.Exact) { IsPlain = true },
        _ => null,
    };

    private Clock? Halved(int at)
    {
        var isBefore = words[at] is "setengah" or "stgh" or "stengah" or "stngh";
        var number = isBefore ? at + 1 : words[at] == "half" && words[at + 1] == "past" ? at + 2 : -1;
        if (number < 0 || words.Number(number) is not { Value: >= 1 and <= 12 } hour || TimeUnits.Unit(words[number + hour.Length]) is not null)
            return null;
        var value = isBefore ? hour.Value - 1 : hour.Value;
        return WithPart(at, number + hour.Length, new Clock(0, value == 0 ? 12 : value, 30, Half.Unsaid) { IsPlain = true, HasMinutes = true });
    }

    /// <summary>"quarter to nine", "a quarter past two", "ten past nine", "twenty minutes to eight".</summary>
    private Clock? Quartered(int at)
    {
        var start = words[at] == "a" && words[at + 1] == "quarter" ? at + 1 : at;
        (int Value, int Length)? minutes = words[start] == "quarter" ? (15, 1) : words.Number(start) is { Value: 5 or 10 or 15 or 20 or 25 } number ? number : null;
        if (minutes is not { } counted)
            return null;
        var next = start + counted.Length;
        var saysMinutes = words[next] is "minutes" or "min" or "mins";
        if (saysMinutes)
            next++;
        // "10 to 11" is a range; "quarter to" and "ten past" never are.
        if (words[next] != "past" && (words[next] != "to" || !(saysMinutes || words[start] == "quarter")) || words.Number(next + 1) is not { Value: >= 1 and <= 12 } hour)
            return null;
        var (value, minute) = words[next] == "past" ? (hour.Value, counted.Value) : (hour.Value == 1 ? 12 : hour.Value - 1, 60 - counted.Value);
        return WithPart(at, next + 1 + hour.Length, new Clock(0, value, minute, Half.Unsaid) { IsPlain = true, HasMinutes = true });
    }

    private Clock? Numbered(int at)
    {
        if (Packed(at) is { } packed)
            return packed;
        if (words.Number(at) is not { Value: <= 24 } hour)
            return null;
        var next = at + hour.Length;
        var clock = new Clock(0, hour.Value, 0, Half.Unsaid) { IsPadded = words[at].StartsWith('0') };
        if (words.Digits(at) is not null && words[next] is "." or ":" && words.IsJoined(next) && words.IsJoined(next + 1))
        {
            if (words[next + 1].Length != 2 || words.Digits(next + 1) is not <= 59 || IsLongerNumber(next + 2))
                return null;
            clock = clock with { Minutes = words.Digits(next + 1)!.Value, HasMinutes = true, IsPlain = words[next] == ":", IsPadded = words[at].Length == 2 };
            next += 2;
        }
        else
        {
            (clock, next) = WithMinutes(clock, next);
        }

        if (words[next] is "menit" or "mnt")
            next++;
        if (Meridiem(next) is { } meridiem)
            return clock.Value <= 12 || clock.HasMinutes ? clock with { Length = next + meridiem.Length - at, Half = clock.Value > 12 ? Half.Exact : meridiem.Half, IsPlain = true } : null;
        if (words[next] is "oclock" || (words[next] == "o" && words[next + 1] == "clock"))
            return WithPart(at, next + (words[next] == "o" ? 2 : 1), clock with { IsPlain = true });
        return WithPart(at, next, clock, isWord: words.Digits(at) is null);
    }

    // "jam 0900"
    private Clock? Packed(int at) => words[at].Length == 4 && words[at][0] is '0' or '1' && words.Digits(at) is { } packed && packed / 100 < 24 && packed % 100 < 60 && ClockGrammar.IsMarker(words[at - 1])
        ? new Clock(1, packed / 100, packed % 100, Half.Exact) { HasMinutes = true }
        : null;

    private bool IsLongerNumber(int at) => words[at] is "." or "/" or "-" && words.IsJoined(at) && words.IsJoined(at + 1) && words.Digits(at + 1) is not null && !(words[at] == "-" && words[at + 2] is "." or ":");

    /// <summary>"8 lewat 10", "8 kurang seperempat".</summary>
    private (Clock Clock, int Next) WithMinutes(Clock clock, int next)
    {
        var minutes = words[next + 1] == "seperempat" ? (15, 1) : words.Number(next + 1) is { Value: >= 1 and <= 59 } number ? number : default;
        if (minutes.Item1 == 0)
            return (clock, next);
        return words[next] switch
        {
            "lewat" or "lebih" => (clock with { Minutes = minutes.Item1, HasMinutes = true }, next + 1 + minutes.Item2),
            "kurang" => (clock with { Value = clock.Value == 1 ? 12 : clock.Value - 1, Minutes = 60 - minutes.Item1, HasMinutes = true }, next + 1 + minutes.Item2),
            _ => (clock, next),
        };
    }

    private Clock WithPart(int at, int next, Clock clock, bool isWord = false)
    {
        if (DayParts.At(words, next) is not { } part || DayParts.AfterPrayer(words, next) is not null)
            return clock with { Length = next - at };
        // "dua malam" and "3 malam" are nights.
        var isClock = !isWord && !(part.Part == DayPart.Night && part.Length == 1 && clock is { Value: < 6, HasMinutes: false });
        return clock with { Length = next + part.Length - at, Half = clock.Value > 12 ? Half.Exact : Clock.HalfOf(part.Part), IsPlain = clock.IsPlain || isClock };
    }

    private (Half Half, int Length)? Meridiem(int at) => words[at] switch
    {
        "am" => (Half.Morning, 1),
        "pm" => (Half.Pm, 1),
        "a" or "p" when words[at + 1] == "." && words[at + 2] == "m" => (words[at] == "a" ? Half.Morning : Half.Pm, words[at + 3] == "." ? 4 : 3),
        _ => null,
    };
}
