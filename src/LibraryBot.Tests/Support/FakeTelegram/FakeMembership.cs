using System.Text.Json.Nodes;

namespace LibraryBot.Tests.Support;

/// <summary>Who is in a chat and as what; above all the bot.</summary>
internal sealed class FakeMembership(FakeTelegram fake, FakeChat chat)
{
    private readonly Dictionary<long, (FakeUser User, string Status)> people = [];
    private JsonObject bot = chat is FakePrivateChat ? Member(fake.BotJson(), "member", null) : Member(fake.BotJson(), "left", null);

    public string BotStatus => (string)bot["status"]!;

    /// <summary>The update that tells the bot of it.</summary>
    public int BotBecomes(FakeUser by, string status, JsonObject? rights = null)
    {
        var was = bot;
        bot = Member(fake.BotJson(), status, rights ?? FakeRights.Usual(status, (chat as FakeGroup)?.Type ?? ""));
        if (chat is FakeGroup)
            Has(by, "administrator");
        return fake.Updates.Add("my_chat_member", Changed(by, was, bot));
    }

    public JsonObject Changed(FakeUser by, JsonObject was, JsonObject becomes) => new()
    {
        ["chat"] = chat.Json(),
        ["from"] = by.Json(),
        ["date"] = fake.Now,
        ["old_chat_member"] = was.DeepClone(),
        ["new_chat_member"] = becomes.DeepClone(),
    };

    /// <summary>A status once known stays when no other is given.</summary>
    public void Has(FakeUser user, string? status = null) =>
        people[user.Id] = (user, status ?? (people.TryGetValue(user.Id, out var known) ? known.Status : "member"));

    public void MovedFrom(FakeMembership older)
    {
        bot = (JsonObject)older.bot.DeepClone();
        foreach (var (id, person) in older.people)
            people[id] = person;
    }

    /// <summary>As getChatMember answers.</summary>
    public JsonObject Of(long id)
    {
        if (id == FakeTelegram.BotId)
            return (JsonObject)bot.DeepClone();
        if (chat is FakePrivateChat alone && alone.User.Id == id)
            return Member(alone.User.Json(), "member", null);
        return people.TryGetValue(id, out var person)
            ? Member(person.User.Json(), person.Status, FakeRights.Usual(person.Status, chat is FakeGroup group ? group.Type : ""))
            : throw FakeRefusal.Bad("invalid user_id specified");
    }

    public FakeUser? Person(long id) => people.TryGetValue(id, out var person) && person.Status is not ("left" or "kicked") ? person.User : null;

    public IEnumerable<JsonObject> Administrators() =>
        people.Values.Where(person => person.Status is "administrator" or "creator").Select(person => Of(person.User.Id))
            .Concat(BotStatus == "administrator" ? [Of(FakeTelegram.BotId)] : []);

    /// <summary>Refuses what the bot's rights do not allow; what is "text messages", "photos" and the like.</summary>
    public void CheckMaySend(string right, string what)
    {
        if (chat is FakeGroup { Type: "channel" })
        {
            if (BotStatus != "administrator" || !May("can_post_messages"))
                throw FakeRefusal.Bad("need administrator rights in the channel chat");
        }
        else if (BotStatus == "restricted" && !May(right))
        {
            throw FakeRefusal.Bad($"not enough rights to send {what} to the chat");
        }
    }

    public bool May(string right) => (bool?)bot[right] == true;

    private static JsonObject Member(JsonObject user, string status, JsonObject? rights)
    {
        var member = new JsonObject { ["status"] = status, ["user"] = user };
        foreach (var (name, value) in rights ?? [])
            member[name] = value?.DeepClone();
        return member;
    }
}
