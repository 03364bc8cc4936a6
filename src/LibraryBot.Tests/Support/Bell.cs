using Microsoft.Extensions.Time.Testing;

namespace LibraryBot.Tests.Support;

/// <summary>Rings when something has happened, so that a test waits for what it wants without asking again and again.</summary>
internal sealed class Bell
{
    private TaskCompletionSource rung = New();

    public void Ring() => Interlocked.Exchange(ref rung, New()).TrySetResult();

    /// <summary>Ends when it is so; looked at after every ring, for ten seconds.</summary>
    public async Task Until(Func<bool> isSo)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (true)
        {
            var next = Volatile.Read(ref rung).Task;
            if (isSo())
                return;
            await next.WaitAsync(late.Token);
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>A clock that stands until it is moved, and tells when somebody begins to wait for it.</summary>
internal sealed class RingingTime(DateTimeOffset start) : FakeTimeProvider(start)
{
    private readonly System.Collections.Concurrent.ConcurrentQueue<TimeSpan> waits = new();
    private readonly Bell bell = new();

    public Task SomebodyWaits(TimeSpan span, int times = 1) => bell.Until(() => waits.Count(wait => wait == span) >= times);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        waits.Enqueue(dueTime);
        bell.Ring();
        return timer;
    }
}
