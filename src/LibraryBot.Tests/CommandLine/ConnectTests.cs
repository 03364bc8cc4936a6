using System.Text;
using System.Text.Json;
using LibraryBot.CommandLine;
using LibraryBot.People;
using LibraryBot.Publishing;
using LibraryBot.Publishing.Meta;
using LibraryBot.Storage;
using LibraryBot.Tests.Support;
using Microsoft.Extensions.Logging;

namespace LibraryBot.Tests.CommandLine;

/// <summary>Connecting the library's accounts at Meta, on a folder that lies still and through a bot that runs.</summary>
public sealed class ConnectTests : IAsyncLifetime
{
    private readonly TypedHere here = new();
    private readonly StringBuilder everything = new();
    private FakeGraph graph = null!;

    public async Task InitializeAsync()
    {
        graph = await FakeGraph.Start();
        await Configure();
    }

    [Fact]
    public async Task A_persons_token_is_exchanged_and_leads_to_the_Page_whose_own_token_is_kept()
    {
        var said = await Connects("facebook", graph.UserToken);

        Assert.Contains($"Connected: Facebook Page Perpustakaan Kota ({graph.PageId}).", said);
        Assert.Contains("no end date", said);
        Assert.Contains("It can publish, correct and withdraw posts;", said);
        Assert.Contains("Next: connect instagram", said);
        Assert.Contains(graph.Requests, request => request.Path == "/oauth/access_token");
        await using var bot = await Open();
        Assert.Equal((graph.PageId, graph.PageToken), Account(bot, Destination.Facebook));
        var destination = await bot.Store.Read(store => store.Get(Destination.Destinations, Destination.Facebook));
        Assert.Equal(new Destination("facebook", "facebook", "Halaman Facebook: Perpustakaan Kota", graph.PageId, DestinationState.Confirmed), destination);
        var line = Assert.Single(await bot.Store.Read(store => store.All(AuditLine.Lines)));
        Assert.Equal(("command line", "connect facebook", $"Perpustakaan Kota ({graph.PageId})"), (line.PersonName, line.Verb, line.Words));
    }

    [Fact]
    public async Task The_Pages_own_token_does_too()
    {
        Assert.Contains("Connected: Facebook Page Perpustakaan Kota", await Connects("facebook", graph.PageToken));
        Assert.DoesNotContain(graph.Requests, request => request.Path is "/oauth/access_token" or "/me/accounts");
    }

    [Fact]
    public async Task Instagram_needs_no_token_where_its_Page_is_connected()
    {
        await Connects("facebook", graph.UserToken);

        var said = await Connects("instagram", null);

        Assert.Contains($"Connected: Instagram account @perpustakaan.kota ({graph.InstagramId}).", said);
        Assert.DoesNotContain("PublicUrl", said);
        await using var bot = await Open();
        Assert.Equal((graph.InstagramId, graph.PageToken), Account(bot, Destination.Instagram));
        Assert.Equal("Instagram: @perpustakaan.kota", (await bot.Store.Read(store => store.Get(Destination.Destinations, Destination.Instagram)))!.Name);
    }

    [Fact]
    public async Task Instagram_comes_with_a_token_of_a_person_too()
    {
        Assert.Contains("@perpustakaan.kota", await Connects("instagram", graph.UserToken));
        await using var bot = await Open();
        Assert.Null(bot.Meta.Accounts.Of(Destination.Facebook));
    }

    [Fact]
    public async Task Instagram_Login_needs_no_Page_and_its_token_is_renewed_at_once()
    {
        await Configure(("Instagram:GraphUrl", graph.BaseUrl.Replace("127.0.0.1", "localhost", StringComparison.Ordinal)));
        var before = graph.InstagramToken;

        var said = await Connects("instagram", before);

        Assert.Contains("Connected: Instagram account @perpustakaan.kota", said);
        Assert.Contains("and is renewed before by the bot", said);
        await using var bot = await Open();
        var (id, token) = Account(bot, Destination.Instagram);
        Assert.Equal(graph.InstagramId, id);
        Assert.StartsWith("IGAA", token);
        Assert.NotEqual(before, token);
        Assert.Equal(GraphTokens.InstagramScopes.Order(), (await Standing(bot, Destination.Instagram)).Scopes!.Order());
    }

    [Fact]
    public async Task A_token_of_Instagram_Login_of_today_is_taken_and_asked_again_later()
    {
        await Configure(("Instagram:GraphUrl", graph.BaseUrl.Replace("127.0.0.1", "localhost", StringComparison.Ordinal)));
        graph.Tokens.BornAt(graph.InstagramToken, graph.Clock.Now);

        var said = await Connects("instagram", graph.InstagramToken);

        Assert.Contains("about 60 days", said);
        Assert.Contains("when it is a day old", said);
    }

    [Theory]
    // 6.9: 16
    [InlineData("unticked", "Meta gives no token for the Page Perpustakaan Kota: it was not ticked")]
    [InlineData("task", "the task CREATE_CONTENT is missing")]
    [InlineData("scope", "The token lacks pages_manage_posts (to publish, correct and withdraw posts). Make it again with that permission")]
    [InlineData("list", "lacks the permission pages_show_list")]
    [InlineData("expired", "The token has expired. Make a new one")]
    [InlineData("password", "password was changed")]
    [InlineData("garbled", "Meta does not take this token")]
    [InlineData("app", "The token belongs to another app")]
    [InlineData("secret", "Meta:AppSecret is not that app's secret")]
    [InlineData("nobody", "Meta was not reached")]
    [InlineData("page", "The token does not lead to a Page 12345. It leads to: Perpustakaan Kota")]
    public async Task What_cannot_work_is_refused_with_its_reason_in_one_line(string trouble, string reason)
    {
        var token = graph.UserToken;
        string[] more = [];
        switch (trouble)
        {
            case "unticked": graph.Page.Ticked = false; break;
            case "task": graph.Page.Tasks.Remove("CREATE_CONTENT"); break;
            case "scope": graph.Tokens.LosesScope(graph.PageToken, "pages_manage_posts"); break;
            case "list": graph.Tokens.LosesScope(token, "pages_show_list"); break;
            case "expired": graph.Tokens.Expire(token); break;
            case "password": graph.Tokens.PasswordChanged(token); break;
            case "garbled": token = token[..^3]; break;
            case "app": await Configure(("Meta:AppId", "990011"), ("Meta:AppSecret", "")); break;
            case "secret": await Configure(("Meta:AppSecret", "another")); break;
            case "nobody": await Configure(("Meta:GraphUrl", "http://127.0.0.1:9")); break;
            case "page": more = ["--page", "12345"]; break;
        }

        var refusal = (await Run(token, ["connect", "facebook", .. more])).Refusal;

        Assert.Contains(reason, refusal);
        await using var bot = await Open();
        Assert.Null(bot.Meta.Accounts.Of(Destination.Facebook));
        Assert.Equal(DestinationState.Rehearsal, (await bot.Store.Read(store => store.Get(Destination.Destinations, Destination.Facebook)))!.State);
    }

    [Fact]
    public async Task What_works_in_part_is_connected_and_says_what_does_not()
    {
        graph.Page.Tasks.Remove("MODERATE");
        foreach (var scope in new[] { "pages_manage_engagement", "pages_messaging" })
            graph.Tokens.LosesScope(graph.PageToken, scope);

        var said = await Connects("facebook", graph.UserToken);

        Assert.Contains("the task MODERATE is missing", said);
        Assert.Contains("- It cannot answer and hide comments: the token lacks pages_manage_engagement.", said);
        Assert.Contains("- It cannot answer a comment in private: the token lacks pages_messaging.", said);
    }

    [Fact]
    public async Task Without_the_apps_secret_the_persons_token_stays_short_and_that_is_said()
    {
        await Configure(("Meta:AppId", ""), ("Meta:AppSecret", ""));
        Assert.Contains("could not be exchanged", await Connects("facebook", graph.UserToken));
    }

    [Fact]
    public async Task Instagram_without_an_address_that_it_reaches_is_connected_with_a_warning()
    {
        await Configure(("PublicUrl", ""));
        Assert.Contains("PublicUrl is not set: Instagram fetches the pictures from there", await Connects("instagram", graph.UserToken));
    }

    [Fact]
    public async Task A_Page_without_Instagram_is_refused()
    {
        var branch = graph.AddPage("Cabang Timur");
        Assert.Contains("No Instagram account is linked to the Page Cabang Timur", (await Run(branch.Token, "connect", "instagram")).Refusal);
    }

    [Fact]
    public async Task Of_several_Pages_a_person_chooses_one()
    {
        var branch = graph.AddPage("Cabang Timur");

        var refusal = (await Run(graph.UserToken, "connect", "facebook")).Refusal;
        var chosen = await Run(graph.UserToken, ["connect", "facebook"], new Keyboard(isTerminal: true, () => branch.Id, () => graph.UserToken));
        var named = await Run(graph.UserToken, "connect", "facebook", "--page", graph.PageId);

        Assert.Contains($"Perpustakaan Kota ({graph.PageId}), Cabang Timur ({branch.Id}). Choose one: --page ID.", refusal);
        Assert.Contains("Connected: Facebook Page Cabang Timur", chosen.Output);
        Assert.Contains("Connected: Facebook Page Perpustakaan Kota", named.Output);
    }

    [Fact]
    public async Task At_a_terminal_it_walks_a_person_through_and_then_asks()
    {
        var ended = await Run(null, ["connect", "facebook"], new Keyboard(isTerminal: true, () => null, () => graph.UserToken));

        Assert.Equal(0, ended.Exit);
        Assert.Contains("Graph API Explorer", ended.Output);
        Assert.Contains("pages_manage_posts, pages_read_engagement", ended.Output);
        Assert.Contains("tick the library's Page", ended.Output);
        Assert.Contains("Connected: Facebook Page", ended.Output);
    }

    [Fact]
    public async Task A_token_comes_from_a_file_too_and_never_from_the_words()
    {
        await File.WriteAllTextAsync(here.File("token.txt"), graph.UserToken + "\n");
        Assert.Contains("Connected", (await Run(null, "connect", "facebook", "--token-file", "token.txt")).Output);

        string[][] tries = [["connect", "facebook", graph.UserToken], ["connect", "facebook", "--token", graph.UserToken], ["connect", graph.UserToken]];
        foreach (var words in tries)
            Assert.Contains("takes no token among its words", (await Run(null, words)).Refusal);
        Assert.Contains("A Page's id is a number", (await Run(graph.UserToken, "connect", "facebook", "--page", graph.UserToken)).Refusal);
        Assert.Contains("No token came", (await Run(null, "connect", "facebook")).Refusal);
        MustNotHoldATokenAnywhere(except: "token.txt");
    }

    [Theory]
    [InlineData("facebook", "Facebook:PageId", "Facebook:PageToken")]
    [InlineData("instagram", "Instagram:UserId", "Instagram:Token")]
    public async Task A_token_in_the_settings_comes_first_and_is_named(string kind, string id, string token)
    {
        await Configure((id, "4711"), (token, "EAAset"));
        Assert.Contains(token, (await Run(graph.UserToken, "connect", kind)).Refusal);
        Assert.Contains(token, (await Run(null, "disconnect", kind)).Refusal);
    }

    [Fact]
    public async Task What_was_disconnected_is_in_rehearsal_and_its_token_gone()
    {
        await Connects("facebook", graph.UserToken);

        Assert.Contains("in rehearsal again", await here.Does("disconnect", "facebook"));

        Assert.Contains("No Facebook Page is connected", (await Run(null, "disconnect", "facebook")).Refusal);
        await using var bot = await Open();
        Assert.Null(bot.Meta.Accounts.Of(Destination.Facebook));
        var destination = (await bot.Store.Read(store => store.Get(Destination.Destinations, Destination.Facebook)))!;
        Assert.Equal(("Halaman Facebook", "", DestinationState.Rehearsal), (destination.Name, destination.Address, destination.State));
        Assert.Equal(["connect facebook", "disconnect facebook"], (await bot.Store.Read(store => store.All(AuditLine.Lines))).Select(line => line.Verb));
    }

    [Fact]
    public async Task A_destination_that_people_switched_off_stays_off()
    {
        await using (var bot = await Open())
            await bot.Store.Commit(store => { store.Put(Destination.Destinations, store.Get(Destination.Destinations, Destination.Facebook)! with { State = DestinationState.Off }); });
        await Connects("facebook", graph.UserToken);
        await using var after = await Open();
        Assert.Equal(DestinationState.Off, (await after.Store.Read(store => store.Get(Destination.Destinations, Destination.Facebook)))!.State);
    }

    [Fact]
    public async Task A_running_bot_gets_the_token_through_its_socket_and_knows_the_account_at_once()
    {
        var told = new List<string>();
        await using (var bot = await Open())
        {
            bot.Meta.Accounts.Connected += (_, kind) => told.Add(kind);
            using var socket = BotSocket.Open(here.Data);
            using var stop = new CancellationTokenSource();
            var serving = socket.Serve((typed, said, errors) => new Verbs(typed, new RunningBot(bot, "http://127.0.0.1:1")).Run(said, errors), stop.Token);

            Assert.Contains("Connected: Facebook Page Perpustakaan Kota", await Connects("facebook", graph.UserToken));
            Assert.Equal((graph.PageId, graph.PageToken), Account(bot, Destination.Facebook));
            Assert.Contains("Connected: Instagram account", await Connects("instagram", null));
            Assert.Equal(["facebook", "instagram"], told);
            graph.Tokens.Expire(graph.UserToken);
            Assert.Contains("has expired", (await Run(graph.UserToken, "connect", "facebook")).Refusal);
            Assert.Contains("No token came", (await Run(null, "connect", "facebook")).Refusal);

            await stop.CancelAsync();
            await serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }

        MustNotHoldATokenAnywhere();
    }

    [Fact]
    public async Task No_token_stands_in_a_file_a_log_or_an_answer()
    {
        await Connects("facebook", graph.UserToken);
        await Connects("instagram", null);
        graph.Tokens.PasswordChanged(graph.UserToken);
        _ = (await Run(graph.UserToken, "connect", "facebook")).Refusal;
        await here.Run("doctor");
        await here.Does("backup", "mine.zip");
        await using (var bot = await Open())
            await bot.Meta.TokenWatch.Look(default);
        System.IO.Compression.ZipFile.ExtractToDirectory(here.File("mine.zip"), here.File("unpacked"));

        Assert.False(Directory.Exists(here.File("unpacked/keys")));
        MustNotHoldATokenAnywhere();
        Assert.DoesNotContain(graph.UserToken, new Typed(["connect"], ".") { Secret = graph.UserToken }.ToString());
    }

    [SkippableFact]
    public async Task The_keys_are_for_their_owner_alone()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows keeps no such modes.");
        await Connects("facebook", graph.UserToken);
        var keys = here.File("data/keys");
#pragma warning disable CA1416 // Windows was skipped above.
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(keys));
        Assert.All(Directory.EnumerateFiles(keys), key => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key)));
#pragma warning restore CA1416
        Assert.NotEmpty(Directory.EnumerateFiles(keys));
    }

    [Fact]
    public async Task A_backup_says_that_the_keys_are_not_in_it()
    {
        await here.Import("Zaitun");
        Assert.Contains("keys/", await here.Does("backup", "mine.zip"));
    }

    public async Task DisposeAsync()
    {
        await graph.DisposeAsync();
        here.Dispose();
    }

    /// <summary>The settings of the folder; an empty value takes one away.</summary>
    private Task Configure(params (string Key, string Value)[] more)
    {
        var settings = new Dictionary<string, string>
        {
            ["PublicUrl"] = "https://bot.perpus.example", ["Meta:GraphUrl"] = graph.BaseUrl, ["Meta:AppId"] = graph.AppId, ["Meta:AppSecret"] = graph.AppSecret,
        };
        foreach (var (key, value) in more)
            settings[key] = value;
        return File.WriteAllTextAsync(here.File("appsettings.json"), JsonSerializer.Serialize(settings));
    }

    private async Task<string> Connects(string kind, string? token)
    {
        var ended = await Run(token, "connect", kind);
        Assert.Equal((0, ""), (ended.Exit, ended.Errors));
        return ended.Output;
    }

    /// <param name="token">Piped in.</param>
    /// <param name="words">What is typed.</param>
    private Task<Ended> Run(string? token, params string[] words) => Run(token, words, new Keyboard(isTerminal: false, () => token, () => throw new InvalidOperationException("There is no terminal.")));

    private async Task<Ended> Run(string? token, string[] words, Keyboard keyboard)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        var exit = await new Verbs(new Typed(words, here.Folder), keyboard: keyboard).Run(output, errors);
        everything.Append(output).Append(errors);
        return new Ended(exit, output.ToString(), errors.ToString());
    }

    private Task<Bot> Open()
    {
        var logs = LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(new Kept(everything)));
        return Bot.Open(SettingsSources.Read(here.Folder, here.Data), TimeProvider.System, logs, DialogFolders.Real);
    }

    private static (string Id, string Token) Account(Bot bot, string kind) => bot.Meta.Accounts.Of(kind) is { } account ? (account.Id, account.Token) : ("", "");

    private static Task<TokenStanding> Standing(Bot bot, string kind) => bot.Store.Read(store => store.Get(TokenStanding.Standings, kind)!);

    private void MustNotHoldATokenAnywhere(string? except = null)
    {
        var secrets = graph.Tokens.Values.ToList();
        Assert.NotEmpty(secrets);
        foreach (var file in Directory.EnumerateFiles(here.Folder, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) != except))
        {
            // As it lies there: a token is plain letters in every encoding that we write.
            var text = Encoding.Latin1.GetString(File.ReadAllBytes(file));
            Assert.All(secrets, secret => Assert.False(text.Contains(secret, StringComparison.Ordinal), $"{file} holds a token."));
        }

        Assert.All(secrets, secret => Assert.False(everything.ToString().Contains(secret, StringComparison.Ordinal), "A token was said or logged."));
        Assert.Contains("canary", secrets[0], StringComparison.Ordinal);
    }

    /// <summary>Keeps what is logged, at every level.</summary>
    private sealed class Kept(StringBuilder text) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (text)
                text.Append(formatter(state, exception)).Append(exception).Append('\n');
        }

        public void Dispose()
        {
        }
    }
}
