using System.Text.Json.Nodes;

namespace LibraryBot.Tests.Support;

/// <summary>A message in a chat of the fake: the bot's, or a person's.</summary>
public sealed class FakeMessage
{
    public required int Id { get; init; }
    public required bool FromBot { get; init; }

    /// <summary>What people see: text or caption, after the markup was read.</summary>
    public string Text { get; set; } = "";
    public JsonArray Entities { get; set; } = [];

    /// <summary>As the bot sent it, markup and all.</summary>
    public string Raw { get; set; } = "";
    public JsonObject? Keyboard { get; set; }
    public string? FileId { get; init; }
    public byte[]? Picture { get; init; }
    public int? Thread { get; init; }
    public int? ReplyTo { get; init; }
    public bool NoPreview { get; init; }
    public bool Deleted { get; set; }

    /// <summary>The words on its inline buttons.</summary>
    public IReadOnlyList<string> Buttons => [.. ButtonsOf("inline_keyboard").Select(button => (string)button["text"]!)];

    /// <summary>The words of its reply keyboard.</summary>
    public IReadOnlyList<string> Choices => [.. ButtonsOf("keyboard").Select(button => (string)button["text"]!)];

    public string? CallbackData(string words) =>
        (string?)ButtonsOf("inline_keyboard").FirstOrDefault(button => (string?)button["text"] == words)?["callback_data"];

    public JsonObject Json(FakeChat chat, JsonObject sender)
    {
        var json = new JsonObject
        {
            ["message_id"] = Id,
            ["from"] = sender.DeepClone(),
            ["chat"] = chat.Json(),
            ["date"] = chat.Fake.Now,
        };
        if (Thread is not null)
            (json["message_thread_id"], json["is_topic_message"]) = (Thread, true);
        AddContent(json);
        if (Keyboard?["inline_keyboard"] is not null)
            json["reply_markup"] = Keyboard.DeepClone();
        return json;
    }

    private void AddContent(JsonObject json)
    {
        var (text, entities) = FileId is null ? ("text", "entities") : ("caption", "caption_entities");
        if (Text.Length > 0)
            json[text] = Text;
        if (Entities.Count > 0)
            json[entities] = Entities.DeepClone();
        if (FileId is not null)
            json["photo"] = PhotoSizes(FileId, Picture!.Length);
    }

    public static JsonArray PhotoSizes(string fileId, int bytes) =>
    [
        new JsonObject { ["file_id"] = fileId + "-s", ["file_unique_id"] = fileId + "-su", ["width"] = 90, ["height"] = 60, ["file_size"] = bytes },
        new JsonObject { ["file_id"] = fileId, ["file_unique_id"] = fileId + "-u", ["width"] = 900, ["height"] = 600, ["file_size"] = bytes },
    ];

    private IEnumerable<JsonObject> ButtonsOf(string kind) =>
        (Keyboard?[kind] as JsonArray ?? []).SelectMany(row => (JsonArray)row!).Select(button => button as JsonObject ?? new JsonObject { ["text"] = (string?)button });
}

/// <summary>Someone with a Telegram account.</summary>
public sealed record FakeUser(long Id, string Name, string Language = "id")
{
    public JsonObject Json() => new() { ["id"] = Id, ["is_bot"] = false, ["first_name"] = Name, ["language_code"] = Language };
}
