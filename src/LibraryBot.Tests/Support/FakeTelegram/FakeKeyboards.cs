using System.Text;
using System.Text.Json.Nodes;

namespace LibraryBot.Tests.Support;

/// <summary>Refuses what Telegram refuses in a reply_markup.</summary>
internal static class FakeKeyboards
{
    private static readonly string[] Actions =
        ["url", "callback_data", "web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat", "copy_text", "pay"];

    private static readonly string[] Styles = ["danger", "success", "primary"];
    private static readonly string[] OfNewerServers = ["style", "icon_custom_emoji_id"];

    public static JsonObject? Read(FakeArguments arguments, bool older) =>
        arguments.Json("reply_markup") is { } markup ? Check(markup, older) : null;

    public static JsonObject Check(JsonNode markup, bool older)
    {
        if (markup is not JsonObject keyboard)
            throw FakeRefusal.Bad("object expected as reply markup");
        if (keyboard["inline_keyboard"] is { } inline)
            CheckInline(inline);
        else if (keyboard["keyboard"] is { } replies)
            CheckReplies(replies);
        else if ((bool?)keyboard["remove_keyboard"] != true && (bool?)keyboard["force_reply"] != true)
            throw FakeRefusal.Bad("can't parse reply keyboard markup JSON object");
        var read = (JsonObject)keyboard.DeepClone();
        Style((read["inline_keyboard"] ?? read["keyboard"]) as JsonArray ?? [], older);
        return read;
    }

    // An older server takes no notice of fields that it does not know.
    private static void Style(JsonArray rows, bool older)
    {
        foreach (var button in Buttons(rows).OfType<JsonObject>())
        {
            if (older)
                OfNewerServers.ToList().ForEach(field => button.Remove(field));
            else if (button["style"] is { } style && !Styles.Contains((string?)style))
                throw FakeRefusal.Bad("can't parse keyboard button: Invalid button style specified");
        }
    }

    private static void CheckInline(JsonNode rows)
    {
        var buttons = Buttons(rows);
        if (buttons.Count > 100)
            throw FakeRefusal.Bad("reply markup is too long");
        foreach (var button in buttons)
        {
            if (button is not JsonObject fields)
                throw FakeRefusal.Bad("can't parse inline keyboard button: InlineKeyboardButton must be an Object");
            if (string.IsNullOrWhiteSpace((string?)fields["text"]))
                throw FakeRefusal.Bad("can't parse inline keyboard button: Field \"text\" must be non-empty");
            if (Actions.Count(action => fields[action] is not null) != 1)
                throw FakeRefusal.Bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard");
            if (fields["callback_data"] is { } data && Encoding.UTF8.GetByteCount((string)data!) is 0 or > 64)
                throw FakeRefusal.Bad("BUTTON_DATA_INVALID");
            if (fields["url"] is { } url && !IsUrl((string)url!))
                throw FakeRefusal.Bad($"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL");
        }
    }

    private static void CheckReplies(JsonNode rows)
    {
        foreach (var button in Buttons(rows))
        {
            var text = button is JsonObject fields ? (string?)fields["text"] : (string?)button;
            if (string.IsNullOrWhiteSpace(text))
                throw FakeRefusal.Bad("can't parse keyboard button: Field \"text\" must be non-empty");
        }
    }

    private static List<JsonNode?> Buttons(JsonNode rows)
    {
        if (rows is not JsonArray list || list.Any(row => row is not JsonArray))
            throw FakeRefusal.Bad("field \"keyboard\" must be an Array of Arrays");
        return [.. list.SelectMany(row => (JsonArray)row!)];
    }

    private static bool IsUrl(string url) => Uri.TryCreate(url, UriKind.Absolute, out var address)
        && (address.Scheme is "tg" || (address.Scheme is "http" or "https" && address.Host.Contains('.', StringComparison.Ordinal)));
}
