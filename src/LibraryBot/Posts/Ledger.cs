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
        if (before.State == BroadcastState.Done ? delivery.IsSettled : now.IsSettled && !Finish(session, now) && IsPublic(session, now))
            News.Settled(session, delivery);
        if (before.BegunAt is null && now.BegunAt is not null)
            session.AfterCommit(() => begun(now.Id));
    }

    /// <summary>What of a broadcast has not begun stays undone.</summary>
    public void Cancel(IStoreSession session, Broadcast broadcast)
    {
        if (broadcast.State != BroadcastState.Done)
            session.Put(Broadcast.Broadcasts, broadcast with { State = BroadcastState.Cancelled, HasReachedSubscribers = true });
        foreach (var delivery in PlannedOf(session, broadcast).Where(delivery => delivery.CanStop))
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

    /// <summary>Ends a broadcast and what waits for it; answers whether its people are told of it by this.</summary>
    public bool Finish(IStoreSession session, Broadcast broadcast)
    {
        session.Put(Broadcast.Broadcasts, broadcast with { State = BroadcastState.Done });
        if (session.Get(Post.Posts, Post.IdOf(broadcast.Post)) is not { } post || post.Version != broadcast.Version)
            return false;
        var isOver = broadcast.Work == DeliveryWork.Withdraw ? post.Status == PostStatus.Withdrawn : post.Status == PostStatus.Approved;
        if (!isOver)
            return false;
        if (broadcast.Work != DeliveryWork.Withdraw)
            session.Put(Post.Posts, post = post.AsPublished(clock.GetUtcNow()));
        News.Finished(session, broadcast, post);
        return true;
    }

    /// <summary>Whether its people have had their report: what is settled now was left over.</summary>
    private static bool IsPublic(IStoreReader session, Broadcast broadcast) =>
        broadcast.Work != DeliveryWork.Withdraw && session.Get(Post.Posts, Post.IdOf(broadcast.Post)) is { Status: PostStatus.Published } post && post.Version == broadcast.Version;

    public static IEnumerable<Delivery> PlannedOf(IStoreReader session, Broadcast broadcast) =>
        session.Find(Delivery.Deliveries, Delivery.ByPost, broadcast.Post).Where(delivery => (delivery.IsInPlan || delivery.State == DeliveryState.ChannelDown) && delivery.BroadcastId == broadcast.Id);
}
