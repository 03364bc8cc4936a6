namespace LibraryBot.Language;

/// <summary>Days that some tokens name.</summary>
internal sealed record DaysFound(int At, int Length, DateOnly From, DateOnly To, Grain Grain = Grain.Day)
{
    public int End => At + Length;

    /// <summary>How often such days come round, when the words do not say which of them: a "Senin" every week, a "14 Maret" every year.</summary>
    public Grain? Every { get; init; }

    /// <summary>Whether the year was said or follows from the words.</summary>
    public bool NamesYear => Every is null;

    public DayPart? Part { get; init; }

    /// <summary>Whether both ends were said.</summary>
    public bool IsRange { get; init; }

    public Edge Edge { get; init; }

    /// <summary>1: the hour said with it is still to come ("nanti jam 3"); -1: it has gone by ("tadi jam 3").</summary>
    public int Toward { get; init; }

    /// <summary>"15.02" alone may as well be an hour.</summary>
    public bool IsMaybeHour { get; init; }

    public IReadOnlyList<OtherDays> Others { get; init; } = [];

    public bool IsOneDay => From == To;

    public DaysFound Later(int days) => days <= 0 ? this : this with { From = From.AddDays(days), To = To.AddDays(days) };

    /// <summary>The same days, said with a few tokens more around them.</summary>
    public DaysFound Within(int at, int end) => this with { At = at, Length = end - at };

    public DaysFound Or(Doubt why, DateOnly? from, DateOnly? to = null, Grain grain = Grain.Day) =>
        from is { } first ? this with { Others = [.. Others, new OtherDays(why, first, to ?? first, grain)] } : this;
}

/// <summary>Other days that the same words may mean.</summary>
internal sealed record OtherDays(Doubt Why, DateOnly From, DateOnly To, Grain Grain);
