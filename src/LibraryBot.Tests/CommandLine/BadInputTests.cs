using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using LibraryBot.CommandLine;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.CommandLine;

/// <summary>What a person can do wrong is told in one line, with exit 1 and nothing lost.</summary>
[Collection(BotProcesses.Name)]
public sealed class BadInputTests : IDisposable
{
    private readonly TempFolder folder = new();

    [Theory]
    [InlineData("Telegram__Tokn=123:abc", "Telegram:Tokn")]
    [InlineData("Telegram__Token=SECRETSECRET", "Telegram:Token")]
    [InlineData("Telegram__Token=123:SECRET SECRET", "Telegram:Token")]
    [InlineData("Telegram__Limits=none", "Telegram:Limits")]
    [InlineData("Telegram__Limits=few", "Telegram:Limits")]
    [InlineData("Telegram__EphemeralAnswers=maybe", "Telegram:EphemeralAnswers")]
    [InlineData("Telegram__Mode=email", "Telegram:Mode")]
    [InlineData("Telegram__WebhookSecret=SECRET SECRET", "Telegram:WebhookSecret")]
    [InlineData("TimeZone=Asia/Nowhere", "TimeZone")]
    [InlineData("Language=fr", "Language")]
    [InlineData("PublicUrl=perpus.example", "PublicUrl")]
    [InlineData("Publishing__QuietHours=from nine to six", "Publishing:QuietHours")]
    [InlineData("Publishing__CancelSeconds=soon", "Publishing:CancelSeconds")]
    [InlineData("Publishing__CancelSeconds=-1", "Publishing:CancelSeconds")]
    public async Task A_wrong_setting_is_refused_by_name(string setting, string named)
    {
        var ended = await BotProcess.Run(folder.Path, ["serve", "--urls", "http://127.0.0.1:0"], setting);

        Assert.Contains(named, ended.Refusal);
        Assert.DoesNotContain("SECRET", ended.Refusal);
        Assert.DoesNotContain("123:abc", ended.Refusal);
        Assert.False(Directory.Exists(folder.File("data")));
    }

    [Fact]
    public async Task A_settings_file_that_is_not_JSON_is_refused_by_name()
    {
        await File.WriteAllTextAsync(folder.File("appsettings.json"), "{ \"Language\": \"en\", ");

        var ended = await BotProcess.Run(folder.Path, ["serve", "--urls", "http://127.0.0.1:0"]);

        Assert.Contains("appsettings.json", ended.Refusal);
    }

    [Fact]
    public async Task The_settings_file_of_the_folder_counts_and_the_environment_more()
    {
        await File.WriteAllTextAsync(folder.File("appsettings.json"), """{ "DataFolder": "mine", "TimeZone": "Asia/Nowhere" }""");

        var alone = await BotProcess.Run(folder.Path, ["ask", "halo"]);
        var overridden = await BotProcess.Run(folder.Path, ["ask", "halo"], "TimeZone=Asia/Makassar");

        Assert.Contains("TimeZone", alone.Refusal);
        Assert.Equal(0, overridden.Exit);
        Assert.True(File.Exists(folder.File("mine/library.db")));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("http://127.0.0.1:99999")]
    [InlineData("https://127.0.0.1:0")]
    [InlineData("http://localhost:0")]
    [InlineData("")]
    public async Task A_wrong_address_is_refused(string address)
    {
        var ended = await BotProcess.Run(folder.Path, ["serve", "--urls", address]);

        Assert.Contains(address, ended.Refusal);
    }

    [Fact]
    public async Task A_taken_port_is_refused()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var address = $"http://{other.LocalEndpoint}";

        var ended = await BotProcess.Run(folder.Path, ["serve", "--urls", address]);

        Assert.Contains(address, ended.Refusal);
        Assert.Contains("--urls", ended.Refusal);
    }

    [Theory]
    [InlineData("frobnicate", "frobnicate")]
    [InlineData("serve --bogus", "--bogus")]
    [InlineData("demo --clock tomorrow", "--clock")]
    [InlineData("demo --data", "--data")]
    [InlineData("invite", "--role")]
    [InlineData("invite --role king", "king")]
    [InlineData("invite --role 3", "'3'")]
    [InlineData("ask", "TEXT")]
    [InlineData("ask halo --lang fr", "--lang")]
    [InlineData("ask halo --now yesterday", "--now")]
    [InlineData("import", "--help")]
    [InlineData("dialogs", "--help")]
    [InlineData("import library", "FILE")]
    [InlineData("import library no-such-file.json", "no-such-file.json")]
    [InlineData("evaluate no-such-file.jsonl", "no-such-file.jsonl")]
    [InlineData("import library .", "")]
    public async Task Words_that_will_not_do_are_refused(string words, string named)
    {
        var ended = await Type(words.Split(' '));

        Assert.Contains(named, ended.Refusal);
    }

    [Theory]
    [InlineData("--help", "demo")]
    [InlineData("invite --help", "--role")]
    [InlineData("import slims --help", "--biblio")]
    public async Task Help_is_given_even_where_something_is_missing(string words, string named)
    {
        var ended = await Type(words.Split(' '));

        Assert.Equal((0, ""), (ended.Exit, ended.Errors));
        Assert.Contains(named, ended.Output);
    }

    [Fact]
    public async Task A_mistyped_verb_is_refused_by_the_program_itself()
    {
        Assert.Contains("frobnicate", (await BotProcess.Run(folder.Path, ["frobnicate"])).Refusal);
    }

    [Fact]
    public async Task A_folder_without_a_name_is_refused()
    {
        Assert.Contains("--data", (await Type("ask", "halo", "--data", "")).Refusal);
    }

    private static readonly Dictionary<string, byte[]> BrokenFiles = new()
    {
        ["empty.json"] = [],
        ["random.json"] = RandomNumberGenerator.GetBytes(4096),
        ["cut-off.json"] = """{"books":[{"id":"Z1","title":"Zai"""u8.ToArray(),
        ["list.json"] = "[1,2,3]"u8.ToArray(),
        ["other.json"] = """{"cats":[]}"""u8.ToArray(),
        ["one-long-line.json"] = [.. Enumerable.Repeat((byte)'[', 2_000_000)],
    };

    [Fact]
    public async Task A_file_that_cannot_be_imported_is_refused_and_what_was_there_stays()
    {
        await File.WriteAllTextAsync(folder.File("good.json"), """{"books":[{"id":"Z1","title":"Zaitun","author":"Zahra"}]}""");
        await Type("import", "library", "good.json");

        foreach (var (name, bytes) in BrokenFiles)
        {
            await File.WriteAllBytesAsync(folder.File(name), bytes);
            Assert.Contains(name, (await Type("import", "library", name)).Refusal);
        }

        Assert.Contains("Zaitun", (await Type("ask", "Zaitun")).Output);
    }

    [Fact]
    public async Task A_damaged_store_is_refused_and_left_as_it_is()
    {
        Directory.CreateDirectory(folder.File("data"));
        var damaged = RandomNumberGenerator.GetBytes(64 * 1024);
        await File.WriteAllBytesAsync(folder.File("data/library.db"), damaged);

        var ended = await BotProcess.Run(folder.Path, ["serve", "--urls", "http://127.0.0.1:0"]);

        Assert.Contains(folder.File("data"), ended.Refusal);
        Assert.Equal(damaged, await File.ReadAllBytesAsync(folder.File("data/library.db")));
    }

    [Fact]
    public async Task A_file_in_the_place_of_the_data_folder_is_refused_and_left_as_it_is()
    {
        await File.WriteAllTextAsync(folder.File("data"), "shopping list");

        var ended = await BotProcess.Run(folder.Path, ["ask", "halo"]);

        Assert.Contains(folder.File("data"), ended.Refusal);
        Assert.Equal("shopping list", await File.ReadAllTextAsync(folder.File("data")));
    }

    [Fact]
    public async Task A_question_may_begin_with_an_at_sign()
    {
        var ended = await Type("ask", "@perpus halo");

        Assert.Equal((0, ""), (ended.Exit, ended.Errors));
    }

    [Fact]
    public async Task Damaged_dialogs_are_listed_line_by_line_and_nothing_starts()
    {
        Copy(Path.Combine(AppContext.BaseDirectory, "dialogs"), folder.File("dialogs"));
        await File.AppendAllTextAsync(folder.File("dialogs/event/flow.yaml"), "endding: nowhere\n");
        await File.AppendAllTextAsync(folder.File("dialogs/event/id.yaml"), "title.ask: Bare #words\n");
        await File.WriteAllBytesAsync(folder.File("dialogs/common/en.yaml"), RandomNumberGenerator.GetBytes(300));

        var check = await BotProcess.Run(folder.Path, ["dialogs", "check"]);
        var serve = await BotProcess.Run(folder.Path, ["serve", "--urls", "http://127.0.0.1:0"]);

        Assert.Equal((1, ""), (check.Exit, check.Errors));
        Assert.All(check.Output.TrimEnd('\n').Split('\n'), line => Assert.Matches(@"^dialogs/[a-z-]+/[a-z.]+:\d+: \S", line));
        Assert.Matches(@"dialogs/event/flow\.yaml:\d+:", check.Output);
        Assert.Matches(@"dialogs/event/id\.yaml:\d+:", check.Output);
        Assert.Matches(@"dialogs/common/en\.yaml:\d+:", check.Output);
        Assert.Equal((1, check.Output), (serve.Exit, serve.Errors));
        Assert.False(Directory.Exists(folder.File("data")));
    }

    public void Dispose() => folder.Dispose();

    /// <summary>The program within this one: what it says is the same, and it starts at once.</summary>
    private async Task<Ended> Type(params string[] words)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        var exit = await new Verbs(new Typed(words, folder.Path)).Run(output, errors);
        return new Ended(exit, output.ToString(), errors.ToString());
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
