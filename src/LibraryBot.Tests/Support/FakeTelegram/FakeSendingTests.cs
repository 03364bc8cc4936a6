using System.Text.Json.Nodes;

namespace LibraryBot.Tests.Support;

/// <summary>What the fake refuses to send, edit and delete.</summary>
public sealed class FakeSendingTests : AgainstTheFake
{
    [Theory]
    [InlineData("""{"text":"halo"}""", 400, "chat_id is empty")]
    [InlineData("""{"chat_id":99,"text":"halo"}""", 400, "chat not found")]
    [InlineData("""{"chat_id":"@tidak_ada","text":"halo"}""", 400, "chat not found")]
    [InlineData("""{"chat_id":7}""", 400, "message text is empty")]
    [InlineData("""{"chat_id":7,"text":" \n"}""", 400, "message text is empty")]
    [InlineData("""{"chat_id":7,"text":"<b></b>","parse_mode":"HTML"}""", 400, "message text is empty")]
    [InlineData("""{"chat_id":7,"text":"a < b","parse_mode":"HTML"}""", 400, "can't parse entities: Unclosed start tag at byte offset 2")]
    [InlineData("""{"chat_id":7,"text":"a","parse_mode":"Wiki"}""", 400, "unsupported parse_mode")]
    [InlineData("""{"chat_id":7,"text":"a","message_thread_id":5}""", 400, "message thread not found")]
    [InlineData("""{"chat_id":7,"text":"a","reply_parameters":{"message_id":5}}""", 400, "message to be replied not found")]
    [InlineData("""{"chat_id":7,"text":"a","reply_markup":{"inline_keyboard":[[{"text":"b"}]]}}""", 400, "Text buttons are unallowed")]
    [InlineData("""{"chat_id":7,"text":"a","reply_markup":{"inline_keyboard":[[{"text":"b","url":"http://localhost/"}]]}}""", 400, "Wrong HTTP URL")]
    [InlineData("""{"chat_id":7,"text":"a","reply_markup":{"inline_keyboard":[[{"text":"b","callback_data":"c","style":"pink"}]]}}""", 400, "Invalid button style")]
    [InlineData("""{"chat_id":7,"text":"a","reply_markup":{"inline_keyboard":[{"text":"b"}]}}""", 400, "must be an Array of Arrays")]
    [InlineData("""{"chat_id":7,"text":"a","reply_markup":"{"}""", 400, "can't parse reply_markup JSON object")]
    [InlineData("""{"chat_id":7,"text":"a","reply_markup":{"keyboard":[[{"text":""}]]}}""", 400, "must be non-empty")]
    [InlineData("""{"chat_id":7,"text":"a","entities":[{"type":"neon","offset":0,"length":1}]}""", 400, "Unsupported type specified")]
    [InlineData("""{"chat_id":7,"text":"a","entities":[{"type":"bold","offset":0,"length":2}]}""", 400, "entity beyond the text")]
    [InlineData("""{"chat_id":7,"te""", 400, "can't parse JSON object")]
    public async Task SendMessage_refuses_what_Telegram_refuses(string body, int code, string why)
    {
        var answer = await Call("sendMessage", body);
        Assert.Equal(code, (int)answer["error_code"]!);
        Assert.Contains(why, (string)answer["description"]!, StringComparison.Ordinal);
        Assert.Empty(Sri.Messages);
    }

    [Fact]
    public async Task Lengths_are_counted_after_the_markup_was_read()
    {
        Assert.True(await Ok("sendMessage", new { chat_id = 7, text = "<b>" + string.Concat(Enumerable.Repeat("&lt;", 4096)) + "</b>", parse_mode = "HTML" }));
        Assert.False(await Ok("sendMessage", new { chat_id = 7, text = new string('a', 4097) }));
        Assert.True(await Ok("sendMessage", new { chat_id = 7, text = "a", reply_markup = Button(new string('é', 32)) }));
        Assert.False(await Ok("sendMessage", new { chat_id = 7, text = "a", reply_markup = Button(new string('é', 32) + "x") }));
    }

    [Fact]
    public async Task An_album_has_two_to_ten_pictures_and_no_buttons()
    {
        var known = Fake.Files.Keep(Jpeg);
        var item = new { type = "photo", media = known };
        Assert.Equal("Bad Request: wrong number of items in the album specified", await Why("sendMediaGroup", new { chat_id = 7, media = new[] { item } }));
        Assert.False(await Ok("sendMediaGroup", new { chat_id = 7, media = Enumerable.Repeat(item, 11) }));
        Assert.False(await Ok("sendMediaGroup", new { chat_id = 7, media = new[] { item, item }, reply_markup = Button("x") }));
        var album = (JsonArray)await Result("sendMediaGroup", new { chat_id = 7, media = new[] { item, item } });
        Assert.Single(album.Select(message => (string)message!["media_group_id"]!).Distinct());
        Assert.All(Sri.Messages, message => Assert.Equal(known, message.FileId));
    }

    [Fact]
    public async Task Pictures_are_uploaded_or_named_and_nothing_else_passes_for_one()
    {
        var known = Fake.Files.Keep(Jpeg);
        Assert.True(await Ok("sendPhoto", new { chat_id = 7, photo = known }));
        Assert.Equal(0, Fake.Files.Uploads);
        Assert.False(await Ok("sendPhoto", new { chat_id = 7, photo = "tidak-ada" }));
        Assert.False(await Ok("sendPhoto", new { chat_id = 7, photo = known, caption = new string('a', 1025) }));
        Assert.Equal("Bad Request: IMAGE_PROCESS_FAILED", await Upload([1, 2, 3]));
        Assert.Equal("", await Upload(Jpeg));
        Assert.Equal(1, Fake.Files.Uploads);
        Assert.Equal(Jpeg, Sri.Messages[^1].Picture);
    }

    [Fact]
    public async Task An_edit_that_changes_nothing_and_one_of_nothing_are_refused()
    {
        await Ok("sendMessage", new { chat_id = 7, text = "satu" });
        Assert.StartsWith("Bad Request: message is not modified: ", await Why("editMessageText", new { chat_id = 7, message_id = 1, text = "satu" }), StringComparison.Ordinal);
        Assert.True(await Ok("editMessageText", new { chat_id = 7, message_id = 1, text = "dua" }));
        Assert.Equal("Bad Request: message to edit not found", await Why("editMessageText", new { chat_id = 7, message_id = 9, text = "dua" }));
        Assert.Equal("Bad Request: there is no caption in the message to edit", await Why("editMessageCaption", new { chat_id = 7, message_id = 1, caption = "dua" }));
        Sri.Says("milik Sri");
        Assert.Equal("Bad Request: message can't be edited", await Why("editMessageText", new { chat_id = 7, message_id = 2, text = "dua" }));
        Assert.True(await Ok("deleteMessage", new { chat_id = 7, message_id = 1 }));
        Assert.Equal("Bad Request: message to delete not found", await Why("deleteMessage", new { chat_id = 7, message_id = 1 }));
    }

    [Fact]
    public async Task A_picture_takes_another_caption_picture_and_buttons_but_no_text()
    {
        var (first, second) = (Fake.Files.Keep(Jpeg), Fake.Files.Keep([.. Jpeg, 2]));
        await Ok("sendPhoto", new { chat_id = 7, photo = first, caption = "satu" });
        Assert.Equal("Bad Request: there is no text in the message to edit", await Why("editMessageText", new { chat_id = 7, message_id = 1, text = "dua" }));
        Assert.True(await Ok("editMessageCaption", new { chat_id = 7, message_id = 1, caption = "<b>dua</b>", parse_mode = "HTML" }));
        Assert.True(await Ok("editMessageMedia", new { chat_id = 7, message_id = 1, media = new { type = "photo", media = second, caption = "tiga" } }));
        Assert.True(await Ok("editMessageReplyMarkup", new { chat_id = 7, message_id = 1, reply_markup = Button("x") }));
        Assert.StartsWith("Bad Request: message is not modified", await Why("editMessageReplyMarkup", new { chat_id = 7, message_id = 1, reply_markup = Button("x") }), StringComparison.Ordinal);
        var message = Assert.Single(Sri.Messages);
        Assert.Equal(("tiga", second), (message.Text, message.FileId));
    }

    [Fact]
    public async Task After_two_days_only_an_administrator_with_the_right_deletes()
    {
        Fake.DeletesOnlyFor48Hours = true;
        var channel = Fake.Channel("Kabar");
        channel.AddsBot(Sri.User, "administrator", FakeRights.Administrator("can_post_messages"));
        await Ok("sendMessage", new { chat_id = channel.Id, text = "a" });
        await Ok("sendMessage", new { chat_id = 7, text = "a" });
        Time.Advance(TimeSpan.FromHours(49));
        Assert.Equal("Bad Request: message can't be deleted", await Why("deleteMessage", new { chat_id = channel.Id, message_id = 1 }));
        Assert.Equal("Bad Request: message can't be deleted", await Why("deleteMessage", new { chat_id = 7, message_id = 1 }));
        Assert.True(await Ok("deleteMessages", new { chat_id = 7, message_ids = new[] { 1 } }));
        Assert.Single(Sri.Messages);
        channel.AddsBot(Sri.User, "administrator");
        Assert.True(await Ok("deleteMessage", new { chat_id = channel.Id, message_id = 1 }));
    }

    [Fact]
    public async Task What_the_bot_may_not_do_in_a_chat_is_refused()
    {
        var (group, channel) = (Fake.Supergroup("Warga"), Fake.Channel("Kabar"));
        Assert.Equal("Forbidden: bot is not a member of the supergroup chat", await Why("sendMessage", new { chat_id = group.Id, text = "a" }));
        group.RestrictsBot(Sri.User, "can_send_messages");
        group.AddsBot(Sri.User, "restricted", FakeRights.Administrator());
        Assert.Equal("Bad Request: not enough rights to send text messages to the chat", await Why("sendMessage", new { chat_id = group.Id, text = "a" }));
        group.RestrictsBot(Sri.User, "can_send_messages");
        Assert.True(await Ok("sendMessage", new { chat_id = group.Id, text = "a" }));
        Assert.Equal("Bad Request: not enough rights to send photos to the chat", await Why("sendPhoto", new { chat_id = group.Id, photo = Fake.Files.Keep(Jpeg) }));
        channel.AddsBot(Sri.User, "administrator", FakeRights.Administrator("can_manage_chat"));
        Assert.Equal("Bad Request: need administrator rights in the channel chat", await Why("sendMessage", new { chat_id = channel.Id, text = "a" }));
        Assert.Equal("administrator", (string?)(await Result("getChatMember", new { chat_id = channel.Id, user_id = FakeTelegram.BotId }))["status"]);
        group.RemovesBot(Sri.User);
        Assert.Equal("Forbidden: bot was kicked from the supergroup chat", await Why("getChat", new { chat_id = group.Id }));
    }

    [Fact]
    public async Task One_person_of_a_group_sees_an_ephemeral_message_and_an_older_server_shows_it_to_all()
    {
        var group = Fake.Supergroup("Warga");
        group.AddsBot(Sri.User);
        var asked = new { chat_id = group.Id, text = "hanya Anda", ephemeral_message_parameters = new { receiver_user_id = 7 } };
        var sent = await Result("sendMessage", asked);
        Assert.Equal((0, 1), ((int)sent["message_id"]!, (int)sent["ephemeral_message_id"]!));
        Assert.Equal(Sri.User, Assert.Single(group.Messages).OnlyFor);
        Assert.True(await Ok("editEphemeralMessageText", new { chat_id = group.Id, receiver_user_id = 7, ephemeral_message_id = 1, text = "lain" }));
        Assert.True(await Ok("deleteEphemeralMessage", new { chat_id = group.Id, receiver_user_id = 7, ephemeral_message_id = 1 }));
        Assert.False(await Ok("sendMessage", new { chat_id = group.Id, text = "a", ephemeral_message_parameters = new { receiver_user_id = 99 } }));
        Assert.False(await Ok("sendMessage", new { chat_id = 7, text = "a", ephemeral_message_parameters = new { receiver_user_id = 7 } }));
        Fake.OlderServer = true;
        Assert.True(await Ok("sendMessage", asked));
        Assert.Null(Assert.Single(group.Messages).OnlyFor);
    }

    [Fact]
    public async Task An_older_server_leaves_out_the_style_of_a_button()
    {
        await Ok("sendMessage", new { chat_id = 7, text = "a", reply_markup = Button("x", "danger") });
        Assert.Equal("danger", (string?)Sri.Messages[^1].Button("Tekan")!["style"]);
        Fake.OlderServer = true;
        await Ok("sendMessage", new { chat_id = 7, text = "a", reply_markup = Button("x", "danger") });
        Assert.Null(Sri.Messages[^1].Button("Tekan")!["style"]);
    }

    private async Task<string> Upload(byte[] bytes)
    {
        using var form = new MultipartFormDataContent { { new StringContent("7"), "chat_id" }, { new ByteArrayContent(bytes), "photo", "a.jpg" } };
        using var response = await Http.PostAsync(new Uri($"{Fake.BaseUrl}/bot{FakeTelegram.Token}/sendPhoto"), form);
        return (string?)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["description"] ?? "";
    }
}
