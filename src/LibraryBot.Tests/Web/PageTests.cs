using System.Net;
using LibraryBot.Tests.Channels.DirectLine;
using LibraryBot.Tests.Support;
using LibraryBot.Web;

namespace LibraryBot.Tests.Web;

/// <summary>How the pages are served.</summary>
public sealed class PageTests
{
    private static readonly DemoPerson[] People =
        [new("Sri <b>", "librarian", "AB&CD"), new("Budi", "approver", "B1"), new("Wati", "librarian", "W1"), new("Ratna", "owner", "R1")];

    [Fact]
    public async Task The_chat_page_with_all_it_loads_is_under_60_kilobytes_compressed()
    {
        await using var server = await DirectLineServer.Start();
        server.Http.DefaultRequestHeaders.Add("Accept-Encoding", "gzip");
        var total = 0;
        foreach (var path in new[] { "/", "/assets/chat.css", "/assets/chat.js", "/assets/directline.js", "/assets/bubbles.js", "/assets/pictures.js", "/assets/words.js", "/assets/icon.svg", "/embed.js" })
        {
            var answer = await server.Http.GetAsync(path);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal("gzip", answer.Content.Headers.ContentEncoding.Single());
            total += (await answer.Content.ReadAsByteArrayAsync()).Length;
        }

        Assert.InRange(total, 5_000, 60_000);
    }

    [Fact]
    public async Task The_page_runs_no_inline_script_and_may_be_framed_while_the_rest_may_not()
    {
        await using var server = await DirectLineServer.Start(publicUrl: "https://bot.perpus.example/tanya");
        var chat = await Policy("/");
        Assert.Contains("default-src 'self'", chat, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", chat, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors *", chat, StringComparison.Ordinal);
        Assert.Contains("connect-src 'self' https://bot.perpus.example wss://bot.perpus.example", chat, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", await Policy("/assets/chat.js"), StringComparison.Ordinal);

        async Task<string> Policy(string path) => (await server.Http.GetAsync(path)).Headers.GetValues("Content-Security-Policy").Single();
    }

    [Fact]
    public async Task A_library_name_is_text_and_the_host_header_cannot_write_the_policy()
    {
        await using var server = await DirectLineServer.Start(pages: new WebPages("<script>x</script>"));
        Assert.Contains("&lt;script&gt;x", await server.Http.GetStringAsync("/"), StringComparison.Ordinal);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.TryAddWithoutValidation("Host", "a;script-src*");
        var answer = await server.Http.SendAsync(request);
        var policy = answer.Headers.TryGetValues("Content-Security-Policy", out var values) ? values.Single() : "";
        Assert.DoesNotContain("script-src", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_has_not_changed_is_not_sent_again()
    {
        await using var server = await DirectLineServer.Start();
        var first = await server.Http.GetAsync("/assets/chat.js");
        using var again = new HttpRequestMessage(HttpMethod.Get, "/assets/chat.js");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await server.Http.SendAsync(again)).StatusCode);
    }

    [Fact]
    public async Task The_demo_is_there_only_with_demo_people_and_escapes_them()
    {
        await using var plain = await DirectLineServer.Start();
        Assert.Equal(HttpStatusCode.NotFound, (await plain.Http.GetAsync("/demo")).StatusCode);

        await using var server = await DirectLineServer.Start(pages: new WebPages("Perpustakaan", People));
        var page = await server.Http.GetStringAsync("/demo");
        Assert.Contains("src=\"/?panel=librarian#masuk=AB%26CD\"", page, StringComparison.Ordinal);
        Assert.Contains("Sri &lt;b&gt;", page, StringComparison.Ordinal);
        Assert.Contains("/?panel=other2#masuk=R1", page, StringComparison.Ordinal);
        Assert.DoesNotContain("{{", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_text_a_page_asks_for_exists_in_both_languages()
    {
        await using var server = await DirectLineServer.Start(pages: new WebPages("Perpustakaan", People));
        var words = await server.Http.GetStringAsync("/assets/words.js");
        var pages = await server.Http.GetStringAsync("/") + await server.Http.GetStringAsync("/demo");
        foreach (var script in new[] { "chat", "bubbles", "pictures" })
            pages += await server.Http.GetStringAsync($"/assets/{script}.js");
        var asked = System.Text.RegularExpressions.Regex.Matches(pages, """(?:data-(?:t|title|label|placeholder)="|\bt\(')([a-z.]+)["']""")
            .Select(match => match.Groups[1].Value).Distinct().ToList();
        Assert.True(asked.Count > 30);
        Assert.All(asked, key => Assert.Equal(2, System.Text.RegularExpressions.Regex.Count(words, $@"^    '?{System.Text.RegularExpressions.Regex.Escape(key)}'?: '", System.Text.RegularExpressions.RegexOptions.Multiline)));
    }

    [Fact]
    public void The_signing_key_is_made_once_and_is_its_owners_alone()
    {
        using var folder = new TempFolder();
        var key = SigningKey.In(folder.Path);
        Assert.Equal(32, key.Length);
        Assert.Equal(key, SigningKey.In(folder.Path));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder.File("signing.key")));
    }
}
