using System.Text.RegularExpressions;
using LibraryBot.Language;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;

namespace LibraryBot.Channels.Telegram;

/// <summary>
/// What a message says to this bot. In a group only commands, mentions and replies to the bot are for it;
/// the bot's own name is taken out of the text.
/// </summary>
internal static partial class AddressedText
{
    /// <summary>The text without the bot's name, "" when there are no words; null when the message is not for this bot.</summary>
    public static string? Of(Message message, BotIdentity bot)
    {
        var text = message.Text ?? message.Caption ?? "";
        var entities = message.Entities ?? message.CaptionEntities ?? [];
        if (Command(text, entities) is { } command)
            return command.IsFor(bot) ? Said(command, message) : null;

        var mentions = entities.Where(entity => IsMention(text, entity, bot)).ToList();
        if (IsGroup(message.Chat) && mentions.Count == 0 && !AnswersBot(message, bot))
            return null;
        var words = Without(text, mentions);
        return words.Length == 0 && mentions.Count > 0 ? Help(message.From) : words;
    }

    public static bool IsGroup(Chat chat) => chat.Type is ChatType.Group or ChatType.Supergroup;

    private static GivenCommand? Command(string text, MessageEntity[] entities)
    {
        if (Array.Find(entities, entity => entity is { Type: MessageEntityType.BotCommand, Offset: 0 }) is not { } entity)
            return null;
        var (name, at, to) = (text[..Math.Min(entity.Length, text.Length)], text.IndexOf('@', StringComparison.Ordinal), entity.Length);
        return new GivenCommand(
            at > 0 && at < to ? name[..at] : name,
            at > 0 && at < to ? name[(at + 1)..] : null,
            text[Math.Min(to, text.Length)..].Trim());
    }

    // t.me/bot?start=PAYLOAD arrives as "/start PAYLOAD": it leads somewhere in private only.
    private static string Said(GivenCommand command, Message message) =>
        command.Name == "/start" && IsGroup(message.Chat) ? command.Name : command.Text;

    private static bool IsMention(string text, MessageEntity entity, BotIdentity bot) => entity.Type switch
    {
        MessageEntityType.Mention => entity.Offset + entity.Length <= text.Length
            && text.AsSpan(entity.Offset, entity.Length).Equals("@" + bot.Username, StringComparison.OrdinalIgnoreCase),
        MessageEntityType.TextMention => entity.User?.Id == bot.Id,
        _ => false,
    };

    // In a topic every message counts as a reply to the message that opened it.
    private static bool AnswersBot(Message message, BotIdentity bot) =>
        message.ReplyToMessage is { ForumTopicCreated: null } answered && answered.From?.Id == bot.Id;

    private static string Without(string text, List<MessageEntity> mentions)
    {
        foreach (var mention in mentions.OrderByDescending(mention => mention.Offset))
            text = text.Remove(mention.Offset, Math.Min(mention.Length, text.Length - mention.Offset)).Insert(mention.Offset, " ");
        return mentions.Count == 0 ? text : Gaps().Replace(text, " ").Trim(' ', ',', ':');
    }

    private static string Help(User? from) => LangCodes.Read(from?.LanguageCode) == Lang.En ? "/help" : "/bantuan";

    [GeneratedRegex("[ \t]{2,}", RegexOptions.CultureInvariant)]
    private static partial Regex Gaps();

    private sealed record GivenCommand(string Name, string? Bot, string Rest)
    {
        public string Text => Rest.Length == 0 ? Name : $"{Name} {Rest}";

        public bool IsFor(BotIdentity bot) => Bot is null || Bot.Equals(bot.Username, StringComparison.OrdinalIgnoreCase);
    }
}
