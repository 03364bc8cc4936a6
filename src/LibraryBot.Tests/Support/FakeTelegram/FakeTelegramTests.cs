using System.Text.Json.Nodes;

namespace LibraryBot.Tests.Support;

/// <summary>Tokens, polls, files and what people do.</summary>
public sealed class FakeTelegramTests : AgainstTheFake
{
    [Fact]
    public async Task Tokens_and_methods_that_are_not_there()
    {
        Assert.Equal(401, (int)(await Http.GetAsync(new Uri($"{Fake.BaseUrl}/bot1:x/getMe"))).StatusCode);
        Assert.Equal(404, (int)(await Http.GetAsync(new Uri($"{Fake.BaseUrl}/botx/getMe"))).StatusCode);
        Assert.Equal("Not Found: method not found", await Why("fly", new { }));
    }

    [Fact]
    public async Task GetMe_tells_of_privacy_and_inline_mode_as_they_are_set()
    {
        Assert.Equal((false, false), await Modes());
        (Fake.ReadsAllGroupMessages, Fake.SupportsInline) = (true, true);
        Assert.Equal((true, true), await Modes());

        async Task<(bool, bool)> Modes()
        {
            var me = await Result("getMe", new { });
            return ((bool)me["can_read_all_group_messages"]!, (bool)me["supports_inline_queries"]!);
        }
    }

    [Fact]
    public async Task The_second_poller_ends_the_first()
    {
        var first = Call("getUpdates", """{"timeout":20}""");
        while (!Fake.Updates.IsPolled)
            await Task.Yield();
        var second = Call("getUpdates", """{"timeout":20}""");
        Assert.Equal(409, (int)(await first)["error_code"]!);
        Sri.Says("halo");
        Assert.Single((JsonArray)(await second)["result"]!);
    }

    [Fact]
    public async Task An_offset_confirms_and_a_kind_that_was_not_asked_for_does_not_come()
    {
        var id = Sri.Says("satu");
        Sri.Says("dua");
        Assert.Equal(2, ((JsonArray)await Result("getUpdates", new { })).Count);
        Assert.Single((JsonArray)await Result("getUpdates", new { offset = id + 1, allowed_updates = new[] { "message" } }));
        Sri.Blocks();
        Assert.Equal(1, Fake.Updates.Unconfirmed);
    }

    [Fact]
    public async Task Reactions_come_only_to_a_bot_that_names_them()
    {
        await Ok("sendMessage", new { chat_id = 7, text = "a" });
        Sri.Reacts(Sri.Messages[0], "👍");
        Assert.Equal(0, Fake.Updates.Unconfirmed);
        await Ok("getUpdates", new { allowed_updates = new[] { "message_reaction" } });
        Sri.Reacts(Sri.Messages[0], "👍");
        Assert.Equal("👍", (string?)(await NextUpdate())["message_reaction"]!["new_reaction"]![0]!["emoji"]);
    }

    [Fact]
    public async Task Updates_come_twice_backwards_and_from_a_lower_number_when_a_test_says_so()
    {
        var id = Sri.Says("satu");
        Sri.Says("dua");
        Fake.Updates.Repeat(id);
        Fake.Updates.Reverse();
        Fake.Updates.GoOnFrom(5);
        Assert.Equal(5, Sri.Says("tiga"));
        var updates = (JsonArray)await Result("getUpdates", new { });
        Assert.Equal([id, id + 1, id, 5], updates.Select(update => (int)update!["update_id"]!));
    }

    [Fact]
    public async Task Poison_stands_among_the_updates_as_it_is()
    {
        foreach (var poison in FakePoison.All)
            Fake.Updates.AddPoison(poison);
        Sri.Says("halo");
        var updates = (JsonArray)await Result("getUpdates", new { });
        Assert.Equal(FakePoison.All.Count + 1, updates.Count);
        Assert.Contains(updates, update => update is JsonValue);
        Assert.Contains(updates, update => update is JsonObject fields && fields["update_id"] is null);
    }

    [Fact]
    public async Task An_edit_carries_the_same_message_and_when_it_was_edited()
    {
        Sri.Says("satu");
        var message = (await NextUpdate())["message"]!;
        Time.Advance(TimeSpan.FromSeconds(9));
        Sri.Edits("/dua");
        var edited = (await NextUpdate())["edited_message"]!;
        Assert.Equal((int)message["message_id"]!, (int)edited["message_id"]!);
        Assert.Equal((int)message["date"]! + 9, (int)edited["edit_date"]!);
        Assert.Equal(("/dua", "bot_command"), ((string)edited["text"]!, (string)edited["entities"]![0]!["type"]!));
    }

    [Fact]
    public async Task An_album_is_several_messages_of_one_group_with_the_caption_on_the_first()
    {
        Sri.SendsAlbum([Jpeg, Jpeg, Jpeg], "Foto kegiatan");
        var messages = ((JsonArray)await Result("getUpdates", new { })).Select(update => update!["message"]!).ToList();
        Assert.Equal(3, messages.Count);
        Assert.Single(messages.Select(message => (string)message["media_group_id"]!).Distinct());
        Assert.Equal(["Foto kegiatan", null, null], messages.Select(message => (string?)message["caption"]));
    }

    [Fact]
    public async Task A_forwarded_message_says_where_it_came_from()
    {
        var channel = Fake.Channel("Kabar");
        foreach (var (origin, type) in (IReadOnlyList<(FakeOrigin, string)>)[
            (new FakeOrigin.User(Sri.User), "user"), (new FakeOrigin.Hidden("Orang"), "hidden_user"), (new FakeOrigin.Chat(channel), "chat"), (new FakeOrigin.Channel(channel, 3), "channel")])
        {
            Sri.ForwardsPhoto(Jpeg, "lihat", origin);
            Assert.Equal(type, (string?)(await NextUpdate())["message"]!["forward_origin"]!["type"]);
        }
    }

    [Fact]
    public async Task A_topic_is_opened_by_a_message_whose_number_it_has_and_what_is_said_in_it_replies_to_that()
    {
        var group = Fake.Supergroup("Warga");
        group.AddsBot(Sri.User);
        Assert.Equal("Bad Request: message thread not found", await Why("sendMessage", new { chat_id = group.Id, text = "a", message_thread_id = 9 }));
        var topic = group.Topic("Kegiatan", Sri.User);
        var opened = (await NextUpdate())["message"]!;
        Assert.Equal((topic, topic), ((int)opened["message_id"]!, (int)opened["message_thread_id"]!));
        group.Says(Sri.User, "halo", topic);
        var said = (await NextUpdate())["message"]!;
        Assert.Equal("Kegiatan", (string?)said["reply_to_message"]!["forum_topic_created"]!["name"]);
        Assert.True((bool)said["chat"]!["is_forum"]!);
        Assert.True(await Ok("sendMessage", new { chat_id = group.Id, text = "a", message_thread_id = topic }));
    }

    [Fact]
    public async Task Who_writes_for_a_group_or_a_channel_is_no_person()
    {
        var (group, channel) = (Fake.Supergroup("Warga"), Fake.Channel("Kabar"));
        group.SaysAnonymously("atas nama grup");
        Assert.Equal(group.Id, (long)(await NextUpdate())["message"]!["sender_chat"]!["id"]!);
        group.SaysAs(channel, "atas nama kanal");
        var message = (await NextUpdate())["message"]!;
        Assert.Equal((channel.Id, true), ((long)message["sender_chat"]!["id"]!, (bool)message["from"]!["is_bot"]!));
        channel.Posts("kabar");
        channel.EditsPost("kabar baru");
        var post = (await NextUpdate())["edited_channel_post"]!;
        Assert.Null(post["from"]);
        Assert.Equal("kabar baru", (string?)post["text"]);
    }

    [Fact]
    public async Task The_journal_has_calls_and_updates_and_no_token()
    {
        Fake.Journal = new FakeJournal();
        Sri.Says("kata " + FakeTelegram.Token);
        await Ok("sendMessage", new { chat_id = 7, text = "a" });
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Path, "journal.jsonl");
        await Fake.Journal.WriteTo(path);
        var lines = await File.ReadAllLinesAsync(path);
        Assert.Equal(2, lines.Length);
        Assert.Contains("\"call\":\"sendMessage\"", lines[1], StringComparison.Ordinal);
        Assert.DoesNotContain(lines, line => line.Contains(FakeTelegram.Token, StringComparison.Ordinal));
    }
}
