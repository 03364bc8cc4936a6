using System.Net;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.CommandLine;

[Collection(BotProcesses.Name)]
public sealed class DemoTests(DemoProcess demo) : IClassFixture<DemoProcess>
{
    [Fact]
    public void The_demo_writes_where_it_is_and_who_is_in_it()
    {
        var file = demo.DemoFile;
        var roles = file["people"]!.AsArray().Select(person => (string)person!["role"]!).ToList();

        Assert.Equal(demo.Url, (string?)file["url"]);
        Assert.True(roles.Count(role => role == "librarian") >= 2);
        Assert.Single(roles, "approver");
        Assert.Single(roles, "owner");
        Assert.All(file["people"]!.AsArray(), person => Assert.NotEqual("", (string?)person!["name"]));
        Assert.All(file["people"]!.AsArray(), person => Assert.Matches("^[A-Z2-9]{4}-[A-Z2-9]{4}$", (string?)person!["signInCode"]));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/demo")]
    [InlineData("/healthz/live")]
    [InlineData("/healthz/ready")]
    public async Task The_demo_answers_on(string path)
    {
        using var http = new HttpClient();

        var answer = await http.GetAsync(demo.Url + path);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_demo_code_is_good_again_and_again()
    {
        var code = DemoProcess.CodeOf(demo.DemoFile, "librarian");
        using var first = await Guest.Arrive(demo.Url);
        using var second = await Guest.Arrive(demo.Url);

        Assert.Contains("Sri", await first.Says($"/masuk {code}"));
        Assert.Contains("Sri", await second.Says($"/masuk {code.ToLowerInvariant()}"));
    }

    [Fact]
    public async Task The_librarys_clock_is_the_one_that_was_set()
    {
        using var patron = await Guest.Arrive(demo.Url);

        Assert.Contains("Rabu, 11 Maret 2026", await patron.Says("jam buka hari ini"));
    }

    [Fact]
    public async Task A_verb_is_answered_by_the_bot_that_runs_on_the_folder()
    {
        var asked = await BotProcess.Run(demo.Folder, ["ask", "jam buka hari ini?", "--data", "demo"]);
        var before = await BotProcess.Run(demo.Folder, ["--data", demo.Data, "ask", "jam buka hari ini?"]);

        Assert.Contains("Rabu, 11 Maret 2026", asked.Output);
        Assert.Equal(0, asked.Exit);
        Assert.Equal(asked, before);
    }

    [Fact]
    public async Task An_invitation_made_while_the_bot_runs_signs_someone_in_once()
    {
        var invited = await BotProcess.Run(demo.Folder, ["invite", "--role", "librarian", "--name", "Wulan", "--data", "demo"]);
        var code = invited.Output.Split('\n')[0]["Code: ".Length..];
        using var wulan = await Guest.Arrive(demo.Url);
        using var other = await Guest.Arrive(demo.Url);

        Assert.Equal(0, invited.Exit);
        Assert.Contains($"Link: {demo.Url}/#masuk={code}", invited.Output);
        Assert.Contains("Wulan", await wulan.Says($"/masuk {code}"));
        Assert.DoesNotContain("Wulan", await other.Says($"/masuk {code}"));
    }

    [Fact]
    public async Task Files_are_those_of_the_folder_where_the_verb_was_typed()
    {
        using var elsewhere = new TempFolder();
        await File.WriteAllTextAsync(elsewhere.File("mine.json"), """{"books":[{"id":"Z1","title":"Zaitun di Tepi Danau","author":"Zahra","added":"2026-03-10"}]}""");
        await File.WriteAllTextAsync(elsewhere.File("asked.jsonl"), """{"id":"q1","text":"Zaitun di Tepi Danau","reply_lang":"id","answer_ids":["Z1"]}""");

        var imported = await BotProcess.Run(elsewhere.Path, ["import", "library", "mine.json", "--data", demo.Data]);
        var again = await BotProcess.Run(elsewhere.Path, ["import", "library", "mine.json", "--data", demo.Data]);
        var evaluated = await BotProcess.Run(elsewhere.Path, ["evaluate", "asked.jsonl", "--json", "--data", demo.Data]);

        Assert.EndsWith("seen 1, new 1, changed 0, skipped 0, warnings 0\n", imported.Output);
        Assert.EndsWith("seen 1, new 0, changed 0, skipped 0, warnings 0\n", again.Output);
        Assert.Contains("\"Z1\"", evaluated.Output);
        Assert.Equal((0, 0), (imported.Exit, evaluated.Exit));
    }

    [Fact]
    public async Task What_is_wrong_with_a_verb_is_told_through_the_socket_too()
    {
        var missing = await BotProcess.Run(demo.Folder, ["import", "library", "nowhere.json", "--data", "demo"]);

        Assert.Contains("nowhere.json", missing.Refusal);
    }

    [Fact]
    public async Task A_second_bot_on_the_folder_is_refused_and_the_first_goes_on()
    {
        var serve = await BotProcess.Run(demo.Folder, ["serve", "--urls", "http://127.0.0.1:0", "--data", "demo"]);
        var second = await BotProcess.Run(demo.Folder, ["demo", "--urls", "http://127.0.0.1:0", "--data", "demo"]);
        using var patron = await Guest.Arrive(demo.Url);

        Assert.Contains(demo.Data, serve.Refusal);
        Assert.Equal(serve.Refusal, second.Refusal);
        Assert.Contains("Maret 2026", await patron.Says("jam buka hari ini"));
        Assert.Contains("Maret 2026", (await BotProcess.Run(demo.Folder, ["ask", "jam buka hari ini", "--data", "demo"])).Output);
    }

    [SkippableFact]
    public void Only_the_owner_of_the_folder_can_read_it_or_open_its_socket()
    {
        const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

        if (OperatingSystem.IsWindows())
            throw new SkipException("Windows has rights of another kind.");
        foreach (var path in new[] { demo.Data, Path.Combine(demo.Data, "librarybot.sock"), Path.Combine(demo.Data, "demo.json"), Path.Combine(demo.Data, "signing.key") })
            Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(path) & Others);
    }
}
