using System.Globalization;
using LibraryBot.Activities;
using LibraryBot.Storage;

namespace LibraryBot.Publishing;

/// <summary>A reply that waits to be sent, written in the turn's own transaction.</summary>
public sealed record OutboxRow(long Number, ConversationReference To, Activity Says, DateTimeOffset DueAt, int Attempts = 0)
{
    public static readonly Collection<OutboxRow> Rows = new("outbox", row => row.Number.ToString("D12", CultureInfo.InvariantCulture));
    public static readonly StoreIndex<OutboxRow> ByDue = Rows.ByNumber("due", row => row.DueAt.UtcTicks);
}

/// <summary>
/// Sends replies after their commit, each conversation's in order, different conversations side by side.
/// A reply is sent again only when the network proved that it did not arrive, or when we died before recording that it did.
/// </summary>
public sealed class Outbox(ILibraryStore store, TimeProvider clock, ILogger<Outbox> log)
{
    private const int TriesAtMost = 8;
    private readonly SemaphoreSlim wake = new(0);
    private readonly Dictionary<string, IReplySender> senders = [];

    public void SendThrough(IReplySender sender) => senders[sender.ChannelId] = sender;

    /// <summary>Adds a reply to a turn's transaction.</summary>
    public void Add(IStoreSession session, ConversationReference to, Activity says)
    {
        session.Put(OutboxRow.Rows, new OutboxRow(session.Next("outbox"), to, says, clock.GetUtcNow()));
        session.AfterCommit(() => wake.Release());
    }

    /// <summary>Runs until cancelled.</summary>
    public async Task Run(CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            var pause = await SendWhatIsDue(cancel) ? TimeSpan.Zero : TimeSpan.FromSeconds(1);
            if (pause > TimeSpan.Zero)
                await AwaitWork(pause, cancel);
        }
    }

    /// <summary>Sends everything that is due; false when nothing was.</summary>
    public async Task<bool> SendWhatIsDue(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var rows = await store.Read(s => s.All(OutboxRow.Rows));
        var conversations = rows.OrderBy(row => row.Number)
            .GroupBy(row => row.To.ChannelId + "|" + row.To.ConversationId)
            .Where(conversation => conversation.First().DueAt <= now && senders.ContainsKey(conversation.First().To.ChannelId))
            .ToList();
        await Task.WhenAll(conversations.Select(conversation => SendInOrder(conversation, cancel)));
        return conversations.Count > 0;
    }

    private async Task SendInOrder(IEnumerable<OutboxRow> rows, CancellationToken cancel)
    {
        foreach (var row in rows)
        {
            var result = await senders[row.To.ChannelId].Send(row.To, row.Says, cancel);
            if (cancel.IsCancellationRequested && result is not SendResult.Published)
                return;
            if (!await Settle(row, result))
                return;
        }
    }

    /// <summary>True when the conversation's next reply may go.</summary>
    private async Task<bool> Settle(OutboxRow row, SendResult result)
    {
        if (result is SendResult.TryAgain again && row.Attempts + 1 < TriesAtMost)
        {
            var later = row with { Attempts = row.Attempts + 1, DueAt = clock.GetUtcNow() + again.After };
            await store.Commit(s => s.Put(OutboxRow.Rows, later));
            return false;
        }

        if (result is not SendResult.Published)
            log.LogWarning("Reply {Row} to {Conversation} was not delivered: {Result}", row.Number, row.To.Key, result);
        await store.Commit(s => s.Delete(OutboxRow.Rows, OutboxRow.Rows.Id(row)));
        return true;
    }

    private async Task AwaitWork(TimeSpan atMost, CancellationToken cancel)
    {
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        try
        {
            await Task.WhenAny(wake.WaitAsync(timer.Token), Task.Delay(atMost, clock, timer.Token));
        }
        finally
        {
            await timer.CancelAsync();
        }
    }
}
