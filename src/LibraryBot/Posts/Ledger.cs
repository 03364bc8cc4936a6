using LibraryBot.Publishing;
using LibraryBot.Storage;
using LibraryBot.Turns;

namespace LibraryBot.Posts;

/// <summary>Keeps how each delivery stands, and ends a broadcast, its post and its people's wait with the last one.</summary>
/// <param name="begun">Told, after the commit, that a broadcast's first delivery has begun.</param>
internal sealed class Ledger(TurnHouse house, TimeProvider clock, Action<string> begun)
{
    public BroadcastNews News { get; } = new(house, clock);

    public void Record(IStoreSession session, Delivery delivery)
    {
        var before = Broadcast.Of(session, delivery);
        var now = Broadcast.Record(session, delivery);
        if (now.IsSettled && before.State != BroadcastState.Done)
            Finish(session, now);
        else if (before.State == BroadcastState.Done && delivery.IsSettled)
            News.Settled(session, delivery);
        if (before.BegunAt is null && now.BegunAt is not null)
            session.AfterCommit(() => begun(now.Id));
    }

    /// <summary>What of a broadcast has not begun stays undone.</summary>
    public void Cancel(IStoreSession session, Broadcast broadcast)
    {
        session.Put(Broadcast.Broadcasts, broadcast with { State = BroadcastState.Cancelled, HasReachedSubscribers = true });
        foreach (var delivery in PlannedOf(session, broadcast))
            Record(session, delivery with { State = DeliveryState.Cancelled });
    }

    /// <summary>Its subscribers all have deliveries of their own.</summary>
    public void Reached(IStoreSession session, string id)
    {
        var broadcast = session.Get(Broadcast.Broadcasts, id)! with { HasReachedSubscribers = true };
        session.Put(Broadcast.Broadcasts, broadcast);
        if (broadcast is { IsSettled: true, State: BroadcastState.Running })
            Finish(session, broadcast);
    }

    public void Finish(IStoreSession session, Broadcast broadcast)
    {
        session.Put(Broadcast.Broadcasts, broadcast with { State = BroadcastState.Done });
        if (session.Get(Post.Posts, Post.IdOf(broadcast.Post)) is not { } post || post.Version != broadcast.Version)
            return;
        var isOver = broadcast.Work == DeliveryWork.Withdraw ? post.Status == PostStatus.Withdrawn : post.Status == PostStatus.Approved;
        if (!isOver)
            return;
        if (broadcast.Work != DeliveryWork.Withdraw)
            session.Put(Post.Posts, post = post.AsPublished(clock.GetUtcNow()));
        News.Finished(session, broadcast, post);
    }

    public static IEnumerable<Delivery> PlannedOf(IStoreReader session, Broadcast broadcast) =>
        session.Find(Delivery.Deliveries, Delivery.ByPost, broadcast.Post).Where(delivery => delivery.State == DeliveryState.Planned && delivery.BroadcastId == broadcast.Id);
}
