using Telegram.Bot;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;
using Telegram.Bot.Types.ReplyMarkups;

namespace LibraryBot.Publishing.Telegram;

/// <summary>One message as Telegram takes it: a text, or a picture with a caption.</summary>
internal sealed record TelegramPart(string Text, byte[]? Picture, ReplyMarkup? Keyboard, int? ReplyTo)
{
    /// <summary>Cuts what is to be said: pictures first (the text as caption where it fits), buttons on the last part.</summary>
    public static IReadOnlyList<TelegramPart> Of(TelegramMessage message, IReadOnlyList<byte[]> pictures)
    {
        var text = TelegramText.Clean(message.Text);
        var asCaption = pictures.Count > 0 && text.Length <= TelegramText.CaptionAtMost;
        var parts = pictures.Select((picture, i) => new TelegramPart(asCaption && i == 0 ? text : "", picture, null, null)).ToList();
        if (!asCaption)
            parts.AddRange(TelegramText.Split(text).Select(part => new TelegramPart(part, null, null, null)));
        if (parts.Count == 0)
            return parts;

        parts[0] = parts[0] with { ReplyTo = message.ReplyTo };
        parts[^1] = parts[^1] with { Keyboard = message.Keyboard };
        return parts;
    }

    /// <summary>Sends it, escaped for HTML; or as it is, when Telegram would not read our markup.</summary>
    public Task<Message> Send(ITelegramBotClient bot, TelegramAddress to, bool asHtml, CancellationToken cancel)
    {
        var text = asHtml ? TelegramText.Escape(Text) : Text;
        var mode = asHtml ? ParseMode.Html : ParseMode.None;
        var replyTo = ReplyTo is { } message ? new ReplyParameters { MessageId = message, AllowSendingWithoutReply = true } : null;
        return Picture is null
            ? bot.SendMessage(to.Chat, text, parseMode: mode, replyParameters: replyTo, replyMarkup: Keyboard,
                linkPreviewOptions: new LinkPreviewOptions { IsDisabled = true }, messageThreadId: to.Thread, cancellationToken: cancel)
            : bot.SendPhoto(to.Chat, InputFile.FromStream(new MemoryStream(Picture), "picture.jpg"), caption: text.Length == 0 ? null : text, parseMode: mode,
                replyParameters: replyTo, replyMarkup: Keyboard, messageThreadId: to.Thread, cancellationToken: cancel);
    }
}
