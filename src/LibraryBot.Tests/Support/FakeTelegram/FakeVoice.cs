using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LibraryBot.Tests.Support;

/// <summary>What people do in a chat, as updates for the bot. All answer the update_id.</summary>
internal sealed partial class FakeVoice(FakeChat chat)
{
    private static int lastAlbum;

    private FakeTelegram Fake => chat.Fake;

    /// <summary>A message; sender is "from" and its kin, content is text, photo and the like.</summary>
    public int Brings(JsonObject sender, JsonObject content, int? thread = null, int? replyTo = null, string kind = "message")
    {
        lock (Fake.Guard)
        {
            var added = chat.Add(id =>
            {
                // A topic's number is that of the message that opens it.
                thread = content["forum_topic_created"] is null ? thread : id;
                return new FakeMessage { Id = id, FromBot = false, Text = WordsOf(content), Thread = thread, SentAt = Fake.Now };
            });
            var message = new JsonObject { ["message_id"] = added.Id, ["date"] = Fake.Now, ["chat"] = chat.Json() };
            foreach (var (name, value) in sender.Concat(content))
                message[name] = value?.DeepClone();
            AddEntities(message);
            if (thread is not null)
                (message["message_thread_id"], message["is_topic_message"]) = (thread, true);
            // What is said in a topic replies to the message that opened it, unless to another.
            if (chat.Find(replyTo ?? (thread == added.Id ? null : thread)) is { } answered && (answered.FromBot || answered.Told is not null))
            {
                var told = answered.Json(chat);
                told.Remove("reply_to_message");
                message["reply_to_message"] = told;
            }

            added.Told = message;
            return Fake.Updates.Add(kind, message);
        }
    }

    /// <summary>Several pictures at once: messages of one media_group_id, the caption on the first. Answers the first update_id.</summary>
    public int BringsAlbum(JsonObject sender, IReadOnlyList<byte[]> pictures, string? caption, int? thread = null)
    {
        var album = (13_000_000_000 + Interlocked.Increment(ref lastAlbum)).ToString(CultureInfo.InvariantCulture);
        lock (Fake.Guard)
            return Fake.Updates.Together(() => pictures.Select((bytes, at) => Brings(sender, InAlbum(bytes, at == 0 ? caption : null), thread)).ToList()[0]);

        JsonObject InAlbum(byte[] bytes, string? words)
        {
            var content = FakeContent.Photo(Fake, bytes, words);
            content["media_group_id"] = album;
            return content;
        }
    }

    /// <summary>Changes what someone has said; kind is "edited_message" or "edited_channel_post".</summary>
    public int Edits(FakeMessage said, string words, string kind)
    {
        lock (Fake.Guard)
        {
            var message = (JsonObject)said.Told!.DeepClone();
            message.Remove("entities");
            message.Remove("caption_entities");
            message[message["text"] is null ? "caption" : "text"] = words;
            message["edit_date"] = Fake.Now;
            AddEntities(message);
            (said.Text, said.Told, said.EditedAt) = (words, message, Fake.Now);
            return Fake.Updates.Add(kind, message);
        }
    }

    /// <summary>Presses a button of the bot's latest message that has it: inline, or of the reply keyboard (which says its words).</summary>
    public int Presses(FakeUser user, string words)
    {
        lock (Fake.Guard)
        {
            var message = chat.Latest(sent => sent is { FromBot: true, Deleted: false } && (sent.OnlyFor is null || sent.OnlyFor.Id == user.Id)
                    && (sent.Buttons.Contains(words) || sent.Choices.Contains(words)))
                ?? throw new InvalidOperationException($"No message of the bot in chat {chat.Id} has the button \"{words}\".");
            return message.CallbackData(words) is { } data
                ? PressesData(user, message, data)
                : Brings(From(user), new JsonObject { ["text"] = words });
        }
    }

    public int PressesData(FakeUser user, FakeMessage message, string data) => Fake.Updates.Add("callback_query", new JsonObject
    {
        ["id"] = Fake.Callbacks.New(),
        ["from"] = user.Json(),
        ["message"] = message.Json(chat),
        ["chat_instance"] = "1",
        ["data"] = data,
    });

    /// <summary>Comes only to a bot that asked for message_reaction.</summary>
    public int Reacts(FakeUser user, FakeMessage to, string emoji) => Fake.Updates.Add("message_reaction", new JsonObject
    {
        ["chat"] = chat.Json(),
        ["message_id"] = to.Id,
        ["user"] = user.Json(),
        ["date"] = Fake.Now,
        ["old_reaction"] = new JsonArray(),
        ["new_reaction"] = new JsonArray(new JsonObject { ["type"] = "emoji", ["emoji"] = emoji }),
    });

    public static JsonObject From(FakeUser user) => new() { ["from"] = user.Json() };

    private static string WordsOf(JsonObject content) => (string?)(content["text"] ?? content["caption"]) ?? "";

    private static void AddEntities(JsonObject message)
    {
        if (message["entities"] is null && Entities(WordsOf(message)) is { Count: > 0 } entities)
            message[message["text"] is null ? "caption_entities" : "entities"] = entities;
    }

    /// <summary>Commands and mentions as Telegram marks them.</summary>
    public static JsonArray Entities(string text) =>
    [
        .. CommandOrMention().Matches(text).Select(match => new JsonObject
        {
            ["type"] = match.Value[0] == '/' ? "bot_command" : "mention",
            ["offset"] = match.Index,
            ["length"] = match.Length,
        }),
    ];

    [GeneratedRegex(@"(?<=^|\s)(/[A-Za-z0-9_]{1,32}(@[A-Za-z0-9_]+)?|@[A-Za-z0-9_]{4,32})")]
    private static partial Regex CommandOrMention();
}
