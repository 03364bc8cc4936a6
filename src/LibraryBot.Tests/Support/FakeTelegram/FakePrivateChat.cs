using System.Text.Json.Nodes;

namespace LibraryBot.Tests.Support;

/// <summary>One person alone with the bot. All that the person does answers the update_id.</summary>
public sealed class FakePrivateChat : FakeChat
{
    private readonly FakeVoice voice;

    public FakePrivateChat(FakeTelegram fake, FakeUser user)
        : base(fake, user.Id)
    {
        User = user;
        voice = new FakeVoice(this);
    }

    public FakeUser User { get; }

    private JsonObject Me => FakeVoice.From(User);

    public int Says(string text, int? replyTo = null) => voice.Brings(Me, FakeContent.Text(text), replyTo: replyTo);

    public int Presses(string words) => voice.Presses(User, words);

    /// <summary>Presses a button that says this, as an old client or a forger can.</summary>
    public int PressesData(string data) => voice.PressesData(User, Messages[^1], data);

    public int SendsPhoto(byte[] bytes, string? caption = null) => voice.Brings(Me, FakeContent.Photo(Fake, bytes, caption));

    public int SendsAlbum(IReadOnlyList<byte[]> pictures, string? caption = null) => voice.BringsAlbum(Me, pictures, caption);

    public int SendsDocument(byte[] bytes, string name = "poster.png", string mime = "image/png", string? caption = null) =>
        voice.Brings(Me, FakeContent.Document(Fake, bytes, name, mime, caption));

    public int SendsVoice() => voice.Brings(Me, FakeContent.Voice(Fake));

    public int Forwards(string text, FakeOrigin? origin = null) => Forwards(FakeContent.Text(text), origin);

    public int ForwardsPhoto(byte[] bytes, string? caption = null, FakeOrigin? origin = null) => Forwards(FakeContent.Photo(Fake, bytes, caption), origin);

    /// <summary>Changes the latest thing that was said, or another.</summary>
    public int Edits(string words, FakeMessage? said = null) => voice.Edits(said ?? Said[^1], words, "edited_message");

    public int Reacts(FakeMessage to, string emoji) => voice.Reacts(User, to, emoji);

    /// <summary>Types "@bot words" in some chat.</summary>
    public FakeInlineQuery AsksInline(string words, string offset = "") => Fake.Inline.Ask(User, words, offset);

    public int Blocks()
    {
        Closed = FakeRefusal.Blocked();
        return Membership.BotBecomes(User, "kicked");
    }

    public int Unblocks()
    {
        Closed = null;
        return Membership.BotBecomes(User, "member");
    }

    /// <summary>The account is gone; nobody tells the bot.</summary>
    public void Deactivates() => Closed = FakeRefusal.Deactivated();

    internal override JsonObject Json()
    {
        var json = new JsonObject { ["id"] = Id, ["type"] = "private", ["first_name"] = User.Name };
        if (User.Username is not null)
            json["username"] = User.Username;
        return json;
    }

    private int Forwards(JsonObject content, FakeOrigin? origin) =>
        voice.Brings(Me, FakeContent.Forwarded(content, origin ?? new FakeOrigin.Hidden("Orang lain"), Fake.Now));
}
