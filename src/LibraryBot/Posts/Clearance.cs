using LibraryBot.Publishing;
using LibraryBot.Responses;
using LibraryBot.Storage;
using LibraryBot.Turns;

namespace LibraryBot.Posts;

/// <summary>Whether a delivery may go out at this moment: as approved, to a place that is open, outside quiet hours, and not hours late.</summary>
internal sealed class Clearance(TurnHouse house, TimeProvider clock)
{
    /// <summary>Why it must not go out at all, as a key of the words; null: nothing stands in its way.</summary>
    public string? Hindrance(IStoreReader session, Delivery delivery)
    {
        if (!IsAsApproved(session, delivery))
            return "approval";
        if (delivery.IsToSubscriber)
            return delivery.Work == DeliveryWork.Publish && session.Get(Subscription.Subscriptions, delivery.DestinationId) is not { IsActive: true } ? Delivery.Stopped : null;
        return session.Get(Destination.Destinations, delivery.DestinationId) is { IsOpen: true } || delivery.Work == DeliveryWork.Withdraw ? null : "off";
    }

    /// <summary>When quiet hours let it go out; null: now. What goes on after a pause of the network, a correction and a withdrawal do not wait for them.</summary>
    public DateTimeOffset? QuietUntil(Delivery delivery) =>
        IsNew(delivery) && AfterQuiet(clock.GetUtcNow()) is var open && open > clock.GetUtcNow() ? open : null;

    /// <summary>Whether it comes so late that a person must say whether it still goes out.</summary>
    public bool IsTooLate(Delivery delivery, Broadcast broadcast) =>
        IsNew(delivery) && !broadcast.MayBeLate && clock.GetUtcNow() - AfterQuiet(delivery.DueAt) > Delivery.LateAtMost;

    private NetworkPost Sent(Post post, Delivery delivery) => delivery.SubscriberLang is { } lang
        ? new NetworkPost(SubscriberText.Of(post, lang, house.Book.Words), post.Pictures)
        : post.For(delivery.Kind);

    private static bool IsNew(Delivery delivery) => delivery is { Work: DeliveryWork.Publish, BegunAt: null };

    private DateTimeOffset AfterQuiet(DateTimeOffset moment) => house.Settings.QuietHours.NextOpen(moment, house.Settings.Zone);

    /// <summary>What was approved is what goes out: the post's hash is computed again, and the delivery's copy compared.</summary>
    private bool IsAsApproved(IStoreReader session, Delivery delivery)
    {
        if (session.Get(Post.Posts, Post.IdOf(delivery.Post)) is not { } post)
            return false;
        if (delivery.Work == DeliveryWork.Withdraw)
            return post.Status == PostStatus.Withdrawn;
        return post.Status is PostStatus.Approved or PostStatus.Published
            && post.Version == delivery.Version
            && post.ApprovedHash == PostHash.Of(post)
            && Sent(post, delivery).IsSame(new NetworkPost(delivery.Text, delivery.Pictures));
    }
}
