using System.Text.Json.Nodes;

namespace LibraryBot.Tests.Support;

/// <summary>Menus, profile texts, buttons that were pressed, and inline mode.</summary>
public sealed class FakePresentationTests : AgainstTheFake
{
    [Fact]
    public async Task Menus_are_kept_apart_by_scope_chat_person_and_language()
    {
        var commands = new[] { new { command = "buku", description = "Buku baru" } };
        var group = Fake.Supergroup("Warga");
        foreach (var scope in (object[])[new { type = "all_group_chats" }, new { type = "chat", chat_id = 7 }, new { type = "chat_administrators", chat_id = group.Id }, new { type = "chat_member", chat_id = group.Id, user_id = 7 }])
            Assert.True(await Ok("setMyCommands", new { commands, scope, language_code = "id" }));
        Assert.True(await Ok("setMyCommands", new { commands }));
        Assert.Equal(
            new HashSet<string> { "all_group_chats|id", $"chat_administrators:{group.Id}|id", $"chat_member:{group.Id}:7|id", "chat:7|id", "default|" },
            Fake.Menus.Keys.ToHashSet());
        Assert.Single((JsonArray)await Result("getMyCommands", new { scope = new { type = "chat", chat_id = 7 }, language_code = "id" }));
        Assert.True(await Ok("deleteMyCommands", new { scope = new { type = "chat", chat_id = 7 }, language_code = "id" }));
        Assert.Empty((JsonArray)await Result("getMyCommands", new { scope = new { type = "chat", chat_id = 7 }, language_code = "id" }));
    }

    [Fact]
    public async Task A_menu_is_refused_for_what_Telegram_refuses()
    {
        Assert.Equal("Bad Request: BOT_COMMAND_INVALID", await Why("setMyCommands", new { commands = new[] { new { command = "Buku", description = "a" } } }));
        Assert.Equal("Bad Request: BOT_COMMAND_DESCRIPTION_INVALID", await Why("setMyCommands", new { commands = new[] { new { command = "buku", description = "" } } }));
        var many = Enumerable.Range(0, 101).Select(number => new { command = "a" + number, description = "a" });
        Assert.False(await Ok("setMyCommands", new { commands = many }));
        Assert.Equal("Bad Request: chat not found", await Why("setMyCommands", new { commands = many.Take(1), scope = new { type = "chat", chat_id = 99 } }));
        Assert.False(await Ok("setMyCommands", new { commands = many.Take(1), language_code = "indonesia" }));
    }

    [Fact]
    public async Task Profile_texts_have_a_language_and_an_end_and_an_older_server_has_none()
    {
        Assert.True(await Ok("setMyDescription", new { description = "Halo" }));
        Assert.True(await Ok("setMyDescription", new { description = "Hello", language_code = "en" }));
        Assert.Equal("Hello", (string?)(await Result("getMyDescription", new { language_code = "en" }))["description"]);
        Assert.Equal("Halo", (string?)(await Result("getMyDescription", new { language_code = "id" }))["description"]);
        Assert.False(await Ok("setMyShortDescription", new { short_description = new string('a', 121) }));
        Assert.True(await Ok("setMyName", new { name = "Perpustakaan" }));
        Assert.Equal("Perpustakaan", Fake.Profile.Texts["name|"]);
        Fake.OlderServer = true;
        Assert.Equal("Not Found: method not found", await Why("setMyDescription", new { description = "Halo" }));
    }

    [Fact]
    public async Task A_chat_has_a_menu_button_of_its_own_or_the_one_of_all()
    {
        Assert.True(await Ok("setChatMenuButton", new { menu_button = new { type = "commands" } }));
        Assert.True(await Ok("setChatMenuButton", new { chat_id = 7, menu_button = new { type = "default" } }));
        Assert.Equal("default", (string?)(await Result("getChatMenuButton", new { chat_id = 7 }))["type"]);
        Assert.Equal("commands", (string?)(await Result("getChatMenuButton", new { }))["type"]);
        Assert.False(await Ok("setChatMenuButton", new { menu_button = new { type = "window" } }));
    }

    [Fact]
    public async Task A_pressed_button_can_be_answered_for_fifteen_seconds()
    {
        await Ok("sendMessage", new { chat_id = 7, text = "?", reply_markup = Button("x") });
        Sri.Presses("Tekan");
        Assert.True(await Ok("answerCallbackQuery", new { callback_query_id = "cb1", text = "Baik" }));
        Assert.Equal("Baik", Fake.CallbackTexts["cb1"]);
        Sri.Presses("Tekan");
        Time.Advance(TimeSpan.FromSeconds(16));
        Assert.Contains("query is too old", await Why("answerCallbackQuery", new { callback_query_id = "cb2" }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_asks_inline_sees_the_results_and_takes_one()
    {
        var query = Sri.AsksInline("laskar");
        Assert.Equal("laskar", (string?)(await NextUpdate())["inline_query"]!["query"]);
        Assert.True(await Ok("answerInlineQuery", new { inline_query_id = query.Id, results = Articles(2), cache_time = 5 }));
        Assert.Equal(["r0", "r1"], (await query.Results()).Select(result => (string)result!["id"]!));
        Assert.Equal(5, (int)query.Answered!["cache_time"]!);
        query.Chooses("r1");
        Assert.Equal("r1", (string?)(await NextUpdate())["chosen_inline_result"]!["result_id"]);
    }

    [Fact]
    public async Task Inline_results_are_refused_for_what_Telegram_refuses()
    {
        var id = Sri.AsksInline("laskar").Id;
        Assert.Equal("Bad Request: RESULTS_TOO_MUCH", await Why("answerInlineQuery", new { inline_query_id = id, results = Articles(51) }));
        Assert.Equal("Bad Request: RESULT_ID_DUPLICATE", await Why("answerInlineQuery", new { inline_query_id = id, results = Articles(1).Concat(Articles(1)) }));
        Assert.Equal("Bad Request: RESULT_ID_INVALID", await Why("answerInlineQuery", new { inline_query_id = id, results = Articles(1, new string('é', 33)) }));
        Assert.False(await Ok("answerInlineQuery", new { inline_query_id = id, results = Articles(1, text: "<x>") }));
        Assert.False(await Ok("answerInlineQuery", new { inline_query_id = id, results = Articles(1), button = new { text = "a", start_parameter = "a b" } }));
        Assert.Contains("query ID is invalid", await Why("answerInlineQuery", new { inline_query_id = "iq99", results = Articles(1) }), StringComparison.Ordinal);
        Time.Advance(TimeSpan.FromSeconds(16));
        Assert.Contains("query is too old", await Why("answerInlineQuery", new { inline_query_id = id, results = Articles(1) }), StringComparison.Ordinal);
    }

    private static IEnumerable<object> Articles(int count, string id = "r", string text = "<b>Buku</b>") => Enumerable.Range(0, count)
        .Select(number => new { type = "article", id = id + number, title = "Buku", input_message_content = new { message_text = text, parse_mode = "HTML" } });
}
