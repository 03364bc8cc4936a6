using System.Text;
using LibraryBot.Activities;
using Telegram.Bot.Types.ReplyMarkups;

namespace LibraryBot.Publishing.Telegram;

/// <summary>
/// Buttons as Telegram shows them. Choices that say their words become a reply keyboard in a private chat; everything else
/// is an inline keyboard, where a choice carries "=" and its words (pressing says no more than typing them would) and any
/// other button an opaque id. What Telegram cannot carry on a button is told in a line of text.
/// </summary>
internal sealed record TelegramKeyboard(ReplyMarkup? Markup, IReadOnlyList<string> Lines)
{
    /// <summary>Bot API, InlineKeyboardButton.callback_data: 1-64 bytes.</summary>
    private const int CallbackBytes = 64;
    private const int ButtonsAtMost = 100;
    private const string SaysWords = "=";

    public static TelegramKeyboard Of(IReadOnlyList<CardAction> actions, bool inGroup)
    {
        var buttons = actions.Where(action => !string.IsNullOrWhiteSpace(action.Title)).Take(ButtonsAtMost).ToList();
        if (buttons.Count == 0)
            return new TelegramKeyboard(null, []);
        return !inGroup && buttons.TrueForAll(SaysItsWords) ? OfReplies(buttons) : OfInline(buttons);
    }

    /// <summary>The words that a pressed inline button says, or its opaque id.</summary>
    public static string TextOf(string callbackData) =>
        callbackData.StartsWith(SaysWords, StringComparison.Ordinal) ? callbackData[SaysWords.Length..] : callbackData;

    private static TelegramKeyboard OfReplies(List<CardAction> buttons)
    {
        var rows = Rows(buttons).Select(row => row.Select(action => new KeyboardButton(Words(action)) { Style = Style(action) }));
        return new TelegramKeyboard(new ReplyKeyboardMarkup(rows) { ResizeKeyboard = true, OneTimeKeyboard = true }, []);
    }

    private static TelegramKeyboard OfInline(List<CardAction> buttons)
    {
        var fitting = buttons.Where(action => Inline(action) is not null).ToList();
        var rows = Rows(fitting).Select(row => row.Select(action => Inline(action)!).ToList()).ToList();
        return new TelegramKeyboard(
            rows.Count == 0 ? null : new InlineKeyboardMarkup(rows),
            [.. buttons.Except(fitting).Select(Line)]);
    }

    private static InlineKeyboardButton? Inline(CardAction action)
    {
        var button = Unstyled(action);
        button?.Style = Style(action);
        return button;
    }

    // A server that knows no styles leaves them aside.
    private static KeyboardButtonStyle? Style(CardAction action) => action.Style switch
    {
        "primary" => KeyboardButtonStyle.Primary,
        "positive" => KeyboardButtonStyle.Success,
        "destructive" => KeyboardButtonStyle.Danger,
        _ => null,
    };

    private static InlineKeyboardButton? Unstyled(CardAction action) => action.Type switch
    {
        "openUrl" when IsPublic(Words(action)) => InlineKeyboardButton.WithUrl(action.Title, Words(action)),
        "openUrl" => null,
        "imBack" => Callback(action.Title, SaysWords + Words(action)),
        _ => Callback(action.Title, action.Text ?? Words(action)),
    };

    private static InlineKeyboardButton? Callback(string title, string data) =>
        data.Length > 0 && Encoding.UTF8.GetByteCount(data) <= CallbackBytes ? InlineKeyboardButton.WithCallbackData(title, data) : null;

    private static string Line(CardAction action) => action.Type == "openUrl" ? $"{action.Title}: {Words(action)}" : $"• {action.Title}";

    private static bool SaysItsWords(CardAction action) => action.Type == "imBack";

    private static string Words(CardAction action) =>
        action.Value is { ValueKind: System.Text.Json.JsonValueKind.String } value ? value.GetString()! : action.Title;

    // Telegram refuses the whole message for a button whose address has no dot in its host, such as localhost.
    private static bool IsPublic(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address)
        && address.Scheme is "http" or "https"
        && address.Host.Contains('.', StringComparison.Ordinal);

    private static IEnumerable<CardAction[]> Rows(List<CardAction> buttons) =>
        buttons.Chunk(buttons.Select(action => action.Title.Length).DefaultIfEmpty().Max() switch { <= 8 => 3, <= 18 => 2, _ => 1 });
}
