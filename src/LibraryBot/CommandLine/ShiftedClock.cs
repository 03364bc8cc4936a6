namespace LibraryBot.CommandLine;

/// <summary>A clock that was set once and runs on from there, for a demo on a day of one's choosing.</summary>
public sealed class ShiftedClock(DateTimeOffset startsAt, TimeProvider real) : TimeProvider
{
    private readonly TimeSpan shift = startsAt - real.GetUtcNow();

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => real.GetUtcNow() + shift;
}
