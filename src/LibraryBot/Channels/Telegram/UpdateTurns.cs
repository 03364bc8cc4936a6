using System.Text.Json;
using LibraryBot.Activities;
using LibraryBot.Media;
using LibraryBot.Publishing.Telegram;
using LibraryBot.Turns;

namespace LibraryBot.Channels.Telegram;

/// <summary>Makes a turn of each stored update. An update leaves the inbox when its turn is committed, or for quarantine after three failures.</summary>
internal sealed class UpdateTurns(
    TelegramInbox inbox, ITurns turns, BotIdentity bot, TelegramSender sender, TelegramPictures pictures, TimeProvider time, ILogger log)
{
    private static readonly TimeSpan[] PausesBetweenTries = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5)];

    /// <summary>Never throws. When the bot stops in the middle, the update stays in the inbox for the next start.</summary>
    public async Task Run(KeptUpdate kept, CancellationToken stopping)
    {
        for (var tries = 0; !stopping.IsCancellationRequested; tries++)
        {
            try
            {
                await Take(kept, stopping);
                await inbox.Done(kept);
                return;
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            // Any, a time-out's OperationCanceledException too: one bad update must not end the receiving of all others.
            catch (Exception failure)
            {
                log.LogError(failure, "Update {Update} failed at try {Try}.", kept.Row.Id, tries + 1);
                if (tries == PausesBetweenTries.Length)
                {
                    await GiveUp(kept, failure.Message);
                    return;
                }

                await Task.Delay(PausesBetweenTries[tries], time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task Take(KeptUpdate kept, CancellationToken stopping)
    {
        if (TelegramActivities.Read(kept.Update, bot) is not { } heard)
            return;
        if (heard.CallbackId is { } pressed)
            _ = sender.AnswerCallback(pressed, stopping);
        if (!await turns.Take(await WithPicture(heard, stopping)))
            log.LogDebug("Update {Update} was taken before.", kept.Row.Id);
    }

    private async Task<Activity> WithPicture(HeardUpdate heard, CancellationToken stopping)
    {
        if (heard.Picture is not { } picture)
            return heard.Activity;
        return await pictures.Fetch(picture, stopping) is { } media
            ? heard.Activity with { Attachments = [new Attachment { ContentType = picture.ContentType, ContentUrl = MediaLinks.Scheme + media }] }
            : heard.Activity with { ChannelData = JsonSerializer.SerializeToElement(new { unread = "photo" }) };
    }

    private async Task GiveUp(KeptUpdate kept, string why)
    {
        try
        {
            await inbox.Quarantine(kept.Row, why);
        }
        catch (Exception failure)
        {
            // The row stays in the inbox and is tried again at the next start.
            log.LogError(failure, "Update {Update} could not even be put into quarantine.", kept.Row.Id);
        }
    }
}
