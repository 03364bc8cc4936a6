using System.Text.Json;
using LibraryBot.Activities;
using LibraryBot.Media;
using LibraryBot.Publishing.Telegram;
using LibraryBot.Turns;

namespace LibraryBot.Channels.Telegram;

/// <summary>Makes a turn of each stored update. It waits in the inbox, and is tried again, until the store has committed its turn.</summary>
internal sealed class UpdateTurns(
    TelegramInbox inbox, ITurns turns, BotIdentity bot, TelegramSender sender, TelegramPictures pictures, InlineMode inline, TimeProvider time, ILogger log)
{
    /// <summary>Of what happens around the turn; a turn that fails puts its message aside by itself.</summary>
    private const int FaultsAtMost = 3;

    /// <summary>Never throws. When the bot stops in the middle, the update stays in the inbox for the next start.</summary>
    public async Task Run(KeptUpdate kept, CancellationToken stopping)
    {
        var backOff = new BackOff();
        var faults = new List<string>();
        while (!await IsTaken(kept, faults, stopping))
            await Task.Delay(backOff.Next(), time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>False when it is to be tried again.</summary>
    private async Task<bool> IsTaken(KeptUpdate kept, List<string> faults, CancellationToken stopping)
    {
        try
        {
            await (faults.Count < FaultsAtMost ? Take(kept, stopping) : inbox.PutAside(kept.Row, faults[^1], Trouble.FailedTurn));
            return true;
        }
        catch (Exception) when (stopping.IsCancellationRequested)
        {
            return true;
        }
        catch (IOException trouble)
        {
            log.LogWarning("Update {Update} waits, since nothing can be saved: {Reason}", kept.Row, trouble.Message);
        }
        // Any, a time-out's OperationCanceledException too: one bad update must not end the receiving of all others.
        catch (Exception fault)
        {
            log.LogError(fault, "Update {Update} failed", kept.Row);
            faults.Add(fault.Message);
        }

        return false;
    }

    private async Task Take(KeptUpdate kept, CancellationToken stopping)
    {
        if (kept.Update.InlineQuery is { } query)
            inline.Take(query, stopping);
        if (TelegramActivities.Read(kept.Update, bot) is not { } heard)
        {
            await inbox.Done(kept);
            return;
        }

        if (heard.CallbackId is { } pressed)
            _ = sender.AnswerCallback(pressed, stopping);
        if (!await turns.Take(await WithPicture(heard, stopping)))
            log.LogDebug("Update {Update} was taken before.", kept.Row);
    }

    private async Task<Activity> WithPicture(HeardUpdate heard, CancellationToken stopping)
    {
        if (heard.Picture is not { } picture)
            return heard.Activity;
        return await pictures.Fetch(picture, stopping) is { } media
            ? heard.Activity with { Attachments = [new Attachment { ContentType = picture.ContentType, ContentUrl = MediaLinks.Scheme + media }] }
            : heard.Activity with { ChannelData = JsonSerializer.SerializeToElement(new { unread = "photo" }) };
    }
}
