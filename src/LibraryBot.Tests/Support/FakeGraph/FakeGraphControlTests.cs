using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace LibraryBot.Tests.Support;

/// <summary>The fake's own side over HTTP: FG-2, FG-40, FG-50, FG-52 and FG-53.</summary>
public sealed class FakeGraphControlTests : AgainstTheGraph
{
    [Fact]
    public async Task The_clock_is_read_set_and_moved_on()
    {
        await Tell("clock", """{"set":"2026-11-23T00:00:00Z"}""");
        Assert.StartsWith("2026-11-23T01:00:00", (string?)(await Tell("clock", """{"advance":3600}"""))["now"]);
        Assert.Equal(Time.GetUtcNow(), DateTimeOffset.Parse((string)(await Ask("clock"))["now"]!, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("\"drop\"", "broken")]
    [InlineData("\"close\"", "broken")]
    [InlineData("\"empty\"", "")]
    [InlineData("\"html\"", "<html><head><title>502 Bad Gateway</title></head><body>190 463</body></html>")]
    [InlineData("""{"error":{"http":500,"code":2}}""", "500 2/0")]
    [InlineData("""{"throttle":5,"code":80001}""", "400 80001/0")]
    [InlineData("""{"delay":5}""", "200")]
    public async Task Rules_of_the_script_are_read(string what, string heard)
    {
        await Tell("script", $$$"""[{"match":{"method":"POST","path":"/feed$","nth":2,"parameter":"message=lb-17"},"when":"after","times":1,"do":{{{what}}}}]""");
        Assert.Equal("200", await Heard());
        Assert.Equal(heard, await Heard());
        Assert.Equal(2, (int)(await Ask("live?marker=lb-17"))["live"]!);
        using var gone = await Http.DeleteAsync(new Uri($"{Graph.BaseUrl}/__fake/script"));
        Assert.Equal("200", await Heard());
    }

    [Fact]
    public async Task A_containers_life_is_told_over_http()
    {
        await Tell("script", """{"match":{"path":"/media$"},"do":{"timeline":[{"seconds":0,"status":"ERROR","subcode":2207052}]}}""");
        var container = await Made($"/{Graph.InstagramId}/media", ("image_url", PictureUrl));
        Assert.Equal("Error: 2207052", (string?)(await Get($"/{container}", ("fields", "status"))).Json["status"]);
    }

    [Fact]
    public async Task Requests_the_world_and_what_is_live_are_shown()
    {
        var container = await Finished("lb-17");
        await Published(container);
        await Staged("tersembunyi lb-17");
        await Made($"/{Graph.PageId}/photos", ("url", PictureUrl), ("published", "false"));
        Graph.Page.Comments(await Made($"/{Graph.PageId}/feed", ("message", "lb-17")), "Sari", "Halo");
        Graph.Instagram.Comments(Graph.Instagram.Media[0].Id, "sari.baca", "Halo");
        Assert.Equal("""{"live":2,"facebook":1,"instagram":1}""", (await Ask("live?marker=lb-17")).ToJsonString());
        var world = await Ask("world");
        Assert.Equal([1, 1, 1, 1, 1, 2], new[] { "live_posts", "staged_posts", "photos", "containers", "media", "comments" }.Select(name => world[name]!.AsArray().Count));
        Assert.Equal(1, (int)world["quota"]![Graph.InstagramId]!);
        Assert.Equal("PUBLISHED", (string?)world["containers"]![0]!["status_code"]);
        var requests = (await Http.GetFromJsonAsync<JsonArray>(new Uri($"{Graph.BaseUrl}/__fake/requests")))!;
        Assert.Equal(("POST", $"/{Graph.InstagramId}/media", "***", 200), ((string?)requests[0]!["method"], (string?)requests[0]!["path"], (string?)requests[0]!["params"]!["access_token"], (int)requests[0]!["status"]!));
    }

    [Fact]
    public async Task A_webhook_is_subscribed_and_switched_over_http()
    {
        await using var app = await GraphListener.Start(Graph.VerifyToken);
        Assert.False((bool)(await Tell("webhook/subscribe", $$"""{"url":"{{app.Url}}","verify_token":"salah"}"""))["success"]!);
        Assert.True((bool)(await Tell("webhook/subscribe", $$"""{"url":"{{app.Url}}","secret":"rahasia","object":"page","fields":"feed"}"""))["success"]!);
        await Tell("webhook", """{"holds":true,"duplicates":2,"signing":"Right","unsubscribes_after":null}""");
        await Tell("seed", """{"posts":[{"message":"a"}]}""");
        Assert.Equal(3, (int)(await Tell("webhook/deliver", "{}"))["deliveries"]!);
        Assert.True(app.IsSignedWith("rahasia")(2));
    }

    [Fact]
    public async Task Switches_tokens_seed_and_reset()
    {
        await Tell("habits", """{"duplicates":"Code506"}""");
        Assert.Equal(GraphDuplicates.Code506, Graph.Habits.Duplicates);
        await Tell("page", """{"staging_works":false}""");
        await Tell("instagram", """{"quota_total":25,"restricted":true}""");
        Assert.Equal((false, 25, true), (Graph.Page.StagingWorks, Graph.Instagram.QuotaTotal, Graph.Instagram.Restricted));
        var seeded = await Tell("seed", """{"pages":[{"name":"Lain","ticked":false}],"posts":[{"message":"a"}],"media":[{"caption":"b"}]}""");
        var comments = await Tell("seed", $$"""{"comments":[{"on":"{{seeded["posts"]![0]}}","by":"Sari","text":"c"},{"on":"{{seeded["media"]![0]}}","by":"sari","text":"d"}]}""");
        Assert.Equal(2, comments["comments"]!.AsArray().Count);
        var old = Graph.PageToken;
        Assert.Equal(old, (string?)(await Ask("credentials"))["page_token"]);
        await Tell("token", """{"token":"page","does":"expire"}""");
        Assert.Equal("400 190/463", (await Get("/me")).Code);
        Assert.NotEqual(old, (string?)(await Tell("token", """{"token":"page","does":"renew"}"""))["page_token"]);
        await Tell("reset", """{"tricky_ids":true}""");
        Assert.Empty(Graph.Requests);
        Assert.Equal((0, GraphDuplicates.Accepted, true), (Graph.Live(""), Graph.Habits.Duplicates, Graph.Page.StagingWorks));
        Assert.Contains("190", Graph.PageId + Graph.InstagramId + Graph.AppId, StringComparison.Ordinal);
        using var missing = await Http.GetAsync(new Uri($"{Graph.BaseUrl}/__fake/nothing"));
        Assert.Equal(404, (int)missing.StatusCode);
    }

    private async Task<JsonObject> Ask(string path) => (await Http.GetFromJsonAsync<JsonObject>(new Uri($"{Graph.BaseUrl}/__fake/{path}")))!;

    private async Task<JsonObject> Tell(string path, string body)
    {
        using var content = new StringContent(body);
        using var response = await Http.PostAsync(new Uri($"{Graph.BaseUrl}/__fake/{path}"), content);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonObject>())!;
    }

    private async Task<string> Heard()
    {
        try
        {
            var said = await Post($"/{Graph.PageId}/feed", ("message", "lb-17"));
            return said.Text.StartsWith('{') ? said.Code : said.Text;
        }
        catch (HttpRequestException)
        {
            return "broken";
        }
    }
}
