using System.Text.Json;

namespace LibraryBot.Channels.Telegram;

/// <summary>
/// Asks Telegram for updates, stores each batch, and only then moves on. Our own loop: the library's ends silently at a
/// time-out in a handler, loses an update whose handler fails, and stops for ever at one that it cannot read.
/// </summary>
internal sealed class TelegramPolling(TelegramLine line, TelegramInbox inbox) : IUpdateSource
{
    public async Task Run(TelegramIntake intake, CancellationToken stopping)
    {
        // A webhook from before, ours or another's, would keep the updates from us; what waits for it is kept.
        if (await line.Ask("deleteWebhook", new { drop_pending_updates = false }, stopping) is null)
            return;
        var next = await inbox.NextUpdate();
        while (await line.Ask("getUpdates", Request(next), stopping) is { } answer)
            next = await TakeIn(intake, answer, next, stopping);
    }

    private static object Request(int? offset) => new { offset = offset ?? 0, limit = 100, timeout = 25, allowed_updates = AllowedUpdates.Names };

    /// <summary>The offset of the next poll; null when Telegram has been told to forget all that it brought (and may go on at any number).</summary>
    private async Task<int?> TakeIn(TelegramIntake intake, JsonElement answer, int? offset, CancellationToken stopping)
    {
        if (answer.ValueKind != JsonValueKind.Array)
        {
            await line.WaitAfter("getUpdates", "an answer that is no list of updates", stopping);
            return offset;
        }

        return answer.GetArrayLength() == 0 ? null : await TakeIn(intake, [.. answer.EnumerateArray().Select(RawUpdate.Of)], offset, stopping);
    }

    /// <summary>The offset stays where it was when the batch could not be stored, and Telegram brings it again.</summary>
    private async Task<int?> TakeIn(TelegramIntake intake, IReadOnlyList<RawUpdate> batch, int? offset, CancellationToken stopping)
    {
        if (await intake.Keep(batch, andOffset: true, stopping) is not { } kept)
        {
            await line.WaitAfter("inbox", "the store did not take the updates", stopping);
            return offset;
        }

        if (kept.Next is null)
            await line.WaitAfter("getUpdates", "updates without a number, which it will bring again", stopping);
        await intake.Begin(kept.Updates, stopping);
        return kept.Next ?? offset;
    }
}
