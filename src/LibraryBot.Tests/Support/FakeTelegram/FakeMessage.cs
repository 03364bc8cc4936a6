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
    public string? FileId { get; set; }
    public byte[]? Picture { get; set; }
    public byte[]? Document { get; init; }
    public int? Thread { get; init; }
    public int? ReplyTo { get; init; }
    public bool NoPreview { get; init; }
    public bool Deleted { get; set; }

    /// <summary>Moments in Unix seconds.</summary>
    public long SentAt { get; init; }
    public long? EditedAt { get; set; }

    /// <summary>The same for all pictures of one album.</summary>
    public string? Album { get; init; }

    /// <summary>The one person of a group who sees it; null when all do. Such a message has no id but an ephemeral one.</summary>
    public FakeUser? OnlyFor { get; init; }
    public int? EphemeralId { get; init; }

    /// <summary>A person's message as the bot was told of it.</summary>
    public JsonObject? Told { get; set; }

    /// <summary>The words on its inline buttons.</summary>
    public IReadOnlyList<string> Buttons => [.. ButtonsOf("inline_keyboard").Select(button => (string)button["text"]!)];

    /// <summary>The words of its reply keyboard.</summary>
    public IReadOnlyList<string> Choices => [.. ButtonsOf("keyboard").Select(button => (string)button["text"]!)];

    public string? CallbackData(string words) => (string?)Button(words)?["callback_data"];

    /// <summary>An inline button with all that the bot said of it: style, url and so on.</summary>
    public JsonObject? Button(string words) => ButtonsOf("inline_keyboard").FirstOrDefault(button => (string?)button["text"] == words);

    /// <summary>What the entities of a kind ("bold", "date_time") stand on.</summary>
    public IReadOnlyList<string> Marked(string kind) =>
        [.. Entities.Where(entity => (string?)entity!["type"] == kind).Select(entity => Text.Substring((int)entity!["offset"]!, (int)entity["length"]!))];

    internal JsonObject Json(FakeChat chat)
    {
        if (Told is not null)
            return (JsonObject)Told.DeepClone();
        var json = new JsonObject { ["message_id"] = Id, ["date"] = SentAt, ["chat"] = chat.Json() };
        foreach (var (name, value) in chat.BotAsSender())
            json[name] = value?.DeepClone();
        if (Thread is not null)
            (json["message_thread_id"], json["is_topic_message"]) = (Thread, true);
        if (EditedAt is not null)
            json["edit_date"] = EditedAt;
        if (Album is not null)
            json["media_group_id"] = Album;
        if (OnlyFor is not null)
            (json["receiver_user"], json["ephemeral_message_id"]) = (OnlyFor.Json(), EphemeralId);
        AddReply(json, chat);
        AddContent(json);
        if (Keyboard?["inline_keyboard"] is not null)
            json["reply_markup"] = Keyboard.DeepClone();
        return json;
    }

    public static JsonArray PhotoSizes(string fileId, int bytes) =>
    [
        new JsonObject { ["file_id"] = fileId + "-s", ["file_unique_id"] = fileId + "-su", ["width"] = 90, ["height"] = 60, ["file_size"] = bytes },
        new JsonObject { ["file_id"] = fileId, ["file_unique_id"] = fileId + "-u", ["width"] = 900, ["height"] = 600, ["file_size"] = bytes },
    ];

    private void AddReply(JsonObject json, FakeChat chat)
    {
        if (ReplyTo is null || chat.Find(ReplyTo) is not { } answered)
            return;
        var told = answered.Json(chat);
        // A reply inside a reply is left out.
        told.Remove("reply_to_message");
        json["reply_to_message"] = told;
    }

    private void AddContent(JsonObject json)
    {
        var (text, entities) = FileId is null ? ("text", "entities") : ("caption", "caption_entities");
        if (Text.Length > 0)
            json[text] = Text;
        if (Entities.Count > 0)
            json[entities] = Entities.DeepClone();
        if (Document is not null)
            json["document"] = new JsonObject { ["file_id"] = FileId, ["file_unique_id"] = FileId + "-u", ["file_size"] = Document.Length };
        else if (FileId is not null)
            json["photo"] = PhotoSizes(FileId, Picture!.Length);
    }

    private IEnumerable<JsonObject> ButtonsOf(string kind) =>
        (Keyboard?[kind] as JsonArray ?? []).SelectMany(row => (JsonArray)row!).Select(button => button as JsonObject ?? new JsonObject { ["text"] = (string?)button });
}
