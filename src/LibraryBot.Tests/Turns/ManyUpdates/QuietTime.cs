using Microsoft.Extensions.Time.Testing;

namespace LibraryBot.Tests.Turns.ManyUpdates;

/// <summary>
/// A clock that is moved. To ask FakeTimeProvider for the time wakes whoever's wait is over, on the asking thread: asked inside a
/// body of the store it would begin another turn there. This one wakes them only when it is moved.
/// </summary>
internal sealed class QuietTime(DateTimeOffset start) : TimeProvider
{
    private readonly FakeTimeProvider waits = new(start);
    private long now = start.UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Volatile.Read(ref now), TimeSpan.Zero);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        waits.CreateTimer(callback, state, dueTime, period);

    public void Advance(TimeSpan span)
    {
        Interlocked.Add(ref now, span.Ticks);
        waits.Advance(span);
    }
}
