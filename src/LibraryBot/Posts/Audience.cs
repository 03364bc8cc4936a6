using LibraryBot.Publishing;
using LibraryBot.Responses;
using LibraryBot.Storage;

namespace LibraryBot.Posts;

/// <summary>Plans a delivery for each subscriber of a post's topic once its broadcast is due, some at a time; whoever has one keeps it.</summary>
/// <param name="planned">Told, after the commit, of a subscription that has something planned.</param>
internal sealed class Audience(ILibraryStore store, Ledger ledger, BroadcastPlan plans, TimeProvider clock, Action<string> planned)
{
    private const int AtOnce = 200;

    /// <summary>Answers when to look again; null: not before something changes.</summary>
    public async Task<DateTimeOffset?> Reach(string id)
    {
        if (await store.Read(session => Unreached(session, id)) is not { } broadcast)
            return null;
        if (broadcast.DueAt > clock.GetUtcNow())
            return broadcast.DueAt;
        foreach (var some in (await store.Read(session => SubscribersOf(session, broadcast))).Chunk(AtOnce))
            await store.Commit(session => PlanFor(session, broadcast, some));
        await store.Commit(session => Reached(session, id));
        return null;
    }

    private static Broadcast? Unreached(IStoreReader session, string id) =>
        session.Get(Broadcast.Broadcasts, id) is { State: BroadcastState.Running, HasReachedSubscribers: false } broadcast ? broadcast : null;

    private static IReadOnlyList<Subscription> SubscribersOf(IStoreReader session, Broadcast broadcast) =>
        Subscription.Of(session, session.Get(Post.Posts, Post.IdOf(broadcast.Post))!.Kind);

    private void PlanFor(IStoreSession session, Broadcast broadcast, IEnumerable<Subscription> subscribers)
    {
        // It may have been held or cancelled meanwhile.
        if (Unreached(session, broadcast.Id) is null)
            return;
        var post = session.Get(Post.Posts, Post.IdOf(broadcast.Post))!;
        foreach (var delivery in subscribers.Select(subscriber => plans.To(subscriber, post, broadcast.DueAt)))
        {
            if (session.Get(Delivery.Deliveries, delivery.Id) is not null)
                continue;
            ledger.Record(session, delivery);
            session.AfterCommit(() => planned(delivery.DestinationId));
        }
    }

    private void Reached(IStoreSession session, string id)
    {
        if (Unreached(session, id) is not null)
            ledger.Reached(session, id);
    }
}
