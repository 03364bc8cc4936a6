using System.Text.Json.Nodes;

namespace LibraryBot.Tests.Support;

/// <summary>One person alone with the bot.</summary>
public sealed class FakePrivateChat(FakeTelegram fake, FakeUser user) : FakeChat(fake, user.Id)
{
    public FakeUser User { get; } = user;

    /// <summary>All return the update_id.</summary>
    public int Says(string text) => Brings(From(User), new JsonObject { ["text"] = text });

    public int Presses(string words) => Presses(User, words);

    /// <summary>Presses a button that says this, as an old client or a forger can.</summary>
    public int PressesData(string data) => PressesData(User, Messages[^1], data);

    public int SendsPhoto(byte[] bytes, string? caption = null)
    {
        var content = new JsonObject { ["photo"] = FakeMessage.PhotoSizes(Fake.Files.Keep(bytes), bytes.Length) };
        if (caption is not null)
            content["caption"] = caption;
        return Brings(From(User), content);
    }

    public int SendsVoice() => Brings(From(User), new JsonObject
    {
        ["voice"] = new JsonObject { ["file_id"] = Fake.Files.Keep([1]), ["file_unique_id"] = "v", ["duration"] = 3 },
    });

    public int Forwards(string text) => Brings(From(User), new JsonObject
    {
        ["text"] = text,
        ["forward_origin"] = new JsonObject { ["type"] = "hidden_user", ["date"] = Fake.Now, ["sender_user_name"] = "Orang lain" },
    });

    public int Blocks()
    {
        Closed = new FakeRefusal(403, "Forbidden: bot was blocked by the user");
        return Fake.BotBecomes(this, User, "kicked");
    }

    public int Unblocks()
    {
        Closed = null;
        return Fake.BotBecomes(this, User, "member");
    }

    internal override JsonObject Json() => new() { ["id"] = Id, ["type"] = "private", ["first_name"] = User.Name };
}
