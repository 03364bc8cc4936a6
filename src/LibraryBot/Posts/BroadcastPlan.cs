using LibraryBot.Dialogs;
using LibraryBot.Publishing;
using LibraryBot.Responses;
using LibraryBot.Storage;

namespace LibraryBot.Posts;

/// <summary>Writes what a decision leads to, in its own transaction: the broadcast, and a delivery for each place that it concerns.</summary>
internal sealed class BroadcastPlan(Settings settings, Words words)
{
    /// <summary>A new post goes to its destinations, outside quiet hours; its subscribers are looked up when it goes out.</summary>
    public Broadcast Publish(IStoreSession session, Post post, DateTimeOffset now)
    {
        var broadcast = new Broadcast(post.Number, post.Version, DeliveryWork.Publish, Due(post, now))
        {
            HasReachedSubscribers = Subscription.Of(session, post.Kind).Count == 0,
        };
        var deliveries = post.Destinations
            .Select(id => session.Get(Destination.Destinations, id)).OfType<Destination>()
            .Select(destination => To(destination, post, broadcast.DueAt));
        return Write(session, broadcast, deliveries);
    }

    /// <summary>A corrected post takes the place of the old one wherever that stands; nobody who did not see the old one gets the new one.</summary>
    public Broadcast Correct(IStoreSession session, Post post, DateTimeOffset now)
    {
        var broadcast = new Broadcast(post.Number, post.Version, DeliveryWork.Correct, now + settings.CancelWindow);
        return Write(session, broadcast, StandingOf(session, post).Select(standing => Again(standing, broadcast) with
        {
            Text = standing.SubscriberLang is { } lang ? SubscriberText.Of(post, lang, words) : post.For(standing.Kind).Text,
            Pictures = post.For(standing.Kind).Pictures,
            Moments = post.Moments,
        }));
    }

    /// <summary>What stands anywhere is taken away, at once.</summary>
    public Broadcast Withdraw(IStoreSession session, Post post, DateTimeOffset now)
    {
        var broadcast = new Broadcast(post.Number, post.Version, DeliveryWork.Withdraw, now);
        return Write(session, broadcast, StandingOf(session, post).Select(standing => Again(standing, broadcast)));
    }

    /// <summary>A subscriber's own delivery, when the broadcast reaches them.</summary>
    public Delivery To(Subscription subscriber, Post post, DateTimeOffset due) => new()
    {
        Post = post.Number,
        Version = post.Version,
        DestinationId = subscriber.Id,
        DestinationName = subscriber.Topic,
        SubscriberLang = subscriber.Lang,
        Kind = subscriber.Reference.ChannelId,
        Address = subscriber.Reference.ConversationId,
        Text = SubscriberText.Of(post, subscriber.Lang, words),
        Pictures = post.Pictures,
        Moments = post.Moments,
        DueAt = due,
    };

    /// <summary>The newest delivery that stands, or may stand, at each place.</summary>
    public static IReadOnlyList<Delivery> StandingOf(IStoreReader session, Post post) =>
    [
        .. session.Find(Delivery.Deliveries, Delivery.ByPost, post.Number)
            .GroupBy(delivery => delivery.DestinationId)
            .Where(place => place.All(delivery => delivery.State != DeliveryState.Withdrawn))
            .Select(place => place.Where(delivery => delivery.State is DeliveryState.Published or DeliveryState.Unknown or DeliveryState.NeedsHuman or DeliveryState.Rehearsed).MaxBy(delivery => delivery.Version))
            .OfType<Delivery>(),
    ];

    /// <summary>
    /// The time that was chosen, after the cancel window and outside quiet hours. One that passed hours ago is kept: a person is asked
    /// then whether it still goes out.
    /// </summary>
    private DateTimeOffset Due(Post post, DateTimeOffset now)
    {
        var earliest = now + settings.CancelWindow;
        return post.DueAt is { } chosen && (chosen > earliest || now - chosen > Delivery.LateAtMost)
            ? settings.QuietHours.NextOpen(chosen, settings.Zone)
            : settings.QuietHours.NextOpen(earliest, settings.Zone);
    }

    private static Delivery To(Destination destination, Post post, DateTimeOffset due) => new()
    {
        Post = post.Number,
        Version = post.Version,
        DestinationId = destination.Id,
        DestinationName = destination.Name,
        Kind = destination.Kind,
        Address = destination.Address,
        Text = post.For(destination.Kind).Text,
        Pictures = post.For(destination.Kind).Pictures,
        Moments = post.Moments,
        DueAt = due,
    };

    /// <summary>Another work at the place of a delivery. Where nobody knows whether it stands there, or as which message, nothing can be done about it.</summary>
    private static Delivery Again(Delivery standing, Broadcast broadcast) => standing with
    {
        Version = broadcast.Version,
        Work = broadcast.Work,
        Before = standing.Id,
        DueAt = broadcast.DueAt,
        State = IsOutOfReach(standing) ? DeliveryState.Refused : DeliveryState.Planned,
        Why = IsOutOfReach(standing) ? "not_sure" : null,
        Attempts = 0,
        BegunAt = null,
        Progress = null,
        Calls = [],
        Rehearsal = [],
    };

    private static bool IsOutOfReach(Delivery standing) =>
        standing.State is DeliveryState.Unknown or DeliveryState.NeedsHuman || standing is { State: DeliveryState.Published, ExternalId: null };

    private static Broadcast Write(IStoreSession session, Broadcast broadcast, IEnumerable<Delivery> deliveries)
    {
        foreach (var delivery in deliveries)
        {
            session.Put(Delivery.Deliveries, delivery);
            broadcast = broadcast.Counting(null, delivery.State);
        }

        session.Put(Broadcast.Broadcasts, broadcast);
        return broadcast;
    }
}
