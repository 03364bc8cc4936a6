namespace LibraryBot.Publishing.Telegram;

/// <summary>
/// The one gate to Telegram: so many pass in any second, and none while it is closed. Those who wait pass by urgency, and in
/// their order within it.
/// </summary>
/// <param name="isPaced">False: everyone passes while the gate is open.</param>
internal sealed class SendingGate(TimeProvider time, bool isPaced = true)
{
    private static readonly TimeSpan JitterAtMost = TimeSpan.FromSeconds(0.25);
    private readonly Lock guard = new();
    private readonly SendingPlaces places = new();
    private readonly PriorityQueue<Waiter, (Urgency Urgency, long)> waiting = new();
    private DateTimeOffset openFrom = DateTimeOffset.MinValue;
    private DateTimeOffset watchedFor = DateTimeOffset.MaxValue;
    private long arrivals;

    /// <summary>How long the gate stays closed; zero when it is open.</summary>
    public TimeSpan ClosedFor
    {
        get
        {
            lock (guard)
                return openFrom - time.GetUtcNow() is { Ticks: > 0 } closed ? closed : TimeSpan.Zero;
        }
    }

    /// <summary>Telegram wants nothing for this long: nobody passes for that and a little more.</summary>
    public void Close(TimeSpan closed)
    {
        lock (guard)
        {
            var now = time.GetUtcNow();
            // Calls of the same moment are refused together, for one and the same excess.
            if (openFrom <= now)
                places.Cut();
            var until = now + closed + JitterAtMost * Random.Shared.NextDouble();
            if (until > openFrom)
                openFrom = until;
        }
    }

    /// <summary>Ends when one call may be made.</summary>
    public Task<SendingTurn> Pass(Urgency urgency, CancellationToken cancel) => Wait(urgency, 1, null, cancel);

    /// <summary>Ends when the call of a turn may make so many messages more. Whoever has a turn goes before those who have none.</summary>
    public Task Grow(SendingTurn turn, int by, CancellationToken cancel) =>
        Wait(turn.Urgency < Urgency.Update ? turn.Urgency : Urgency.Update, by, turn, cancel);

    /// <summary>Keeps a turn for a call that is about to be made; after this long it is given up.</summary>
    public void Keep(SendingTurn turn, TimeSpan atMost)
    {
        lock (guard)
        {
            turn.KeptUntil = time.GetUtcNow() + atMost;
            places.Keep(turn);
        }
    }

    /// <summary>The call of a turn that was kept begins; false when it had been given up.</summary>
    public bool Begin(SendingTurn turn)
    {
        lock (guard)
            return places.Begin(turn, time.GetUtcNow());
    }

    /// <summary>The call of a turn that was kept will not be made.</summary>
    public void GiveBack(SendingTurn turn)
    {
        lock (guard)
            places.GiveUp(turn);
        LetIn();
    }

    /// <summary>The call has been answered.</summary>
    internal void Leave(SendingTurn turn)
    {
        lock (guard)
            places.Answered(turn, time.GetUtcNow());
        LetIn();
    }

    private async Task<SendingTurn> Wait(Urgency urgency, int wanted, SendingTurn? grows, CancellationToken cancel)
    {
        // Whoever is let in goes on at once, at the moment that was counted.
        var waiter = new Waiter(new TaskCompletionSource<SendingTurn>(), wanted, grows);
        using var leaving = cancel.Register(() => waiter.Place.TrySetCanceled(cancel));
        lock (guard)
        {
            if (urgency is Urgency.Acknowledgement or Urgency.Reply)
                places.SeesPeople(time.GetUtcNow());
            places.Growing += grows is null ? 0 : 1;
            waiting.Enqueue(waiter, (urgency, arrivals++));
        }

        LetIn();
        return await waiter.Place.Task;
    }

    private void LetIn()
    {
        DateTimeOffset? watch;
        while (Next(out watch) is var (waiter, turn))
        {
            // One who left in this very moment gives the new turn back; a turn that grows has its own owner.
            if (!waiter.Place.TrySetResult(turn) && waiter.Grows is null)
                turn.Dispose();
        }

        if (watch is { } moment)
            _ = LetInAt(moment);
    }

    /// <summary>The next one who may pass now, with the turn that is counted for it.</summary>
    /// <param name="watch">When nobody may: the moment to look again, if nobody looks then or before.</param>
    private (Waiter Waiter, SendingTurn Turn)? Next(out DateTimeOffset? watch)
    {
        watch = null;
        lock (guard)
        {
            // One moment for both: what is free a little later would else be neither passed through nor watched for.
            var now = time.GetUtcNow();
            while (waiting.TryPeek(out var waiter, out var order))
            {
                var hasLeft = waiter.Place.Task.IsCompleted;
                if (!hasLeft && !MayPass(waiter, order.Urgency, now))
                {
                    watch = Watch(now);
                    return null;
                }

                waiting.Dequeue();
                places.Growing -= waiter.Grows is null ? 0 : 1;
                if (!hasLeft)
                    return (waiter, Take(waiter, order.Urgency, now));
            }

            places.IsEnough();
            return null;
        }
    }

    private DateTimeOffset? Watch(DateTimeOffset now)
    {
        var moment = openFrom > now ? openFrom : places.NextChange(now);
        if (moment is null || moment >= watchedFor)
            return null;
        watchedFor = moment.Value;
        return moment;
    }

    private bool MayPass(Waiter waiter, Urgency urgency, DateTimeOffset now) =>
        openFrom <= now && (!isPaced || places.HasRoom(waiter.Wanted, urgency, waiter.Grows is not null, now));

    private SendingTurn Take(Waiter waiter, Urgency urgency, DateTimeOffset now)
    {
        var turn = waiter.Grows ?? new SendingTurn(this, urgency, now);
        if (waiter.Grows is not null)
            turn.Places += waiter.Wanted;
        places.Take(turn, waiter.Wanted);
        return turn;
    }

    private async Task LetInAt(DateTimeOffset moment)
    {
        if (moment - time.GetUtcNow() is { Ticks: > 0 } wait)
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), time);
        lock (guard)
        {
            if (watchedFor == moment)
                watchedFor = DateTimeOffset.MaxValue;
        }

        LetIn();
    }

    /// <param name="Wanted">How many places.</param>
    /// <param name="Grows">The turn that gets them; null for a new one.</param>
    private sealed record Waiter(TaskCompletionSource<SendingTurn> Place, int Wanted, SendingTurn? Grows);
}
