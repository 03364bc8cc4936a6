using Telegram.Bot;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;
using Telegram.Bot.Types.ReplyMarkups;

namespace LibraryBot.Publishing.Telegram;

/// <summary>How much of what Telegram can show a message makes use of. A server that refuses it gets the next plainer one.</summary>
/// <param name="Moments">Words that name a moment are marked.</param>
/// <param name="Html">In HTML parse mode; false: as plain text.</param>
/// <param name="ForOne">The person of a group who alone sees it.</param>
internal sealed record Rendering(bool Moments, bool Html, long? ForOne)
{
    private static readonly LinkPreviewOptions NoPreview = new() { IsDisabled = true };

    private ParseMode Mode => Html ? ParseMode.Html : ParseMode.None;

    /// <summary>Sends a part; answers all messages that came of it.</summary>
    public async Task<Message[]> Send(ITelegramBotClient bot, TelegramAddress to, TelegramPart part, PicturesInHand pictures, int? replyTo, CancellationToken cancel)
    {
        var reply = replyTo is { } message ? new ReplyParameters { MessageId = message, AllowSendingWithoutReply = true } : null;
        var forOne = ForOne is { } person ? new EphemeralMessageParameters { ReceiverUserId = person } : null;
        if (part.IsAlbum)
            return await bot.SendMediaGroup(to.Chat, part.Pictures.Select((media, i) => Item(media, i, i == 0 ? part.Text : MarkedText.Empty, pictures)),
                replyParameters: reply, messageThreadId: to.Thread, cancellationToken: cancel);
        if (part.Document is { } document)
            return [await bot.SendDocument(to.Chat, pictures.Document(document.Media, document.Name), replyParameters: reply, replyMarkup: part.Keyboard, messageThreadId: to.Thread, ephemeralMessageParameters: forOne, cancellationToken: cancel)];
        return part.Pictures is [var only]
            ? [await bot.SendPhoto(to.Chat, pictures.File(only, 1), caption: Caption(part.Text), parseMode: Mode, replyParameters: reply,
                replyMarkup: part.Keyboard, messageThreadId: to.Thread, ephemeralMessageParameters: forOne, cancellationToken: cancel)]
            : [await bot.SendMessage(to.Chat, Text(part.Text), parseMode: Mode, replyParameters: reply, replyMarkup: part.Keyboard,
                linkPreviewOptions: NoPreview, messageThreadId: to.Thread, ephemeralMessageParameters: forOne, cancellationToken: cancel)];
    }

    public Task<Message> EditText(ITelegramBotClient bot, long chat, int message, MarkedText text, InlineKeyboardMarkup? keyboard, CancellationToken cancel) =>
        bot.EditMessageText(chat, message, Text(text), parseMode: Mode, replyMarkup: keyboard, linkPreviewOptions: NoPreview, cancellationToken: cancel);

    public Task<Message> EditCaption(ITelegramBotClient bot, long chat, int message, MarkedText text, InlineKeyboardMarkup? keyboard, CancellationToken cancel) =>
        bot.EditMessageCaption(chat, message, Caption(text), parseMode: Mode, replyMarkup: keyboard, cancellationToken: cancel);

    public Task<Message> EditPicture(
        ITelegramBotClient bot, long chat, int message, string media, MarkedText text, PicturesInHand pictures, InlineKeyboardMarkup? keyboard, CancellationToken cancel) =>
        bot.EditMessageMedia(chat, message, Item(media, 0, text, pictures), replyMarkup: keyboard, cancellationToken: cancel);

    private InputMediaPhoto Item(string media, int place, MarkedText text, PicturesInHand pictures) =>
        new(pictures.File(media, place)) { Caption = Caption(text), ParseMode = Mode };

    private string? Caption(MarkedText text) => text.Text.Length == 0 ? null : Text(text);

    private string Text(MarkedText text) => Html ? text.Html(Moments) : text.Text;
}
