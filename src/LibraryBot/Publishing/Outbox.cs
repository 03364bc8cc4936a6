using System.Collections.Concurrent;
using LibraryBot.Activities;
using LibraryBot.Storage;

namespace LibraryBot.Publishing;

/// <summary>
/// Sends replies as soon as they are committed, each conversation's in order, different conversations side by side. A row is
/// leased in the store before it is sent and settled after. A reply is sent again only when the network proved that it did not
/// arrive, or when we died before recording that it did.
/// </summary>
public sealed class Outbox
{
    private const int SideBySide = 32;
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    /// <summary>Names this run of the program on its leases.</summary>
    private readonly string me = Guid.NewGuid().ToString("N");
    private readonly ILibraryStore store;
    private readonly TimeProvider clock;
    private readonly ILogger<Outbox> log;
    private readonly WokenLanes lanes;
    private readonly Recording recording;
    private readonly SemaphoreSlim room = new(SideBySide);
    private readonly Dictionary<string, IReplySender> senders = [];

    /// <summary>What is being sent now: a conversation that moves meanwhile must not say it once more.</summary>
    private readonly ConcurrentDictionary<long, bool> onTheirWay = new();

    public Outbox(ILibraryStore store, TimeProvider clock, ILogger<Outbox> log)
    {
        this.store = store;
        this.clock = clock;
        this.log = log;
        lanes = new WokenLanes(SendWhatIsDue, clock, log);
        recording = new Recording(store, clock, log);
    }

    public void SendThrough(IReplySender sender) => senders[sender.ChannelId] = sender;

    /// <summary>Adds a reply to a turn's transaction.</summary>
    public void Add(IStoreSession session, ConversationReference to, Activity says)
    {
        var row = new OutboxRow(session.Next("outbox"), to, says, clock.GetUtcNow());
        session.Put(OutboxRow.Rows, row);
        session.AfterCommit(() => lanes.Wake(row.Lane));
    }

    /// <summary>A conversation goes on under another id: what waits for it waits there, and what is on its way to the old one goes again.</summary>
    public void Move(IStoreSession session, string channel, string from, string to)
    {
        foreach (var row in OutboxRow.Of(session, OutboxRow.LaneOf(channel, from)))
            session.Put(OutboxRow.Rows, row.Free() with { To = row.To with { ConversationId = to } });
        session.AfterCommit(() => lanes.Wake(OutboxRow.LaneOf(channel, to)));
    }

    /// <summary>Runs until cancelled.</summary>
    public Task Run(CancellationToken cancel) => lanes.Run(LeftOver, cancel);

    /// <summary>A folder has one program, so whoever holds a lease at the start of this one is gone: it was perhaps sent, and is sent again.</summary>
    private Task<IReadOnlyList<string>> LeftOver() => store.Commit<IReadOnlyList<string>>(session =>
    {
        var rows = session.All(OutboxRow.Rows);
        foreach (var row in rows.Where(row => row.LeasedBy is not null && row.LeasedBy != me))
            session.Put(OutboxRow.Rows, row.Free());
        return [.. rows.Select(row => row.Lane).Distinct()];
    });

    private async Task<DateTimeOffset?> SendWhatIsDue(string lane, CancellationToken cancel)
    {
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            var next = await store.Commit(session => Lease(session, lane));
            if (next.Row is not { } row)
                return next.LookAgain;
            await Send(row, senders[row.To.ChannelId], cancel);
        }
    }

    /// <summary>Takes the reply that is next in a conversation, or tells when it can be taken; null: not before something changes.</summary>
    private (OutboxRow? Row, DateTimeOffset? LookAgain) Lease(IStoreSession session, string lane)
    {
        var now = clock.GetUtcNow();
        // A channel that is not connected today keeps its replies.
        if (OutboxRow.First(session, lane) is not { } row || !senders.ContainsKey(row.To.ChannelId))
            return (null, null);
        if (row.DueAt > now)
            return (null, row.DueAt);
        if (onTheirWay.ContainsKey(row.Number))
            return (null, now + LookAgain);
        if (row.IsLeasedToAnother(me, now))
            return (null, row.LeasedUntil);

        var leased = row.Leased(me, now);
        session.Put(OutboxRow.Rows, leased);
        return (leased, null);
    }

    private async Task Send(OutboxRow row, IReplySender sender, CancellationToken cancel)
    {
        onTheirWay[row.Number] = true;
        try
        {
            await SendAndSettle(row, sender, cancel);
        }
        finally
        {
            onTheirWay.TryRemove(row.Number, out _);
        }
    }

    private async Task SendAndSettle(OutboxRow row, IReplySender sender, CancellationToken cancel)
    {
        var result = await Call(row, sender, cancel);
        if (cancel.IsCancellationRequested && result is null or SendResult.TryAgain)
            return;
        if (result is not (null or SendResult.Published or SendResult.TryAgain))
            log.LogWarning("Reply {Row} to {Conversation} was not delivered: {Result}", row.Number, row.To.Key, result);
        await recording.Keep(session => Settle(session, row, result), cancel);
    }

    /// <summary>What the network made of it; null when we could not even hand it over.</summary>
    private async Task<SendResult?> Call(OutboxRow row, IReplySender sender, CancellationToken cancel)
    {
        await room.WaitAsync(cancel);
        try
        {
            return await sender.Send(row.To, row.Says, cancel);
        }
        // Everything, a cancellation of the sender's own too: one reply must not end the sending of all others.
        catch (Exception failure)
        {
            log.LogError(failure, "Reply {Row} to {Conversation} could not be handed over", row.Number, row.To.Key);
            return null;
        }
        finally
        {
            room.Release();
        }
    }

    /// <summary>The row is read again: its conversation may have moved while it was on its way, and then another sending has it.</summary>
    private void Settle(IStoreSession session, OutboxRow sent, SendResult? result)
    {
        if (session.Get(OutboxRow.Rows, OutboxRow.Rows.Id(sent)) is not { } row || (row.To != sent.To && result is not SendResult.Published))
            return;
        var now = clock.GetUtcNow();
        if ((result is null ? row.AfterFault(now) : row.After(result, now)) is { } later)
        {
            session.Put(OutboxRow.Rows, later);
            return;
        }

        session.Delete(OutboxRow.Rows, OutboxRow.Rows.Id(row));
        if (result is null or SendResult.TryAgain)
            log.LogWarning("Reply {Row} to {Conversation} is given up after {Attempts} tries: {Result}", row.Number, row.To.Key, row.Attempts + row.Faults + 1, result);
    }
}
