using LibraryBot.Activities;
using LibraryBot.Storage;

namespace LibraryBot.Publishing;

/// <summary>
/// Sends replies as soon as they are committed, each conversation's in order, different conversations side by side.
/// A reply is sent again only when the network proved that it did not arrive, or when we died before recording that it did.
/// </summary>
public sealed class Outbox
{
    private const int SideBySide = 32;
    private readonly ILibraryStore store;
    private readonly TimeProvider clock;
    private readonly ILogger<Outbox> log;
    private readonly WokenLanes lanes;
    private readonly Recording recording;
    private readonly SemaphoreSlim room = new(SideBySide);
    private readonly Dictionary<string, IReplySender> senders = [];

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

    /// <summary>A conversation goes on under another id: what waits for it waits there.</summary>
    public void Move(IStoreSession session, string channel, string from, string to)
    {
        foreach (var row in OutboxRow.Of(session, OutboxRow.LaneOf(channel, from)))
            session.Put(OutboxRow.Rows, row with { To = row.To with { ConversationId = to } });
        session.AfterCommit(() => lanes.Wake(OutboxRow.LaneOf(channel, to)));
    }

    /// <summary>Runs until cancelled.</summary>
    public Task Run(CancellationToken cancel) => lanes.Run(LeftOver, cancel);

    private Task<IReadOnlyList<string>> LeftOver() =>
        store.Read<IReadOnlyList<string>>(session => [.. session.All(OutboxRow.Rows).Select(row => row.Lane).Distinct()]);

    private async Task<DateTimeOffset?> SendWhatIsDue(string lane, CancellationToken cancel)
    {
        while (await store.Read(session => OutboxRow.First(session, lane)) is { } row)
        {
            // A channel that is not connected today keeps its replies.
            if (!senders.TryGetValue(row.To.ChannelId, out var sender))
                return null;
            if (row.DueAt > clock.GetUtcNow())
                return row.DueAt;
            cancel.ThrowIfCancellationRequested();
            await Send(row, sender, cancel);
        }

        return null;
    }

    private async Task Send(OutboxRow row, IReplySender sender, CancellationToken cancel)
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

    /// <summary>The row is read again: its conversation may have moved while it was on its way.</summary>
    private void Settle(IStoreSession session, OutboxRow sent, SendResult? result)
    {
        if (session.Get(OutboxRow.Rows, OutboxRow.Rows.Id(sent)) is not { } row)
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
