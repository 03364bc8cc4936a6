using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LibraryBot.Tests.Support;

/// <summary>A chat that the bot is in. Tests speak through it and look at what the bot said.</summary>
public abstract partial class FakeChat(FakeTelegram fake, long id)
{
    private readonly List<FakeMessage> messages = [];
    private int lastId;
    private int heard;

    public FakeTelegram Fake { get; } = fake;

    public long Id { get; } = id;

    /// <summary>What the bot has sent and not deleted.</summary>
    public IReadOnlyList<FakeMessage> Messages
    {
        get
        {
            lock (Fake.Guard)
                return [.. messages.Where(message => message is { FromBot: true, Deleted: false })];
        }
    }

    /// <summary>Why the bot cannot send here; null when it can.</summary>
    internal FakeRefusal? Closed { get; set; }

    internal HashSet<int> Topics { get; } = [];

    internal abstract JsonObject Json();

    /// <summary>Waits for a message of the bot with these words, after those already heard.</summary>
    public Task<FakeMessage> Hears(string words, TimeSpan? within = null) =>
        Hears(message => message.Text.Contains(words, StringComparison.Ordinal), $"\"{words}\"", within);

    public async Task<FakeMessage> Hears(Func<FakeMessage, bool> fits, string what = "it", TimeSpan? within = null)
    {
        using var late = new CancellationTokenSource(within ?? TimeSpan.FromSeconds(10));
        while (true)
        {
            var signal = Fake.Sent;
            if (Next(fits) is { } message)
                return message;
            try
            {
                await signal.WaitAsync(late.Token);
            }
            catch (OperationCanceledException)
            {
                var said = string.Join("\n- ", Messages.Select(sent => sent.Text));
                throw new TimeoutException($"Chat {Id} did not hear {what}. The bot said:\n- {said}");
            }
        }
    }

    internal FakeMessage Add(Func<int, FakeMessage> message)
    {
        lock (Fake.Guard)
        {
            var added = message(++lastId);
            messages.Add(added);
            return added;
        }
    }

    internal FakeMessage? Find(long? id) => messages.Find(message => message.Id == id && !message.Deleted);

    /// <summary>Queues a person's message; content is text, photo and the like.</summary>
    internal int Brings(JsonObject sender, JsonObject content, int? thread = null, int? replyTo = null)
    {
        lock (Fake.Guard)
        {
            var text = (string?)(content["text"] ?? content["caption"]) ?? "";
            var added = Add(id => new FakeMessage { Id = id, FromBot = false, Text = text, Thread = thread });
            var message = new JsonObject { ["message_id"] = added.Id, ["date"] = Fake.Now, ["chat"] = Json() };
            foreach (var (name, value) in sender.Concat(content))
                message[name] = value?.DeepClone();
            if (Entities(text) is { Count: > 0 } entities && message["entities"] is null)
                message[content["text"] is null ? "caption_entities" : "entities"] = entities;
            if (thread is not null)
                (message["message_thread_id"], message["is_topic_message"]) = (thread, true);
            if (replyTo is not null)
                message["reply_to_message"] = Find(replyTo)!.Json(this, Fake.BotJson());
            return Fake.Updates.Add("message", message);
        }
    }

    /// <summary>Presses a button of the bot's latest message that has it: inline, or of the reply keyboard (which says its words).</summary>
    protected int Presses(FakeUser user, string words)
    {
        lock (Fake.Guard)
        {
            var message = messages.FindLast(sent => sent is { FromBot: true, Deleted: false } && (sent.Buttons.Contains(words) || sent.Choices.Contains(words)))
                ?? throw new InvalidOperationException($"No message of the bot in chat {Id} has the button \"{words}\".");
            return message.CallbackData(words) is { } data
                ? PressesData(user, message, data)
                : Brings(From(user), new JsonObject { ["text"] = words });
        }
    }

    internal int PressesData(FakeUser user, FakeMessage message, string data) => Fake.Updates.Add("callback_query", new JsonObject
    {
        ["id"] = Fake.NewCallback(),
        ["from"] = user.Json(),
        ["message"] = message.Json(this, Fake.BotJson()),
        ["chat_instance"] = "1",
        ["data"] = data,
    });

    internal static JsonObject From(FakeUser user) => new() { ["from"] = user.Json() };

    /// <summary>Commands and mentions as Telegram marks them.</summary>
    internal static JsonArray Entities(string text) =>
    [
        .. CommandOrMention().Matches(text).Select(match => new JsonObject
        {
            ["type"] = match.Value[0] == '/' ? "bot_command" : "mention",
            ["offset"] = match.Index,
            ["length"] = match.Length,
        }),
    ];

    private FakeMessage? Next(Func<FakeMessage, bool> fits)
    {
        lock (Fake.Guard)
        {
            var at = messages.FindIndex(heard, message => message is { FromBot: true, Deleted: false } && fits(message));
            if (at < 0)
                return null;
            heard = at + 1;
            return messages[at];
        }
    }

    [GeneratedRegex(@"(?<=^|\s)(/[A-Za-z0-9_]{1,32}(@[A-Za-z0-9_]+)?|@[A-Za-z0-9_]{4,32})")]
    private static partial Regex CommandOrMention();
}
