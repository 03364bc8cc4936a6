using System.Text.Json.Nodes;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.CommandLine;

[Collection(BotProcesses.Name)]
public sealed class KilledTests : IDisposable
{
    private readonly TempFolder folder = new();

    [Fact]
    public async Task A_dialog_goes_on_at_the_same_question_after_the_bot_was_killed()
    {
        await using var before = Demo();
        var url = await before.Listening();
        var code = DemoProcess.CodeOf(ReadDemo(), "librarian");
        using var sri = await Guest.Arrive(url);
        await sri.Says($"/masuk {code}");
        await sri.Says("/acara");
        Assert.Contains("Kapan kegiatannya?", await sri.Says("Bedah Buku Laut Bercerita"));
        var said = await sri.Transcript();
        await before.Kill();

        await using var after = Demo();
        using var back = await sri.ComeBack(await after.Listening());
        Assert.Equal(said, await back.Transcript());
        var answer = await back.Says("besok jam 3 sore");

        Assert.Contains("Kamis, 12 Maret 2026 pukul 15.00", answer);
        Assert.Contains("Di mana tempatnya?", answer);
        Assert.Equal([.. said, "besok jam 3 sore", answer], Joined(await back.Transcript(), said.Count + 1));
    }

    [Fact]
    public async Task A_demo_that_was_killed_goes_on_with_its_people_and_its_socket()
    {
        await using var before = Demo();
        await before.Listening();
        var people = ReadDemo()["people"]!.ToJsonString();
        await before.Kill();
        Assert.True(File.Exists(folder.File("demo/librarybot.sock")));

        var asked = await BotProcess.Run(folder.Path, ["ask", "jam buka hari Senin?", "--data", "demo"]);
        await using var after = Demo();
        var url = await after.Listening();
        var asWell = await BotProcess.Run(folder.Path, ["ask", "jam buka hari Senin?", "--now", DemoProcess.Clock, "--data", "demo"]);

        Assert.Contains("Senin", asked.Output);
        Assert.Contains("Senin, 16 Maret 2026", asWell.Output);
        Assert.Equal(people, ReadDemo()["people"]!.ToJsonString());
        Assert.Equal(url, (string?)ReadDemo()["url"]);
    }

    [Fact]
    public async Task A_demo_file_that_was_cut_off_is_written_again()
    {
        Directory.CreateDirectory(folder.File("demo"));
        await File.WriteAllTextAsync(folder.File("demo/demo.json"), """{"url":"http""");

        await using var bot = Demo();
        await bot.Listening();

        Assert.Equal(4, ReadDemo()["people"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_demo_does_not_move_into_a_library_of_real_people()
    {
        await File.WriteAllTextAsync(folder.File("mine.json"), """{"books":[{"id":"Z1","title":"Zaitun","author":"Zahra"}]}""");
        await BotProcess.Run(folder.Path, ["import", "library", "mine.json", "--data", "demo"]);

        var refused = await BotProcess.Run(folder.Path, ["demo", "--urls", "http://127.0.0.1:0", "--data", "demo"]);

        Assert.Contains("not a demo", refused.Refusal);
        Assert.Contains("Zaitun", (await BotProcess.Run(folder.Path, ["ask", "Zaitun", "--data", "demo"])).Output);
    }

    public void Dispose() => folder.Dispose();

    private BotProcess Demo() =>
        BotProcess.Start(folder.Path, ["demo", "--urls", "http://127.0.0.1:0", "--data", "demo", "--clock", DemoProcess.Clock]);

    private JsonNode ReadDemo() => JsonNode.Parse(File.ReadAllText(folder.File("demo/demo.json")))!;

    /// <summary>The transcript with the bot's last texts as one, as a guest hears them.</summary>
    private static IEnumerable<string> Joined(IReadOnlyList<string> transcript, int heard) =>
        [.. transcript.Take(heard), string.Join("\n", transcript.Skip(heard))];
}
