using LibraryBot.Activities;
using LibraryBot.Publishing.Telegram;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;

namespace LibraryBot.Channels.Telegram;

/// <summary>What happens to a chat rather than being said in it, as events for the house.</summary>
internal static class ChatEvents
{
    /// <summary>The bot was added to a group or channel, removed from it, or given other rights in it.</summary>
    public const string Membership = "telegram/membership";

    /// <summary>A person does not want to hear from the bot, or does again. The value is that of <see cref="Membership"/>.</summary>
    public const string Blocked = "telegram/blocked";
    public const string Unblocked = "telegram/unblocked";

    /// <summary>A group became a supergroup: {from, to}.</summary>
    public const string Migrated = "telegram/migrated";

    /// <summary>A forum topic was opened or renamed: {address, name}.</summary>
    public const string Topic = "telegram/topic";

    public static Activity Of(int update, ChatMemberUpdated change, BotIdentity bot) => WhoAndWhere.Event(WhoAndWhere.Of(update, change, bot), NameOf(change), new
    {
        chatId = change.Chat.Id,
        title = change.Chat.Title ?? change.Chat.FirstName,
        username = change.Chat.Username,
        chatType = change.Chat.Type.ToString().ToLowerInvariant(),
        status = change.NewChatMember.Status.ToString().ToLowerInvariant(),
        canPost = CanPost(change.NewChatMember, change.Chat),
        byUserId = change.From.Id,
    });

    /// <summary>Null when the message is none of the chat's own notices that matter to the bot.</summary>
    public static Activity? Of(int update, Message message, BotIdentity bot)
    {
        return message switch
        {
            { MigrateToChatId: { } to } => Event(Migrated, new { from = message.Chat.Id, to }),
            { MigrateFromChatId: { } from } => Event(Migrated, new { from, to = message.Chat.Id }),
            { ForumTopicCreated: { } opened, MessageThreadId: { } topic } => Event(Topic, Named(topic, opened.Name)),
            { ForumTopicEdited.Name: { Length: > 0 } name, MessageThreadId: { } topic } => Event(Topic, Named(topic, name)),
            _ => null,
        };

        Activity Event(string name, object value) => WhoAndWhere.Event(WhoAndWhere.Of(update, message, bot), name, value);
        object Named(int topic, string name) => new { address = new TelegramAddress(message.Chat.Id, topic).ToString(), name };
    }

    private static string NameOf(ChatMemberUpdated change) => change.Chat.Type != ChatType.Private ? Membership
        : change.NewChatMember.Status is ChatMemberStatus.Kicked or ChatMemberStatus.Left ? Blocked : Unblocked;

    private static bool CanPost(ChatMember member, Chat chat) => member switch
    {
        ChatMemberAdministrator administrator => chat.Type != ChatType.Channel || administrator.CanPostMessages,
        ChatMemberRestricted restricted => restricted.IsMember && restricted.CanSendMessages,
        ChatMemberMember or ChatMemberOwner => chat.Type != ChatType.Channel,
        _ => false,
    };
}
