using System.Text.Json.Nodes;
using LibraryBot.Channels.Telegram;
using LibraryBot.Language;
using LibraryBot.People;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.Channels.Telegram;

/// <summary>The menus and profile texts that people see on Telegram.</summary>
public sealed class TelegramLooksTests
{
    /// <summary>Of use only with something behind them, in the middle of a dialog, or as a short form.</summary>
    private static readonly string[] LeftOut = ["/masuk", "/batal", "/kembali", "/bahasa_id", "/bahasa_en"];

    /// <summary>Button; two places in three languages; two texts in three languages.</summary>
    private const int CallsOfAFirstStart = 1 + 6 + 6;

    [Fact]
    public async Task Patrons_see_what_they_may_say_in_private_and_in_groups_in_their_language()
    {
        await using var library = await TelegramLibrary.Open();
        await Told(library);
        Assert.Equal(["buku", "agenda", "jam", "tanya", "langganan"], Commands(library, "all_private_chats|id").Take(5));
        Assert.Equal("Buku baru", Line(library, "all_private_chats|id", "buku"));
        Assert.Equal("New books", Line(library, "all_private_chats|en", "books"));
        Assert.Equal(Commands(library, "all_private_chats|id"), Commands(library, "all_private_chats|"));
        Assert.Equal(["buku", "agenda", "jam", "tanya", "bantuan"], Commands(library, "all_group_chats|"));
        Assert.Equal(["books", "events", "hours", "ask", "help"], Commands(library, "all_group_chats|en"));
        Assert.DoesNotContain("post", Commands(library, "all_private_chats|en"));
        Assert.Equal("commands", (string?)(await library.Fake.WaitsForCall("setChatMenuButton")).Arguments["menu_button"]!["type"]);
    }

    [Fact]
    public async Task Every_command_stands_in_a_menu_or_is_left_out_on_purpose()
    {
        await using var library = await TelegramLibrary.Open();
        var owner = await library.Staff("Hendra", Role.Owner);
        await Until(() => library.Fake.Menus.ContainsKey($"chat:{owner.Id}|id"));
        var known = library.Bot.Repertoire.Commands.Select(command => command.Indonesian).Concat(library.Bot.House.Book.Flows.Values.SelectMany(flow => flow.Start.Take(1)));
        Assert.Equal(known.Except(LeftOut).Order(), Commands(library, $"chat:{owner.Id}|id").Select(command => "/" + command).Order());
    }

    [Fact]
    public async Task A_librarian_gets_the_staff_commands_first_from_sign_in_to_sign_out_in_the_language_of_her_choice()
    {
        await using var library = await TelegramLibrary.Open();
        var (sri, ratna) = (await library.Staff("Sri", Role.Librarian), await library.Staff("Ratna", Role.Approver));
        string Of(FakePrivateChat chat, string lang) => $"chat:{chat.Id}|{lang}";
        await Until(() => library.Fake.Menus.ContainsKey(Of(ratna, "")) && library.Fake.Menus.ContainsKey(Of(sri, "")));
        Assert.Equal("buat", Commands(library, Of(sri, "id"))[0]);
        Assert.Equal("post", Commands(library, Of(sri, "en"))[0]);
        Assert.Contains("books", Commands(library, Of(sri, "en")));
        Assert.DoesNotContain("tinjau", Commands(library, Of(sri, "id")));
        Assert.Equal("tinjau", Commands(library, Of(ratna, ""))[0]);

        sri.Says("/bahasa_en");
        await Until(() => !library.Fake.Menus.ContainsKey(Of(sri, "id")) && Commands(library, Of(sri, ""))[0] == "post");
        Assert.DoesNotContain(Of(sri, "en"), library.Fake.Menus.Keys);

        sri.Says("/signout");
        await Until(() => !library.Fake.Menus.Keys.Any(key => key.StartsWith($"chat:{sri.Id}|", StringComparison.Ordinal)));
        Assert.Equal("tinjau", Commands(library, Of(ratna, ""))[0]);
    }

    [Fact]
    public async Task A_restart_with_nothing_new_tells_Telegram_nothing()
    {
        await using var library = await TelegramLibrary.Open();
        var sri = await library.Staff("Sri", Role.Librarian);
        await Remembered(library, CallsOfAFirstStart + 3);
        await library.Stop();
        var before = Looks(library);
        await library.Prepare();
        library.Run();
        sri.Says("/bahasa_en");
        await Until(() => Commands(library, $"chat:{sri.Id}|")[0] == "post");
        await Remembered(library, CallsOfAFirstStart + 1);
        Assert.Equal(before + 3, Looks(library));
    }

    [Fact]
    public async Task The_profile_tells_the_librarys_name_in_both_languages()
    {
        using var folder = new TempFolder();
        var world = Path.Combine(folder.Path, "library.json");
        await File.WriteAllTextAsync(world, SmallLibrary.Json);
        await using var library = await TelegramLibrary.Open(world);
        await Told(library);
        var texts = library.Fake.Profile.Texts;
        Assert.StartsWith("Bot Perpustakaan Uji", texts["short_description|id"], StringComparison.Ordinal);
        Assert.StartsWith("The bot of Perpustakaan Uji", texts["description|en"], StringComparison.Ordinal);
        Assert.Equal((texts["description|id"], texts["short_description|id"]), (texts["description|"], texts["short_description|"]));
        Assert.DoesNotContain(library.Fake.Calls, call => call.Method == "setMyName");
    }

    [Fact]
    public async Task An_older_server_is_told_what_it_knows_and_the_rest_costs_one_line_of_the_log_each()
    {
        await using var bench = await TelegramBench.Open(new SkippingTime(TempLibrary.Morning));
        bench.Fake.OlderServer = true;
        bench.Menus = TelegramBench.SmallMenus;
        bench.Texts = [new(Lang.Id, "Bot", "Bot"), new(Lang.En, "Bot", "Bot")];
        bench.Start();
        await bench.Fake.WaitsForCall("setMyShortDescription", 2);
        await bench.Fake.WaitsForCall("setMyCommands", 3);
        bench.Service.RefreshLooks();
        await Until(() => bench.Logs.Lines.Count(line => line.Contains("does not know", StringComparison.Ordinal)) == 2);
        Assert.Equal(2, bench.Fake.Calls.Count(call => call.Method == "setMyDescription"));
        Assert.Equal(3, bench.Fake.Menus.Count);
    }

    [Fact]
    public async Task A_flood_answer_or_a_lost_one_puts_the_menu_off_and_it_comes_all_the_same()
    {
        await using var bench = await TelegramBench.Open(new SkippingTime(TempLibrary.Morning));
        bench.Menus = TelegramBench.SmallMenus;
        bench.Fake.Faults.Next("setMyCommands", new Fault.Flood(40));
        bench.Fake.Faults.Next("setMyCommands", new Fault.DropBefore());
        bench.Fake.Faults.Next("setMyCommands", new Fault.BadGateway());
        bench.Start();
        await Until(() => bench.Fake.Menus.Count == 3);
    }

    private static string[] Commands(TelegramLibrary library, string menu) => [.. library.Fake.Menus[menu].Select(line => (string)line!["command"]!)];

    private static string? Line(TelegramLibrary library, string menu, string command) =>
        (string?)library.Fake.Menus[menu].OfType<JsonObject>().Single(line => (string?)line["command"] == command)["description"];

    private static Task Told(TelegramLibrary library) => Until(() => Looks(library) >= CallsOfAFirstStart);

    private static int Looks(TelegramLibrary library) => library.Fake.Calls.Count(call => call.Method.StartsWith("setMy", StringComparison.Ordinal)
        || call.Method is "deleteMyCommands" or "setChatMenuButton");

    private static Task Remembered(TelegramLibrary library, int looks) =>
        Until(async () => await library.Read(store => store.All(ShownLook.Rows).Count) == looks);

    private static Task Until(Func<bool> isSo) => Until(() => Task.FromResult(isSo()));

    private static async Task Until(Func<Task<bool>> isSo)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!await isSo())
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, late.Token);
    }
}
