using LibraryBot.Activities;
using LibraryBot.Channels;
using LibraryBot.People;
using LibraryBot.Publishing;
using LibraryBot.Storage;
using LibraryBot.Turns;

namespace LibraryBot.Posts;

/// <summary>
/// Takes an approved post to its destinations: one delivery each, due after the cancel window and outside quiet hours.
/// A destination's deliveries go one after another, destinations side by side. The intent is committed before a network is
/// called; the approval is checked again at that moment.
/// </summary>
public sealed class Publication
{
    private readonly ILibraryStore store;
    private readonly Settings settings;
    private readonly TimeProvider clock;
    private readonly ILogger<Publication> log;
    private readonly WokenLanes lanes;
    private readonly Recording recording;
    private readonly Dictionary<string, IPublisher> publishers = [];
    private TurnHouse? house;
    private IChannel? board;

    public Publication(ILibraryStore store, Settings settings, TimeProvider clock, ILogger<Publication> log)
    {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
        this.log = log;
        lanes = new WokenLanes(PublishTo, clock, log);
        recording = new Recording(store, clock, log);
    }

    public void PublishThrough(IPublisher publisher) => publishers[publisher.Kind] = publisher;

    /// <summary>Where news goes and which channel carries the announcement board; set once, when the house is built.</summary>
    public void Serve(TurnHouse of, IChannel boardChannel) => (house, board) = (of, boardChannel);

    /// <summary>Writes a delivery for each destination into the turn's transaction; answers when they go out, in the library's zone.</summary>
    public DateTimeOffset Plan(IStoreSession session, Post post, DateTimeOffset now)
    {
        var due = settings.Local(settings.QuietHours.NextOpen(now + settings.CancelWindow, settings.Zone));
        foreach (var destination in post.Destinations.Select(id => session.Get(Destination.Destinations, id)).OfType<Destination>())
        {
            session.Put(Delivery.Deliveries, new Delivery
            {
                Post = post.Number,
                Version = post.Version,
                DestinationId = destination.Id,
                DestinationName = destination.Name,
                Kind = destination.Kind,
                Address = destination.Address,
                Text = post.Text,
                Pictures = post.Pictures,
                DueAt = due,
            });
            session.AfterCommit(() => lanes.Wake(destination.Id));
        }

        return due;
    }

    /// <summary>Whether none of a post's deliveries has begun.</summary>
    public bool CanStop(IStoreReader session, Post post) => DeliveriesOf(session, post).All(delivery => delivery.State == DeliveryState.Planned);

    public void Stop(IStoreSession session, Post post)
    {
        foreach (var delivery in DeliveriesOf(session, post).Where(delivery => delivery.State == DeliveryState.Planned))
            session.Put(Delivery.Deliveries, delivery with { State = DeliveryState.Cancelled });
    }

    /// <summary>Runs until cancelled.</summary>
    public async Task Run(CancellationToken cancel)
    {
        await DoubtWhatWasInterrupted();
        await lanes.Run(() => Destinations(DateTimeOffset.MaxValue), cancel);
    }

    /// <summary>A delivery that was being sent when the program died may be there: it is never sent again by itself.</summary>
    public Task DoubtWhatWasInterrupted() => store.Commit(session =>
    {
        foreach (var delivery in session.Find(Delivery.Deliveries, Delivery.ByState, DeliveryState.Committing.ToString()))
            Record(session, delivery with { State = DeliveryState.Unknown, Why = "The program stopped while sending." });
    });

    /// <summary>Publishes what is due now, and ends when each of it is settled or put off.</summary>
    public async Task PublishWhatIsDue(CancellationToken cancel) =>
        await Task.WhenAll((await Destinations(clock.GetUtcNow())).Select(destination => PublishTo(destination, cancel)));

    /// <summary>Destinations that have something planned for this moment or before.</summary>
    private Task<IReadOnlyList<string>> Destinations(DateTimeOffset until) => store.Read<IReadOnlyList<string>>(session =>
        [.. session.Between(Delivery.Deliveries, Delivery.ByDue, 0, until.UtcTicks).Select(delivery => delivery.DestinationId).Distinct()]);

    /// <summary>Publishes what is due at a destination; answers when the next is.</summary>
    private async Task<DateTimeOffset?> PublishTo(string destination, CancellationToken cancel)
    {
        while (await store.Read(session => Delivery.Next(session, destination)) is { } delivery)
        {
            if (delivery.DueAt > clock.GetUtcNow())
                return delivery.DueAt;
            cancel.ThrowIfCancellationRequested();
            if (await store.Commit(session => Claim(session, delivery.Id)) is { } claimed)
                await Publish(claimed, cancel);
        }

        return null;
    }

    private async Task Publish(Delivery claimed, CancellationToken cancel)
    {
        var result = await Call(claimed, cancel);
        log.LogInformation("Post {Post} to {Destination}: {Result}", claimed.Post, claimed.DestinationId, result.GetType().Name);
        await recording.Keep(session => Settle(session, claimed, result), cancel);
    }

    private async Task<SendResult> Call(Delivery claimed, CancellationToken cancel)
    {
        try
        {
            return await publishers[claimed.Kind].Publish(claimed.Request, cancel);
        }
        // Everything: whatever went wrong after the intent was written, it may be there.
        catch (Exception failure)
        {
            log.LogError(failure, "Post {Post} to {Destination} failed on our side; it may be there", claimed.Post, claimed.DestinationId);
            return new SendResult.Unknown("Our side failed while sending.");
        }
    }

    /// <summary>Writes the intent, or settles what needs no network; null when there is nothing to call.</summary>
    private Delivery? Claim(IStoreSession session, string id)
    {
        var delivery = session.Get(Delivery.Deliveries, id);
        if (delivery is not { State: DeliveryState.Planned })
            return null;
        if (!IsAsApproved(session, delivery))
            Record(session, delivery with { State = DeliveryState.Refused, Why = "approval" });
        else if (session.Get(Destination.Destinations, delivery.DestinationId) is not { IsOpen: true } destination)
            Record(session, delivery with { State = DeliveryState.Refused, Why = "off" });
        else if (delivery.Kind == Destination.Board)
            PublishOnBoard(session, delivery);
        else if (destination.State == DestinationState.Rehearsal)
            Record(session, delivery with { State = DeliveryState.Rehearsed });
        else if (!publishers.ContainsKey(delivery.Kind))
            Record(session, delivery with { State = DeliveryState.Refused, Why = "not_connected" });
        else
            return Begin(session, delivery, destination);
        return null;
    }

    /// <summary>The address is the destination's of this moment: a group may have moved since the approval.</summary>
    private Delivery Begin(IStoreSession session, Delivery delivery, Destination destination)
    {
        var begun = delivery with
        {
            State = DeliveryState.Committing,
            Address = destination.Address,
            Attempts = delivery.Attempts + 1,
            BegunAt = delivery.BegunAt ?? clock.GetUtcNow(),
        };
        session.Put(Delivery.Deliveries, begun);
        return begun;
    }

    /// <summary>What was approved is what goes out: the post's hash is computed again, and the delivery's copy compared.</summary>
    private static bool IsAsApproved(IStoreReader session, Delivery delivery) =>
        session.Get(Post.Posts, Post.IdOf(delivery.Post)) is { Status: PostStatus.Approved } post
        && post.Version == delivery.Version
        && post.ApprovedHash == PostHash.Of(post)
        && post.Text == delivery.Text && post.Pictures.SequenceEqual(delivery.Pictures);

    /// <summary>The board is ours, so its post and the record of it are one transaction.</summary>
    private void PublishOnBoard(IStoreSession session, Delivery delivery)
    {
        var reference = new ConversationReference(board!.Id, delivery.Address);
        board.Say(session, reference, Message.Exactly(delivery.Text, delivery.Pictures.Select(picture => (picture.Media, picture.AltText))));
        Record(session, delivery with { State = DeliveryState.Published, ExternalId = delivery.Id });
    }

    private void Settle(IStoreSession session, Delivery delivery, SendResult result)
    {
        if (result is SendResult.Refused { TargetGone: true } && session.Get(Destination.Destinations, delivery.DestinationId) is { } gone)
            DestinationDesk.Lose(session, gone, house!, clock.GetUtcNow());
        Record(session, delivery.After(result, clock.GetUtcNow()));
    }

    private void Record(IStoreSession session, Delivery delivery)
    {
        session.Put(Delivery.Deliveries, delivery);
        var post = session.Get(Post.Posts, Post.IdOf(delivery.Post));
        if (post is not { Status: PostStatus.Approved } || DeliveriesOf(session, post).Any(other => !other.IsSettled))
            return;
        var published = post.AsPublished(clock.GetUtcNow());
        session.Put(Post.Posts, published);
        AuditLine.Add(session, "", "LibraryBot", "published", string.Join("; ", DeliveriesOf(session, post).Select(each => $"{each.DestinationId}: {each.State}")), clock.GetUtcNow());
        TellWhereItWent(session, published);
    }

    private void TellWhereItWent(IStoreSession session, Post post)
    {
        var deliveries = DeliveriesOf(session, post);
        foreach (var person in new[] { post.AuthorId, post.LastReview?.ById }.OfType<string>().Distinct())
            house!.Tell(session, person, lang => new DeliveryReport(house.Book.Words, lang).Of(post, deliveries));
    }

    private static IReadOnlyList<Delivery> DeliveriesOf(IStoreReader session, Post post) =>
        [.. session.Find(Delivery.Deliveries, Delivery.ByPost, post.Number).Where(delivery => delivery.Version == post.Version)];
}
