using System.Collections.Concurrent;

namespace LibraryBot.Tests.Support;

/// <summary>A clock on which every wait is over at once: it moves on by what was waited, and remembers how long.</summary>
internal sealed class HurriedClock(DateTimeOffset start) : TimeProvider
{
    private readonly ConcurrentQueue<TimeSpan> waits = new();

    public IEnumerable<TimeSpan> Waits => waits;

    public override DateTimeOffset GetUtcNow() => start + waits.Aggregate(TimeSpan.Zero, (sum, wait) => sum + wait);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        waits.Enqueue(dueTime);
        return System.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
