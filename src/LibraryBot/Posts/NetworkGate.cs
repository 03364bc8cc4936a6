using LibraryBot.Publishing;
using LibraryBot.Storage;

namespace LibraryBot.Posts;

/// <summary>
/// Lets one program at a time publish to a network that takes posts in steps, and none while its token is dead or it wants no calls.
/// Whoever takes the lease over from another settles what that one left under way.
/// </summary>
internal sealed class NetworkGate(ILibraryStore store, Ledger ledger, IReadOnlyDictionary<string, IPublisher> publishers, TimeProvider clock)
{
    private readonly string holder = Guid.NewGuid().ToString("N");

    /// <summary>Told when a network's token has died, each time that it is found so.</summary>
    public Action<IStoreSession, string, string> Died { get; init; } = (_, _, _) => { };

    /// <summary>Takes or keeps the lease of a network; answers until when nothing may be done there.</summary>
    public async Task<DateTimeOffset?> Enter(string kind)
    {
        if (!publishers.TryGetValue(kind, out var publisher) || !publisher.IsStepwise)
            return null;
        var now = clock.GetUtcNow();
        var known = await store.Read(session => NetworkState.Of(session, kind));
        if (!known.IsDue(holder, now))
            return Pause(known, now);
        return await store.Commit(session => Hold(session, publisher));
    }

    /// <summary>The number of our lease, for an attempt that begins; null when another program has it by now.</summary>
    public long? Fence(IStoreReader session, string kind) => NetworkState.Of(session, kind) is var state && state.Holder == holder ? state.Fence : null;

    /// <summary>Whether its token is known to be dead.</summary>
    public static bool IsDown(IStoreReader session, string kind) => NetworkState.Of(session, kind).DownSince is not null;

    /// <summary>What an answer means for all that goes to the network.</summary>
    public void Mind(IStoreSession session, Delivery claimed, SendResult result)
    {
        if (!publishers[claimed.Kind].IsStepwise)
            return;
        var state = NetworkState.Of(session, claimed.Kind);
        var now = clock.GetUtcNow();
        if (result is SendResult.Step { IsHeld: true } held && held.After > TimeSpan.Zero)
            session.Put(NetworkState.States, state with { PausedUntil = now + held.After });
        if (result is not SendResult.Reconnect reconnect)
            return;
        session.Put(NetworkState.States, state with { DownSince = state.DownSince ?? now });
        Died(session, claimed.Kind, reconnect.Why);
    }

    /// <summary>
    /// A network has a token again, or may have: what waited for one goes on. What was begun hours ago is taken as new, so that a person is
    /// asked whether it still goes out. Answers the destinations that have something to do.
    /// </summary>
    public IReadOnlyList<string> Reopen(IStoreSession session, string kind)
    {
        if (NetworkState.Of(session, kind) is { DownSince: not null } down)
            session.Put(NetworkState.States, down with { DownSince = null });
        var stopped = session.Find(Delivery.Deliveries, Delivery.ByState, DeliveryState.ChannelDown.ToString()).Where(delivery => delivery.Kind == kind).ToList();
        foreach (var delivery in stopped)
            ledger.Record(session, Reopened(session, delivery));
        return [.. stopped.Select(delivery => delivery.DestinationId).Distinct()];
    }

    /// <summary>At a start: what the program before left under way, where no other can be at work, and what waits for a token.</summary>
    public void Begin(IStoreSession session)
    {
        foreach (var publisher in publishers.Values)
        {
            if (publisher.IsStepwise && store.IsExclusive)
                TakeOver(session, publisher);
            Reopen(session, publisher.Kind);
        }
    }

    private DateTimeOffset? Hold(IStoreSession session, IPublisher publisher)
    {
        var now = clock.GetUtcNow();
        var state = NetworkState.Of(session, publisher.Kind);
        if (state.IsHeldByOther(holder, now))
            return state.HeldUntil;
        if (state.Holder != holder)
            TakeOver(session, publisher);
        else
            session.Put(NetworkState.States, state.HeldBy(holder, now));
        return Pause(NetworkState.Of(session, publisher.Kind), now);
    }

    private void TakeOver(IStoreSession session, IPublisher publisher)
    {
        session.Put(NetworkState.States, NetworkState.Of(session, publisher.Kind).HeldBy(holder, clock.GetUtcNow()));
        foreach (var delivery in UnderWay(session).Where(delivery => delivery.Kind == publisher.Kind))
            ledger.Record(session, AfterCutOff(publisher, delivery, clock.GetUtcNow()));
    }

    /// <summary>
    /// A publication that was being made when the program died may be there. What was only staged was seen by nobody, and to correct or to
    /// take away twice harms nothing: those go on.
    /// </summary>
    public static Delivery AfterCutOff(IPublisher? publisher, Delivery delivery, DateTimeOffset now)
    {
        const string why = "The program stopped while sending.";
        var closed = delivery.Closing("cut off", now);
        if (delivery.State != DeliveryState.Committing || delivery.Work != DeliveryWork.Publish)
            return closed.InPlan(delivery.At, delivery.DueAt);
        return closed.After(publisher?.Interrupted(delivery, why) ?? new SendResult.Unknown(why), now);
    }

    public static IEnumerable<Delivery> UnderWay(IStoreReader session) =>
        new[] { DeliveryState.Staging, DeliveryState.Committing }.SelectMany(state => session.Find(Delivery.Deliveries, Delivery.ByState, state.ToString()));

    private Delivery Reopened(IStoreReader session, Delivery delivery)
    {
        var now = clock.GetUtcNow();
        if (delivery.At.Doubt is not null || now - (delivery.BegunAt ?? now) < Delivery.LateAtMost)
            return delivery.InPlan(delivery.At, now) with { Why = null };
        return delivery.Anew(Broadcast.Of(session, delivery).DueAt);
    }

    private static DateTimeOffset? Pause(NetworkState state, DateTimeOffset now) => state.PausedUntil > now ? state.PausedUntil : null;
}
