using System.Text.Json;
using LibraryBot.Activities;
using LibraryBot.Publishing.Telegram;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;

namespace LibraryBot.Channels.Telegram;

/// <summary>Reads Telegram's updates as activities. What is not for the bot is null.</summary>
internal static class TelegramActivities
{
    public const string ChannelId = "telegram";
    private const int PictureAtMost = 10 * 1024 * 1024;

    /// <summary>One update, or the parts of an album, which are one message with all pictures.</summary>
    public static HeardUpdate? Read(IReadOnlyList<Update> together, BotIdentity bot) =>
        together is [var alone] ? Read(alone, bot) : OfAlbum(together, bot);

    public static HeardUpdate? Read(Update update, BotIdentity bot) => update switch
    {
        { Message: { } message } => ChatEvents.Of(update.Id, message, bot) is { } happened ? new HeardUpdate(happened) : OfMessage(update.Id, message, bot),
        { EditedMessage: { } message } => OfEdited(update.Id, message, bot),
        { CallbackQuery: { Message: { } under } query } => OfPress(update.Id, query, under, bot),
        { MyChatMember: { } change } => new HeardUpdate(ChatEvents.Of(update.Id, change, bot)),
        _ => null,
    };

    /// <summary>The chat that an update belongs to, or the person: their updates are taken in order.</summary>
    public static long ChatOf(Update update) =>
        (update.Message ?? update.EditedMessage ?? update.CallbackQuery?.Message)?.Chat.Id ?? update.MyChatMember?.Chat.Id
        ?? update.InlineQuery?.From.Id ?? update.ChosenInlineResult?.From.Id ?? 0;

    private static HeardUpdate? OfMessage(int update, Message message, BotIdentity bot)
    {
        var picture = Picture(message);
        var unread = picture is null && message.Text is null ? UnreadKind(message) : null;
        if ((message.Text is null && picture is null && unread is null) || Words(message, bot) is not { } words)
            return null;
        var notes = new MessageNotes { Forwarded = message.ForwardOrigin is null ? null : true, Unread = unread, Topic = message.ReplyToMessage?.ForumTopicCreated?.Name };
        var heard = WhoAndWhere.Of(update, message, bot) with { Text = words, TextFormat = "plain", ChannelData = notes.Json() };
        return new HeardUpdate(heard) { Pictures = picture is null ? [] : [picture], Files = picture is null && OtherFile(message) is { } file ? [file] : [] };
    }

    /// <summary>A place that is shared live comes as an edit again and again: only words count.</summary>
    private static HeardUpdate? OfEdited(int update, Message message, BotIdentity bot) =>
        (message.Text ?? message.Caption) is { Length: > 0 } && Words(message, bot) is { } words
            ? new HeardUpdate(WhoAndWhere.Of(update, message, bot) with { Type = ActivityTypes.MessageUpdate, Text = words, TextFormat = "plain" })
            : null;

    /// <summary>The words stand under one of the parts, and with them whether it is for the bot.</summary>
    private static HeardUpdate? OfAlbum(IReadOnlyList<Update> parts, BotIdentity bot)
    {
        var read = parts.Select(part => Read(part, bot)).OfType<HeardUpdate>().ToList();
        if ((read.Find(part => part.Activity.Text is { Length: > 0 }) ?? read.FirstOrDefault()) is not { } speaks)
            return null;
        var pictures = parts.Select(part => Picture(part.Message!)).OfType<PictureToFetch>().ToList();
        return speaks with
        {
            Activity = MessageNotes.Add(speaks.Activity, notes => notes with
            {
                Unread = pictures.Count > 0 ? null : notes.Unread,
                Updates = [.. parts.Select(part => part.Id)],
            }),
            Pictures = pictures,
            Files = [.. parts.Select(part => OtherFile(part.Message!)).OfType<FileToFetch>()],
        };
    }

    private static HeardUpdate OfPress(int update, CallbackQuery query, Message under, BotIdentity bot)
    {
        var heard = WhoAndWhere.Of(update, query, under, bot) with
        {
            Text = TelegramKeyboard.TextOf(query.Data ?? ""),
            TextFormat = "plain",
            Value = JsonSerializer.SerializeToElement(query.Data ?? ""),
        };
        return new HeardUpdate(heard, CallbackId: query.Id);
    }

    /// <summary>What a message says to this bot; null when it is not for it.</summary>
    private static string? Words(Message message, BotIdentity bot) => IsSomebodys(message, bot) ? AddressedText.Of(message, bot) : null;

    // A channel's own posts, their copies in its group, other bots, and what a person shared by this bot's inline answers.
    private static bool IsSomebodys(Message message, BotIdentity bot) =>
        message.Chat.Type != ChatType.Channel && !message.IsAutomaticForward && message.ViaBot?.Id != bot.Id
        && (message.SenderChat is not null || message.From is { IsBot: false });

    private static PictureToFetch? Picture(Message message)
    {
        var largest = message.Photo?.Where(size => size.FileSize is null or <= PictureAtMost).MaxBy(size => (long)size.Width * size.Height);
        if (largest is not null)
            return new PictureToFetch(largest.FileId, "image/jpeg");
        return message.Document is { MimeType: "image/jpeg" or "image/png", FileSize: null or <= PictureAtMost } file
            ? new PictureToFetch(file.FileId, file.MimeType)
            : null;
    }

    /// <summary>In a private chat: what is sent to a group is for the group.</summary>
    private static FileToFetch? OtherFile(Message message) =>
        message is { Type: MessageType.Document, Chat.Type: ChatType.Private, Document: { } file } && !IsShownOrPlayed(file.MimeType)
            ? new FileToFetch(file.FileId, file.FileName, file.FileSize)
            : null;

    private static bool IsShownOrPlayed(string? mime) => mime is not null && (mime.StartsWith("image/", StringComparison.Ordinal) || mime.StartsWith("video/", StringComparison.Ordinal) || mime.StartsWith("audio/", StringComparison.Ordinal));

    // What a person sends on purpose and the bot cannot read is answered; the chat's own service messages are not.
    private static string? UnreadKind(Message message) => message.Type is MessageType.Animation or MessageType.Audio or MessageType.Contact
        or MessageType.Document or MessageType.Location or MessageType.Photo or MessageType.Poll or MessageType.Sticker or MessageType.Venue
        or MessageType.Video or MessageType.VideoNote or MessageType.Voice
        ? message.Type.ToString().ToLowerInvariant()
        : null;
}
