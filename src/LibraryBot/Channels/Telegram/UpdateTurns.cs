using LibraryBot.Activities;
using LibraryBot.Media;
using LibraryBot.Publishing.Telegram;
using LibraryBot.Turns;

namespace LibraryBot.Channels.Telegram;

/// <summary>Makes a turn of each stored update. It waits in the inbox, and is tried again, until the store has committed its turn.</summary>
internal sealed class UpdateTurns(
    TelegramInbox inbox, ITurns turns, BotIdentity bot, TelegramSender sender, TelegramPictures pictures, Func<ConversationReference, Task<bool>> mayBringFiles, InlineMode inline, TimeProvider time, ILogger log)
{
    /// <summary>Of what happens around the turn; a turn that fails puts its message aside by itself.</summary>
    private const int FaultsAtMost = 3;

    /// <summary>Never throws. When the bot stops in the middle, the update stays in the inbox for the next start.</summary>
    /// <param name="together">One update, or the parts of an album.</param>
    public async Task Run(IReadOnlyList<KeptUpdate> together, CancellationToken stopping)
    {
        var backOff = new BackOff();
        var faults = new List<string>();
        // Not begun once the bot stops: what stood before it in its chat may be left for the next start, and comes first.
        while (!stopping.IsCancellationRequested && !await IsTaken(together, faults, stopping))
            await Task.Delay(backOff.Next(), time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>False when it is to be tried again.</summary>
    private async Task<bool> IsTaken(IReadOnlyList<KeptUpdate> together, List<string> faults, CancellationToken stopping)
    {
        try
        {
            await (faults.Count < FaultsAtMost ? Take(together, stopping) : inbox.PutAside(together, faults[^1], Trouble.FailedTurn));
            return true;
        }
        catch (Exception) when (stopping.IsCancellationRequested)
        {
            return true;
        }
        catch (IOException trouble)
        {
            log.LogWarning("Update {Update} waits, since nothing can be saved: {Reason}", together[0].Row, trouble.Message);
        }
        // Any, a time-out's OperationCanceledException too: one bad update must not end the receiving of all others.
        catch (Exception fault)
        {
            log.LogError(fault, "Update {Update} failed", together[0].Row);
            faults.Add(fault.Message);
        }

        return false;
    }

    private async Task Take(IReadOnlyList<KeptUpdate> together, CancellationToken stopping)
    {
        if (together is [{ Update.InlineQuery: { } query }])
            inline.Take(query, stopping);
        if (TelegramActivities.Read([.. together.Select(kept => kept.Update)], bot) is not { } heard)
        {
            // Not for the bot. An inline query belongs to no conversation, so whoever answers it does so here, outside of any turn.
            await inbox.Done(together);
            return;
        }

        if (heard.CallbackId is { } pressed)
            _ = sender.AnswerCallback(pressed, stopping);
        if (!await turns.Take(await WithFiles(heard, await WithPictures(heard, stopping), stopping)))
            log.LogDebug("Update {Update} was taken before.", together[0].Row);
    }

    private async Task<Activity> WithPictures(HeardUpdate heard, CancellationToken stopping)
    {
        var attached = new List<Attachment>();
        foreach (var picture in heard.Pictures)
        {
            if (await pictures.Fetch(picture, stopping) is { } media)
                attached.Add(new Attachment { ContentType = picture.ContentType, ContentUrl = MediaLinks.Scheme + media });
        }

        if (attached.Count > 0)
            return heard.Activity with { Attachments = attached };
        return heard.Pictures.Count == 0 ? heard.Activity : MessageNotes.Add(heard.Activity, notes => notes with { Unread = "photo" });
    }

    /// <summary>Of the staff alone: what others send is not even fetched.</summary>
    private async Task<Activity> WithFiles(HeardUpdate heard, Activity activity, CancellationToken stopping)
    {
        if (heard.Files.Count == 0 || !await mayBringFiles(ConversationReference.Of(activity)))
            return activity;
        var attached = new List<Attachment>(activity.Attachments ?? []);
        string? unread = null;
        foreach (var file in heard.Files)
        {
            if (file.Size > SentFiles.BytesAtMost)
                unread = HeardHow.TooBig;
            else if (await pictures.Fetch(file, stopping) is { } id)
                attached.Add(SentFile.Attached(id, file.Name));
            else
                unread = HeardHow.Lost;
        }

        return MessageNotes.Add(activity with { Attachments = attached.Count > 0 ? attached : null }, notes => notes with { Unread = attached.Count > 0 ? null : unread });
    }
}
