using System.Globalization;
using System.Text.Json;
using LibraryBot.Activities;
using LibraryBot.Publishing.Telegram;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;

namespace LibraryBot.Channels.Telegram;

/// <summary>The outside of an activity: who it is from and in which chat or topic, before anything of what it says.</summary>
internal static class WhoAndWhere
{
    public static Activity Of(int update, Message message, BotIdentity bot) => In(update, message.Id, message.Chat, TopicOf(message), bot) with
    {
        // Whoever writes as the group or as a channel may be anyone: nobody's authority applies.
        From = message.SenderChat is { } sender ? Anonymous(sender) : message.From is { } person ? Account(person, message.Chat) : Anonymous(message.Chat),
        Locale = message.SenderChat is null ? message.From?.LanguageCode : null,
        Timestamp = message.Date,
    };

    public static Activity Of(int update, CallbackQuery press, Message under, BotIdentity bot) => In(update, null, under.Chat, TopicOf(under), bot) with
    {
        From = Account(press.From, under.Chat),
        Locale = press.From.LanguageCode,
    };

    public static Activity Of(int update, ChatMemberUpdated change, BotIdentity bot) => In(update, null, change.Chat, null, bot) with
    {
        From = Account(change.From, change.Chat),
        Locale = change.From.LanguageCode,
        Timestamp = change.Date,
    };

    public static Activity Event(Activity outside, string name, object value) => outside with
    {
        Type = ActivityTypes.Event,
        Name = name,
        Value = JsonSerializer.SerializeToElement(value, ActivityJson.Options),
    };

    public static int? TopicOf(Message message) => message.IsTopicMessage ? message.MessageThreadId : null;

    private static Activity In(int update, int? message, Chat chat, int? topic, BotIdentity bot) => new()
    {
        Id = HeardId.Of(update, message),
        ChannelId = TelegramActivities.ChannelId,
        Conversation = new ConversationAccount
        {
            Id = new TelegramAddress(chat.Id, topic).ToString(),
            Name = chat.Title,
            IsGroup = chat.Type != ChatType.Private,
        },
        Recipient = new ChannelAccount { Id = Invariant(bot.Id), Name = bot.Username, Role = "bot" },
    };

    // Anonymous administrators and channels act through bots of Telegram's own (GroupAnonymousBot, Channel_Bot).
    private static ChannelAccount Account(User user, Chat chat) => user.IsBot ? Anonymous(chat) : new()
    {
        Id = Invariant(user.Id),
        Name = string.Join(' ', new[] { user.FirstName, user.LastName }.Where(name => !string.IsNullOrWhiteSpace(name))),
        Role = "user",
    };

    private static ChannelAccount Anonymous(Chat chat) => new() { Id = "anonymous:" + Invariant(chat.Id), Name = chat.Title, Role = "user" };

    private static string Invariant(long number) => number.ToString(CultureInfo.InvariantCulture);
}
