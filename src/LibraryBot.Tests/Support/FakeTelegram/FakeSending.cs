using System.Globalization;
using System.Text.Json.Nodes;

namespace LibraryBot.Tests.Support;

/// <summary>sendMessage and its kin: what is refused, and what then stands in the chat.</summary>
internal sealed class FakeSending(FakeTelegram fake, FakeTargets targets)
{
    private const int DocumentAtMost = 50 * 1024 * 1024;
    private long lastAlbum = 12_000_000_000;

    public JsonNode Message(FakeArguments arguments)
    {
        var chat = targets.Chat(arguments);
        chat.Membership.CheckMaySend("can_send_messages", "text messages");
        var (text, entities) = FakeFormatting.Read(arguments, "text", fake.OlderServer);
        if (text.Length == 0)
            throw FakeRefusal.Bad("message text is empty");
        return Stand(chat, arguments, new Content(text, entities, arguments.Text("text")!)).Json(chat);
    }

    public JsonNode Photo(FakeArguments arguments)
    {
        var chat = targets.Chat(arguments);
        chat.Membership.CheckMaySend("can_send_photos", "photos");
        var (text, entities) = FakeFormatting.Read(arguments, "caption", fake.OlderServer);
        var (fileId, bytes) = FakePictures.Read(fake, arguments, "photo", arguments.Text("photo"));
        return Stand(chat, arguments, new Content(text, entities, arguments.Text("caption") ?? "", fileId, bytes)).Json(chat);
    }

    public JsonNode Document(FakeArguments arguments)
    {
        var chat = targets.Chat(arguments);
        chat.Membership.CheckMaySend("can_send_documents", "documents");
        var (text, entities) = FakeFormatting.Read(arguments, "caption", fake.OlderServer);
        var bytes = arguments.File("document") ?? (arguments.Text("document") is { } given ? arguments.File(given) : null)
            ?? throw FakeRefusal.Bad("there is no document in the request");
        if (bytes.Length == 0)
            throw FakeRefusal.Bad("file must be non-empty");
        if (bytes.Length > DocumentAtMost)
            throw new FakeRefusal(413, "Request Entity Too Large");
        return Stand(chat, arguments, new Content(text, entities, arguments.Text("caption") ?? "", fake.Files.Keep(bytes)) { Document = bytes }).Json(chat);
    }

    public JsonNode Album(FakeArguments arguments)
    {
        var chat = targets.Chat(arguments);
        chat.Membership.CheckMaySend("can_send_photos", "photos");
        if (arguments.Json("media") is not JsonArray { Count: >= 2 and <= 10 } media)
            throw FakeRefusal.Bad("wrong number of items in the album specified");
        if (arguments.Has("reply_markup"))
            throw FakeRefusal.Bad("albums can't have a reply markup");
        var pictures = media.Select(item => InAlbum(arguments, (JsonObject)item!)).ToList();
        var replyTo = FakeTargets.ReplyTo(chat, arguments);
        fake.Limits?.Count(chat.Id, pictures.Count);
        var album = (++lastAlbum).ToString(CultureInfo.InvariantCulture);
        return new JsonArray([.. pictures.Select(picture => Add(chat, arguments, picture, new Frame(null, replyTo, album)).Json(chat))]);
    }

    public JsonNode Copy(FakeArguments arguments)
    {
        var chat = targets.Chat(arguments);
        var from = fake.FindAny(arguments.Text("from_chat_id") ?? "") ?? throw FakeRefusal.Bad("chat not found");
        var message = from.Find(arguments.Number("message_id")) ?? throw FakeRefusal.Bad("message to copy not found");
        var copy = Stand(chat, arguments, new Content(message.Text, (JsonArray)message.Entities.DeepClone(), message.Raw, message.FileId, message.Picture));
        return new JsonObject { ["message_id"] = copy.Id };
    }

    private Content InAlbum(FakeArguments arguments, JsonObject item)
    {
        if ((string?)item["type"] != "photo")
            throw FakeRefusal.Bad("can't parse InputMedia: media type is not supported by this fake");
        var caption = (string?)item["caption"] ?? "";
        var (text, entities) = FakeFormatting.Read(caption, (string?)item["parse_mode"], item["caption_entities"],
            FakeFormatting.CaptionAtMost, "message caption is too long", fake.OlderServer);
        var (fileId, bytes) = FakePictures.Read(fake, arguments, "", (string?)item["media"]);
        return new Content(text, entities, caption, fileId, bytes);
    }

    private FakeMessage Stand(FakeChat chat, FakeArguments arguments, Content content)
    {
        var keyboard = FakeKeyboards.Read(arguments, fake.OlderServer);
        var frame = new Frame(keyboard, FakeTargets.ReplyTo(chat, arguments), null, FakeEphemeral.Receiver(fake, chat, arguments));
        fake.Limits?.Count(chat.Id);
        return Add(chat, arguments, content, frame);
    }

    private FakeMessage Add(FakeChat chat, FakeArguments arguments, Content content, Frame frame)
    {
        return frame.OnlyFor is null ? chat.Add(Message) : chat.AddEphemeral(Message);

        FakeMessage Message(int id) => new()
        {
            Id = frame.OnlyFor is null ? id : 0,
            FromBot = true,
            Text = content.Text,
            Entities = content.Entities,
            Raw = content.Raw,
            Keyboard = frame.Keyboard,
            FileId = content.FileId,
            Picture = content.Picture,
            Document = content.Document,
            Thread = (int?)arguments.Number("message_thread_id"),
            ReplyTo = frame.ReplyTo,
            NoPreview = (bool?)arguments.Json("link_preview_options")?["is_disabled"] == true,
            SentAt = fake.Now,
            Album = frame.Album,
            OnlyFor = frame.OnlyFor,
            EphemeralId = frame.OnlyFor is null ? null : id,
        };
    }

    private sealed record Content(string Text, JsonArray Entities, string Raw, string? FileId = null, byte[]? Picture = null)
    {
        public byte[]? Document { get; init; }
    }

    private sealed record Frame(JsonObject? Keyboard, int? ReplyTo, string? Album, FakeUser? OnlyFor = null);
}
