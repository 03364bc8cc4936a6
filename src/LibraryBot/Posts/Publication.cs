using LibraryBot.Activities;
using LibraryBot.Channels;
using LibraryBot.Publishing;
using LibraryBot.Responses;
using LibraryBot.Storage;
using LibraryBot.Turns;

namespace LibraryBot.Posts;

/// <summary>
/// Takes an approved post to its destinations and subscribers: one delivery each, due after the cancel window and outside quiet
/// hours. A destination's deliveries go one after another, destinations side by side.
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
    private readonly Dictionary<string, IPublisher> publishers = [];
    private TurnHouse house = null!;
    private BroadcastPlan plans = null!;
    private Ledger ledger = null!;
    private Audience audience = null!;
    private NetworkGate gate = null!;
    private DeliveryLane lane = null!;

    public Publication(ILibraryStore store, Settings settings, TimeProvider clock, ILogger<Publication> log)
    {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
        this.log = log;
        lanes = new WokenLanes((destination, cancel) => lane.Follow(destination, cancel), clock, log);
        audiences = new WokenLanes((broadcast, _) => audience.Reach(broadcast), clock, log);
        shows = new WokenLanes((broadcast, _) => ShowProgress(broadcast), clock, log);
    }

    public void PublishThrough(IPublisher publisher) => publishers[publisher.Kind] = publisher;

    /// <summary>Where news goes and which channel carries the announcement board; set once, when the house is built.</summary>
    public void Serve(TurnHouse of, IChannel boardChannel)
    {
        house = of;
        plans = new BroadcastPlan(settings, house.Book.Words);
        ledger = new Ledger(house, clock, shows.Wake);
        audience = new Audience(store, ledger, plans, clock, lanes.Wake);
        gate = new NetworkGate(store, ledger, publishers, clock) { Died = (session, kind, why) => Died(session, kind, why) };
        lane = new DeliveryLane(store, house, ledger, new Clearance(house, clock), new HouseBoard(house, boardChannel, ledger), gate, publishers, clock, log)
        {
            HoldsBack = (session, post) => HoldsBack(session, post),
        };
    }

    /// <summary>Whether a post must not go out now after all, and is held back by this; asked before each of its deliveries.</summary>
    internal Func<IStoreSession, Post, bool> HoldsBack { get; set; } = (_, _) => false;

    /// <summary>Told when a network's token is found dead, with its kind and the reason.</summary>
    internal Action<IStoreSession, string, string> Died { get; set; } = (_, _, _) => { };

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

    /// <summary>Whether nothing of a version has gone out yet, or may have.</summary>
    public bool CanStop(IStoreReader session, Post post) => session.Find(Delivery.Deliveries, Delivery.ByPost, post.Number)
        .Where(delivery => delivery.Version == post.Version)
        .All(delivery => delivery.CanStop);

    /// <summary>What is planned for a version does not go out.</summary>
    public void Stop(IStoreSession session, Post post)
    {
        foreach (var work in Enum.GetValues<DeliveryWork>())
        {
            if (session.Get(Broadcast.Broadcasts, Broadcast.IdOf(post.Number, post.Version, work)) is { } broadcast)
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
        ledger.Record(session, delivery.Anew(clock.GetUtcNow()));
        session.AfterCommit(() => lanes.Wake(delivery.DestinationId));
    }

    /// <summary>A network has a token again: what waited for one goes on.</summary>
    internal void Reopen(IStoreSession session, string kind)
    {
        var destinations = gate.Reopen(session, kind);
        session.AfterCommit(() =>
        {
            foreach (var destination in destinations)
                lanes.Wake(destination);
        });
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
    /// A delivery that was being sent when the program died may be there: it is never sent again by itself. Where a network can be asked,
    /// it is.
    /// </summary>
    public Task DoubtWhatWasInterrupted() => store.Commit(session =>
    {
        foreach (var broadcast in new[] { BroadcastState.Running, BroadcastState.Paused }.SelectMany(state => InState(session, state)))
            session.Put(Broadcast.Broadcasts, broadcast.Recounted(session));
        gate.Begin(session);
        foreach (var delivery in NetworkGate.UnderWay(session).Where(delivery => !publishers.TryGetValue(delivery.Kind, out var publisher) || !publisher.IsStepwise))
            ledger.Record(session, NetworkGate.AfterCutOff(null, delivery, clock.GetUtcNow()));
    });

    /// <summary>Publishes what is due now, and ends when each of it is settled or put off.</summary>
    public async Task PublishWhatIsDue(CancellationToken cancel)
    {
        foreach (var broadcast in await Running())
            await audience.Reach(broadcast);
        await Task.WhenAll((await Destinations(clock.GetUtcNow())).Select(destination => lane.Follow(destination, cancel)));
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

    private Task<DateTimeOffset?> ShowProgress(string id) => store.Commit(session =>
        session.Get(Broadcast.Broadcasts, id) is { State: BroadcastState.Running, BegunAt: not null } broadcast ? ledger.News.Show(session, broadcast) : null);
}
