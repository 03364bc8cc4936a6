using System.Text.Json.Nodes;

namespace LibraryBot.Tests.Support;

/// <summary>A group, supergroup or channel. The bot is not in it until someone adds it.</summary>
public sealed class FakeGroup : FakeChat
{
    internal FakeGroup(FakeTelegram fake, long id, string title, string type)
        : base(fake, id)
    {
        Title = title;
        Type = type;
        Closed = NotThere();
    }

    public string Title { get; }

    /// <summary>"group", "supergroup" or "channel".</summary>
    public string Type { get; }

    /// <summary>Public groups and channels have one.</summary>
    public string? Username { get; init; }

    /// <summary>All return the update_id.</summary>
    public int AddsBot(FakeUser by, string status = "member")
    {
        Closed = null;
        return Fake.BotBecomes(this, by, status);
    }

    public int RemovesBot(FakeUser by)
    {
        Closed = NotThere();
        return Fake.BotBecomes(this, by, "kicked");
    }

    /// <summary>Opens a topic, as forums have them.</summary>
    public int Topic()
    {
        var topic = Add(id => new FakeMessage { Id = id, FromBot = false });
        Topics.Add(topic.Id);
        return topic.Id;
    }

    public int Says(FakeUser user, string text, int? thread = null, int? replyTo = null) =>
        Brings(From(user), new JsonObject { ["text"] = text }, thread, replyTo);

    /// <summary>Says it with marks of its own, such as a mention of someone who has no username.</summary>
    public int SaysMarked(FakeUser user, string text, JsonObject entity) =>
        Brings(From(user), new JsonObject { ["text"] = text, ["entities"] = new JsonArray(entity) });

    /// <summary>As an administrator who writes in the group's own name.</summary>
    public int SaysAnonymously(string text) => Brings(
        new JsonObject
        {
            ["from"] = new JsonObject { ["id"] = 1087968824, ["is_bot"] = true, ["first_name"] = "Group", ["username"] = "GroupAnonymousBot" },
            ["sender_chat"] = Json(),
        },
        new JsonObject { ["text"] = text });

    /// <summary>A post of a channel.</summary>
    public int Posts(string text) => Fake.Updates.Add("channel_post", new JsonObject
    {
        ["message_id"] = Add(id => new FakeMessage { Id = id, FromBot = false, Text = text }).Id,
        ["date"] = Fake.Now,
        ["chat"] = Json(),
        ["sender_chat"] = Json(),
        ["text"] = text,
    });

    public new int Presses(FakeUser user, string words) => base.Presses(user, words);

    /// <summary>Telegram makes it a supergroup with another id; the old id is told the new one.</summary>
    public FakeGroup BecomesSupergroup(FakeUser by)
    {
        var moved = Fake.Supergroup(Title);
        moved.Closed = null;
        Closed = new FakeRefusal(400, "Bad Request: group chat was upgraded to a supergroup chat", new JsonObject { ["migrate_to_chat_id"] = moved.Id });
        Brings(From(by), new JsonObject { ["migrate_to_chat_id"] = moved.Id });
        moved.Brings(From(by), new JsonObject { ["migrate_from_chat_id"] = Id });
        return moved;
    }

    internal override JsonObject Json()
    {
        var json = new JsonObject { ["id"] = Id, ["type"] = Type, ["title"] = Title };
        if (Username is not null)
            json["username"] = Username;
        return json;
    }

    private FakeRefusal NotThere() => new(403, $"Forbidden: bot is not a member of the {Type} chat");
}
