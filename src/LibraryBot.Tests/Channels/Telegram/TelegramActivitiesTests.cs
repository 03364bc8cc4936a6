using System.Text.Json;
using System.Text.Json.Nodes;
using LibraryBot.Activities;
using LibraryBot.Channels.Telegram;
using LibraryBot.Tests.Support;
using Telegram.Bot;
using Telegram.Bot.Types;

namespace LibraryBot.Tests.Channels.Telegram;

public sealed class TelegramActivitiesTests : IAsyncLifetime
{
    private static readonly BotIdentity Bot = new(FakeTelegram.BotId, FakeTelegram.BotUsername);
    private FakeTelegram fake = null!;
    private FakeGroup group = null!;
    private FakePrivateChat sri = null!;

    public async Task InitializeAsync()
    {
        fake = await FakeTelegram.Start();
        sri = fake.PrivateChat(7, "Sri", "id");
        group = fake.Supergroup("Pembaca Kota");
        group.AddsBot(sri.User);
    }

    public Task DisposeAsync() => fake.DisposeAsync().AsTask();

    [Fact]
    public async Task A_private_message_tells_who_where_and_in_which_language()
    {
        var id = sri.Says("ada buku baru?");
        var heard = await Heard();
        Assert.Equal($"u{id}m1", heard!.Id);
        Assert.Equal(("telegram", "7", false), (heard.ChannelId, heard.Conversation!.Id, heard.Conversation.IsGroup));
        Assert.Equal(("7", "Sri", "user", "id"), (heard.From!.Id, heard.From.Name, heard.From.Role, heard.Locale));
        Assert.Equal(("message", "ada buku baru?", "plain"), (heard.Type, heard.Text, heard.TextFormat));
        Assert.Null(heard.ChannelData);
    }

    [Theory]
    [InlineData("halo semua", null)]
    [InlineData("/buku", "/buku")]
    [InlineData("/buku@perpustakaan_bot", "/buku")]
    [InlineData("/buku@Perpustakaan_Bot robot kecil", "/buku robot kecil")]
    [InlineData("/buku@bot_lain", null)]
    [InlineData("lihat /buku", null)]
    [InlineData("@perpustakaan_bot ada acara apa?", "ada acara apa?")]
    [InlineData("ada acara apa, @perpustakaan_bot", "ada acara apa")]
    [InlineData("hari ini @PERPUSTAKAAN_BOT buka?", "hari ini buka?")]
    [InlineData("@perpustakaan_bot", "/bantuan")]
    [InlineData("@perpustakaan_bot2 ada acara apa?", null)]
    [InlineData("surel saya a@perpustakaan_bot.id", null)]
    public async Task In_a_group_only_what_is_addressed_to_the_bot_is_heard(string said, string? heard)
    {
        group.Says(sri.User, said);
        Assert.Equal(heard, (await Heard())?.Text);
    }

    [Fact]
    public async Task In_a_group_a_reply_to_the_bot_is_for_it()
    {
        var question = group.Add(id => new FakeMessage { Id = id, FromBot = true, Text = "Jam berapa?" });
        group.Says(sri.User, "jam 3", replyTo: question.Id);
        var heard = await Heard();
        Assert.Equal("jam 3", heard!.Text);
        Assert.True(heard.Conversation!.IsGroup);
    }

    [Fact]
    public void A_reply_between_people_is_not_for_the_bot()
    {
        var update = Message(new JsonObject
        {
            ["text"] = "setuju", ["from"] = sri.User.Json(), ["chat"] = group.Json(),
            ["reply_to_message"] = new JsonObject { ["message_id"] = 1, ["date"] = 1, ["chat"] = group.Json(), ["from"] = new FakeUser(8, "Adi").Json(), ["text"] = "yuk" },
        });
        Assert.Null(TelegramActivities.Read(update, Bot));
    }

    [Fact]
    public void In_a_topic_a_plain_message_is_not_a_reply_to_the_bot_that_opened_it()
    {
        var opened = new JsonObject
        {
            ["message_id"] = 1, ["date"] = 1, ["chat"] = group.Json(), ["from"] = fake.BotJson(),
            ["forum_topic_created"] = new JsonObject { ["name"] = "Buku", ["icon_color"] = 1 },
        };
        var plain = Message(new JsonObject { ["text"] = "halo", ["from"] = sri.User.Json(), ["chat"] = group.Json(), ["reply_to_message"] = opened });
        Assert.Null(TelegramActivities.Read(plain, Bot));
    }

    [Fact]
    public async Task A_topic_is_a_conversation_of_its_own()
    {
        var topic = group.Topic();
        group.Says(sri.User, "/agenda", thread: topic);
        Assert.Equal($"{group.Id}/{topic}", (await Heard())!.Conversation!.Id);
    }

    [Fact]
    public async Task A_mention_of_the_bot_without_a_username_counts_too()
    {
        group.SaysMarked(sri.User, "Perpustakaan jam buka?", new JsonObject
        {
            ["type"] = "text_mention", ["offset"] = 0, ["length"] = 12, ["user"] = fake.BotJson(),
        });
        Assert.Equal("jam buka?", (await Heard())!.Text);
    }

    [Fact]
    public async Task Whoever_writes_as_the_group_has_no_ones_authority()
    {
        group.SaysAnonymously("/buat");
        Assert.Equal($"anonymous:{group.Id}", (await Heard())!.From!.Id);
    }

    [Fact]
    public async Task Channel_posts_are_not_heard()
    {
        fake.Channel("Warta").Posts("/buku");
        Assert.Null(await Heard());
    }

    [Fact]
    public async Task Forwarded_words_are_marked_as_anothers()
    {
        sri.Forwards("setuju");
        Assert.True((await Heard())!.ChannelData!.Value.GetProperty("forwarded").GetBoolean());
    }

    [Fact]
    public async Task What_the_bot_cannot_read_comes_without_words_and_with_its_kind()
    {
        sri.SendsVoice();
        var heard = await Heard();
        Assert.Equal("", heard!.Text);
        Assert.Equal("voice", heard.ChannelData!.Value.GetProperty("unread").GetString());
    }

    [Theory]
    [InlineData("/start", "/start")]
    [InlineData("/start AB12CD34", "/start AB12CD34")]
    [InlineData("/start e_VjE", "/start e_VjE")]
    [InlineData("/masuk AB12CD34", "/masuk AB12CD34")]
    public async Task A_deep_link_opened_in_private_comes_with_its_payload(string said, string heard)
    {
        sri.Says(said);
        Assert.Equal(heard, (await Heard())!.Text);
    }

    [Fact]
    public async Task A_deep_link_pressed_in_a_group_never_carries_its_payload_on()
    {
        group.Says(sri.User, "/start@perpustakaan_bot AB12CD34");
        Assert.Equal("/start", (await Heard())!.Text);
    }

    [Fact]
    public async Task Being_added_to_a_group_is_an_event_that_names_who_did_it()
    {
        var other = fake.Supergroup("Komunitas Baca", "komunitas_baca");
        other.AddsBot(sri.User, "administrator");
        var heard = await Heard();
        Assert.Equal(("event", "telegram/membership"), (heard!.Type, heard.Name));
        Assert.Equal(
            $$"""{"chatId":{{other.Id}},"title":"Komunitas Baca","username":"komunitas_baca","chatType":"supergroup","status":"administrator","canPost":true,"byUserId":7}""",
            heard.Value!.Value.GetRawText());
    }

    [Theory]
    [InlineData("member", false)]
    [InlineData("administrator", true)]
    public async Task In_a_channel_only_an_administrator_may_post(string status, bool canPost)
    {
        fake.Channel("Warta").AddsBot(sri.User, status);
        Assert.Equal(canPost, (await Heard())!.Value!.Value.GetProperty("canPost").GetBoolean());
    }

    [Fact]
    public async Task A_person_who_blocks_the_bot_is_an_event_of_her_own_chat()
    {
        sri.Blocks();
        var heard = await Heard();
        Assert.Equal("telegram/blocked", heard!.Name);
        Assert.Equal(("7", "kicked", "private"), (heard!.Conversation!.Id,
            heard.Value!.Value.GetProperty("status").GetString(), heard.Value.Value.GetProperty("chatType").GetString()));
    }

    [Fact]
    public async Task A_person_who_wants_to_hear_from_the_bot_again_is_an_event_too()
    {
        sri.Unblocks();
        Assert.Equal(("7", "telegram/unblocked"), ((await Heard())!.Conversation!.Id, (await Heard())!.Name));
    }

    [Theory]
    [InlineData("@perpustakaan_bot @perpustakaan_bot buku robot?", "buku robot?")]
    [InlineData("@andi @perpustakaan_bot jam buka?", "@andi jam buka?")]
    [InlineData("/BUKU@PERPUSTAKAAN_BOT", "/BUKU")]
    [InlineData("@perpustakaan_bot /buku", "/buku")]
    [InlineData("/buku@bot_lain @perpustakaan_bot", null)]
    public async Task Several_names_in_one_message_are_told_apart(string said, string? heard)
    {
        group.Says(sri.User, said);
        Assert.Equal(heard, (await Heard())?.Text);
    }

    [Theory]
    [InlineData("/buku@perpustakaan_bot", "/buku")]
    [InlineData("/buku", "/buku")]
    [InlineData("@perpustakaan_bot apakah ini ada?", "apakah ini ada?")]
    [InlineData("lihat ini", null)]
    public void Under_a_picture_in_a_group_the_same_words_count(string caption, string? heard)
    {
        var update = Message(new JsonObject
        {
            ["photo"] = FakeMessage.PhotoSizes("f", 1), ["caption"] = caption, ["caption_entities"] = FakeVoice.Entities(caption),
            ["from"] = sri.User.Json(), ["chat"] = group.Json(),
        });
        Assert.Equal(heard, TelegramActivities.Read(update, Bot)?.Activity.Text);
    }

    [Fact]
    public void An_edited_message_is_an_update_of_one_and_only_its_words_count()
    {
        var words = Edited(new JsonObject { ["text"] = "ada buku robot?", ["from"] = sri.User.Json(), ["chat"] = sri.Json() });
        Assert.Equal(("messageUpdate", "ada buku robot?"), (words!.Activity.Type, words.Activity.Text));
        var place = new JsonObject { ["latitude"] = 1.0, ["longitude"] = 1.0, ["live_period"] = 60 };
        Assert.Null(Edited(new JsonObject { ["location"] = place, ["from"] = sri.User.Json(), ["chat"] = sri.Json() }));
        Assert.Null(Edited(new JsonObject { ["text"] = "bukan untuk bot", ["from"] = sri.User.Json(), ["chat"] = group.Json() }));
        Assert.Null(TelegramActivities.Read(OfKind("edited_channel_post", new JsonObject { ["text"] = "/buku", ["chat"] = fake.Channel("Warta").Json() }), Bot));
    }

    [Fact]
    public void What_a_person_shared_by_the_bots_inline_answers_is_not_said_to_it()
    {
        var shared = Message(new JsonObject { ["text"] = "Filosofi Teras", ["from"] = sri.User.Json(), ["chat"] = sri.Json(), ["via_bot"] = fake.BotJson() });
        Assert.Null(TelegramActivities.Read(shared, Bot));
    }

    [Fact]
    public void Whoever_presses_as_the_group_has_no_ones_authority()
    {
        var press = OfKind("callback_query", new JsonObject
        {
            ["id"] = "1", ["chat_instance"] = "1", ["data"] = "btn-1",
            ["from"] = new JsonObject { ["id"] = 1087968824, ["is_bot"] = true, ["first_name"] = "Group" },
            ["message"] = new JsonObject { ["message_id"] = 1, ["date"] = 1, ["chat"] = group.Json(), ["from"] = fake.BotJson(), ["text"] = "?" },
        });
        Assert.Equal($"anonymous:{group.Id}", TelegramActivities.Read(press, Bot)!.Activity.From!.Id);
    }

    [Fact]
    public void A_topic_says_its_name_when_it_is_opened_and_when_it_is_renamed()
    {
        foreach (var notice in (string[])["forum_topic_created", "forum_topic_edited"])
        {
            var heard = TelegramActivities.Read(Message(new JsonObject
            {
                [notice] = new JsonObject { ["name"] = "Kegiatan", ["icon_color"] = 1 }, ["from"] = sri.User.Json(), ["chat"] = group.Json(),
                ["message_thread_id"] = 42, ["is_topic_message"] = true,
            }), Bot)!.Activity;
            Assert.Equal(("telegram/topic", $$"""{"address":"{{group.Id}}/42","name":"Kegiatan"}"""), (heard.Name, heard.Value!.Value.GetRawText()));
        }
    }

    [Fact]
    public async Task A_group_that_becomes_a_supergroup_says_from_what_and_to_what()
    {
        var small = fake.Group("Kecil");
        small.AddsBot(sri.User);
        var large = small.BecomesSupergroup(sri.User);
        var heard = (await All())[^2..];
        Assert.All(heard, activity => Assert.Equal(("telegram/migrated", $$"""{"from":{{small.Id}},"to":{{large.Id}}}"""), (activity!.Name, activity.Value!.Value.GetRawText())));
    }

    private async Task<Activity?> Heard() => (await All())[^1];

    private async Task<List<Activity?>> All()
    {
        var updates = await fake.Updates.Get(new FakeArguments());
        return [.. updates.Select(json => TelegramActivities.Read(json.Deserialize<Update>(JsonBotAPI.Options)!, Bot)?.Activity)];
    }

    private static Update Message(JsonObject content) => OfKind("message", content);

    private static HeardUpdate? Edited(JsonObject content)
    {
        content["edit_date"] = 2;
        return TelegramActivities.Read(OfKind("edited_message", content), Bot);
    }

    private static Update OfKind(string kind, JsonObject content)
    {
        if (kind != "callback_query")
            (content["message_id"], content["date"]) = (9, 1);
        return new JsonObject { ["update_id"] = 1, [kind] = content }.Deserialize<Update>(JsonBotAPI.Options)!;
    }
}
