using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace LibraryBot.Tests.Support;

/// <summary>Versions, clock, parameters, JSON, fields, headers, errors and ids: FG-1 to FG-8.</summary>
public sealed class FakeGraphWireTests : AgainstTheGraph
{
    private string Feed => $"/{Graph.PageId}/feed";

    [Theory]
    [InlineData("/v26.0", 200, "v26.0")]
    [InlineData("/v21.0", 200, "v21.0")]
    [InlineData("", 200, "v26.0")]
    [InlineData("/v20.0", 200, "v21.0")]
    [InlineData("/v99.0", 400, "v26.0")]
    public async Task Living_versions_answer_and_for_the_expired_the_oldest_of_them(string version, int status, string serving)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Graph.BaseUrl}{version}/{Graph.PageId}?access_token={Graph.PageToken}");
        var said = await Send(request);
        Assert.Equal((status, serving), (said.Status, said.Headers["facebook-api-version"]));
        if (status == 400)
            Assert.Equal(("400 2500/0", $"Unknown path components: /v99.0/{Graph.PageId}"), (said.Code, said.Message));
    }

    [Fact]
    public async Task A_path_with_a_part_too_many_is_unknown() => Assert.Equal("400 2500/0", (await Get("/a/b/c")).Code);

    [Fact]
    public async Task The_clock_is_the_products_or_its_own()
    {
        Graph.Clock.Set(new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero));
        Assert.Equal(Graph.Clock.Now, Time.GetUtcNow());
        Graph.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(new DateTimeOffset(2026, 12, 1, 1, 0, 0, TimeSpan.Zero), Time.GetUtcNow());
        await using var other = await FakeGraph.Start();
        other.Clock.Set(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
        other.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(new DateOnly(2030, 1, 2), DateOnly.FromDateTime(other.Clock.Now.Date));
    }

    [Fact]
    public async Task Parameters_come_by_query_form_multipart_and_json_all_at_once()
    {
        using var json = JsonContent.Create(new { message = "Halo #buku", published = false, scheduled_publish_time = 1795330800 });
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Graph.BaseUrl}/v26.0{Feed}?fields=message") { Content = json };
        request.Headers.TryAddWithoutValidation("Authorization", $"OAuth {Graph.PageToken}");
        var said = await Send(request);
        Assert.Equal("Halo #buku", (string?)said.Json["message"]);
        Assert.Equal(1795330800, Graph.World.Get<GraphPost>(said.Id).ScheduledFor!.Value.ToUnixTimeSeconds());
        using var multipart = new MultipartFormDataContent { { new StringContent("Dari formulir"), "message" } };
        using var second = new HttpRequestMessage(HttpMethod.Post, $"{Graph.BaseUrl}/v26.0{Feed}?access_token={Graph.PageToken}") { Content = multipart };
        Assert.Equal("Dari formulir", Graph.World.Get<GraphPost>((await Send(second)).Id).Message);
    }

    [Fact]
    public async Task Answers_are_ascii_with_lower_case_escapes_and_ids_are_texts()
    {
        var id = await Made(Feed, ("message", "Buku \U0001F4DA \"é\" \\u00E9 \u2028 & <b>"));
        var said = await Get($"/{id}");
        Assert.Equal("application/json; charset=UTF-8", said.Headers["Content-Type"]);
        Assert.All(said.Text, letter => Assert.InRange(letter, ' ', '~'));
        Assert.Contains(@"Buku \ud83d\udcda \""\u00e9\"" \\u00E9 \u2028 & <b>", said.Text, StringComparison.Ordinal);
        Assert.Equal("Buku \U0001F4DA \"é\" \\u00E9 \u2028 & <b>", (string?)said.Json["message"]);
        Assert.Equal("2026-11-22T03:00:00+0000", (string?)said.Json["created_time"]);
        Assert.Equal(System.Text.Json.JsonValueKind.String, said.Json["id"]!.GetValueKind());
    }

    [Fact]
    public async Task Lists_go_on_by_cursors_25_at_a_time_and_100_at_most()
    {
        for (var i = 0; i < 27; i++)
            Graph.Page.PostsByHand($"{i}");
        var first = await Get(Feed);
        Assert.Equal(25, first.Data.Count);
        var cursors = first.Json["paging"]!["cursors"]!;
        using var next = new HttpRequestMessage(HttpMethod.Get, (string)first.Json["paging"]!["next"]!);
        var second = await Send(next);
        Assert.Equal(["1", "0"], second.Data.Select(post => (string?)post!["message"]));
        Assert.Null(second.Json["paging"]!["next"]);
        Assert.Equal(second.Ids, (await Get(Feed, ("after", (string)cursors["after"]!))).Ids);
        Assert.Equal(27, (await Get(Feed, ("limit", "1000"))).Data.Count);
        Assert.Equal(first.Ids.TakeLast(2), (await Get(Feed, ("limit", "2"), ("before", (string)second.Json["paging"]!["cursors"]!["before"]!))).Ids);
        Assert.Equal("""{"data":[]}""", (await Get($"/{Graph.PageId}/scheduled_posts")).Text);
    }

    [Fact]
    public async Task Fields_are_chosen_and_unknown_ones_refused_by_their_type()
    {
        var id = await Made(Feed, ("message", "a"));
        Assert.Equal(["id", "is_published"], (await Get($"/{id}", ("fields", "is_published"))).Json.Select(field => field.Key));
        var said = await Get($"/{id}", ("fields", "id,warna"));
        Assert.Equal(("400 100/0", "(#100) Tried accessing nonexisting field (warna) on node type (Post)"), (said.Code, said.Message));
        Assert.Equal("400 100/0", (await Get($"/{Graph.PageId}/warna")).Code);
        Graph.Page.Comments(id, "Sari", "satu");
        Graph.Page.Comments(id, "Budi", "dua");
        var inner = (await Get($"/{id}", ("fields", "comments.limit(1){message}"))).Json["comments"]!["data"]!.AsArray();
        Assert.Equal(["id", "message"], Assert.Single(inner)!.AsObject().Select(field => field.Key));
    }

    [Fact]
    public async Task Usage_headers_say_what_the_test_set()
    {
        Graph.AppUsage = new GraphUsage(28, 25, 24);
        Graph.BusinessUsage = new GraphUsage(90, 80, 70, 7);
        var page = await Get($"/{Graph.PageId}");
        Assert.Equal("""{"call_count":28,"total_cputime":25,"total_time":24}""", page.Headers["x-app-usage"]);
        Assert.Equal($$"""{"{{Graph.PageId}}":[{"type":"pages","call_count":90,"total_cputime":80,"total_time":70,"estimated_time_to_regain_access":7}]}""", page.Headers["x-business-use-case-usage"]);
        var instagram = await Get($"/{Graph.InstagramId}/media");
        Assert.Contains($"\"{Graph.InstagramId}\":[{{\"type\":\"instagram\"", instagram.Headers["x-business-use-case-usage"], StringComparison.Ordinal);
        var user = await Get("/me/accounts", ("access_token", Graph.UserToken));
        Assert.False(user.Headers.ContainsKey("x-business-use-case-usage"));
        Assert.All(new[] { "x-fb-trace-id", "x-fb-request-id" }, name => Assert.NotEmpty(user.Headers[name]));
    }

    [Fact]
    public async Task Errors_have_metas_shape_and_status_and_only_the_texts_for_people_are_localised()
    {
        Graph.Script.Before("GET", Feed, nth: 1).Answers(500, 2);
        var unknown = await Get(Feed);
        Assert.Equal((500, true), (unknown.Status, (bool)unknown.Json["error"]!["is_transient"]!));
        Assert.Equal("An unexpected error has occurred. Please retry your request later.", unknown.Message);
        Assert.NotEqual("", (string?)unknown.Json["error"]!["fbtrace_id"]);
        var container = await Made($"/{Graph.InstagramId}/media", ("image_url", PictureUrl));
        var english = (JsonObject)(await Published(container)).Json["error"]!;
        Assert.Equal(["message", "type", "is_transient", "code", "error_subcode", "error_user_title", "error_user_msg", "fbtrace_id"], english.Select(field => field.Key));
        Graph.Habits.LocaliseUserMessages = "kn";
        var kannada = (JsonObject)(await Published(container)).Json["error"]!;
        Assert.Equal("Media ID is not available", (string?)kannada["message"]);
        Assert.NotEqual((string?)english["error_user_msg"], (string?)kannada["error_user_msg"]);
        Graph.Habits.LocaliseUserMessages = "id";
        Assert.Equal("Terjadi kesalahan. Silakan coba lagi nanti.", (string?)(await Published(container)).Json["error"]!["error_user_msg"]);
    }

    [Theory]
    [InlineData(400, 400)]
    [InlineData(401, 403)]
    public async Task The_status_of_dead_tokens_and_missing_permissions_is_a_switch(int token, int permission)
    {
        (Graph.Habits.TokenStatus, Graph.Habits.PermissionStatus) = (token, permission);
        Graph.Tokens.LosesScope(Graph.PageToken, "pages_manage_posts");
        Assert.Equal($"{permission} 200/0", (await Post(Feed, ("message", "a"))).Code);
        Graph.Tokens.Expire(Graph.PageToken);
        Assert.Equal($"{token} 190/463", (await Get(Feed)).Code);
    }

    [Fact]
    public async Task Ids_have_metas_lengths_and_are_all_different()
    {
        var container = await Finished();
        var media = (await Published(container)).Id;
        var post = await Made(Feed, ("message", "a"));
        Assert.Equal((15, 17, 17, 17), (Graph.PageId.Length, Graph.InstagramId.Length, container.Length, media.Length));
        Assert.Matches(@"^17841\d{12}$", Graph.InstagramId);
        Assert.Matches($@"^{Graph.PageId}_\d{{15}}$", post);
        Assert.Matches($@"^{post.Split('_')[1]}_\d+$", Graph.Page.Comments(post, "Sari", "halo").Id);
        Assert.Equal(17, Graph.Instagram.Comments(media, "sari.baca", "halo").Id.Length);
    }

    [Fact]
    public async Task Tricky_ids_hold_the_digits_of_error_codes()
    {
        await using var tricky = await FakeGraph.Start(new FakeTimeProvider(), trickyIds: true);
        var ids = Enumerable.Range(0, 6).Select(_ => tricky.Page.PostsByHand("a").Id).ToList();
        foreach (var digits in new[] { "190", "490", "36003", "2207051" })
            Assert.Contains(ids, id => id.Contains(digits, StringComparison.Ordinal));
        Assert.All(ids, id => Assert.Equal(31, id.Length));
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }
}
