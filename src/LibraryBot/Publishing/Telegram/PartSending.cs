using System.Collections.Concurrent;
using Telegram.Bot;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Types;

namespace LibraryBot.Publishing.Telegram;

/// <summary>Sends and edits single parts, as richly as this server takes them, and remembers what it does not take.</summary>
internal sealed class PartSending(TelegramCalls calls, UploadedPictures uploaded, ILogger log)
{
    private readonly ConcurrentDictionary<long, bool> everyoneSees = new();
    private volatile bool knowsNoMoments;

    /// <summary>Sends a part once. Only a call that Telegram refused is made again, in a plainer way.</summary>
    public async Task<Called<Message[]>> Send(TelegramAddress to, TelegramPart part, int? replyTo, long? asker, Urgency urgency, CancellationToken cancel)
    {
        var forOne = part.IsAlbum || everyoneSees.ContainsKey(to.Chat) ? null : asker;
        return await AsRichly(to.Chat, part.Text, part.Pictures, forOne, async (how, pictures) =>
        {
            var called = await calls.Speak(to.Chat, part.Messages, urgency, (bot, chat, late) => how.Send(bot, to with { Chat = chat }, part, pictures, replyTo, late), cancel);
            if (called.Answer is { } messages)
                pictures.Learn(part.Pictures, messages);
            return called;
        }, cancel);
    }

    /// <summary>Puts a part in the place of an earlier message of the same kind: a text, or a picture with its caption.</summary>
    /// <param name="before">The picture that stands there; null when the message is a text.</param>
    public Task<Called<Message>> Edit(long chat, int message, string? before, TelegramPart part, Urgency urgency, CancellationToken cancel)
    {
        var keyboard = part.Keyboard as global::Telegram.Bot.Types.ReplyMarkups.InlineKeyboardMarkup;
        IReadOnlyList<string> changed = part.Pictures is [var media] && media != before ? [media] : [];
        return AsRichly(chat, part.Text, changed, null, async (how, pictures) =>
        {
            var called = await calls.Change(chat, 1, urgency, (bot, here, late) =>
                before is null ? how.EditText(bot, here, message, part.Text, keyboard, late)
                : changed is [var picture] ? how.EditPicture(bot, here, message, picture, part.Text, pictures, keyboard, late)
                : how.EditCaption(bot, here, message, part.Text, keyboard, late), cancel);
            if (called.Answer is { } edited)
                pictures.Learn(changed, [edited]);
            return called;
        }, cancel);
    }

    public Task<Called<bool>> Delete(long chat, int message, CancellationToken cancel) =>
        calls.Change(chat, 0, Urgency.Broadcast, async (bot, here, late) =>
        {
            await bot.DeleteMessage(here, message, late);
            return true;
        }, cancel);

    private async Task<Called<T>> AsRichly<T>(
        long chat, MarkedText text, IReadOnlyList<string> pictures, long? forOne, Func<Rendering, PicturesInHand, Task<Called<T>>> call, CancellationToken cancel)
    {
        var how = new Rendering(text.Marks.Count > 0 && !knowsNoMoments, Html: true, forOne);
        while (true)
        {
            if (await Take(pictures, cancel) is not { } hand)
                return new(default, new SendResult.TryAgain(TimeSpan.Zero, "The bot is stopping."));
            using (hand)
            {
                var called = await call(how, hand);
                if (called.Refusal is not { } refusal)
                    return called;
                if (TelegramTrouble.IsOldFile(refusal) && hand.Forget())
                    continue;
                if (Plainer(how, refusal, chat) is not { } plainer)
                    return called;
                how = plainer;
            }
        }
    }

    private async Task<PicturesInHand?> Take(IReadOnlyList<string> pictures, CancellationToken cancel)
    {
        try
        {
            return await uploaded.Take(pictures, cancel);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>What to try after this refusal; null when it is about something else.</summary>
    private Rendering? Plainer(Rendering how, ApiRequestException refusal, long chat)
    {
        if (TelegramTrouble.IsOurMarkup(refusal) && how.Moments)
        {
            knowsNoMoments = TelegramTrouble.IsUnknownMoment(refusal);
            log.LogInformation("Telegram's server does not take moments ({Reason}): event times go as words alone.", refusal.Message);
            return how with { Moments = false };
        }

        if (TelegramTrouble.IsOurMarkup(refusal) && how.Html)
        {
            log.LogError("Telegram could not read the markup of a message to {Chat}: {Reason}. It goes as plain text.", chat, refusal.Message);
            return how with { Html = false };
        }

        if (how.ForOne is null || TelegramTrouble.Read(refusal) is SendResult.Refused { TargetGone: true })
            return null;
        everyoneSees[chat] = true;
        log.LogInformation("Chat {Chat} takes no answers for one person alone ({Reason}): everyone there sees them.", chat, refusal.Message);
        return how with { ForOne = null };
    }
}
