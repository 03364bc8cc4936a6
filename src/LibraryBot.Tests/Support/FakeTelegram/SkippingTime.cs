namespace LibraryBot.Tests.Support;

/// <summary>
/// A clock whose waits end at once and are written down: what is waited for becomes the time that it is. Waits of an hour and
/// more are housekeeping's, which would wait for ever again and again: they do not end.
/// </summary>
internal sealed class SkippingTime(DateTimeOffset start) : TimeProvider
{
    private readonly Lock guard = new();
    private readonly List<TimeSpan> waits = [];
    private DateTimeOffset now = start;

    public IReadOnlyList<TimeSpan> Waits
    {
        get
        {
            lock (guard)
                return [.. waits];
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (guard)
            return now;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Skipped(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan span)
    {
        lock (guard)
            now += span;
    }

    private void Skip(TimeSpan wait)
    {
        lock (guard)
        {
            waits.Add(wait);
            now += wait;
        }
    }

    private sealed class Skipped(SkippingTime time, TimerCallback callback, object? state) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime == Timeout.InfiniteTimeSpan || dueTime >= TimeSpan.FromHours(1))
                return true;
            time.Skip(dueTime);
            return ThreadPool.QueueUserWorkItem(_ => callback(state));
        }

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
