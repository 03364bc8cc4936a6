using LibraryBot.Activities;
using LibraryBot.Channels.DirectLine;
using LibraryBot.Media;
using LibraryBot.Storage;
using LibraryBot.Tests.Channels.DirectLine;
using LibraryBot.Tests.Support;
using LibraryBot.Web;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LibraryBot.Tests.Web;

/// <summary>/demo with all four panels at work, looked at by axe and by people (pictures go to LIBRARYBOT_PICTURES when it is set).</summary>
[Collection(nameof(InChromium))]
public sealed class DemoPageTests(Chromium chromium)
{
    private const string Poster = """
        <body style="margin:0;width:960px;height:540px;display:grid;place-content:center;gap:12px;text-align:center;font-family:Georgia,serif;color:#fff;background:linear-gradient(135deg,#0f3b52,#1d7a78)">
        <div style="font-size:30px;letter-spacing:8px">BEDAH BUKU</div><div style="font-size:84px">Laut Bercerita</div><div style="font-size:30px;color:#ffe0a3">Dr. Ratna Wulandari · Auditorium</div></body>
        """;

    private static readonly WebPages Pages = new("Perpustakaan Riset Nusantara",
        [new("Sri Wahyuni", "librarian", "SRI"), new("Agus Salim", "librarian", "AGUS"), new("Budi Santoso", "approver", "BUDI"), new("Ratna Dewi", "owner", "RATNA")]);

    [SkippableTheory]
    [InlineData("light", 1680, 1000)]
    [InlineData("dark", 1680, 1000)]
    [InlineData("light", 1100, 1500)]
    [InlineData("light", 375, 780)]
    public async Task The_four_panels_work_side_by_side_and_axe_finds_nothing(string scheme, int width, int height)
    {
        await using var window = await chromium.Window(In(scheme, width, height));
        await using var server = await Library(window);
        var page = window.Page;
        await page.GotoAsync($"{server.Url}demo");
        var (patron, librarian, approver, board) = (Frame(page, "patron"), Frame(page, "librarian"), Frame(page, "approver"), Frame(page, "board"));
        await Expect(librarian.Locator(".theirs").Nth(1)).ToContainTextAsync("Selamat datang, Sri");
        await Expect(approver.Locator(".theirs").Nth(1)).ToContainTextAsync("Selamat datang, Budi");
        await Expect(board.Locator(".theirs")).ToContainTextAsync("Bedah Buku");
        await Expect(board.Locator("textarea")).ToHaveCountAsync(0);

        await patron.GetByRole(AriaRole.Button, new() { Name = "Buku baru" }).ClickAsync();
        await Expect(patron.Locator(".theirs").Nth(1)).ToContainTextAsync("577.698 SUA e");
        foreach (var words in new[] { "/buat", "Agenda kegiatan", "Bedah Buku: Laut Bercerita", "besok jam 3 sore" })
            await Say(librarian, words);
        await Say(approver, "/kiriman");
        await Expect(librarian.Locator(".theirs").Last).ToContainTextAsync("Di mana acaranya?");
        await Expect(approver.GetByRole(AriaRole.Button, new() { Name = "Setujui" })).ToBeVisibleAsync();

        await NothingForAxe(page);
        await Picture(page, $"demo-{scheme}-{width}");
        Assert.Empty(window.Complaints);
    }

    [SkippableTheory]
    [InlineData("light", 1280, 820)]
    [InlineData("dark", 1280, 820)]
    [InlineData("light", 375, 780)]
    [InlineData("dark", 320, 640)]
    public async Task The_chat_page_leaves_axe_nothing_to_find(string scheme, int width, int height)
    {
        await using var window = await chromium.Window(In(scheme, width, height));
        await using var server = await Library(window);
        var page = window.Page;
        await page.GotoAsync(server.Url.ToString());
        await Expect(page.Locator(".theirs")).ToHaveCountAsync(1);
        await Say(page.Locator("body"), "Agenda");
        await page.SetInputFilesAsync("#files", new FilePayload { Name = "poster.png", MimeType = "image/png", Buffer = await Draw(window) });
        await Say(page.Locator("body"), "Ini posternya, mohon diunggah ke agenda https://perpus.example/agenda/91 ya");
        await Expect(page.Locator(".theirs")).ToHaveCountAsync(3);
        await page.RouteAsync("**/activities", route => route.AbortAsync());
        await Say(page.Locator("body"), "Pnömönöultramikroskopiksilikovolkanokoniosis-" + new string('x', 80));
        await Expect(page.Locator(".retry")).ToBeVisibleAsync();
        await NothingForAxe(page);
        await Picture(page, $"chat-{scheme}-{width}");
        Assert.Equal(width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));

        await page.GetByRole(AriaRole.Button, new() { Name = "Percakapan baru" }).ClickAsync();
        await NothingForAxe(page);
    }

    [SkippableFact]
    public async Task What_is_announced_appears_on_an_open_board()
    {
        await using var window = await chromium.Window();
        await using var server = await DirectLineServer.Start(pages: Pages);
        var page = window.Page;
        await page.GotoAsync($"{server.Url}?panel=board&board=1");
        await Expect(page.GetByText("Belum ada pengumuman")).ToBeVisibleAsync();
        await Expect(page.Locator("body:not(.offline)")).ToBeVisibleAsync();
        await Announce(server, new() { Text = "Buku baru sudah tiba" });
        await Expect(page.Locator(".theirs")).ToContainTextAsync("Buku baru sudah tiba");
        await Expect(page.GetByText("Belum ada pengumuman")).ToHaveCountAsync(0);
        Assert.Empty(window.Complaints);
    }

    private static BrowserNewContextOptions In(string scheme, int width, int height) => new()
    {
        ColorScheme = scheme == "dark" ? ColorScheme.Dark : ColorScheme.Light,
        ViewportSize = new() { Width = width, Height = height },
        ReducedMotion = ReducedMotion.Reduce,
    };

    private static async Task<DirectLineServer> Library(BrowserWindow window)
    {
        var server = await DirectLineServer.Start(pages: Pages);
        server.Turns.Answers = LibraryScript.Answers;
        var poster = (MediaSaved.Kept)server.Media.Save(await Draw(window));
        await Announce(server, new()
        {
            Text = "📅 Bedah Buku: Laut Bercerita\n🗓 Senin, 23 November 2026, 15.00 WIB\n📍 Ruang Auditorium\n🎙 Dr. Ratna Wulandari\nDaftar: https://perpus.example/agenda/91\n#perpustakaan #bedahbuku",
            Attachments = [new() { ContentType = poster.ContentType, ContentUrl = MediaLinks.Scheme + poster.Id, Name = "Poster bedah buku Laut Bercerita, Senin 23 November" }],
        });
        return server;
    }

    private static Task Announce(DirectLineServer server, Activity news) => server.Store.Commit(session =>
    {
        server.Channel.EnsureBoard(session);
        server.Channel.Say(session, new ConversationReference(DirectLineChannel.ChannelId, DirectLineChannel.Board), news);
    });

    private static async Task<byte[]> Draw(BrowserWindow window)
    {
        var page = await window.Context.NewPageAsync();
        await page.SetViewportSizeAsync(960, 540);
        await page.SetContentAsync(Poster);
        var picture = await page.ScreenshotAsync();
        await page.CloseAsync();
        return picture;
    }

    private static ILocator Frame(IPage page, string panel) =>
        page.FrameLocator($"iframe[src^='/?panel={panel}']").Locator("body");

    private static async Task Say(ILocator body, string text)
    {
        var before = await body.Locator(".turn.mine").CountAsync();
        await body.Locator("#write").FillAsync(text);
        await body.Locator("#write").PressAsync("Enter");
        await Expect(body.Locator(".turn.mine")).ToHaveCountAsync(before + 1);
    }

    private static async Task NothingForAxe(IPage page)
    {
        var axe = await File.ReadAllTextAsync(Path.Combine(await NodePackages.Folder(), "node_modules", "axe-core", "axe.min.js"));
        foreach (var frame in page.Frames)
            await frame.EvaluateAsync(axe);
        var found = await page.EvaluateAsync<string[]>("""
            async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
              .map(rule => `${rule.id}: ${rule.help}\n` + rule.nodes.map(node => `  ${node.target.join(' ')} ${node.failureSummary}`).join('\n'))
            """);
        Assert.True(found.Length == 0, string.Join('\n', found));
    }

    private static async Task Picture(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("LIBRARYBOT_PICTURES") is not { Length: > 0 } folder)
            return;
        Directory.CreateDirectory(folder);
        await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
    }
}
