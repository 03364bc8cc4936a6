namespace LibraryBot.Publishing;

/// <summary>
/// Work by key: one thing at a time and in order for a key, different keys side by side. A key's lane begins when it is woken,
/// sleeps until the moment that its work names, and is gone when nothing waits: nobody asks the store while it is idle.
/// </summary>
/// <param name="work">Does what is due for a key and tells when to look again; null when nothing waits.</param>
internal sealed class WokenLanes(Func<string, CancellationToken, Task<DateTimeOffset?>> work, TimeProvider clock, ILogger log)
{
    private static readonly TimeSpan RestAfterTrouble = TimeSpan.FromSeconds(5);
    private readonly Lock gate = new();
    private readonly Dictionary<string, Lane> lanes = [];

    /// <summary>Cancelled while the lanes do not run: what waits is then found at the next start.</summary>
    private CancellationToken stopping = new(canceled: true);

    /// <summary>Runs until cancelled, beginning with the keys for which an earlier run left work. Ends when no lane is under way.</summary>
    public async Task Run(Func<Task<IReadOnlyList<string>>> leftOver, CancellationToken cancel)
    {
        lock (gate)
            stopping = cancel;
        foreach (var key in await leftOver())
            Wake(key);
        await Task.Delay(Timeout.InfiniteTimeSpan, clock, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Empty();
    }

    /// <summary>There is something new for a key. Returns at once.</summary>
    public void Wake(string key)
    {
        lock (gate)
        {
            if (stopping.IsCancellationRequested)
                return;
            if (lanes.TryGetValue(key, out var lane))
                lane.Wake();
            else
                Begin(key);
        }
    }

    private void Begin(string key)
    {
        var lane = new Lane(clock);
        lanes[key] = lane;
        lane.Ends = Task.Run(() => Follow(key, lane));
    }

    private async Task Follow(string key, Lane lane)
    {
        do
        {
            lane.Listen();
            if (await Work(key) is { } next)
                await lane.Sleep(next, stopping);
            else if (Leave(key, lane))
                return;
        }
        while (!stopping.IsCancellationRequested);
    }

    /// <summary>Trouble ends nobody's lane: it is logged, and the work is tried again after a rest.</summary>
    private async Task<DateTimeOffset?> Work(string key)
    {
        try
        {
            return await work(key, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception failure)
        {
            log.LogError(failure, "The work for {Key} failed; it is tried again in {Seconds} s", key, RestAfterTrouble.TotalSeconds);
            return clock.GetUtcNow() + RestAfterTrouble;
        }
    }

    /// <summary>False when the lane was woken after its work had last looked.</summary>
    private bool Leave(string key, Lane lane)
    {
        lock (gate)
            return !lane.IsWoken && lanes.Remove(key);
    }

    private Task Empty()
    {
        lock (gate)
            return Task.WhenAll(lanes.Values.Select(lane => lane.Ends));
    }

    private sealed class Lane(TimeProvider clock)
    {
        // The wall clock may be set while we sleep.
        private static readonly TimeSpan SleepAtMost = TimeSpan.FromMinutes(5);
        private TaskCompletionSource woken = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Ends { get; set; } = Task.CompletedTask;

        public bool IsWoken => Volatile.Read(ref woken).Task.IsCompleted;

        public void Wake() => Volatile.Read(ref woken).TrySetResult();

        /// <summary>Forgets earlier wakes: what they told of is looked at now.</summary>
        public void Listen()
        {
            if (IsWoken)
                Volatile.Write(ref woken, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        public async Task Sleep(DateTimeOffset until, CancellationToken cancel)
        {
            var wait = until - clock.GetUtcNow();
            if (wait > TimeSpan.Zero)
                await Volatile.Read(ref woken).Task.WaitAsync(wait < SleepAtMost ? wait : SleepAtMost, clock, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
