using System.Text.Json.Nodes;

namespace LibraryBot.Tests.Support;

/// <summary>What the fake tells a bot has the types that Telegram promises, as somebody else wrote them down.</summary>
public sealed class FakeTypesTests : AgainstTheFake
{
    [SkippableFact]
    public async Task All_updates_and_answers_of_the_fake_fit_the_types_of_grammy()
    {
        Fake.Journal = new FakeJournal();
        await Ok("getUpdates", new { allowed_updates = new[] { "message", "edited_message", "channel_post", "edited_channel_post", "callback_query", "my_chat_member", "message_reaction", "inline_query", "chosen_inline_result" } });
        await PrivateChats();
        await Groups();
        await Presentation();
        await Ok("getUpdates", new { offset = -1 });
        var problems = await TypedJournal.Problems(Fake.Journal);
        Assert.True(problems.Length == 0, problems);
    }

    [SkippableFact]
    public async Task A_wrong_type_is_found()
    {
        Fake.Journal = new FakeJournal();
        Fake.Updates.Add("message", new JsonObject { ["message_id"] = "satu" });
        await Call("sendMessage", """{"chat_id":7,"text":5}""");
        Assert.Equal(2, (await TypedJournal.Problems(Fake.Journal)).Split("error TS").Length - 1);
    }

    private async Task PrivateChats()
    {
        var named = Fake.PrivateChat(8, "Budi", "en", "budi_baca");
        var channel = Fake.Channel("Kabar", "kabar_pustaka");
        named.Says("/start buku-1 @perpustakaan_bot");
        named.Edits("/buku");
        named.SendsPhoto(Jpeg, "foto");
        named.SendsAlbum([Jpeg, Jpeg], "dua");
        named.SendsDocument(Jpeg);
        named.SendsVoice();
        foreach (var origin in (FakeOrigin[])[new FakeOrigin.User(Sri.User), new FakeOrigin.Hidden("Orang"), new FakeOrigin.Chat(channel), new FakeOrigin.Channel(channel, 3)])
            named.Forwards("lihat", origin);
        await Ok("sendMessage", new
        {
            chat_id = 8,
            text = "<b>a <i>b</i></b><tg-time unix=\"1773280800\" format=\"wDT\">Kamis</tg-time><pre><code class=\"language-csharp\">c</code></pre><a href=\"https://a.example\">d</a>",
            parse_mode = "HTML",
            reply_parameters = new { message_id = 1 },
            reply_markup = Button("x", "success"),
        });
        named.Presses("Tekan");
        named.Reacts(named.Messages[^1], "👍");
        await Ok("answerCallbackQuery", new { callback_query_id = "cb1" });
        var photo = Fake.Files.Keep(Jpeg);
        await Ok("sendPhoto", new { chat_id = 8, photo, caption = "a" });
        await Ok("editMessageCaption", new { chat_id = 8, message_id = named.Messages[^1].Id, caption = "b" });
        await Ok("sendMediaGroup", new { chat_id = 8, media = new[] { new { type = "photo", media = photo }, new { type = "photo", media = photo } } });
        await Ok("getFile", new { file_id = photo });
        await Ok("deleteMessages", new { chat_id = 8, message_ids = new[] { named.Messages[^1].Id } });
        await Ok("getChat", new { chat_id = 8 });
        var query = named.AsksInline("laskar");
        await Ok("answerInlineQuery", new { inline_query_id = query.Id, results = Array.Empty<object>() });
        query.Chooses("r1");
        named.Blocks();
        named.Unblocks();
    }

    private async Task Groups()
    {
        var (group, channel) = (Fake.Supergroup("Warga", "warga_baca"), Fake.Channel("Kabar"));
        group.AddsBot(Sri.User);
        group.AddsBot(Sri.User, "administrator");
        group.RestrictsBot(Sri.User, "can_send_messages");
        var topic = group.Topic("Kegiatan", Sri.User);
        group.Says(Sri.User, "halo", topic);
        group.SaysAnonymously("halo");
        group.SaysAs(channel, "halo");
        await Ok("sendMessage", new { chat_id = group.Id, text = "a", message_thread_id = topic });
        await Ok("sendMessage", new { chat_id = group.Id, text = "a", ephemeral_message_parameters = new { receiver_user_id = 7 } });
        await Ok("getChat", new { chat_id = group.Id });
        await Ok("getChatAdministrators", new { chat_id = group.Id });
        foreach (var user in (long[])[7, FakeTelegram.BotId])
            await Ok("getChatMember", new { chat_id = group.Id, user_id = user });
        group.RemovesBot(Sri.User);
        channel.AddsBot(Sri.User, "administrator");
        channel.PostsPhoto(Jpeg, "kabar");
        channel.EditsPost("kabar baru");
        await Ok("sendMessage", new { chat_id = channel.Id, text = "a" });
        await Ok("getChat", new { chat_id = channel.Id });
        var small = Fake.Group("Kecil");
        small.AddsBot(Sri.User);
        small.BecomesSupergroup(Sri.User);
    }

    private async Task Presentation()
    {
        foreach (var method in (string[])["getMe", "getWebhookInfo", "getMyCommands", "getMyName", "getMyDescription", "getMyShortDescription", "getChatMenuButton"])
            Assert.True(await Ok(method, new { }));
        await Ok("setMyCommands", new { commands = new[] { new { command = "buku", description = "Buku" } }, scope = new { type = "chat", chat_id = 7 } });
        await Ok("getMyCommands", new { scope = new { type = "chat", chat_id = 7 } });
    }
}
