using LibraryBot.Activities;
using LibraryBot.Channels;
using LibraryBot.Language;
using LibraryBot.People;
using LibraryBot.Publishing;
using LibraryBot.Storage;
using LibraryBot.Turns;

namespace LibraryBot.Posts;

/// <summary>
/// Takes an approved post to its destinations: one delivery each, due after the cancel window and outside quiet hours.
/// The intent is committed before a network is called; the approval is checked again at that moment.
/// </summary>
public sealed class Publication(ILibraryStore store, Settings settings, TimeProvider clock, ILogger<Publication> log)
{
    private readonly Dictionary<string, IPublisher> publishers = [];
    private readonly SemaphoreSlim wake = new(0);
    private TurnHouse? house;
    private IChannel? board;

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
                Picture = post.Picture,
                AltText = post.AltText,
                DueAt = due,
            });
        }

        session.AfterCommit(() => wake.Release());
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
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                await PublishWhatIsDue(cancel);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                log.LogError(failure, "Publishing stopped for a moment; deliveries that were not reached stay planned");
            }

            using var pause = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            await Task.WhenAny(wake.WaitAsync(pause.Token), Task.Delay(TimeSpan.FromSeconds(1), clock, pause.Token));
            await pause.CancelAsync();
        }
    }

    /// <summary>A delivery that was being sent when the program died may be there: it is never sent again by itself.</summary>
    public Task DoubtWhatWasInterrupted() => store.Commit(session =>
    {
        foreach (var delivery in session.Find(Delivery.Deliveries, Delivery.ByState, DeliveryState.Committing.ToString()))
            Record(session, delivery with { State = DeliveryState.Unknown, Why = "The program stopped while sending." });
    });

    public async Task PublishWhatIsDue(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var due = await store.Read(s => s.Between(Delivery.Deliveries, Delivery.ByDue, 0, now.UtcTicks));
        foreach (var delivery in due)
        {
            if (await store.Commit(session => Claim(session, delivery.Id)) is not { } claimed)
                continue;
            var result = await publishers[claimed.Kind].Publish(claimed.Request, cancel);
            log.LogInformation("Post {Post} to {Destination}: {Result}", claimed.Post, claimed.DestinationId, result.GetType().Name);
            await store.Commit(session => Settle(session, claimed, result));
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
            return Begin(session, delivery);
        return null;
    }

    private static Delivery Begin(IStoreSession session, Delivery delivery)
    {
        var begun = delivery with { State = DeliveryState.Committing, Attempts = delivery.Attempts + 1 };
        session.Put(Delivery.Deliveries, begun);
        return begun;
    }

    /// <summary>What was approved is what goes out: the post's hash is computed again, and the delivery's copy compared.</summary>
    private static bool IsAsApproved(IStoreReader session, Delivery delivery) =>
        session.Get(Post.Posts, Post.IdOf(delivery.Post)) is { Status: PostStatus.Approved } post
        && post.Version == delivery.Version
        && post.ApprovedHash == PostHash.Of(post)
        && (post.Text, post.Picture, post.AltText) == (delivery.Text, delivery.Picture, delivery.AltText);

    /// <summary>The board is ours, so its post and the record of it are one transaction.</summary>
    private void PublishOnBoard(IStoreSession session, Delivery delivery)
    {
        var reference = new ConversationReference(board!.Id, delivery.Address);
        board.Say(session, reference, Message.Exactly(delivery.Text, delivery.Picture, delivery.AltText));
        Record(session, delivery with { State = DeliveryState.Published, ExternalId = delivery.Id });
    }

    private void Settle(IStoreSession session, Delivery delivery, SendResult result)
    {
        if (result is SendResult.Refused { TargetGone: true } && session.Get(Destination.Destinations, delivery.DestinationId) is { } gone)
            session.Put(Destination.Destinations, gone with { State = DestinationState.Off });
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
            house!.Tell(session, person, lang => Report(post, deliveries, lang));
    }

    private IEnumerable<Activity> Report(Post post, IReadOnlyList<Delivery> deliveries, Lang lang)
    {
        string Say(string key, params (string, string)[] values) => house!.Book.Words.Say(lang, "common", key, values).TrimEnd('\n');
        var facts = new[] { ("number", post.Id), ("title", post.Title) };
        if (deliveries.Count == 0)
        {
            yield return Message.Of(Say("news.nowhere", facts));
            yield break;
        }

        var (rehearsed, sent) = (deliveries.Where(each => each.State == DeliveryState.Rehearsed).ToList(), deliveries.Where(each => each.State != DeliveryState.Rehearsed));
        yield return Message.Of(string.Join('\n', [Say("news.published", facts), .. sent.Select(each => Line(each, Say))]));
        if (rehearsed.Count == 0)
            yield break;
        yield return Message.Of(string.Join('\n', rehearsed.Select(each => Line(each, Say))));
        yield return Message.Exactly(post.Text, post.Picture, post.AltText);
    }

    private static string Line(Delivery delivery, Func<string, (string, string)[], string> say) => delivery.State switch
    {
        DeliveryState.Published when delivery.Link is { } link => say("news.went.published_link", [("destination", delivery.DestinationName), ("link", link)]),
        DeliveryState.Published => say("news.went.published", [("destination", delivery.DestinationName)]),
        DeliveryState.Rehearsed => say("news.went.rehearsal", [("destination", delivery.DestinationName)]),
        DeliveryState.Unknown => say("news.went.unknown", [("destination", delivery.DestinationName)]),
        _ => say("news.went.refused", [("destination", delivery.DestinationName), ("reason", Why(delivery, say))]),
    };

    /// <summary>Our own reasons are texts of dialogs/common; a network's are its own words.</summary>
    private static string Why(Delivery delivery, Func<string, (string, string)[], string> say) => delivery.Why switch
    {
        "approval" or "off" or "not_connected" => say("news.why." + delivery.Why, []).Trim(),
        var why => why ?? "",
    };

    private static IReadOnlyList<Delivery> DeliveriesOf(IStoreReader session, Post post) =>
        [.. session.Find(Delivery.Deliveries, Delivery.ByPost, post.Number).Where(delivery => delivery.Version == post.Version)];
}
