using System.Text.Json.Nodes;
using LibraryBot.People;
using LibraryBot.Publishing;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.EndToEnd;

/// <summary>What the bot is in groups, forums and channels: brief, never personal, and nobody's servant who does not show a face.</summary>
public sealed class TelegramGroupTests : IAsyncLifetime
{
    private const string Title = "Bedah Buku Sungai dan Kota";
    private const string Bot = "@" + FakeTelegram.BotUsername;
    private TelegramLibrary library = null!;

    public async Task InitializeAsync() => library = await TelegramLibrary.Open();

    public async Task DisposeAsync() => await library.DisposeAsync();

    [Theory]
    [InlineData("/acara", "cmd_event")]
    [InlineData("/event", "cmd_event")]
    [InlineData("/tinjau", "cmd_review")]
    [InlineData("/kalender", "cmd_calendar")]
    public async Task A_staff_command_in_a_group_moves_to_the_private_chat(string command, string start)
    {
        var ratna = await library.Staff("Ratna", Role.Approver);
        var group = Joined("Warga", ratna);
        group.Says(ratna.User, command + Bot);
        var told = await group.Hears(message => Link(message) is not null, "a way to the private chat");
        Assert.Equal($"https://t.me/{FakeTelegram.BotUsername}?start={start}", Link(told));
        Assert.Single(group.Messages);
    }

    [Fact]
    public async Task Help_in_a_group_is_brief_and_the_same_for_everyone()
    {
        var sri = await library.Staff("Sri", Role.Librarian);
        var group = Joined("Warga", sri);
        group.Says(sri.User, "/bantuan" + Bot);
        var told = await group.Hears("menyebut nama saya");
        Assert.DoesNotContain("/buat", told.Text, StringComparison.Ordinal);
        Assert.InRange(told.Text.Split('\n').Length, 1, 5);
        Assert.NotNull(Link(told));
        Assert.NotNull(told.ReplyTo);
    }

    [Fact]
    public async Task A_sign_in_code_that_was_said_in_a_group_is_worthless()
    {
        var code = await library.Bot.Store.Commit(store => Staff.Invite(store, Role.Owner, "Sri", library.Bot.Clock.GetUtcNow()));
        var sri = library.Patron("Sri");
        var group = Joined("Warga", sri);
        group.Says(sri.User, "/masuk" + Bot + " " + code);
        Assert.NotNull(Link(await group.Hears("lewat percakapan pribadi")));
        sri.Says("/masuk " + code);
        await sri.Hears("Kode itu salah");
    }

    [Fact]
    public async Task A_sign_in_code_that_was_forwarded_to_a_group_is_worthless_too()
    {
        var code = await library.Bot.Store.Commit(store => Staff.Invite(store, Role.Owner, "Sri", library.Bot.Clock.GetUtcNow()));
        var sri = library.Patron("Sri");
        var group = Joined("Warga", sri);
        group.Forwards(sri.User, "/masuk " + code, new FakeOrigin.Hidden("Ratna"));
        await group.Hears("lewat percakapan pribadi");
        sri.Says("/masuk " + code);
        await sri.Hears("Kode itu salah");
    }

    [Fact]
    public async Task A_topic_becomes_a_destination_when_a_librarian_asks_for_it_there_and_confirms_in_private()
    {
        var (sri, ratna) = (await library.Staff("Sri", Role.Librarian), await library.Staff("Ratna", Role.Approver));
        var forum = Joined("Forum Warga", sri);
        await sri.Hears("Saya ditambahkan ke \"Forum Warga\"");
        var topic = forum.Topic("Kegiatan", sri.User);
        forum.Says(sri.User, "/tujuan" + Bot, thread: topic);
        Assert.Equal(topic, (await forum.Hears("percakapan pribadi Anda")).Thread);
        await sri.Hears("boleh dikirim ke \"Forum Warga / Kegiatan\"");
        Assert.Equal((DestinationState.Pending, $"{forum.Id}/{topic}"), await At("Forum Warga / Kegiatan"));
        sri.Presses("Pakai tujuan ini");
        await sri.Hears("juga dikirim ke \"Forum Warga / Kegiatan\"");

        await TelegramLibrary.SubmitEvent(sri, Title);
        await TelegramLibrary.Approve(ratna, Title);
        Assert.Equal(topic, (await forum.Hears("📣 " + Title)).Thread);

        forum.Says(sri.User, "/destinations" + Bot, thread: topic);
        await forum.Hears("already");
        forum.RemovesBot(ratna.User);
        await sri.Hears("tidak lagi dapat mengirim ke \"Forum Warga / Kegiatan\"");
        Assert.Equal(DestinationState.Off, (await At("Forum Warga / Kegiatan")).State);
    }

    [Fact]
    public async Task A_topic_without_a_known_name_goes_by_its_number_until_it_is_named()
    {
        var sri = await library.Staff("Sri", Role.Librarian);
        var forum = Joined("Forum", sri);
        var topic = forum.Topic();
        forum.Says(sri.User, "/tujuan" + Bot, thread: topic);
        await sri.Hears($"\"Forum / topik {topic}\"");
        library.Fake.Updates.Add("message", new JsonObject
        {
            ["message_id"] = 99, ["date"] = 1, ["chat"] = forum.Json(), ["from"] = sri.User.Json(), ["message_thread_id"] = topic, ["is_topic_message"] = true,
            ["forum_topic_edited"] = new JsonObject { ["name"] = "Klub Baca" },
        });
        // Another chat may overtake the notice; what is said behind it in the forum does not.
        forum.Says(sri.User, "/bantuan" + Bot, thread: topic);
        await forum.Hears("menyebut nama saya");
        sri.Says("/tujuan");
        await sri.Hears("Forum / Klub Baca");
    }

    [Fact]
    public async Task A_patron_and_an_administrator_without_a_face_ask_for_no_destination_and_press_no_button()
    {
        var sri = await library.Staff("Sri", Role.Librarian);
        var group = Joined("Warga", sri);
        var offer = await sri.Hears("Saya ditambahkan ke \"Warga\"");
        group.Says(library.Patron().User, "/tujuan" + Bot);
        await group.Hears("/buku");
        group.SaysAnonymously("/tujuan" + Bot);
        await group.Hears("/buku");
        group.SaysAnonymously("/acara" + Bot);
        await group.Hears("/buku");

        var anonymous = new FakeUser(1087968824, "Group");
        library.Fake.Updates.Add("callback_query", Pressed(group, anonymous, offer.CallbackData("Pakai tujuan ini")!, isBot: true));
        await group.Hears("/buku");
        Assert.Equal(DestinationState.Pending, (await At("Warga")).State);
    }

    [Fact]
    public async Task A_button_of_staff_does_and_shows_nothing_in_a_group_whoever_carried_its_id_there()
    {
        var sri = await library.Staff("Sri", Role.Librarian);
        var group = Joined("Warga", sri);
        var offer = await sri.Hears("Saya ditambahkan ke \"Warga\"");
        group.Says(sri.User, "/bantuan" + Bot);
        await group.Hears("menyebut nama saya");
        group.PressesData(sri.User, group.Messages[^1], offer.CallbackData("Pakai tujuan ini")!);
        Assert.NotNull(Link(await group.Hears("lewat percakapan pribadi")));
        group.PressesData(sri.User, group.Messages[^1], "btn-0123456789abcdef0123");
        await group.Hears("lewat percakapan pribadi");
        Assert.Equal(DestinationState.Pending, (await At("Warga")).State);
    }

    [Fact]
    public async Task A_group_that_an_administrator_without_a_face_added_the_bot_to_waits_like_any_other()
    {
        var sri = await library.Staff("Sri", Role.Librarian);
        var group = library.Fake.Supergroup("Warga");
        var user = new JsonObject { ["id"] = 1087968824, ["is_bot"] = true, ["first_name"] = "Group", ["username"] = "GroupAnonymousBot" };
        library.Fake.Updates.Add("my_chat_member", new JsonObject
        {
            ["chat"] = group.Json(), ["from"] = user, ["date"] = 1,
            ["old_chat_member"] = new JsonObject { ["status"] = "left", ["user"] = library.Fake.BotJson() },
            ["new_chat_member"] = new JsonObject { ["status"] = "member", ["user"] = library.Fake.BotJson() },
        });
        await sri.Hears("Saya ditambahkan ke \"Warga\"");
        Assert.Equal(DestinationState.Pending, (await At("Warga")).State);
    }

    [Fact]
    public async Task A_channel_in_which_the_bot_may_no_longer_post_is_switched_off_and_its_posts_are_not_answered()
    {
        var sri = await library.Staff("Sri", Role.Librarian);
        var channel = library.Fake.Channel("Warta");
        channel.AddsBot(sri.User, "administrator");
        await sri.Hears("Saya ditambahkan ke \"Warta\"");
        sri.Presses("Pakai tujuan ini");
        await sri.Hears("juga dikirim ke \"Warta\"");
        channel.Posts("/buku");
        channel.AddsBot(sri.User, "member");
        await sri.Hears("tidak lagi dapat mengirim ke \"Warta\"");
        Assert.Empty(channel.Messages);
    }

    [SkippableFact]
    public async Task A_long_answer_in_a_group_is_cut_short_and_leads_to_the_private_chat()
    {
        var world = SharedData.Path("world/world.json");
        Skip.If(world is null, "The sample world (shared/data/world/world.json) is not here.");
        await using var full = await TelegramLibrary.Open(world);
        var dewi = full.Patron();
        var group = full.Fake.Group("Warga");
        group.AddsBot(dewi.User);
        group.Says(dewi.User, "/agenda" + Bot + " bulan ini");
        var told = await group.Hears("…");
        Assert.InRange(told.Text.Split('\n').Length, 2, 6);
        Assert.InRange(told.Text.Length, 1, 610);
        Assert.Equal("https://t.me/" + FakeTelegram.BotUsername, Link(told));
        Assert.NotNull(told.ReplyTo);
    }

    private FakeGroup Joined(string title, FakePrivateChat by)
    {
        var group = library.Fake.Supergroup(title);
        group.AddsBot(by.User);
        return group;
    }

    private static JsonObject Pressed(FakeGroup group, FakeUser by, string data, bool isBot)
    {
        var user = by.Json();
        user["is_bot"] = isBot;
        return new JsonObject
        {
            ["id"] = "cb-forged", ["from"] = user, ["chat_instance"] = "1", ["data"] = data,
            ["message"] = group.Messages[^1].Json(group),
        };
    }

    private static string? Link(FakeMessage message) =>
        (string?)((message.Keyboard?["inline_keyboard"] as JsonArray)?.SelectMany(row => (JsonArray)row!).Select(button => button!["url"]).FirstOrDefault(url => url is not null));

    private Task<(DestinationState State, string Address)> At(string name) => library.Read(store =>
    {
        var found = store.All(Destination.Destinations).Single(destination => destination.Name == name);
        return (found.State, found.Address);
    });
}
