namespace LibraryBot.Publishing.Telegram;

/// <summary>
/// The one gate to Telegram: so many pass in any second, and none while it is closed. Those who wait pass by urgency, and in
/// their order within it.
/// </summary>
internal sealed class SendingGate(TimeProvider time, int atMost, TimeSpan span)
{
    private readonly Lock guard = new();
    private readonly PaceWindow window = new(atMost, span);
    private readonly PriorityQueue<TaskCompletionSource, (Urgency, long)> waiting = new();
    private DateTimeOffset openFrom = DateTimeOffset.MinValue;
    private long arrivals;
    private bool isWatched;

    /// <summary>How long the gate stays closed; zero when it is open.</summary>
    public TimeSpan ClosedFor
    {
        get
        {
            lock (guard)
                return openFrom - time.GetUtcNow() is { Ticks: > 0 } closed ? closed : TimeSpan.Zero;
        }
    }

    /// <summary>Nobody passes for this long.</summary>
    public void Close(TimeSpan closed)
    {
        lock (guard)
        {
            var until = time.GetUtcNow() + closed;
            if (until > openFrom)
                openFrom = until;
        }
    }

    /// <summary>Ends when one may pass.</summary>
    public async Task Pass(Urgency urgency, CancellationToken cancel)
    {
        // Whoever is let in goes on at once, at the moment that was counted.
        var place = new TaskCompletionSource();
        using var leaving = cancel.Register(() => place.TrySetCanceled(cancel));
        lock (guard)
            waiting.Enqueue(place, (urgency, arrivals++));
        LetIn();
        await place.Task;
    }

    private void LetIn()
    {
        while (Next() is { } place)
            place.TrySetResult();
        if (MustWatch() is { } wait)
            _ = LetInAfter(wait);
    }

    /// <summary>The next one who may pass now, whose passing is counted.</summary>
    private TaskCompletionSource? Next()
    {
        lock (guard)
        {
            while (waiting.TryPeek(out var place, out _))
            {
                var now = time.GetUtcNow();
                var hasLeft = place.Task.IsCompleted;
                if (!hasLeft && FreeFrom(now) > now)
                    return null;
                waiting.Dequeue();
                if (hasLeft)
                    continue;
                window.Take(now);
                return place;
            }

            return null;
        }
    }

    /// <summary>How long until the gate is free, when somebody waits for it and nobody watches the clock for them yet.</summary>
    private TimeSpan? MustWatch()
    {
        lock (guard)
        {
            if (isWatched || waiting.Count == 0)
                return null;
            isWatched = true;
            var now = time.GetUtcNow();
            return TimeSpan.FromMilliseconds(Math.Ceiling((FreeFrom(now) - now).TotalMilliseconds));
        }
    }

    private async Task LetInAfter(TimeSpan wait)
    {
        await Task.Delay(wait, time);
        lock (guard)
            isWatched = false;
        LetIn();
    }

    private DateTimeOffset FreeFrom(DateTimeOffset now) => window.FreeFrom(openFrom > now ? openFrom : now);
}
