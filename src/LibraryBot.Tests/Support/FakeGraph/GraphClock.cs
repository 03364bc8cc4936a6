using Microsoft.Extensions.Time.Testing;

namespace LibraryBot.Tests.Support;

/// <summary>The one clock that everything timed reads: a token's end, a container's life, the quota, schedules, webhook retries.</summary>
public sealed class GraphClock(TimeProvider time)
{
    private long ahead;

    public DateTimeOffset Now => time.GetUtcNow() + new TimeSpan(Interlocked.Read(ref ahead));

    /// <summary>Moves the provider itself where it can be moved, so that a product under test moves with it.</summary>
    public void Set(DateTimeOffset moment)
    {
        if (time is FakeTimeProvider shared)
            shared.SetUtcNow(moment);
        else
            Interlocked.Add(ref ahead, (moment - Now).Ticks);
    }

    public void Advance(TimeSpan span)
    {
        if (time is FakeTimeProvider shared)
            shared.Advance(span);
        else
            Interlocked.Add(ref ahead, span.Ticks);
    }
}
