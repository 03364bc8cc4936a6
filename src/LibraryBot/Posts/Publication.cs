using LibraryBot.Activities;
using LibraryBot.Channels;
using LibraryBot.Publishing;
using LibraryBot.Responses;
using LibraryBot.Storage;
using LibraryBot.Turns;

namespace LibraryBot.Posts;

/// <summary>
/// Takes an approved post to its destinations and subscribers: one delivery each, due after the cancel window and outside quiet
/// hours. A destination's deliveries go one after another, destinations side by side. Each waits its turn at the network, then the
/// intent is committed, then the network is called; the approval is checked again at that moment.
/// </summary>
public sealed class Publication
{
    private readonly ILibraryStore store;
    private readonly Settings settings;
    private readonly TimeProvider clock;
    private readonly ILogger<Publication> log;
    private readonly WokenLanes lanes;
    private readonly WokenLanes audiences;
    private readonly WokenLanes shows;
    private readonly Recording recording;
    private readonly Dictionary<string, IPublisher> publishers = [];
    private TurnHouse house = null!;
    private HouseBoard board = null!;
    private BroadcastPlan plans = null!;
    private Ledger ledger = null!;
    private Clearance clearance = null!;
    private Audience audience = null!;

    public Publication(ILibraryStore store, Settings settings, TimeProvider clock, ILogger<Publication> log)
    {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
        this.log = log;
        lanes = new WokenLanes(PublishTo, clock, log);
        audiences = new WokenLanes((broadcast, _) => audience.Reach(broadcast), clock, log);
        shows = new WokenLanes((broadcast, _) => ShowProgress(broadcast), clock, log);
        recording = new Recording(store, clock, log);
    }

    public void PublishThrough(IPublisher publisher) => publishers[publisher.Kind] = publisher;

    /// <summary>Where news goes and which channel carries the announcement board; set once, when the house is built.</summary>
    public void Serve(TurnHouse of, IChannel boardChannel)
    {
        house = of;
        plans = new BroadcastPlan(settings, house.Book.Words);
        ledger = new Ledger(house, clock, shows.Wake);
        board = new HouseBoard(house, boardChannel, ledger);
        clearance = new Clearance(house, clock);
        audience = new Audience(store, ledger, plans, clock, lanes.Wake);
    }

    /// <summary>Whether a post must not go out now after all, and is held back by this; asked before each of its deliveries.</summary>
    internal Func<IStoreSession, Post, bool> HoldsBack { get; set; } = (_, _) => false;

    /// <summary>Writes what an approval leads to into the turn's transaction; answers when it goes out, in the library's zone.</summary>
    public DateTimeOffset Plan(IStoreSession session, Post post, DateTimeOffset now)
    {
        var broadcast = post.Standing is null ? plans.Publish(session, post, now) : plans.Correct(session, post, now);
        Wake(session, broadcast);
        return settings.Local(broadcast.DueAt);
    }

    /// <summary>Takes a published post away again, in the turn's transaction.</summary>
    public void TakeDown(IStoreSession session, Post post, DateTimeOffset now)
    {
        Stop(session, post);
        var withdrawal = plans.Withdraw(session, post, now);
        if (withdrawal.IsSettled)
            ledger.Finish(session, withdrawal);
        else
            Wake(session, withdrawal);
    }

    /// <summary>Whether none of a version's deliveries has begun.</summary>
    public bool CanStop(IStoreReader session, Post post) => session.Find(Delivery.Deliveries, Delivery.ByPost, post.Number)
        .Where(delivery => delivery.Version == post.Version)
        .All(delivery => delivery.State == DeliveryState.Planned);

    /// <summary>What is planned for a version does not go out.</summary>
    public void Stop(IStoreSession session, Post post)
    {
        foreach (var work in Enum.GetValues<DeliveryWork>())
        {
            if (session.Get(Broadcast.Broadcasts, Broadcast.IdOf(post.Number, post.Version, work)) is { State: BroadcastState.Running or BroadcastState.Paused } broadcast)
                ledger.Cancel(session, broadcast);
        }
    }

    /// <summary>What of a broadcast has not begun stays undone.</summary>
    internal void Cancel(IStoreSession session, Broadcast broadcast) => ledger.Cancel(session, broadcast);

    internal static void Pause(IStoreSession session, Broadcast broadcast) =>
        session.Put(Broadcast.Broadcasts, broadcast with { State = BroadcastState.Paused });

    /// <summary>It goes on, however late it is by now: a person has said so.</summary>
    internal void GoOn(IStoreSession session, Broadcast broadcast)
    {
        var running = broadcast with { State = BroadcastState.Running, MayBeLate = true };
        session.Put(Broadcast.Broadcasts, running);
        Wake(session, running);
    }

    /// <summary>Sends what is in doubt once more: a person has looked, and it is not there.</summary>
    internal void SendAgain(IStoreSession session, Delivery delivery)
    {
        ledger.Record(session, delivery with { State = DeliveryState.Planned, DueAt = clock.GetUtcNow(), BegunAt = null, Attempts = 0, Why = null });
        session.AfterCommit(() => lanes.Wake(delivery.DestinationId));
    }

    /// <summary>Settles what was in doubt: a person has looked, and it is there.</summary>
    internal void IsThere(IStoreSession session, Delivery delivery) =>
        ledger.Record(session, delivery with { State = DeliveryState.Published, Why = null });

    /// <summary>Runs until cancelled.</summary>
    public async Task Run(CancellationToken cancel)
    {
        await DoubtWhatWasInterrupted();
        await Task.WhenAll(
            audiences.Run(Running, cancel),
            shows.Run(Running, cancel),
            lanes.Run(() => Destinations(DateTimeOffset.MaxValue), cancel));
    }

    /// <summary>
    /// A delivery that was being sent when the program died may be there: it is never sent again by itself. To correct or to take away
    /// twice harms nothing, so those go on.
    /// </summary>
    public Task DoubtWhatWasInterrupted() => store.Commit(session =>
    {
        foreach (var broadcast in new[] { BroadcastState.Running, BroadcastState.Paused }.SelectMany(state => InState(session, state)))
            session.Put(Broadcast.Broadcasts, broadcast.Recounted(session));
        foreach (var delivery in session.Find(Delivery.Deliveries, Delivery.ByState, DeliveryState.Committing.ToString()))
        {
            ledger.Record(session, delivery.Work == DeliveryWork.Publish
                ? delivery with { State = DeliveryState.Unknown, Why = "The program stopped while sending." }
                : delivery with { State = DeliveryState.Planned });
        }
    });

    /// <summary>Publishes what is due now, and ends when each of it is settled or put off.</summary>
    public async Task PublishWhatIsDue(CancellationToken cancel)
    {
        foreach (var broadcast in await Running())
            await audience.Reach(broadcast);
        await Task.WhenAll((await Destinations(clock.GetUtcNow())).Select(destination => PublishTo(destination, cancel)));
    }

    /// <summary>Destinations that have something planned for this moment or before.</summary>
    private Task<IReadOnlyList<string>> Destinations(DateTimeOffset until) => store.Read<IReadOnlyList<string>>(session =>
        [.. session.Between(Delivery.Deliveries, Delivery.ByDue, 0, until.UtcTicks).Select(delivery => delivery.DestinationId).Distinct()]);

    private Task<IReadOnlyList<string>> Running() => store.Read<IReadOnlyList<string>>(session =>
        [.. InState(session, BroadcastState.Running).Select(broadcast => broadcast.Id)]);

    private static IReadOnlyList<Broadcast> InState(IStoreReader session, BroadcastState state) =>
        session.Find(Broadcast.Broadcasts, Broadcast.ByState, state.ToString());

    private void Wake(IStoreSession session, Broadcast broadcast)
    {
        var destinations = Ledger.PlannedOf(session, broadcast).Select(delivery => delivery.DestinationId).ToList();
        session.AfterCommit(() =>
        {
            audiences.Wake(broadcast.Id);
            shows.Wake(broadcast.Id);
            destinations.ForEach(lanes.Wake);
        });
    }

    /// <summary>Publishes what is due at a destination; answers when the next is.</summary>
    private async Task<DateTimeOffset?> PublishTo(string destination, CancellationToken cancel)
    {
        while (await store.Read(session => Next(session, destination)) is { } delivery)
        {
            if (delivery.DueAt > clock.GetUtcNow())
                return delivery.DueAt;
            cancel.ThrowIfCancellationRequested();
            if (await WaitItsTurn(delivery, cancel) is { } putOff)
                return clock.GetUtcNow() + putOff;
            if (await store.Commit(session => Claim(session, delivery.Id)) is { } claimed)
                await Publish(claimed, cancel);
            else if (publishers.TryGetValue(delivery.Kind, out var publisher))
                publisher.GiveBack(delivery.Address);
        }

        return null;
    }

    /// <summary>The delivery that is next for a destination, due or not; those of a broadcast that is held are passed over.</summary>
    private static Delivery? Next(IStoreReader session, string destination) =>
        Delivery.Planned(session, destination).FirstOrDefault(delivery => Broadcast.Of(session, delivery).State != BroadcastState.Paused);

    private async Task<TimeSpan?> WaitItsTurn(Delivery delivery, CancellationToken cancel) =>
        publishers.TryGetValue(delivery.Kind, out var publisher) ? await publisher.Ready(delivery.Address, cancel) : null;

    private async Task Publish(Delivery claimed, CancellationToken cancel)
    {
        var result = await Call(claimed, cancel);
        log.LogDebug("Post {Post} to {Destination}: {Result}", claimed.Post, claimed.DestinationId, result.GetType().Name);
        await recording.Keep(session => Settle(session, claimed, result), cancel);
    }

    private async Task<SendResult> Call(Delivery claimed, CancellationToken cancel)
    {
        try
        {
            var publisher = publishers[claimed.Kind];
            var before = claimed.Before is { } id ? await store.Read(session => session.Get(Delivery.Deliveries, id)) : null;
            return claimed.Work switch
            {
                DeliveryWork.Correct => await publisher.Correct(before!.Request, before.ExternalId!, claimed.Request, cancel),
                DeliveryWork.Withdraw => await publisher.Withdraw(claimed.Address, before!.ExternalId!, cancel),
                _ => await publisher.Publish(claimed.Request, cancel),
            };
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
        if (delivery is not { State: DeliveryState.Planned } || Broadcast.Of(session, delivery) is not { State: not BroadcastState.Paused } broadcast)
            return null;
        if (delivery.Work == DeliveryWork.Publish && session.Get(Post.Posts, Post.IdOf(delivery.Post)) is { } post && HoldsBack(session, post))
            return null;
        if (clearance.Hindrance(session, delivery) is { } why)
            ledger.Record(session, delivery with { State = why == Delivery.Stopped ? DeliveryState.Cancelled : DeliveryState.Refused, Why = why });
        else if (clearance.QuietUntil(delivery) is { } open)
            session.Put(Delivery.Deliveries, delivery with { DueAt = open });
        else if (clearance.IsTooLate(delivery, broadcast))
            HoldUntilAsked(session, broadcast);
        else if (board.Carries(delivery))
            board.Carry(session, delivery, ButtonsOf(session, delivery));
        else if (session.Get(Destination.Destinations, delivery.DestinationId)?.State == DestinationState.Rehearsal)
            ledger.Record(session, delivery with { State = DeliveryState.Rehearsed });
        else if (!publishers.ContainsKey(delivery.Kind))
            ledger.Record(session, delivery with { State = DeliveryState.Refused, Why = "not_connected" });
        else
            return Begin(session, delivery);
        return null;
    }

    private void HoldUntilAsked(IStoreSession session, Broadcast broadcast)
    {
        Pause(session, broadcast);
        ledger.News.AskWhetherLate(session, broadcast);
    }

    /// <summary>The address is the destination's of this moment: a group may have moved since the approval.</summary>
    private Delivery Begin(IStoreSession session, Delivery delivery)
    {
        var begun = delivery with
        {
            State = DeliveryState.Committing,
            Address = session.Get(Destination.Destinations, delivery.DestinationId)?.Address ?? delivery.Address,
            Attempts = delivery.Attempts + 1,
            BegunAt = delivery.BegunAt ?? clock.GetUtcNow(),
            Buttons = ButtonsOf(session, delivery),
        };
        ledger.Record(session, begun);
        return begun;
    }

    private IReadOnlyList<CardAction> ButtonsOf(IStoreSession session, Delivery delivery) =>
        delivery.Buttons.Count == 0 && session.Get(Subscription.Subscriptions, delivery.DestinationId) is { } subscription
            ? [Subscription.StopButton(session, subscription, house.Book.Words, clock.GetUtcNow())]
            : delivery.Buttons;

    private void Settle(IStoreSession session, Delivery claimed, SendResult result)
    {
        if (result is SendResult.Refused { TargetGone: true })
            Lose(session, claimed);
        ledger.Record(session, claimed.After(result, clock.GetUtcNow()));
    }

    private void Lose(IStoreSession session, Delivery claimed)
    {
        var now = clock.GetUtcNow();
        if (session.Get(Destination.Destinations, claimed.DestinationId) is { } destination)
            DestinationDesk.Lose(session, destination, house, now);
        if (session.Get(Subscription.Subscriptions, claimed.DestinationId) is { } subscription)
            session.Put(Subscription.Subscriptions, subscription with { PausedAt = now });
    }

    private Task<DateTimeOffset?> ShowProgress(string id) => store.Commit(session =>
        session.Get(Broadcast.Broadcasts, id) is { State: BroadcastState.Running, BegunAt: not null } broadcast ? ledger.News.Show(session, broadcast) : null);
}
