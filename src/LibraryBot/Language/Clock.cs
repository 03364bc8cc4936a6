namespace LibraryBot.Language;

/// <summary>Which half of the day an hour of twelve belongs to. <c>Exact</c>: it was said in twenty-four, or is noon or midnight.</summary>
internal enum Half
{
    Unsaid,
    Exact,
    Morning,
    Midday,
    Afternoon,
    Night,
    Pm,
}

/// <summary>An hour as said, before its half of the day is known. Without any, 1 to 6 mean the afternoon: a library has nothing on at three in the night.</summary>
internal sealed record Clock(int Length, int Value, int Minutes, Half Half)
{
    public bool HasMinutes { get; init; }

    /// <summary>Certainly a clock even without "jam" before it.</summary>
    public bool IsPlain { get; init; }

    /// <summary>"09", "02", "10.30": written in twenty-four.</summary>
    public bool IsPadded { get; init; }

    public TimeOnly? Hour => In(Half);

    /// <summary>Whether the other half of the day may be meant as well.</summary>
    public bool IsOfTwelve => Half == Half.Unsaid && Value is >= 0 and <= 11 && !IsPadded;

    public TimeOnly? In(Half half)
    {
        var hour = half switch
        {
            Half.Exact => Value,
            Half.Morning => Value == 12 ? 0 : Value,
            Half.Midday => Value is >= 0 and <= 5 ? Value + 12 : Value,
            Half.Afternoon => Value is >= 1 and <= 7 ? Value + 12 : Value,
            Half.Night => Value is >= 6 and <= 11 ? Value + 12 : Value == 12 ? 0 : Value,
            Half.Pm => Value < 12 ? Value + 12 : Value,
            _ => Value is >= 1 and <= 6 && !IsPadded ? Value + 12 : Value,
        };
        return hour is >= 0 and < 24 ? new TimeOnly(hour, Minutes) : hour == 24 && Minutes == 0 ? TimeOnly.MinValue : null;
    }

    public static Half HalfOf(DayPart part) => part switch
    {
        _ when part == DayPart.SmallHours || part == DayPart.Dawn || part == DayPart.Morning => Half.Morning,
        _ when part == DayPart.Midday => Half.Midday,
        _ when part == DayPart.LateAfternoon => Half.Afternoon,
        _ when part == DayPart.Night => Half.Night,
        _ => Half.Pm,
    };
}
