namespace LibraryBot.Language;

/// <summary>An hour, or two, that some tokens name.</summary>
internal sealed record HoursFound(int At, int Length, TimeOnly Hour, TimeOnly? Until);

/// <summary>
/// The grammar of hours: "jam 15.30", "3 sore", "setengah dua siang" (half TO two, 13:30), "jam 8 kurang 15", "at 3 pm".
/// Without a part of the day, 1 to 6 mean the afternoon: a library has nothing on at three in the night.
/// </summary>
internal static class ClockGrammar
{
    private static readonly HashSet<string> Markers = ["jam", "pukul", "pkl", "pk", "jm", "at", "@"];
    private static readonly HashSet<string> Joins = ["-", "–", "—", "sampai", "hingga", "to", "until", "till", "sampe"];

    public static HoursFound? First(IReadOnlyList<DateToken> tokens, DaysFound? day)
    {
        for (var at = 0; at < tokens.Count; at++)
        {
            if (day is not null && at >= day.At && at < day.At + day.Length)
                continue;
            if (Read(tokens, at, day is not null) is { } found)
                return found;
        }

        return null;
    }

    private static HoursFound? Read(IReadOnlyList<DateToken> tokens, int at, bool afterDay)
    {
        var isMarked = Markers.Contains(Word(tokens, at));
        var start = isMarked ? at + 1 : at;
        if (Word(tokens, start) == ".")
            start++;
        if (Moment(tokens, start) is not { } first || !(isMarked || first.IsPlain || (first.HasMinutes && afterDay)))
            return null;
        if (isMarked && Word(tokens, at) is "at" or "@" && first is { IsPlain: false, HasMinutes: false } && first.Value > 24)
            return null;
        var next = start + first.Length;
        if (!Joins.Contains(Word(tokens, next)))
            return first.Hour is { } single ? new HoursFound(at, next - at + ZoneLength(tokens, next), single, null) : null;

        var second = next + 1;
        if (Markers.Contains(Word(tokens, second)))
            second++;
        if (Moment(tokens, second) is not { } last || last.Hour is null)
            return first.Hour is { } only ? new HoursFound(at, next - at, only, null) : null;
        var from = first.Part.Length > 0 || first.HasMinutes ? first.Hour : first.WithPart(last.Part);
        if (from is { } early && early > last.Hour && first.WithPart("") is { } plain && plain < last.Hour)
            from = plain;
        if (from is not { } begins)
            return null;
        var ends = second + last.Length;
        return new HoursFound(at, ends - at + ZoneLength(tokens, ends), begins, last.Hour);
    }

    private static Clock? Moment(IReadOnlyList<DateToken> tokens, int at)
    {
        switch (Word(tokens, at))
        {
            case "noon":
                return new Clock(1, 12, 0, "noon");
            case "tengah" when Word(tokens, at + 1) is "hari":
                return new Clock(2, 12, 0, "noon");
            case "tengah" when Word(tokens, at + 1) is "malam":
            case "midnight":
                return new Clock(Word(tokens, at) == "midnight" ? 1 : 2, 0, 0, "noon");
            case "setengah" or "stgh" or "stengah" when CalendarNames.Number(tokens, at + 1) is { Value: >= 1 and <= 12 } half:
                var part = Part(tokens, at + 1 + half.Length);
                return new Clock(1 + half.Length + part.Length, half.Value == 1 ? 12 : half.Value - 1, 30, part.Name) { IsHalf = true };
            case "half" when Word(tokens, at + 1) == "past" && CalendarNames.Number(tokens, at + 2) is { Value: >= 1 and <= 12 } past:
                var after = Part(tokens, at + 2 + past.Length);
                return new Clock(2 + past.Length + after.Length, past.Value, 30, after.Name) { IsHalf = true };
        }

        return CalendarNames.Number(tokens, at) is { Value: <= 24 } hour ? Numbered(tokens, at, hour) : null;
    }

    private static Clock? Numbered(IReadOnlyList<DateToken> tokens, int at, (int Value, int Length) hour)
    {
        var next = at + hour.Length;
        var minutes = 0;
        var hasMinutes = false;
        var hasColon = Word(tokens, next) == ":";
        if (tokens[at].Number is not null && Word(tokens, next) is "." or ":" && next + 1 < tokens.Count && !tokens[next].AfterSpace && !tokens[next + 1].AfterSpace)
        {
            if (tokens[next + 1] is not { Text.Length: 2, Number: <= 59 and { } written } || (next + 2 < tokens.Count && Word(tokens, next + 2) is "." or "/" && !tokens[next + 2].AfterSpace && next + 3 < tokens.Count && tokens[next + 3].Number is not null))
                return null;
            minutes = written;
            hasMinutes = true;
            next += 2;
        }
        else if (Word(tokens, next) is "lewat" or "lebih" && CalendarNames.Number(tokens, next + 1) is { Value: <= 59 } past)
        {
            minutes = past.Value;
            next += 1 + past.Length;
        }
        else if (Word(tokens, next) == "kurang" && Before(tokens, next + 1) is { } before)
        {
            hour.Value -= 1;
            minutes = 60 - before.Value;
            next += 1 + before.Length;
        }

        if (Word(tokens, next) == "menit")
            next++;
        if (Word(tokens, next) is "am" or "pm" or "a" or "p" || Part(tokens, next).Length > 0)
        {
            var part = Part(tokens, next);
            return hour.Value > 24 ? null : new Clock(next - at + part.Length, hour.Value, minutes, part.Name) { HasMinutes = hasMinutes, HasColon = hasMinutes && hasColon, Written = tokens[at].Text };
        }

        if (Word(tokens, next) is "o" or "oclock")
            next++;
        return new Clock(next - at, hour.Value, minutes, "") { HasMinutes = hasMinutes, HasColon = hasMinutes && hasColon, Written = tokens[at].Text };
    }

    private static (int Value, int Length)? Before(IReadOnlyList<DateToken> tokens, int at) =>
        Word(tokens, at) == "seperempat" ? (15, 1) : CalendarNames.Number(tokens, at) is { Value: >= 1 and <= 59 } number ? number : null;

    private static (string Name, int Length) Part(IReadOnlyList<DateToken> tokens, int at) => Word(tokens, at) switch
    {
        "am" => ("pagi", 1),
        "pm" => ("pm", 1),
        "a" when Word(tokens, at + 1) == "." && Word(tokens, at + 2) == "m" => ("pagi", Word(tokens, at + 3) == "." ? 4 : 3),
        "p" when Word(tokens, at + 1) == "." && Word(tokens, at + 2) == "m" => ("pm", Word(tokens, at + 3) == "." ? 4 : 3),
        "pagi" or "subuh" => ("pagi", 1),
        "siang" => ("siang", 1),
        "sore" or "petang" => ("sore", 1),
        "malam" or "malem" => ("malam", 1),
        "in" when Word(tokens, at + 1) == "the" && Word(tokens, at + 2) == "morning" => ("pagi", 3),
        "in" when Word(tokens, at + 1) == "the" && Word(tokens, at + 2) is "afternoon" or "evening" => ("pm", 3),
        _ => ("", 0),
    };

    private static int ZoneLength(IReadOnlyList<DateToken> tokens, int at) => Word(tokens, at) is "wib" or "wita" or "wit" ? 1 : 0;

    private static string Word(IReadOnlyList<DateToken> tokens, int at) => at >= 0 && at < tokens.Count ? tokens[at].Text : "";

    /// <summary>An hour as said, before its half of the day is known.</summary>
    private sealed record Clock(int Length, int Value, int Minutes, string Part)
    {
        public bool HasMinutes { get; init; }
        public bool IsHalf { get; init; }
        public string Written { get; init; } = "";

        /// <summary>Certainly a clock even without "jam" before it.</summary>
        public bool IsPlain => Part.Length > 0 || IsHalf || HasColon;

        public bool HasColon { get; init; }

        public TimeOnly? Hour => WithPart(Part);

        public TimeOnly? WithPart(string part)
        {
            var hour = part switch
            {
                "noon" => Value,
                "pagi" => Value == 12 ? 0 : Value,
                "siang" => Value is >= 1 and <= 5 || (IsHalf && Value == 0) ? Value + 12 : Value,
                "sore" => Value is >= 1 and <= 7 ? Value + 12 : Value,
                "malam" => Value is >= 6 and <= 11 ? Value + 12 : Value == 12 ? 0 : Value,
                "pm" => Value < 12 ? Value + 12 : Value,
                _ => Value is >= 1 and <= 6 && !Written.StartsWith('0') ? Value + 12 : Value,
            };
            return hour is >= 0 and < 24 ? new TimeOnly(hour, Minutes) : hour == 24 && Minutes == 0 ? TimeOnly.MinValue : null;
        }
    }
}
