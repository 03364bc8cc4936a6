namespace LibraryBot.Publishing.Telegram;

/// <summary>
/// The one gate to Telegram: so many pass in any second, and none while it is closed. Those who wait pass by urgency, and in
/// their order within it. A place is free again one second after its call was answered: a call has arrived before it is
/// answered, so Telegram can count no more in a second than there are places, however the network delays them. The quickest
/// call ever made tells how much of that is always spent on the way, and so much earlier a place is free.
/// </summary>
/// <param name="isPaced">False: everyone passes while the gate is open.</param>
internal sealed class SendingGate(TimeProvider time, bool isPaced = true)
{
    /// <summary>Of broadcasts, between their turn and the answer: at 0.1 s for a call these make 60 a second, and a 429 meets no more of them.</summary>
    private const int BroadcastsAtOnce = 6;

    /// <summary>Places that no broadcast gets while people are being answered.</summary>
    private const int KeptForPeople = 3;
    private static readonly TimeSpan PeopleStay = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan OnTheWayAtMost = TimeSpan.FromSeconds(0.1);
    private static readonly TimeSpan JitterAtMost = TimeSpan.FromSeconds(0.25);

    private readonly Lock guard = new();
    private readonly SendingAllowance allowance = new();
    private readonly Queue<DateTimeOffset> answered = new();
    private readonly List<SendingTurn> kept = [];
    private readonly PriorityQueue<Waiter, (Urgency Urgency, long)> waiting = new();
    private DateTimeOffset openFrom = DateTimeOffset.MinValue;
    private DateTimeOffset peopleUntil = DateTimeOffset.MinValue;
    private DateTimeOffset watchedFor = DateTimeOffset.MaxValue;
    private TimeSpan quickest = Second;
    private int underWay;
    private int broadcasts;
    private int growing;
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
                allowance.Cut();
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
            kept.Add(turn);
        }
    }

    /// <summary>The call of a turn that was kept begins; false when it had been given up.</summary>
    public bool Begin(SendingTurn turn)
    {
        lock (guard)
        {
            GiveUpKept(time.GetUtcNow());
            (turn.KeptUntil, turn.From) = (null, time.GetUtcNow());
            return kept.Remove(turn);
        }
    }

    /// <summary>The call has been answered.</summary>
    internal void Leave(SendingTurn turn)
    {
        lock (guard)
        {
            var now = time.GetUtcNow();
            if (turn.KeptUntil is null && now - turn.From is var took && took < quickest)
                quickest = took;
            for (var i = 0; isPaced && i < turn.Places; i++)
                answered.Enqueue(now);
            Free(turn);
        }

        LetIn();
    }

    private async Task<SendingTurn> Wait(Urgency urgency, int places, SendingTurn? grows, CancellationToken cancel)
    {
        // Whoever is let in goes on at once, at the moment that was counted.
        var waiter = new Waiter(new TaskCompletionSource<SendingTurn>(), places, grows);
        using var leaving = cancel.Register(() => waiter.Place.TrySetCanceled(cancel));
        lock (guard)
        {
            if (urgency is Urgency.Acknowledgement or Urgency.Reply)
                peopleUntil = time.GetUtcNow() + PeopleStay;
            growing += grows is null ? 0 : 1;
            waiting.Enqueue(waiter, (urgency, arrivals++));
        }

        LetIn();
        return await waiter.Place.Task;
    }

    private void LetIn()
    {
        while (Next() is var (place, turn))
        {
            // One who left in this very moment gives back what was counted; a turn that grows has its own owner.
            if (!place.TrySetResult(turn) && turn.Places == 1)
                turn.Dispose();
        }

        if (MustWatch() is { } moment)
            _ = LetInAt(moment);
    }

    /// <summary>The next one who may pass now, with the turn that is counted for it.</summary>
    private (TaskCompletionSource<SendingTurn> Place, SendingTurn Turn)? Next()
    {
        lock (guard)
        {
            var now = time.GetUtcNow();
            while (waiting.TryPeek(out var waiter, out var order))
            {
                var hasLeft = waiter.Place.Task.IsCompleted;
                if (!hasLeft && !MayPass(waiter, order.Urgency, now))
                    return null;
                waiting.Dequeue();
                growing -= waiter.Grows is null ? 0 : 1;
                if (!hasLeft)
                    return (waiter.Place, Take(waiter, order.Urgency, now));
            }

            allowance.IsEnough();
            return null;
        }
    }

    private bool MayPass(Waiter waiter, Urgency urgency, DateTimeOffset now)
    {
        if (openFrom > now || !isPaced)
            return openFrom <= now;
        Forget(now);
        if (waiter.Grows is null && urgency == Urgency.Broadcast && broadcasts >= BroadcastsAtOnce)
            return false;
        if (Room(urgency, now) < waiter.Places)
            allowance.IsUsedUp(now);
        return Room(urgency, now) >= waiter.Places || (waiter.Grows is not null && IsQuiet);
    }

    /// <summary>Nothing was sent for a second, and all who have a turn wait for it to grow: with few places it would never be large enough.</summary>
    private bool IsQuiet => answered.Count == 0 && underWay <= growing;

    private int Room(Urgency urgency, DateTimeOffset now) =>
        allowance.Places - underWay - answered.Count - (urgency == Urgency.Broadcast && peopleUntil > now ? KeptForPeople : 0);

    private SendingTurn Take(Waiter waiter, Urgency urgency, DateTimeOffset now)
    {
        underWay += waiter.Places;
        if (waiter.Grows is { } grown)
        {
            grown.Places += waiter.Places;
            return grown;
        }

        if (urgency == Urgency.Broadcast)
            broadcasts++;
        return new SendingTurn(this, urgency, now);
    }

    private void Free(SendingTurn turn)
    {
        underWay -= turn.Places;
        if (turn.Urgency == Urgency.Broadcast)
            broadcasts--;
    }

    // A moment that lies ahead was written before the clock was set back.
    private void Forget(DateTimeOffset now)
    {
        while (answered.TryPeek(out var first) && (FreeAgain(first) <= now || first > now))
            answered.Dequeue();
        GiveUpKept(now);
    }

    private void GiveUpKept(DateTimeOffset now)
    {
        foreach (var turn in kept.Where(turn => turn.KeptUntil <= now).ToList())
        {
            kept.Remove(turn);
            Free(turn);
        }
    }

    private DateTimeOffset FreeAgain(DateTimeOffset since) => since + Second - (quickest < OnTheWayAtMost ? quickest : OnTheWayAtMost);

    /// <summary>The moment at which somebody who waits may pass, when nobody watches the clock for it yet.</summary>
    private DateTimeOffset? MustWatch()
    {
        lock (guard)
        {
            var now = time.GetUtcNow();
            if (waiting.Count == 0 || NextChange(now) is not { } moment || moment >= watchedFor)
                return null;
            return watchedFor = moment;
        }
    }

    private DateTimeOffset? NextChange(DateTimeOffset now)
    {
        if (openFrom > now)
            return openFrom;
        var moments = kept.Select(turn => turn.KeptUntil).Append(allowance.RisesAt).Append(peopleUntil);
        if (answered.TryPeek(out var first))
            moments = moments.Append(FreeAgain(first));
        return moments.Where(moment => moment > now).Min();
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

    /// <param name="Grows">The turn that gets these places; null for a new one.</param>
    private sealed record Waiter(TaskCompletionSource<SendingTurn> Place, int Places, SendingTurn? Grows);
}
