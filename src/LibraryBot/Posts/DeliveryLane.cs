using LibraryBot.Activities;
using LibraryBot.Publishing;
using LibraryBot.Responses;
using LibraryBot.Storage;
using LibraryBot.Turns;

namespace LibraryBot.Posts;

/// <summary>
/// Takes the deliveries of one destination on their way, one after another and a call at a time. Each waits its turn at the network, then
/// the intent is committed, then the network is called, then what it said is committed; the approval is checked again at every intent.
/// </summary>
internal sealed class DeliveryLane(
    ILibraryStore store, TurnHouse house, Ledger ledger, Clearance clearance, HouseBoard board, NetworkGate gate, IReadOnlyDictionary<string, IPublisher> publishers, TimeProvider clock, ILogger log)
{
    private readonly Recording recording = new(store, clock, log);

    /// <summary>Whether a post must not go out now after all, and is held back by this; asked before each of its deliveries.</summary>
    public Func<IStoreSession, Post, bool> HoldsBack { get; init; } = (_, _) => false;

    /// <summary>Does what is due at a destination; answers when the next is.</summary>
    public async Task<DateTimeOffset?> Follow(string destination, CancellationToken cancel)
    {
        while (await store.Read(session => Next(session, destination)) is { } delivery)
        {
            if (delivery.DueAt > clock.GetUtcNow())
                return delivery.DueAt;
            cancel.ThrowIfCancellationRequested();
            if (await gate.Enter(delivery.Kind) is { } opens)
                return opens;
            if (await WaitItsTurn(delivery, cancel) is { } putOff)
                return clock.GetUtcNow() + putOff;
            if (await store.Commit(session => Claim(session, delivery.Id)) is { } claimed)
                await Make(claimed.Phase, claimed.Delivery, cancel);
            else if (publishers.TryGetValue(delivery.Kind, out var publisher))
                publisher.GiveBack(delivery.Address);
        }

        return null;
    }

    /// <summary>The delivery that is next for a destination, due or not; those of a broadcast that is held are passed over, unless there is something to find out.</summary>
    private static Delivery? Next(IStoreReader session, string destination) => Delivery.Planned(session, destination)
        .FirstOrDefault(delivery => delivery.State == DeliveryState.Unknown || Broadcast.Of(session, delivery).State != BroadcastState.Paused);

    private async Task<TimeSpan?> WaitItsTurn(Delivery delivery, CancellationToken cancel) =>
        publishers.TryGetValue(delivery.Kind, out var publisher) ? await publisher.Ready(delivery.Address, cancel) : null;

    /// <summary>Writes the intent, or settles what needs no network; null when there is nothing to call.</summary>
    private Claimed? Claim(IStoreSession session, string id)
    {
        if (session.Get(Delivery.Deliveries, id) is not { IsInPlan: true } delivery)
            return null;
        var publisher = publishers.GetValueOrDefault(delivery.Kind);
        var phase = publisher?.Next(delivery) ?? Phase.Commit;
        // Whatever has become of its post: to know is better than not to.
        if (phase == Phase.Look)
            return new Claimed(phase, delivery);
        if (Broadcast.Of(session, delivery) is not { State: not BroadcastState.Paused } broadcast)
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
            ledger.Record(session, delivery with { State = DeliveryState.Rehearsed, Rehearsal = publisher?.Rehearse(delivery) ?? [] });
        else if (publisher is null)
            ledger.Record(session, delivery with { State = DeliveryState.Refused, Why = "not_connected" });
        else if (NetworkGate.IsDown(session, delivery.Kind))
            ledger.Record(session, delivery with { State = DeliveryState.ChannelDown, Why = "meta.token" });
        else
            return phase == Phase.Poll ? new Claimed(phase, delivery) : Begin(session, publisher, phase, delivery);
        return null;
    }

    private void HoldUntilAsked(IStoreSession session, Broadcast broadcast)
    {
        Publication.Pause(session, broadcast);
        ledger.News.AskWhetherLate(session, broadcast);
    }

    /// <summary>The address is the destination's of this moment: a group may have moved since the approval.</summary>
    private Claimed? Begin(IStoreSession session, IPublisher publisher, Phase phase, Delivery delivery)
    {
        var fence = publisher.IsStepwise ? gate.Fence(session, delivery.Kind) : 0;
        if (fence is null)
            return null;
        var addressed = delivery with
        {
            Address = session.Get(Destination.Destinations, delivery.DestinationId)?.Address ?? delivery.Address,
            Buttons = ButtonsOf(session, delivery),
        };
        var begun = addressed.Opening(phase, clock.GetUtcNow(), fence.Value);
        ledger.Record(session, begun);
        return new Claimed(phase, begun);
    }

    private IReadOnlyList<CardAction> ButtonsOf(IStoreSession session, Delivery delivery) =>
        delivery.Buttons.Count == 0 && session.Get(Subscription.Subscriptions, delivery.DestinationId) is { } subscription
            ? [Subscription.StopButton(session, subscription, house.Book.Words, clock.GetUtcNow())]
            : delivery.Buttons;

    private async Task Make(Phase phase, Delivery claimed, CancellationToken cancel)
    {
        var result = await Call(phase, claimed, cancel);
        log.LogDebug("Post {Post} to {Destination}, {Phase}: {Result}", claimed.Post, claimed.DestinationId, phase, result.GetType().Name);
        await recording.Keep(session => Settle(session, claimed, result), cancel);
    }

    private async Task<SendResult> Call(Phase phase, Delivery claimed, CancellationToken cancel)
    {
        var publisher = publishers[claimed.Kind];
        try
        {
            var before = claimed.Before is { } id ? await store.Read(session => session.Get(Delivery.Deliveries, id)) : null;
            return await publisher.Take(phase, claimed, before, cancel);
        }
        // Everything: whatever went wrong after the intent was written, it may be there.
        catch (Exception failure)
        {
            const string why = "Our side failed while sending.";
            log.LogError(failure, "Post {Post} to {Destination} failed on our side; it may be there", claimed.Post, claimed.DestinationId);
            return phase == Phase.Commit ? publisher.Interrupted(claimed, why) : new SendResult.TryAgain(TimeSpan.FromSeconds(30), why);
        }
    }

    private void Settle(IStoreSession session, Delivery claimed, SendResult result)
    {
        // Another program has taken over meanwhile and finds out for itself, or it was called off between two looks.
        if (session.Get(Delivery.Deliveries, claimed.Id) is not { } stored || stored.State != claimed.State || stored.Calls.LastOrDefault() != claimed.Calls.LastOrDefault())
            return;
        if (result is SendResult.Refused { TargetGone: true })
            Lose(session, claimed);
        gate.Mind(session, claimed, result);
        var settled = claimed.Closing(OutcomeOf(result), clock.GetUtcNow()).After(result, clock.GetUtcNow());
        ledger.Record(session, settled);
        if (settled.State == DeliveryState.Waiting && claimed.State != DeliveryState.Waiting)
            ledger.News.Waits(session, settled);
    }

    private void Lose(IStoreSession session, Delivery claimed)
    {
        var now = clock.GetUtcNow();
        if (session.Get(Destination.Destinations, claimed.DestinationId) is { } destination)
            DestinationDesk.Lose(session, destination, house, now);
        if (session.Get(Subscription.Subscriptions, claimed.DestinationId) is { } subscription)
            session.Put(Subscription.Subscriptions, subscription with { PausedAt = now });
    }

    private static string OutcomeOf(SendResult result) => result switch
    {
        SendResult.Step { Why: { } why } => why,
        SendResult.Refused { Why: var why } => why,
        SendResult.Reconnect { Why: var why } => why,
        SendResult.Unknown { Why: var why } => why,
        SendResult.TryAgain { Why: var why } => why,
        _ => "done",
    };

    private sealed record Claimed(Phase Phase, Delivery Delivery);
}
