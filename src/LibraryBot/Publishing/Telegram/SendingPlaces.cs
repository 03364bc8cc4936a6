namespace LibraryBot.Publishing.Telegram;

/// <summary>
/// Who has a place in the current second. A place is free again one second after its call was answered: a call has arrived
/// before it is answered, so Telegram can count no more in a second than there are places, however the network delays them.
/// The quickest call tells how much of that is always spent on the way, and so much earlier a place is free.
/// For one thread at a time.
/// </summary>
internal sealed class SendingPlaces
{
    /// <summary>Of broadcasts, between their turn and the answer. At 0.1 s for that, six make 60 a second, and a 429 meets no more of them.</summary>
    private const int BroadcastsAtLeast = 6;
    private const int BroadcastsAtMost = 15;

    /// <summary>Places that no broadcast gets while people are being answered.</summary>
    private const int KeptForPeople = 3;

    /// <summary>The quickest of fewer may have been a slow one.</summary>
    private const int CallsToKnowTheQuickest = 20;
    private static readonly TimeSpan PeopleStay = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan OnTheWayAtMost = TimeSpan.FromSeconds(0.1);

    private readonly SendingAllowance allowance = new();
    private readonly Queue<DateTimeOffset> answered = new();
    private readonly List<SendingTurn> kept = [];
    private DateTimeOffset peopleUntil = DateTimeOffset.MinValue;
    private TimeSpan quickest = Second;
    private double usualSeconds;
    private int calls;
    private int underWay;
    private int broadcasts;

    /// <summary>Turns of one place whose calls wait for more.</summary>
    public int Growing { get; set; }

    public void Cut() => allowance.Cut();

    public void IsEnough() => allowance.IsEnough();

    /// <summary>A person waits for this: broadcasts leave some places free for a while.</summary>
    public void SeesPeople(DateTimeOffset now) => peopleUntil = now + PeopleStay;

    /// <summary>Whether so many places may be had now, for a new turn or for one that has the first.</summary>
    public bool HasRoom(int places, Urgency urgency, bool isGrowing, DateTimeOffset now)
    {
        Forget(now);
        if (!isGrowing && urgency == Urgency.Broadcast && broadcasts >= BroadcastsAtOnce)
            return false;
        if (Room(urgency, now) < places)
            allowance.IsUsedUp(now);
        return Room(urgency, now) >= places || (isGrowing && IsQuiet);
    }

    public void Take(SendingTurn turn, int places)
    {
        underWay += places;
        if (places == turn.Places && turn.Urgency == Urgency.Broadcast)
            broadcasts++;
    }

    public void Keep(SendingTurn turn) => kept.Add(turn);

    /// <summary>False when it had been given up.</summary>
    public bool Begin(SendingTurn turn, DateTimeOffset now)
    {
        GiveUpKept(now);
        (turn.KeptUntil, turn.From) = (null, now);
        return kept.Remove(turn);
    }

    public void GiveUp(SendingTurn turn)
    {
        if (kept.Remove(turn))
            Free(turn);
    }

    public void Answered(SendingTurn turn, DateTimeOffset now)
    {
        calls++;
        if (now - turn.From is var took && took < quickest)
            quickest = took;
        usualSeconds += ((now - turn.Given).TotalSeconds - usualSeconds) / 10;
        for (var i = 0; i < turn.Places; i++)
            answered.Enqueue(now);
        Free(turn);
        Forget(now);
    }

    /// <summary>When there may be more room than now, though nobody is answered.</summary>
    public DateTimeOffset? NextChange(DateTimeOffset now)
    {
        var moments = kept.Select(turn => turn.KeptUntil).Append(allowance.RisesAt).Append(peopleUntil);
        if (answered.TryPeek(out var first))
            moments = moments.Append(FreeAgain(first));
        return moments.Where(moment => moment > now).Min();
    }

    private int Room(Urgency urgency, DateTimeOffset now) =>
        allowance.Places - underWay - answered.Count - (urgency == Urgency.Broadcast && peopleUntil > now ? KeptForPeople : 0);

    /// <summary>Nothing was sent for a second, and all who have a turn wait for it to grow: with few places it would never be large enough.</summary>
    private bool IsQuiet => answered.Count == 0 && underWay <= Growing;

    /// <summary>Half as many again as use up the allowance when each takes as long as they usually do.</summary>
    private int BroadcastsAtOnce => (int)Math.Clamp(Math.Ceiling(1.5 * allowance.Places * usualSeconds), BroadcastsAtLeast, BroadcastsAtMost);

    private DateTimeOffset FreeAgain(DateTimeOffset since) => since + Second - OnTheWay;

    private TimeSpan OnTheWay => calls < CallsToKnowTheQuickest ? TimeSpan.Zero : quickest < OnTheWayAtMost ? quickest : OnTheWayAtMost;

    // A moment that lies ahead was written before the clock was set back.
    private void Forget(DateTimeOffset now)
    {
        while (answered.TryPeek(out var first) && (FreeAgain(first) <= now || first > now))
            answered.Dequeue();
        GiveUpKept(now);
    }

    private void GiveUpKept(DateTimeOffset now) => kept.Where(turn => turn.KeptUntil <= now).ToList().ForEach(GiveUp);

    private void Free(SendingTurn turn)
    {
        underWay -= turn.Places;
        if (turn.Urgency == Urgency.Broadcast)
            broadcasts--;
    }
}
