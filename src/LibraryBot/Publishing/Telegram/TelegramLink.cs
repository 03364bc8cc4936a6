using System.Globalization;
using Telegram.Bot.Types;

namespace LibraryBot.Publishing.Telegram;

/// <summary>Where people see a message: by the chat's name, or by its number for members of a private supergroup or channel.</summary>
internal static class TelegramLink
{
    private const string SupergroupPrefix = "-100";

    /// <summary>Null in private chats and basic groups: their messages have no address.</summary>
    public static string? Of(Message message, int? thread)
    {
        var chat = ChatPath(message.Chat);
        if (chat is null)
            return null;
        var topic = thread is { } id ? string.Create(CultureInfo.InvariantCulture, $"/{id}") : "";
        return string.Create(CultureInfo.InvariantCulture, $"https://t.me/{chat}{topic}/{message.Id}");
    }

    private static string? ChatPath(Chat chat)
    {
        var id = chat.Id.ToString(CultureInfo.InvariantCulture);
        if (chat.Id > 0 || !id.StartsWith(SupergroupPrefix, StringComparison.Ordinal) || id.Length < 12)
            return null;
        return chat.Username ?? "c/" + id[SupergroupPrefix.Length..];
    }
}
