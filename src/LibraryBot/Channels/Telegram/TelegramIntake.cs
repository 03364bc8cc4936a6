namespace LibraryBot.Channels.Telegram;

/// <summary>
/// Where every source of updates ends: they are stored, and then taken one after another within each chat and side by side
/// across chats.
/// </summary>
internal sealed class TelegramIntake(TelegramInbox inbox, UpdateTurns turns, TimeProvider time, ILogger log) : IDisposable
{
    private const int UnderWayAtMost = 1000;
    private readonly ChatLanes lanes = new(UnderWayAtMost);
    private readonly Albums albums = new(time);

    /// <summary>Takes up what an earlier run stored and did not finish.</summary>
    public async Task TakeUpLeftOver(CancellationToken stopping) => await Begin(await inbox.LeftOver(), stopping);

    /// <summary>Stores a batch. Null when the store did not take it: Telegram must keep it.</summary>
    /// <param name="andOffset">Whether the next poll begins behind this batch.</param>
    public async Task<KeptBatch?> Keep(IReadOnlyList<RawUpdate> batch, bool andOffset, CancellationToken stopping)
    {
        try
        {
            return await inbox.Keep(batch, andOffset);
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            log.LogError(failure, "{Count} updates could not be stored; Telegram keeps them.", batch.Count);
            return null;
        }
    }

    /// <summary>Queues stored updates for their turns. Waits while too much is under way.</summary>
    public async Task Begin(IReadOnlyList<KeptUpdate> updates, CancellationToken stopping)
    {
        // All parts of an album that came together are in it before its turn can begin.
        foreach (var update in updates.Where(update => !albums.Joins(update)).ToList())
            await lanes.Enter(update.Chat, () => Take(update, stopping), stopping);
    }

    /// <summary>Ends when everything queued has ended.</summary>
    public Task Finish() => lanes.Empty();

    public void Dispose() => lanes.Dispose();

    private async Task Take(KeptUpdate update, CancellationToken stopping)
    {
        var together = await albums.Gather(update, stopping);
        if (together.Count > 0)
            await turns.Run(together, stopping);
    }
}
