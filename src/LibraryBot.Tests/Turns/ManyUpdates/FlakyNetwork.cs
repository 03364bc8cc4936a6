using System.Globalization;
using System.Text.Json;
using LibraryBot.Activities;
using LibraryBot.Channels.DirectLine;

namespace LibraryBot.Tests.Turns.ManyUpdates;

/// <summary>Something that was sent: over Telegram as an update, or over the web as a post.</summary>
internal sealed record Sent(int Number, int Chat, MessageKind Kind)
{
    public string Text { get; } = string.Create(CultureInfo.InvariantCulture, $"{WordOf(Kind)} {Number}");

    public bool IsPosted => Chat >= FlakyNetwork.FirstWebChat;

    /// <summary>The conversation's id on its channel.</summary>
    public string ConversationId => FlakyNetwork.ConversationOf(Chat);

    /// <summary>As Telegram brings it.</summary>
    public JsonElement Update()
    {
        var field = Kind == MessageKind.NotForUs ? "edited_channel_post" : "message";
        var id = Kind == MessageKind.Unreadable ? "{}" : Number.ToString(CultureInfo.InvariantCulture);
        return JsonDocument.Parse(string.Create(CultureInfo.InvariantCulture, $$$"""
            {"update_id":{{{Number}}},"{{{field}}}":{"message_id":{{{id}}},"date":1773198000,
             "chat":{"id":{{{ConversationId}}},"type":"private","first_name":"Dewi"},
             "from":{"id":{{{ConversationId}}},"is_bot":false,"first_name":"Dewi"},"text":"{{{Text}}}"}}
            """)).RootElement;
    }

    /// <summary>As the web's door hands it on.</summary>
    public Activity Post() => new()
    {
        Id = string.Create(CultureInfo.InvariantCulture, $"{ConversationId}|c-{Number}"),
        Text = Text,
        ChannelId = DirectLineChannel.ChannelId,
        Conversation = new ConversationAccount { Id = ConversationId },
        From = new ChannelAccount { Id = "dl_dewi", Role = "user" },
    };

    private static string WordOf(MessageKind kind) => kind switch
    {
        MessageKind.Twice => "/dua",
        MessageKind.Shaky => "/goyah",
        MessageKind.Broken => "/rusak",
        _ => "/catat",
    };
}

/// <summary>
/// The network on a bad day. It keeps the order of a chat, and nothing else: what was not acknowledged comes again, what was
/// acknowledged may too, chats overtake each other, and anything may take any time.
/// </summary>
internal sealed class FlakyNetwork
{
    /// <summary>The chats before it are Telegram's, the others on the web.</summary>
    public const int FirstWebChat = 4;

    // So low that texts of numbers do not sort like the numbers.
    private const int FirstNumber = 5;
    private readonly SortedDictionary<int, Chat> chats = [];
    private int said;

    /// <summary>All that was ever sent in a chat, in order.</summary>
    public IEnumerable<(int Chat, IReadOnlyList<Sent> Sent)> ByChat => chats.Select(chat => (chat.Key, (IReadOnlyList<Sent>)chat.Value.Sent));

    public void Say(int chat, MessageKind kind)
    {
        var isFit = chat < FirstWebChat || kind is not (MessageKind.NotForUs or MessageKind.Unreadable);
        ChatOf(chat).Sent.Add(new Sent(FirstNumber + said++, chat, isFit ? kind : MessageKind.Note));
    }

    public IReadOnlyList<Sent> Batch(IEnumerable<Pick> picks)
    {
        var batch = new List<Sent>();
        foreach (var pick in picks)
        {
            var chat = ChatOf(pick.Chat);
            var next = chat.Acknowledged + batch.Count(sent => sent.Chat == pick.Chat && sent.Number >= chat.NextNumber);
            if (pick.Old < 0 && next < chat.Sent.Count)
                batch.Add(chat.Sent[next]);
            else if (pick.Old >= 0 && pick.Old < chat.Acknowledged)
                batch.Add(chat.Sent[chat.Acknowledged - 1 - pick.Old]);
        }

        return batch;
    }

    /// <summary>All that was never acknowledged, chat by chat.</summary>
    public IReadOnlyList<Sent> Rest() => [.. chats.Values.SelectMany(chat => chat.Sent.Skip(chat.Acknowledged))];

    /// <summary>All that was ever sent.</summary>
    public IReadOnlyList<Sent> Everything() => [.. chats.Values.SelectMany(chat => chat.Sent)];

    public void Acknowledge(IReadOnlyList<Sent> batch)
    {
        foreach (var sent in batch.Where(sent => sent.Number == ChatOf(sent.Chat).NextNumber))
            ChatOf(sent.Chat).Acknowledged++;
    }

    public static string ConversationOf(int chat) => chat < FirstWebChat
        ? (chat + 1).ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"web{chat}");

    private Chat ChatOf(int chat) => chats.TryGetValue(chat, out var found) ? found : chats[chat] = new Chat();

    private sealed class Chat
    {
        public List<Sent> Sent { get; } = [];
        public int Acknowledged { get; set; }
        public int NextNumber => Acknowledged < Sent.Count ? Sent[Acknowledged].Number : int.MaxValue;
    }
}
