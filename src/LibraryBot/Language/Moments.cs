namespace LibraryBot.Language;

/// <summary>A moment counted from now, or the stretch between it and now.</summary>
internal sealed record MomentFound(int At, int Length, DateTime From, DateTime? Until, Grain Grain);

/// <summary>"2 jam lagi", "30 menit yang lalu", "in an hour", "2 jam ke depan", and "sekarang" where a time was asked for.</summary>
internal sealed class Moments(DateWords words, DateTime now)
{
    public MomentFound? First()
    {
        for (var at = 0; at < words.Count; at++)
        {
            if ((Counted(at) ?? Stretch(at) ?? Now(at)) is { } found)
                return found;
        }

        return null;
    }

    private MomentFound? Counted(int at)
    {
        var start = words[at] is "in" or "dalam" ? at + 1 : at;
        if (Amount(start) is not { } amount)
            return null;
        var after = start + amount.Length;
        var way = TimeUnits.Way(words, after);
        if (way is null && start > at && (words[at] == "in" || words.IsWholeAnswer(at, after - at)))
            way = (1, 0);
        return way is { } found ? new MomentFound(at, after + found.Length - at, Whole(now + found.Sign * amount.Span, amount.Grain), null, amount.Grain) : null;
    }

    private MomentFound? Stretch(int at)
    {
        if (words[at] is "next" or "coming" or "last" or "past" && Amount(at + 1) is { } english)
            return Between(at, english.Length + 1, words[at] is "next" or "coming" ? english.Span : -english.Span, english.Grain);
        if (Amount(at) is not { } amount)
            return null;
        var after = at + amount.Length;
        return (words[after], words[after + 1]) switch
        {
            ("ke", "depan") => Between(at, amount.Length + 2, amount.Span, amount.Grain),
            ("kedepan" or "mendatang", _) => Between(at, amount.Length + 1, amount.Span, amount.Grain),
            ("terakhir" or "belakangan", _) => Between(at, amount.Length + 1, -amount.Span, amount.Grain),
            _ => null,
        };
    }

    // "buka sekarang?" asks for what is going on, not for a time; only an answer may be "sekarang".
    private MomentFound? Now(int at)
    {
        var length = (words[at], words[at + 1]) switch
        {
            ("sekarang" or "skrg" or "now", _) => 1,
            ("baru", "saja") or ("just" or "right", "now") or ("saat", "ini") => 2,
            _ => 0,
        };
        return length > 0 && words.IsWholeAnswer(at, length) ? new MomentFound(at, length, Whole(now, Grain.Second), null, Grain.Second) : null;
    }

    private MomentFound Between(int at, int length, TimeSpan span, Grain grain)
    {
        var end = Whole(now + span, grain);
        var begin = Whole(now, grain);
        return span < TimeSpan.Zero ? new MomentFound(at, length, end, begin, grain) : new MomentFound(at, length, begin, end, grain);
    }

    /// <summary>"2 jam", "1 jam 30 menit", "satu setengah jam".</summary>
    private (TimeSpan Span, Grain Grain, int Length)? Amount(int at)
    {
        if (words.Number(at) is { Value: <= 100 } whole && words[at + whole.Length] == "setengah" && TimeUnits.Unit(words[at + whole.Length + 1]) == Grain.Hour)
            return (TimeSpan.FromMinutes(60 * whole.Value + 30), Grain.Minute, whole.Length + 2);
        if (TimeUnits.Amount(words, at) is not { IsOfDays: false } amount)
            return null;
        var span = Span(amount);
        var joined = at + amount.Length + (words[at + amount.Length] is "and" or "dan" ? 1 : 0);
        return amount.Unit == Grain.Hour && TimeUnits.Amount(words, joined) is { Unit: Grain.Minute } minutes
            ? (span + Span(minutes), Grain.Minute, joined + minutes.Length - at)
            : (span, amount.Unit == Grain.Second ? Grain.Second : Grain.Minute, amount.Length);
    }

    private static TimeSpan Span(TimeAmount amount) => amount.Unit switch
    {
        Grain.Hour => TimeSpan.FromHours(amount.Count),
        Grain.Minute => TimeSpan.FromMinutes(amount.Count),
        _ => TimeSpan.FromSeconds(amount.Count),
    };

    // Nobody counts minutes to the second.
    private static DateTime Whole(DateTime moment, Grain grain)
    {
        var step = grain == Grain.Second ? TimeSpan.TicksPerSecond : TimeSpan.TicksPerMinute;
        return new DateTime(moment.Ticks - moment.Ticks % step);
    }
}
