using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace LibraryBot.Tests.Support;

/// <summary>The fake is only worth something where it is as strict as Telegram.</summary>
public sealed class FakeTelegramTests : IAsyncLifetime
{
    private readonly HttpClient http = new();
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 22, 3, 0, 0, TimeSpan.Zero));
    private FakeTelegram fake = null!;
    private FakePrivateChat sri = null!;

    public async Task InitializeAsync()
    {
        fake = await FakeTelegram.Start(time);
        sri = fake.PrivateChat(7, "Sri");
    }

    public async Task DisposeAsync()
    {
        http.Dispose();
        await fake.DisposeAsync();
    }

    [Theory]
    [InlineData("""{"text":"halo"}""", 400, "chat_id is empty")]
    [InlineData("""{"chat_id":99,"text":"halo"}""", 400, "chat not found")]
    [InlineData("""{"chat_id":"@tidak_ada","text":"halo"}""", 400, "chat not found")]
    [InlineData("""{"chat_id":7}""", 400, "message text is empty")]
    [InlineData("""{"chat_id":7,"text":" \n"}""", 400, "message text is empty")]
    [InlineData("""{"chat_id":7,"text":"<b></b>","parse_mode":"HTML"}""", 400, "message text is empty")]
    [InlineData("""{"chat_id":7,"text":"a < b","parse_mode":"HTML"}""", 400, "can't parse entities: Unclosed start tag at byte offset 2")]
    [InlineData("""{"chat_id":7,"text":"<h1>a</h1>","parse_mode":"HTML"}""", 400, "can't parse entities: Unsupported start tag \"h1\" at byte offset 0")]
    [InlineData("""{"chat_id":7,"text":"<b>a","parse_mode":"html"}""", 400, "can't parse entities: Can't find end tag corresponding to start tag \"b\"")]
    [InlineData("""{"chat_id":7,"text":"<b>é</i>","parse_mode":"HTML"}""", 400, "can't parse entities: Unmatched end tag at byte offset 5")]
    [InlineData("""{"chat_id":7,"text":"a</b>","parse_mode":"HTML"}""", 400, "can't parse entities: Unexpected end tag at byte offset 1")]
    [InlineData("""{"chat_id":7,"text":"a","parse_mode":"Wiki"}""", 400, "unsupported parse_mode")]
    [InlineData("""{"chat_id":7,"text":"a","message_thread_id":5}""", 400, "message thread not found")]
    [InlineData("""{"chat_id":7,"text":"a","reply_parameters":{"message_id":5}}""", 400, "message to be replied not found")]
    [InlineData("""{"chat_id":7,"text":"a","reply_markup":{"inline_keyboard":[[{"text":"b"}]]}}""", 400, "Text buttons are unallowed")]
    [InlineData("""{"chat_id":7,"text":"a","reply_markup":{"inline_keyboard":[[{"text":"b","url":"http://localhost/"}]]}}""", 400, "Wrong HTTP URL")]
    [InlineData("""{"chat_id":7,"text":"a","reply_markup":{"inline_keyboard":[{"text":"b"}]}}""", 400, "must be an Array of Arrays")]
    [InlineData("""{"chat_id":7,"text":"a","reply_markup":"{"}""", 400, "can't parse reply_markup JSON object")]
    [InlineData("""{"chat_id":7,"text":"a","reply_markup":{"keyboard":[[{"text":""}]]}}""", 400, "must be non-empty")]
    [InlineData("""{"chat_id":7,"te""", 400, "can't parse JSON object")]
    public async Task SendMessage_refuses_what_Telegram_refuses(string body, int code, string why)
    {
        var answer = await Call("sendMessage", body);
        Assert.Equal(code, (int)answer["error_code"]!);
        Assert.Contains(why, (string)answer["description"]!, StringComparison.Ordinal);
        Assert.Empty(sri.Messages);
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
    public async Task An_edit_that_changes_nothing_and_one_of_nothing_are_refused()
    {
        await Ok("sendMessage", new { chat_id = 7, text = "satu" });
        Assert.StartsWith("Bad Request: message is not modified", await Why("editMessageText", new { chat_id = 7, message_id = 1, text = "satu" }), StringComparison.Ordinal);
        Assert.True(await Ok("editMessageText", new { chat_id = 7, message_id = 1, text = "dua" }));
        Assert.Equal("Bad Request: message to edit not found", await Why("editMessageText", new { chat_id = 7, message_id = 9, text = "dua" }));
        Assert.True(await Ok("deleteMessage", new { chat_id = 7, message_id = 1 }));
        Assert.Equal("Bad Request: message to delete not found", await Why("deleteMessage", new { chat_id = 7, message_id = 1 }));
    }

    [Fact]
    public async Task A_pressed_button_can_be_answered_for_fifteen_seconds()
    {
        await Ok("sendMessage", new { chat_id = 7, text = "?", reply_markup = Button("x") });
        sri.Presses("Tekan");
        Assert.True(await Ok("answerCallbackQuery", new { callback_query_id = "cb1" }));
        sri.Presses("Tekan");
        time.Advance(TimeSpan.FromSeconds(16));
        Assert.Contains("query is too old", await Why("answerCallbackQuery", new { callback_query_id = "cb2" }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_second_poller_ends_the_first()
    {
        var first = Call("getUpdates", """{"timeout":20}""");
        while (!fake.Updates.IsPolled)
            await Task.Yield();
        var second = Call("getUpdates", """{"timeout":20}""");
        Assert.Equal(409, (int)(await first)["error_code"]!);
        sri.Says("halo");
        Assert.Single((JsonArray)(await second)["result"]!);
    }

    [Fact]
    public async Task An_offset_confirms_and_a_kind_that_was_not_asked_for_does_not_come()
    {
        var id = sri.Says("satu");
        sri.Says("dua");
        Assert.Equal(2, ((JsonArray)(await Call("getUpdates", "{}"))["result"]!).Count);
        Assert.Single((JsonArray)(await Call("getUpdates", $$"""{"offset":{{id + 1}},"allowed_updates":["message"]}"""))["result"]!);
        sri.Blocks();
        Assert.Equal(1, fake.Updates.Unconfirmed);
    }

    [Fact]
    public async Task Polling_is_refused_while_a_webhook_is_set()
    {
        Assert.False(await Ok("setWebhook", new { url = "http://pustaka.example" }));
        Assert.True(await Ok("setWebhook", new { url = "https://pustaka.example", secret_token = "abc" }));
        Assert.Contains("webhook is active", await Why("getUpdates", new { }), StringComparison.Ordinal);
        Assert.True(await Ok("deleteWebhook", new { }));
        Assert.True(await Ok("getUpdates", new { }));
    }

    [Fact]
    public async Task Limits_refuse_with_the_seconds_to_wait()
    {
        fake.Limits = new FakeLimits(time);
        for (var i = 0; i < 4; i++)
            Assert.True(await Ok("sendMessage", new { chat_id = 7, text = "a" }));
        var flood = await Call("sendMessage", """{"chat_id":7,"text":"a"}""");
        Assert.Equal((429, 3), ((int)flood["error_code"]!, (int)flood["parameters"]!["retry_after"]!));
        time.Advance(TimeSpan.FromSeconds(3));
        Assert.True(await Ok("sendMessage", new { chat_id = 7, text = "a" }));
    }

    [Fact]
    public async Task Tokens_and_methods_that_are_not_there()
    {
        Assert.Equal(401, (int)(await http.GetAsync(new Uri($"{fake.BaseUrl}/bot1:x/getMe"))).StatusCode);
        Assert.Equal(404, (int)(await http.GetAsync(new Uri($"{fake.BaseUrl}/botx/getMe"))).StatusCode);
        Assert.Equal("Not Found: method not found", await Why("fly", new { }));
    }

    [Fact]
    public async Task An_album_has_two_to_ten_pictures_and_no_buttons()
    {
        var known = fake.Files.Keep([0xFF, 0xD8, 0xFF]);
        var item = new { type = "photo", media = known };
        Assert.False(await Ok("sendMediaGroup", new { chat_id = 7, media = new[] { item } }));
        Assert.False(await Ok("sendMediaGroup", new { chat_id = 7, media = new[] { item, item }, reply_markup = Button("x") }));
        Assert.True(await Ok("sendMediaGroup", new { chat_id = 7, media = new[] { item, item } }));
        Assert.All(sri.Messages, message => Assert.Equal(known, message.FileId));
        Assert.True(await Ok("sendPhoto", new { chat_id = 7, photo = known }));
        Assert.False(await Ok("sendPhoto", new { chat_id = 7, photo = "tidak-ada" }));
        Assert.False(await Ok("sendPhoto", new { chat_id = 7, photo = known, caption = new string('a', 1025) }));
    }

    private static object Button(string data) => new { inline_keyboard = new[] { new[] { new { text = "Tekan", callback_data = data } } } };

    private async Task<JsonObject> Call(string method, string body)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var response = await http.PostAsync(new Uri($"{fake.BaseUrl}/bot{FakeTelegram.Token}/{method}"), content);
        return (await response.Content.ReadFromJsonAsync<JsonObject>())!;
    }

    private async Task<bool> Ok(string method, object arguments) => (bool)(await Call(method, System.Text.Json.JsonSerializer.Serialize(arguments)))["ok"]!;

    private async Task<string> Why(string method, object arguments) => (string)(await Call(method, System.Text.Json.JsonSerializer.Serialize(arguments)))["description"]!;
}
