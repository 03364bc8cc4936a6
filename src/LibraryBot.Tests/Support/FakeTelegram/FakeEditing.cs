using System.Text.Json.Nodes;

namespace LibraryBot.Tests.Support;

/// <summary>editMessageText and its kin, and deleting.</summary>
internal sealed class FakeEditing(FakeTelegram fake, FakeTargets targets)
{
    private const string Unchanged =
        "message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message";

    public JsonNode Text(FakeArguments arguments)
    {
        var (chat, message) = targets.ToEdit(arguments);
        if (message.FileId is not null)
            throw FakeRefusal.Bad("there is no text in the message to edit");
        fake.Limits?.Count(chat.Id);
        ChangeText(message, arguments);
        return message.Json(chat);
    }

    public void ChangeText(FakeMessage message, FakeArguments arguments)
    {
        var (text, entities) = FakeFormatting.Read(arguments, "text", fake.OlderServer);
        if (text.Length == 0)
            throw FakeRefusal.Bad("message text is empty");
        Change(message, text, entities, arguments.Text("text")!, FakeKeyboards.Read(arguments, fake.OlderServer));
    }

    public JsonNode Caption(FakeArguments arguments)
    {
        var (chat, message) = targets.ToEdit(arguments);
        if (message.FileId is null)
            throw FakeRefusal.Bad("there is no caption in the message to edit");
        var (text, entities) = FakeFormatting.Read(arguments, "caption", fake.OlderServer);
        fake.Limits?.Count(chat.Id);
        Change(message, text, entities, arguments.Text("caption") ?? "", FakeKeyboards.Read(arguments, fake.OlderServer));
        return message.Json(chat);
    }

    public JsonNode Media(FakeArguments arguments)
    {
        var (chat, message) = targets.ToEdit(arguments);
        if (arguments.Json("media") is not JsonObject media || (string?)media["type"] != "photo")
            throw FakeRefusal.Bad("can't parse InputMedia: media not found");
        if (message.FileId is null)
            throw FakeRefusal.Bad("message can't be edited");
        var caption = (string?)media["caption"] ?? "";
        var (text, entities) = FakeFormatting.Read(caption, (string?)media["parse_mode"], media["caption_entities"],
            FakeFormatting.CaptionAtMost, "message caption is too long", fake.OlderServer);
        var keyboard = FakeKeyboards.Read(arguments, fake.OlderServer);
        var (fileId, bytes) = FakePictures.Read(fake, arguments, "", (string?)media["media"]);
        fake.Limits?.Count(chat.Id);
        if (fileId == message.FileId)
            Change(message, text, entities, caption, keyboard);
        else
            Put(message, text, entities, caption, keyboard);
        (message.FileId, message.Picture) = (fileId, bytes);
        return message.Json(chat);
    }

    public JsonNode Keyboard(FakeArguments arguments)
    {
        var (chat, message) = targets.ToEdit(arguments);
        fake.Limits?.Count(chat.Id);
        Change(message, message.Text, message.Entities, message.Raw, FakeKeyboards.Read(arguments, fake.OlderServer));
        return message.Json(chat);
    }

    public JsonNode Delete(FakeArguments arguments)
    {
        targets.ToDelete(arguments).Deleted = true;
        return true;
    }

    /// <summary>Those that are not there, or cannot be deleted, are left out in silence.</summary>
    public JsonNode DeleteMany(FakeArguments arguments)
    {
        var chat = targets.Chat(arguments);
        if (arguments.Json("message_ids") is not JsonArray { Count: >= 1 and <= 100 } ids)
            throw FakeRefusal.Bad("message identifiers are not specified");
        foreach (var id in ids)
        {
            try
            {
                targets.ToDelete(chat, (long)id!).Deleted = true;
            }
            catch (FakeRefusal)
            {
                // Telegram skips it too.
            }
        }

        return true;
    }

    private void Change(FakeMessage message, string text, JsonArray entities, string raw, JsonObject? keyboard)
    {
        if (text == message.Text && Same(entities, message.Entities) && Same(keyboard, message.Keyboard))
            throw FakeRefusal.Bad(Unchanged);
        Put(message, text, entities, raw, keyboard);
    }

    private void Put(FakeMessage message, string text, JsonArray entities, string raw, JsonObject? keyboard)
    {
        (message.Text, message.Entities, message.Keyboard, message.Raw) = (text, entities, keyboard, raw);
        message.EditedAt = fake.Now;
    }

    private static bool Same(JsonNode? left, JsonNode? right) => JsonNode.DeepEquals(left, right);
}
