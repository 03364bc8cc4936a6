using System.Collections.Concurrent;
using LibraryBot.Activities;
using LibraryBot.Storage;

namespace LibraryBot.Publishing;

/// <summary>
/// Sends replies as soon as they are committed, each conversation's in order, different conversations side by side. A reply's row
/// stays in the store until it is settled; a folder has one program, so what is under way is known in memory alone. A reply is sent
/// again only when the network proved that it did not arrive, or when we died before recording that it did.
/// </summary>
public sealed class Outbox
{
    private const int SideBySide = 32;
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    private readonly ILibraryStore store;
    private readonly TimeProvider clock;
    private readonly ILogger<Outbox> log;
    private readonly WokenLanes lanes;
    private readonly WaitingReplies waiting = new();
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
        session.AfterCommit(() => Await(row));
    }

    /// <summary>A conversation goes on under another id: what waits for it waits there, and what is on its way to the old one goes again.</summary>
    public void Move(IStoreSession session, string channel, string from, string to)
    {
        foreach (var row in OutboxRow.Of(session, OutboxRow.LaneOf(channel, from)))
        {
            var moved = row with { To = row.To with { ConversationId = to } };
            session.Put(OutboxRow.Rows, moved);
            session.AfterCommit(() =>
            {
                waiting.Remove(row.Lane, row.Number);
                Await(moved);
            });
        }
    }

    /// <summary>Runs until cancelled.</summary>
    public Task Run(CancellationToken cancel) => lanes.Run(LeftOver, cancel);

    /// <summary>What an earlier run had under way was perhaps sent, and is sent again.</summary>
    private Task<IReadOnlyList<string>> LeftOver() => store.Read<IReadOnlyList<string>>(reader =>
    {
        var rows = reader.All(OutboxRow.Rows);
        foreach (var row in rows)
            waiting.Put(row);
        return [.. rows.Select(row => row.Lane).Distinct()];
    });

    private void Await(OutboxRow row)
    {
        waiting.Put(row);
        lanes.Wake(row.Lane);
    }

    private async Task<DateTimeOffset?> SendWhatIsDue(string lane, CancellationToken cancel)
    {
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            // A channel that is not connected today keeps its replies.
            if (await Next(lane) is not { } row || !senders.TryGetValue(row.To.ChannelId, out var sender))
                return null;
            var now = clock.GetUtcNow();
            if (row.DueAt > now)
                return row.DueAt;
            if (!onTheirWay.TryAdd(row.Number, true))
                return now + LookAgain;
            await Send(row, sender, cancel);
        }
    }

    /// <summary>The reply that is next in a conversation; null when none waits.</summary>
    private async Task<OutboxRow?> Next(string lane)
    {
        while (waiting.First(lane) is { } first)
        {
            if (first.Row is { } known)
                return known;
            if (await store.Read(reader => reader.Get(OutboxRow.Rows, OutboxRow.IdOf(first.Number))) is { } row && row.Lane == lane)
                return row;
            waiting.Remove(lane, first.Number);
        }

        return null;
    }

    private async Task Send(OutboxRow row, IReplySender sender, CancellationToken cancel)
    {
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

    private void Settle(IStoreSession session, OutboxRow sent, SendResult? result)
    {
        if (result is SendResult.Published)
        {
            Drop(session, sent);
            return;
        }

        // Its conversation may have moved while it was on its way, and then another sending has it.
        if (session.Get(OutboxRow.Rows, OutboxRow.Rows.Id(sent)) is not { } row || row.To != sent.To)
            return;
        var now = clock.GetUtcNow();
        if ((result is null ? row.AfterFault(now) : row.After(result, now)) is { } later)
        {
            session.Put(OutboxRow.Rows, later);
            session.AfterCommit(() => waiting.Put(later));
            return;
        }

        Drop(session, row);
        if (result is null or SendResult.TryAgain)
            log.LogWarning("Reply {Row} to {Conversation} is given up after {Attempts} tries: {Result}", row.Number, row.To.Key, row.Attempts + row.Faults + 1, result);
    }

    private void Drop(IStoreSession session, OutboxRow row)
    {
        session.Delete(OutboxRow.Rows, OutboxRow.Rows.Id(row));
        session.AfterCommit(() => waiting.Remove(row));
    }
}
