using System.Text.RegularExpressions;
using LibraryBot.Activities;
using LibraryBot.Tests.Channels.DirectLine;
using LibraryBot.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LibraryBot.Tests.Web;

/// <summary>The chat page in a real browser.</summary>
[Collection(nameof(InChromium))]
public sealed class ChatPageTests(Chromium chromium)
{
    [SkippableFact]
    public async Task A_conversation_needs_nothing_but_a_keyboard()
    {
        await using var window = await chromium.Window();
        await using var server = await Library();
        var (page, keys) = (window.Page, window.Page.Keyboard);
        await page.GotoAsync(server.Url.ToString());
        await Expect(Theirs(page).First).ToContainTextAsync("Selamat datang");

        await TabTo(page, "Buku baru");
        await keys.PressAsync("Enter");
        await Expect(Theirs(page).Nth(1)).ToContainTextAsync("006.31 LES p");
        await Expect(Mine(page)).ToHaveTextAsync(new Regex("Buku baru"));
        Assert.Equal("write", await Focused(page));

        await page.Keyboard.TypeAsync("baris satu");
        await keys.PressAsync("Shift+Enter");
        await page.Keyboard.TypeAsync("baris dua");
        await keys.PressAsync("Enter");
        await Expect(Theirs(page).Nth(2)).ToContainTextAsync("echo: baris satu\nbaris dua");
        Assert.Equal("baris satu\nbaris dua", server.Turns.Heard[^1].Text);
        Assert.Equal("id-ID", server.Turns.Heard[^1].Locale);
        Assert.Equal("write", await Focused(page));
        Assert.Empty(window.Complaints);
    }

    [SkippableFact]
    public async Task The_newest_of_many_messages_stays_in_sight_until_the_reader_scrolls_up()
    {
        await using var window = await chromium.Window();
        await using var server = await Library();
        var page = window.Page;
        await page.GotoAsync(server.Url.ToString());
        await Say(page, "/banyak");
        await Expect(page.GetByText("Kiriman apa yang ingin Anda buat?")).ToBeInViewportAsync();
        await Say(page, "/banyak");
        await Expect(page.GetByText("Kiriman apa yang ingin Anda buat?").Last).ToBeInViewportAsync();

        await page.Locator(".log").HoverAsync();
        await page.Mouse.WheelAsync(0, -2000);
        await Expect(page.GetByText("Kiriman apa yang ingin Anda buat?").Last).Not.ToBeInViewportAsync();
    }

    [SkippableFact]
    public async Task A_reload_goes_on_with_the_same_conversation()
    {
        await using var window = await chromium.Window();
        await using var server = await Library();
        var page = window.Page;
        await page.GotoAsync(server.Url.ToString());
        await Say(page, "halo");
        await Expect(Theirs(page)).ToHaveCountAsync(2);

        await page.ReloadAsync();
        await Expect(Theirs(page)).ToHaveCountAsync(2);
        await Say(page, "lagi");
        await Expect(Theirs(page)).ToHaveCountAsync(3);
        Assert.Single(server.Turns.Heard.Select(heard => heard.Conversation!.Id).Distinct());
        Assert.Single(server.Turns.Heard, heard => heard.Type == ActivityTypes.ConversationUpdate);

        await page.GetByRole(AriaRole.Button, new() { Name = "Percakapan baru" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Mulai baru" }).ClickAsync();
        await Expect(Theirs(page)).ToHaveCountAsync(1);
        Assert.Equal(2, server.Turns.Heard.Select(heard => heard.Conversation!.Id).Distinct().Count());
        Assert.Empty(window.Complaints);
    }

    [SkippableFact]
    public async Task A_sign_in_link_says_its_code_once_and_shows_it_nowhere()
    {
        await using var window = await chromium.Window();
        await using var server = await Library();
        var page = window.Page;
        var link = $"{server.Url}?panel=staf#masuk=S3CRET";
        await page.GotoAsync(link);
        await Expect(Theirs(page).Nth(1)).ToContainTextAsync("Anda masuk sebagai petugas");
        Assert.Equal("/masuk S3CRET", server.Turns.Heard[^1].Text);
        await Expect(page.Locator(".turn").Nth(1)).ToContainTextAsync("/masuk ••••••");
        Assert.Equal($"{server.Url}?panel=staf", page.Url);

        await page.GotoAsync("about:blank");
        await page.GotoAsync(link);
        await Expect(Theirs(page)).ToHaveCountAsync(2);
        await Say(page, "halo");
        await Expect(Theirs(page)).ToHaveCountAsync(3);
        Assert.Single(server.Turns.Heard, heard => heard.Text == "/masuk S3CRET");
        Assert.DoesNotContain("S3CRET", await page.ContentAsync() + await page.EvaluateAsync<string>("JSON.stringify(localStorage)"), StringComparison.Ordinal);
        Assert.Empty(window.Complaints);
    }

    [SkippableFact]
    public async Task What_people_write_is_text_and_only_web_addresses_become_links()
    {
        await using var window = await chromium.Window();
        await using var server = await Library();
        var page = window.Page;
        await page.GotoAsync(server.Url.ToString());
        await Say(page, "<img src=x onerror=alert(1)> **tebal** javascript:alert(1) (lihat https://a.example/b?c=1).");
        await Expect(Theirs(page).Nth(1)).ToContainTextAsync("<img src=x onerror=alert(1)> **tebal**");
        await Expect(page.Locator(".log img")).ToHaveCountAsync(0);
        await Expect(Mine(page).GetByRole(AriaRole.Link)).ToHaveAttributeAsync("href", "https://a.example/b?c=1");
        Assert.Empty(window.Complaints);
    }

    [SkippableFact]
    public async Task A_button_of_a_card_posts_its_id_and_shows_its_words()
    {
        await using var window = await chromium.Window();
        await using var server = await Library();
        var page = window.Page;
        await page.GotoAsync(server.Url.ToString());
        await Say(page, "Agenda");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Kalender" })).ToHaveAttributeAsync("href", "https://perpus.example/agenda/91.ics");
        await page.GetByRole(AriaRole.Button, new() { Name = "Daftar" }).First.ClickAsync();
        await Expect(Theirs(page).Nth(2)).ToContainTextAsync("echo: d:91x");
        await Expect(Mine(page).Nth(1)).ToContainTextAsync("Daftar");
        await page.ReloadAsync();
        await Expect(Mine(page).Nth(1)).ToContainTextAsync("Daftar");
    }

    [SkippableFact]
    public async Task A_picture_is_previewed_sent_and_shown()
    {
        await using var window = await chromium.Window();
        await using var server = await Library();
        var page = window.Page;
        await page.GotoAsync(server.Url.ToString());
        await Expect(Theirs(page)).ToHaveCountAsync(1);
        await page.SetInputFilesAsync("#files", new FilePayload { Name = "poster.bmp", MimeType = "image/bmp", Buffer = "x"u8.ToArray() });
        await Expect(page.Locator("#state")).ToContainTextAsync("Hanya gambar");
        await page.SetInputFilesAsync("#files", new FilePayload { Name = "poster.png", MimeType = "image/png", Buffer = Pictures.Png });
        await Expect(page.GetByRole(AriaRole.Img, new() { Name = "poster.png" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Kirim", Exact = true }).ClickAsync();
        await Expect(Theirs(page).Nth(1)).ToContainTextAsync("Gambar diterima: 1");

        await page.ReloadAsync();
        var shown = Mine(page).GetByRole(AriaRole.Img, new() { Name = "poster.png" });
        await Expect(shown).ToBeVisibleAsync();
        Assert.Equal(1, await shown.EvaluateAsync<int>("image => image.decode().then(() => image.naturalWidth)"));
        Assert.Empty(window.Complaints);
    }

    [SkippableFact]
    public async Task A_file_of_a_stranger_is_shown_by_its_name_and_refused_by_the_server()
    {
        await using var window = await chromium.Window();
        await using var server = await Library();
        var page = window.Page;
        await page.GotoAsync(server.Url.ToString());
        await Expect(Theirs(page)).ToHaveCountAsync(1);
        await page.SetInputFilesAsync("#files", new FilePayload { Name = "katalog.csv", MimeType = "text/csv", Buffer = "judul"u8.ToArray() });
        await Expect(page.Locator(".thumb")).ToContainTextAsync("katalog.csv");
        await page.GetByRole(AriaRole.Button, new() { Name = "Kirim", Exact = true }).ClickAsync();
        await Expect(Mine(page)).ToContainTextAsync("berkas lain hanya dari petugas yang sudah masuk");
        Assert.DoesNotContain(server.Turns.Heard, heard => heard.Type == "message");
    }

    [SkippableFact]
    public async Task A_message_that_failed_is_sent_again_and_heard_once()
    {
        await using var window = await chromium.Window();
        await using var server = await Library();
        var page = window.Page;
        await page.GotoAsync(server.Url.ToString());
        await Expect(Theirs(page)).ToHaveCountAsync(1);
        await page.RouteAsync("**/activities", route => route.AbortAsync());
        await Say(page, "penting");
        await Expect(Mine(page)).ToContainTextAsync("Belum terkirim.");
        await page.UnrouteAsync("**/activities");
        await page.GetByRole(AriaRole.Button, new() { Name = "Kirim lagi" }).ClickAsync();
        await Expect(Theirs(page).Nth(1)).ToContainTextAsync("echo: penting");
        await Expect(Mine(page)).ToHaveCountAsync(1);
        await Expect(Mine(page)).Not.ToContainTextAsync("Belum terkirim.");
        Assert.Equal(2, server.Turns.Heard.Count);
    }

    [SkippableFact]
    public async Task When_the_bot_restarts_the_page_says_so_and_goes_on()
    {
        await using var window = await chromium.Window();
        using var folder = new TempFolder();
        var page = window.Page;
        int port;
        await using (var before = await Library(folder.Path))
        {
            port = before.Url.Port;
            await page.GotoAsync(before.Url.ToString());
            await Say(page, "sebelum");
            await Expect(Theirs(page)).ToHaveCountAsync(2);
        }

        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Sambungan terputus");
        await using var after = await Library(folder.Path, port);
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Tersambung kembali");
        await Say(page, "sesudah");
        await Expect(Theirs(page).Nth(2)).ToContainTextAsync("echo: sesudah");
        await Expect(page.Locator(".turn")).ToHaveCountAsync(5);
    }

    [SkippableFact]
    public async Task Where_sockets_are_blocked_it_polls()
    {
        await using var window = await chromium.Window();
        await using var server = await Library();
        var page = window.Page;
        await page.AddInitScriptAsync("window.WebSocket = class { constructor() { throw new Error('blocked'); } };");
        await page.GotoAsync(server.Url.ToString());
        await Say(page, "halo");
        await Expect(Theirs(page).Nth(1)).ToContainTextAsync("echo: halo", new() { Timeout = 20_000 });
        await Expect(page.Locator(".turn")).ToHaveCountAsync(3);
    }

    [SkippableFact]
    public async Task Dots_show_that_a_slow_bot_is_at_it()
    {
        await using var window = await chromium.Window();
        await using var server = await Library();
        var page = window.Page;
        var gate = new TaskCompletionSource();
        await page.GotoAsync(server.Url.ToString());
        await Expect(Theirs(page)).ToHaveCountAsync(1);
        server.Turns.Before = _ => gate.Task;
        await Say(page, "halo");
        await Expect(page.Locator(".dots")).ToBeVisibleAsync();
        gate.SetResult();
        await Expect(Theirs(page).Nth(1)).ToContainTextAsync("echo: halo");
        await Expect(page.Locator(".dots")).ToBeHiddenAsync();
    }

    [SkippableFact]
    public async Task The_page_speaks_english_to_an_english_browser_and_switches()
    {
        await using var window = await chromium.Window(new() { Locale = "en-GB" });
        await using var server = await Library();
        var page = window.Page;
        await page.GotoAsync(server.Url.ToString());
        await Expect(page.GetByLabel("Write your message")).ToBeVisibleAsync();
        Assert.Equal("en", await page.Locator("html").GetAttributeAsync("lang"));
        await Say(page, "halo");
        await Expect(Theirs(page)).ToHaveCountAsync(2);
        Assert.Equal("en-US", server.Turns.Heard[0].Locale);
        await page.GetByRole(AriaRole.Button, new() { Name = "Indonesia" }).ClickAsync();
        await Expect(page.GetByLabel("Tulis pesan Anda")).ToBeVisibleAsync();
        await page.ReloadAsync();
        await Expect(page.GetByLabel("Tulis pesan Anda")).ToBeVisibleAsync();
    }

    [SkippableFact]
    public async Task A_librarys_own_site_opens_the_chat_by_a_button()
    {
        await using var window = await chromium.Window();
        await using var server = await Library();
        var page = window.Page;
        await using var site = await SiteWith($"<script src='{server.Url}embed.js' async></script>");
        await page.GotoAsync(site.Urls.Single());
        await page.GetByRole(AriaRole.Button, new() { Name = "Tanya perpustakaan" }).ClickAsync();
        var chat = page.FrameLocator("iframe[title='Tanya perpustakaan']");
        await Expect(chat.Locator(".theirs")).ToContainTextAsync("Selamat datang");
        await chat.GetByRole(AriaRole.Button, new() { Name = "Tutup obrolan" }).ClickAsync();
        await Expect(page.Locator("iframe")).ToBeHiddenAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Tanya perpustakaan" })).ToBeFocusedAsync();
    }

    /// <summary>Another site, of another origin.</summary>
    private static async Task<WebApplication> SiteWith(string script)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var site = builder.Build();
        site.MapGet("/", () => Results.Content($"<!doctype html><html lang=id><title>Situs</title><h1>Situs perpustakaan</h1>{script}", "text/html"));
        await site.StartAsync();
        return site;
    }

    private static Task<DirectLineServer> Library() => WithScript(DirectLineServer.Start());

    private static Task<DirectLineServer> Library(string folder, int port = 0) => WithScript(DirectLineServer.Start(folder, port: port));

    private static async Task<DirectLineServer> WithScript(Task<DirectLineServer> starting)
    {
        var server = await starting;
        server.Turns.Answers = LibraryScript.Answers;
        return server;
    }

    private static ILocator Theirs(IPage page) => page.Locator(".turn.theirs");

    private static ILocator Mine(IPage page) => page.Locator(".turn.mine");

    private static async Task Say(IPage page, string text)
    {
        await page.Locator("#write").FillAsync(text);
        await page.Locator("#write").PressAsync("Enter");
    }

    private static async Task TabTo(IPage page, string words)
    {
        for (var presses = 0; presses < 20; presses++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<string>("document.activeElement.textContent.trim()") == words)
                return;
        }

        Assert.Fail($"The keyboard does not reach “{words}”.");
    }

    private static Task<string> Focused(IPage page) => page.EvaluateAsync<string>("document.activeElement.id");
}
