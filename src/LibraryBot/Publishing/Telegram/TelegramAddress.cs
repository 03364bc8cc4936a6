using System.Globalization;

namespace LibraryBot.Publishing.Telegram;

/// <summary>A chat, or one topic of a forum: "-1001234567890" or "-1001234567890/42".</summary>
public readonly record struct TelegramAddress(long Chat, int? Thread = null)
{
    /// <summary>Groups and channels have negative ids, people positive ones.</summary>
    public bool IsGroup => Chat < 0;

    public static TelegramAddress? Read(string? text)
    {
        var parts = (text ?? "").Split('/');
        if (!long.TryParse(parts[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var chat) || chat == 0)
            return null;
        if (parts.Length == 1)
            return new TelegramAddress(chat);
        return parts.Length == 2 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var thread)
            ? new TelegramAddress(chat, thread)
            : null;
    }

    public override string ToString() => Thread is { } thread
        ? string.Create(CultureInfo.InvariantCulture, $"{Chat}/{thread}")
        : Chat.ToString(CultureInfo.InvariantCulture);
}
