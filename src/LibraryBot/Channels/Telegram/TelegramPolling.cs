using System.Text.Json;

namespace LibraryBot.Channels.Telegram;

/// <summary>
/// Asks Telegram for updates, stores each batch, and only then moves on. Our own loop: the library's ends silently at a
/// time-out in a handler, loses an update whose handler fails, and stops for ever at one that it cannot read.
/// </summary>
internal sealed class TelegramPolling(TelegramLine line, TelegramInbox inbox, UpdateTurns turns, ILogger log)
{
    private const int UnderWayAtMost = 1000;

    /// <summary>Named, because Telegram otherwise goes on with whatever was asked for last.</summary>
    private static readonly string[] AllowedUpdates =
    [
        "message", "edited_message", "channel_post", "edited_channel_post", "callback_query", "my_chat_member",
        "message_reaction", "poll_answer", "inline_query", "chosen_inline_result",
    ];

    /// <summary>Ends when the bot stops or Telegram does not know its token; what is under way is finished first.</summary>
    public async Task Run(CancellationToken stopping)
    {
        using var lanes = new ChatLanes(UnderWayAtMost);
        try
        {
            await Poll(lanes, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
        }

        await lanes.Empty();
    }

    private async Task Poll(ChatLanes lanes, CancellationToken stopping)
    {
        if (await line.Ask("deleteWebhook", new { drop_pending_updates = false }, stopping) is null)
            return;
        await Enqueue(lanes, await inbox.LeftOver(), stopping);
        var next = await inbox.NextUpdate();
        while (await line.Ask("getUpdates", Request(next), stopping) is { } answer)
        {
            if (answer.ValueKind != JsonValueKind.Array || answer.GetArrayLength() == 0)
                continue;
            if (await Keep([.. answer.EnumerateArray()], stopping) is not { } kept)
                continue;
            if (kept.Next is null)
                await line.WaitAfter("getUpdates", "updates without a number, which it will bring again", stopping);
            next = kept.Next ?? next;
            await Enqueue(lanes, kept.Updates, stopping);
        }
    }

    private static object Request(int? offset) => new { offset = offset ?? 0, limit = 100, timeout = 25, allowed_updates = AllowedUpdates };

    /// <summary>Null when the store did not take the batch: the offset stays and Telegram brings it again.</summary>
    private async Task<KeptBatch?> Keep(IReadOnlyList<JsonElement> batch, CancellationToken stopping)
    {
        try
        {
            return await inbox.Keep(batch);
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            log.LogError(failure, "{Count} updates could not be stored; Telegram keeps them.", batch.Count);
            await line.WaitAfter("inbox", "the store did not take the updates", stopping);
            return null;
        }
    }

    private async Task Enqueue(ChatLanes lanes, IReadOnlyList<KeptUpdate> updates, CancellationToken stopping)
    {
        foreach (var update in updates)
            await lanes.Enter(TelegramActivities.ChatOf(update.Update), () => turns.Run(update, stopping), stopping);
    }
}
