using System.Text.Json.Nodes;

namespace LibraryBot.Tests.Support;

/// <summary>A group, supergroup or channel. The bot is not in it until someone adds it. What people do here answers the update_id.</summary>
public sealed class FakeGroup : FakeChat
{
    private readonly FakeVoice voice;

    internal FakeGroup(FakeTelegram fake, long id, string title, string type)
        : base(fake, id)
    {
        Title = title;
        Type = type;
        Closed = FakeRefusal.NotThere(type);
        voice = new FakeVoice(this);
    }

    public string Title { get; }

    /// <summary>"group", "supergroup" or "channel".</summary>
    public string Type { get; }

    /// <summary>Public groups and channels have one.</summary>
    public string? Username { get; init; }

    /// <summary>A supergroup with topics.</summary>
    public bool IsForum { get; private set; }

    /// <summary>As a member, or as an "administrator" with these rights (see <see cref="FakeRights"/>; null: those it needs).</summary>
    public int AddsBot(FakeUser by, string status = "member", JsonObject? rights = null)
    {
        Closed = null;
        return Membership.BotBecomes(by, status, rights);
    }

    public int RemovesBot(FakeUser by)
    {
        Closed = FakeRefusal.Kicked(Type);
        return Membership.BotBecomes(by, "kicked");
    }

    /// <summary>The bot stays and may do only what is named: "can_send_messages", "can_send_photos" and so on.</summary>
    public int RestrictsBot(FakeUser by, params IEnumerable<string> may) => Membership.BotBecomes(by, "restricted", FakeRights.Restricted(may));

    /// <summary>Someone is in the group, with a status of Telegram's ("member", "administrator", "creator", "left").</summary>
    public void Has(FakeUser user, string status = "member") => Membership.Has(user, status);

    /// <summary>Opens a topic, as forums have them. Its id is that of the service message that tells of it.</summary>
    public int Topic(string name = "Kegiatan", FakeUser? by = null)
    {
        IsForum = true;
        if (by is null)
        {
            var topic = Add(id => new FakeMessage { Id = id, FromBot = false });
            Topics.Add(topic.Id);
            return topic.Id;
        }

        OpensTopic(by, name);
        return Said[^1].Id;
    }

    public int Says(FakeUser user, string text, int? thread = null, int? replyTo = null) =>
        Brings(user, FakeContent.Text(text), thread, replyTo);

    /// <summary>Says it with marks of its own, such as a mention of someone who has no username.</summary>
    public int SaysMarked(FakeUser user, string text, JsonObject entity) =>
        Brings(user, new JsonObject { ["text"] = text, ["entities"] = new JsonArray(entity) });

    /// <summary>As an administrator who writes in the group's own name.</summary>
    public int SaysAnonymously(string text, int? thread = null) => voice.Brings(
        new JsonObject
        {
            ["from"] = new JsonObject { ["id"] = 1087968824, ["is_bot"] = true, ["first_name"] = "Group", ["username"] = "GroupAnonymousBot" },
            ["sender_chat"] = Json(),
        },
        FakeContent.Text(text),
        thread);

    /// <summary>As someone who writes in the name of a channel.</summary>
    public int SaysAs(FakeGroup channel, string text, int? thread = null) => voice.Brings(
        new JsonObject
        {
            ["from"] = new JsonObject { ["id"] = 136817688, ["is_bot"] = true, ["first_name"] = "Channel", ["username"] = "Channel_Bot" },
            ["sender_chat"] = channel.Json(),
        },
        FakeContent.Text(text),
        thread);

    public int SendsPhoto(FakeUser user, byte[] bytes, string? caption = null, int? thread = null) =>
        Brings(user, FakeContent.Photo(Fake, bytes, caption), thread);

    public int Forwards(FakeUser user, string text, FakeOrigin origin) => Brings(user, FakeContent.Forwarded(FakeContent.Text(text), origin, Fake.Now));

    /// <summary>Changes the latest thing that was said, or another.</summary>
    public int Edits(string words, FakeMessage? said = null) => voice.Edits(said ?? Said[^1], words, "edited_message");

    public int Reacts(FakeUser user, FakeMessage to, string emoji) => voice.Reacts(user, to, emoji);

    /// <summary>A post of a channel.</summary>
    public int Posts(string text) => voice.Brings(BotAsSender(), FakeContent.Text(text), kind: "channel_post");

    public int PostsPhoto(byte[] bytes, string? caption = null) => voice.Brings(BotAsSender(), FakeContent.Photo(Fake, bytes, caption), kind: "channel_post");

    public int EditsPost(string words, FakeMessage? post = null) => voice.Edits(post ?? Said[^1], words, "edited_channel_post");

    public int Presses(FakeUser user, string words) => voice.Presses(user, words);

    public int PressesData(FakeUser user, FakeMessage message, string data) => voice.PressesData(user, message, data);

    /// <summary>Telegram makes it a supergroup with another id; the old id is told the new one.</summary>
    public FakeGroup BecomesSupergroup(FakeUser by)
    {
        var moved = Fake.Supergroup(Title);
        moved.Closed = null;
        moved.Membership.MovedFrom(Membership);
        Closed = FakeRefusal.Migrated(moved.Id);
        voice.Brings(FakeVoice.From(by), new JsonObject { ["migrate_to_chat_id"] = moved.Id });
        moved.voice.Brings(FakeVoice.From(by), new JsonObject { ["migrate_from_chat_id"] = Id });
        return moved;
    }

    internal override JsonObject Json()
    {
        var json = new JsonObject { ["id"] = Id, ["type"] = Type, ["title"] = Title };
        if (Username is not null)
            json["username"] = Username;
        if (IsForum)
            json["is_forum"] = true;
        return json;
    }

    internal override JsonObject BotAsSender() => Type == "channel" ? new() { ["sender_chat"] = Json() } : base.BotAsSender();

    private void OpensTopic(FakeUser by, string name)
    {
        Brings(by, new JsonObject { ["forum_topic_created"] = new JsonObject { ["name"] = name, ["icon_color"] = 7322096 } });
        Topics.Add(Said[^1].Id);
    }

    private int Brings(FakeUser user, JsonObject content, int? thread = null, int? replyTo = null)
    {
        Membership.Has(user);
        return voice.Brings(FakeVoice.From(user), content, thread, replyTo);
    }
}
