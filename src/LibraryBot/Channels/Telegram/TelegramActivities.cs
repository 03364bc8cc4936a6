using System.Globalization;
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
    public const string MembershipEvent = "telegram/membership";
    public const string MigratedEvent = "telegram/migrated";
    private const int PictureAtMost = 10 * 1024 * 1024;

    public static HeardUpdate? Read(Update update, BotIdentity bot) => update switch
    {
        { Message: { } message } => OfMessage(update.Id, message, bot),
        { CallbackQuery: { Message: { } under } query } => OfPress(update.Id, query, under, bot),
        { MyChatMember: { } change } => new HeardUpdate(OfMembership(update.Id, change, bot)),
        _ => null,
    };

    /// <summary>The chat that an update belongs to: updates of one chat are taken in order.</summary>
    public static long ChatOf(Update update) =>
        (update.Message ?? update.CallbackQuery?.Message)?.Chat.Id ?? update.MyChatMember?.Chat.Id
        ?? update.InlineQuery?.From.Id ?? update.ChosenInlineResult?.From.Id ?? 0;

    private static HeardUpdate? OfMessage(int update, Message message, BotIdentity bot)
    {
        if (Migration(message) is { } move)
            return new HeardUpdate(Event(Base(update, message, bot), MigratedEvent, move));
        if (message.Chat.Type == ChatType.Channel || message.IsAutomaticForward || (message.SenderChat is null && message.From is not { IsBot: false }))
            return null;

        var picture = Picture(message);
        var unread = picture is null && message.Text is null ? UnreadKind(message) : null;
        if (message.Text is null && picture is null && unread is null)
            return null;
        if (AddressedText.Of(message, bot) is not { } text)
            return null;
        var heard = Base(update, message, bot) with { Text = text, TextFormat = "plain", ChannelData = About(message, unread) };
        return new HeardUpdate(heard, picture);
    }

    private static HeardUpdate OfPress(int update, CallbackQuery query, Message under, BotIdentity bot)
    {
        var heard = Heard(update, null, under.Chat, Topic(under), bot) with
        {
            From = Person(query.From),
            Locale = query.From.LanguageCode,
            Text = TelegramKeyboard.TextOf(query.Data ?? ""),
            TextFormat = "plain",
            Value = JsonSerializer.SerializeToElement(query.Data ?? ""),
        };
        return new HeardUpdate(heard, CallbackId: query.Id);
    }

    private static Activity OfMembership(int update, ChatMemberUpdated change, BotIdentity bot)
    {
        var heard = Heard(update, null, change.Chat, null, bot) with
        {
            From = change.From.IsBot ? Anonymous(change.Chat) : Person(change.From),
            Locale = change.From.LanguageCode,
            Timestamp = change.Date,
        };
        return Event(heard, MembershipEvent, new
        {
            chatId = change.Chat.Id,
            title = change.Chat.Title ?? change.Chat.FirstName,
            username = change.Chat.Username,
            chatType = change.Chat.Type.ToString().ToLowerInvariant(),
            status = change.NewChatMember.Status.ToString().ToLowerInvariant(),
            canPost = CanPost(change.NewChatMember, change.Chat),
            byUserId = change.From.Id,
        });
    }

    private static bool CanPost(ChatMember member, Chat chat) => member switch
    {
        ChatMemberAdministrator administrator => chat.Type != ChatType.Channel || administrator.CanPostMessages,
        ChatMemberRestricted restricted => restricted.IsMember && restricted.CanSendMessages,
        ChatMemberMember or ChatMemberOwner => chat.Type != ChatType.Channel,
        _ => false,
    };

    private static object? Migration(Message message) => message switch
    {
        { MigrateToChatId: { } to } => new { from = message.Chat.Id, to },
        { MigrateFromChatId: { } from } => new { from, to = message.Chat.Id },
        _ => null,
    };

    private static Activity Base(int update, Message message, BotIdentity bot) => Heard(update, message.Id, message.Chat, Topic(message), bot) with
    {
        // Whoever writes as the group or as a channel may be anyone: nobody's authority applies.
        From = message.SenderChat is { } sender ? Anonymous(sender) : message.From is { } person ? Person(person) : Anonymous(message.Chat),
        Locale = message.SenderChat is null ? message.From?.LanguageCode : null,
        Timestamp = message.Date,
    };

    private static Activity Heard(int update, int? message, Chat chat, int? topic, BotIdentity bot) => new()
    {
        Id = HeardId.Of(update, message),
        ChannelId = ChannelId,
        Conversation = new ConversationAccount
        {
            Id = new TelegramAddress(chat.Id, topic).ToString(),
            Name = chat.Title,
            IsGroup = chat.Type != ChatType.Private,
        },
        Recipient = new ChannelAccount { Id = Invariant(bot.Id), Name = bot.Username, Role = "bot" },
    };

    private static Activity Event(Activity heard, string name, object value) => heard with
    {
        Type = ActivityTypes.Event,
        Name = name,
        Value = JsonSerializer.SerializeToElement(value, ActivityJson.Options),
    };

    private static int? Topic(Message message) => message.IsTopicMessage ? message.MessageThreadId : null;

    private static ChannelAccount Person(User user) => new()
    {
        Id = Invariant(user.Id),
        Name = string.Join(' ', new[] { user.FirstName, user.LastName }.Where(name => !string.IsNullOrWhiteSpace(name))),
        Role = "user",
    };

    private static ChannelAccount Anonymous(Chat chat) => new() { Id = "anonymous:" + Invariant(chat.Id), Name = chat.Title, Role = "user" };

    private static JsonElement? About(Message message, string? unread)
    {
        var forwarded = message.ForwardOrigin is not null ? true : (bool?)null;
        return forwarded is null && unread is null
            ? null
            : JsonSerializer.SerializeToElement(new { forwarded, unread }, ActivityJson.Options);
    }

    private static PictureToFetch? Picture(Message message)
    {
        var largest = message.Photo?.Where(size => size.FileSize is null or <= PictureAtMost).MaxBy(size => (long)size.Width * size.Height);
        if (largest is not null)
            return new PictureToFetch(largest.FileId, "image/jpeg");
        return message.Document is { MimeType: "image/jpeg" or "image/png", FileSize: null or <= PictureAtMost } file
            ? new PictureToFetch(file.FileId, file.MimeType)
            : null;
    }

    // What a person sends on purpose and the bot cannot read is answered; the chat's own service messages are not.
    private static string? UnreadKind(Message message) => message.Type is MessageType.Animation or MessageType.Audio or MessageType.Contact
        or MessageType.Document or MessageType.Location or MessageType.Photo or MessageType.Poll or MessageType.Sticker or MessageType.Venue
        or MessageType.Video or MessageType.VideoNote or MessageType.Voice
        ? message.Type.ToString().ToLowerInvariant()
        : null;

    private static string Invariant(long number) => number.ToString(CultureInfo.InvariantCulture);
}
