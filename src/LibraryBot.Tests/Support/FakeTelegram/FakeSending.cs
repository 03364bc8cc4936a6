using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace LibraryBot.Tests.Support;

/// <summary>sendMessage and its kin: what is refused, and what then stands in the chat.</summary>
internal sealed class FakeSending(FakeTelegram fake)
{
    private const int TextAtMost = 4096;
    private const int CaptionAtMost = 1024;
    private const int PhotoAtMost = 10 * 1024 * 1024;

    public JsonNode Message(FakeArguments arguments)
    {
        var chat = Target(arguments);
        var (text, entities) = Formatted(arguments, "text", TextAtMost, "message is too long");
        if (text.Length == 0)
            throw FakeRefusal.Bad("message text is empty");
        var message = Stand(chat, arguments, text, entities, null, null);
        return message.Json(chat, fake.BotJson());
    }

    public JsonNode Photo(FakeArguments arguments)
    {
        var chat = Target(arguments);
        var (fileId, bytes) = Picture(arguments, "photo", arguments.Text("photo"));
        var (text, entities) = Formatted(arguments, "caption", CaptionAtMost, "message caption is too long");
        return Stand(chat, arguments, text, entities, fileId, bytes).Json(chat, fake.BotJson());
    }

    public JsonNode MediaGroup(FakeArguments arguments)
    {
        var chat = Target(arguments);
        if (arguments.Json("media") is not JsonArray { Count: >= 2 and <= 10 } media)
            throw FakeRefusal.Bad("wrong number of items in the album specified");
        if (arguments.Has("reply_markup"))
            throw FakeRefusal.Bad("albums can't have a reply markup");
        var read = media.Select(item =>
        {
            var (fileId, bytes) = Picture(arguments, (string?)item!["media"] ?? "", (string?)item["media"]);
            var (text, entities) = Formatted((string?)item["caption"] ?? "", (string?)item["parse_mode"], CaptionAtMost, "message caption is too long");
            return (fileId, bytes, text, entities);
        }).ToList();
        return new JsonArray([.. read.Select(item => Stand(chat, arguments, item.text, item.entities, item.fileId, item.bytes).Json(chat, fake.BotJson()))]);
    }

    public JsonNode EditText(FakeArguments arguments)
    {
        var (chat, message) = Own(arguments, "edit");
        var (text, entities) = Formatted(arguments, "text", TextAtMost, "message is too long");
        if (text.Length == 0)
            throw FakeRefusal.Bad("message text is empty");
        var keyboard = FakeKeyboards.Read(arguments);
        CheckModified(text == message.Text && Same(entities, message.Entities) && Same(keyboard, message.Keyboard));
        (message.Text, message.Entities, message.Keyboard, message.Raw) = (text, entities, keyboard, arguments.Text("text")!);
        return message.Json(chat, fake.BotJson());
    }

    public JsonNode EditKeyboard(FakeArguments arguments)
    {
        var (chat, message) = Own(arguments, "edit");
        var keyboard = FakeKeyboards.Read(arguments);
        CheckModified(Same(keyboard, message.Keyboard));
        message.Keyboard = keyboard;
        return message.Json(chat, fake.BotJson());
    }

    public JsonNode Delete(FakeArguments arguments)
    {
        Own(arguments, "delete").Message.Deleted = true;
        return true;
    }

    /// <summary>The chat to send to, or the refusal that Telegram has for it.</summary>
    public FakeChat Target(FakeArguments arguments)
    {
        var asked = arguments.Text("chat_id");
        if (string.IsNullOrEmpty(asked))
            throw FakeRefusal.Bad("chat_id is empty");
        var chat = asked[0] == '@' ? fake.Find(asked[1..])
            : long.TryParse(asked, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id) ? fake.Find(id) : null;
        if (chat is null)
            throw FakeRefusal.Bad("chat not found");
        if (chat.Closed is { } closed)
            throw closed;
        if (arguments.Number("message_thread_id") is { } thread && !chat.Topics.Contains((int)thread))
            throw FakeRefusal.Bad("message thread not found");
        return chat;
    }

    private FakeMessage Stand(FakeChat chat, FakeArguments arguments, string text, JsonArray entities, string? fileId, byte[]? picture)
    {
        var keyboard = FakeKeyboards.Read(arguments);
        var replyTo = ReplyTo(chat, arguments);
        fake.Limits?.Count(chat.Id);
        return chat.Add(id => new FakeMessage
        {
            Id = id,
            FromBot = true,
            Text = text,
            Entities = entities,
            Raw = arguments.Text(fileId is null ? "text" : "caption") ?? "",
            Keyboard = keyboard,
            FileId = fileId,
            Picture = picture,
            Thread = (int?)arguments.Number("message_thread_id"),
            ReplyTo = replyTo,
            NoPreview = (bool?)arguments.Json("link_preview_options")?["is_disabled"] == true,
        });
    }

    private static int? ReplyTo(FakeChat chat, FakeArguments arguments)
    {
        if (arguments.Json("reply_parameters") is not JsonObject reply)
            return null;
        var id = (int?)reply["message_id"];
        if (chat.Find(id) is not null)
            return id;
        return (bool?)reply["allow_sending_without_reply"] == true ? null : throw FakeRefusal.Bad("message to be replied not found");
    }

    private (string FileId, byte[] Bytes) Picture(FakeArguments arguments, string field, string? given)
    {
        var uploaded = arguments.File(field) ?? (given is null ? null : arguments.File(given));
        if (uploaded is null)
        {
            return given is not null && fake.Files.Find(given) is { } known
                ? (given, known)
                : throw FakeRefusal.Bad(given is null ? "there is no photo in the request" : "wrong remote file identifier specified: Wrong character in the string");
        }

        if (uploaded.Length > PhotoAtMost)
            throw new FakeRefusal(413, "Request Entity Too Large");
        var isPicture = uploaded is [0xFF, 0xD8, 0xFF, ..] or [0x89, (byte)'P', (byte)'N', (byte)'G', ..];
        return isPicture ? (fake.Files.Keep(uploaded), uploaded) : throw FakeRefusal.Bad("IMAGE_PROCESS_FAILED");
    }

    private (FakeChat Chat, FakeMessage Message) Own(FakeArguments arguments, string verb)
    {
        var chat = Target(arguments);
        var message = chat.Find(arguments.Number("message_id")) ?? throw FakeRefusal.Bad($"message to {verb} not found");
        return message.FromBot ? (chat, message) : throw FakeRefusal.Bad($"message can't be {(verb == "edit" ? "edited" : "deleted")}");
    }

    private static (string Text, JsonArray Entities) Formatted(FakeArguments arguments, string field, int atMost, string tooLong) =>
        Formatted(arguments.Text(field) ?? "", arguments.Text("parse_mode"), atMost, tooLong);

    private static (string Text, JsonArray Entities) Formatted(string given, string? mode, int atMost, string tooLong)
    {
        var (text, entities) = mode?.ToUpperInvariant() switch
        {
            null or "" => (given, []),
            "HTML" => TelegramHtml.Parse(given),
            _ => throw FakeRefusal.Bad("unsupported parse_mode"),
        };
        text = Tidy(text);
        return text.EnumerateRunes().Count() <= atMost ? (text, entities) : throw FakeRefusal.Bad(tooLong);
    }

    // Telegram turns control characters into spaces, drops carriage returns and trims.
    private static string Tidy(string text)
    {
        var tidy = new StringBuilder(text.Length);
        foreach (var letter in text.Where(letter => letter != '\r'))
            tidy.Append(letter < ' ' && letter is not ('\n' or '\t') ? ' ' : letter);
        return tidy.ToString().Trim();
    }

    private static void CheckModified(bool same)
    {
        if (same)
            throw FakeRefusal.Bad("message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message");
    }

    private static bool Same(JsonNode? left, JsonNode? right) => JsonNode.DeepEquals(left, right);
}
