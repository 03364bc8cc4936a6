using System.Text.Json.Nodes;

namespace LibraryBot.Tests.Support;

/// <summary>Faults, throttles, the journal and what is live: FG-50 to FG-54.</summary>
public sealed class FakeGraphScriptTests : AgainstTheGraph
{
    public static TheoryData<GraphTrouble, string> Troubles => new()
    {
        { new GraphTrouble.Error(500, 2), "500 2/0" },
        { new GraphTrouble.Error(400, 4, 2207051), "400 4/2207051" },
        { new GraphTrouble.Drop(), "broken" },
        { new GraphTrouble.CloseMidBody(), "broken" },
        { GraphTrouble.Empty, "200 no JSON" },
        { GraphTrouble.BadGateway, "502 no JSON" },
    };

    [Theory]
    [MemberData(nameof(Troubles))]
    public async Task Before_and_after_sound_the_same_and_only_after_has_done_it(GraphTrouble trouble, string heard)
    {
        Graph.Script.Before("POST", "/feed$").Does(trouble);
        Assert.Equal(heard, await Heard("lb-17"));
        Assert.Equal(0, Graph.Live("lb-17"));
        Graph.Script.After("POST", "/feed$").Does(trouble);
        Assert.Equal(heard, await Heard("lb-17"));
        Assert.Equal(1, Graph.Live("lb-17"));
        Assert.Equal("200", await Heard("lb-18"));
        Assert.Equal(["nothing done", "200", "200"], Graph.Requests.Select(request => request.Outcome.Split(',')[0]));
    }

    [Fact]
    public async Task An_answer_of_instagram_is_lost_after_the_medium_is_live()
    {
        var container = await Finished("lb-17");
        Graph.Script.After("POST", "/media_publish$").Drops();
        await Assert.ThrowsAsync<HttpRequestException>(() => Published(container));
        Assert.Equal(1, Graph.LiveOn(GraphNetwork.Instagram, "lb-17"));
        Assert.Equal("PUBLISHED", (string?)(await Get($"/{container}", ("fields", "status_code"))).Json["status_code"]);
    }

    [Fact]
    public async Task A_rule_begins_with_the_nth_call_and_lasts_so_many_times()
    {
        var fault = Graph.Script.Before(null, $"^/{Graph.PageId}/feed$", nth: 2).Answers(400, 24, 2207008, times: 2);
        var heard = new List<string>();
        for (var i = 0; i < 4; i++)
            heard.Add((await Get($"/{Graph.PageId}/feed")).Code);
        Assert.Equal(["200", "400 24/2207008", "400 24/2207008", "200"], heard);
        Assert.Equal(2, fault.Hits);
        Assert.Equal("200", (await Get($"/{Graph.PageId}/posts")).Code);
    }

    [Fact]
    public async Task A_rule_can_ask_for_a_parameter()
    {
        Graph.Script.Before("POST", "/feed$").With("published=false").Answers(500, 1);
        Assert.Equal("200", (await Post($"/{Graph.PageId}/feed", ("message", "a"))).Code);
        Assert.Equal("500 1/0", (await Post($"/{Graph.PageId}/feed", ("message", "b"), ("published", "false"))).Code);
        Graph.Script.Before("POST", "/feed$").Drops();
        Graph.Script.Clear();
        Assert.Equal("200", (await Post($"/{Graph.PageId}/feed", ("message", "c"))).Code);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public async Task Who_hangs_up_while_it_waits_finds_it_done_only_after(bool after, int live)
    {
        var never = new TaskCompletionSource();
        var hold = (after ? Graph.Script.After("POST", "/feed$") : Graph.Script.Before("POST", "/feed$")).Holds(never.Task);
        using var hangUp = new CancellationTokenSource();
        using var form = new FormUrlEncodedContent([new("message", "lb-17"), new("access_token", Graph.PageToken)]);
        var call = Http.PostAsync(new Uri($"{Graph.BaseUrl}/v26.0/{Graph.PageId}/feed"), form, hangUp.Token);
        await hold.Arrived.Task;
        await hangUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await Graph.WaitsForCall("POST", "/feed$");
        Assert.Equal(live, Graph.Live("lb-17"));
    }

    [Fact]
    public async Task Who_waits_long_enough_is_answered()
    {
        Graph.Script.Before("POST", "/feed$").Delays(20);
        Assert.Equal("200", await Heard("lb-17"));
        Graph.Script.After("POST", "/feed$").Delays(20);
        Assert.Equal("200", await Heard("lb-17"));
        Assert.Equal(2, Graph.Live("lb-17"));
    }

    [Theory]
    [InlineData(4, 403)]
    [InlineData(32, 400)]
    [InlineData(613, 400)]
    [InlineData(80001, 400)]
    [InlineData(80002, 400)]
    public async Task A_throttle_lasts_its_minutes_by_the_clock_and_says_how_long(int code, int status)
    {
        Graph.Script.Before(null, Graph.InstagramId).Throttles(7, code);
        var said = await Get($"/{Graph.InstagramId}/media");
        Assert.Equal($"{status} {code}/0", said.Code);
        Assert.Contains("\"call_count\":100", said.Headers["x-app-usage"], StringComparison.Ordinal);
        Assert.Equal(7, Minutes(said));
        Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(2, Minutes(await Get($"/{Graph.InstagramId}/media")));
        Assert.Equal("200", (await Get($"/{Graph.PageId}/feed")).Code);
        Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal("200", (await Get($"/{Graph.InstagramId}/media")).Code);

        int Minutes(GraphSaid throttled) => (int)JsonNode.Parse(throttled.Headers["x-business-use-case-usage"])![Graph.InstagramId]![0]!["estimated_time_to_regain_access"]!;
    }

    [Fact]
    public async Task The_journal_tells_every_call_and_never_a_token()
    {
        await Post($"/{Graph.PageId}/feed", ("message", $"bocor {Graph.PageToken} dan {Graph.AppSecret}"));
        using var bearer = new HttpRequestMessage(HttpMethod.Post, $"{Graph.BaseUrl}/v25.0/{Graph.PageId}/feed")
        {
            Content = new StringContent($$"""{"message":"{{Graph.UserToken}}","access_token":"{{Graph.InstagramToken}}"}""", null, "application/json"),
        };
        bearer.Headers.Add("Authorization", $"Bearer {Graph.PageToken}");
        bearer.Headers.Add("X-Strange", Graph.PageToken);
        await Send(bearer);
        await Get($"/{Graph.PageToken}");
        await Get("/debug_token", ("input_token", Graph.UserToken), ("access_token", $"{Graph.AppId}|{Graph.AppSecret}"));
        await Get("/oauth/access_token", ("client_secret", Graph.AppSecret), ("fb_exchange_token", Graph.UserToken));
        await Get("/me", ("access_token", "EAAGsomeoneElsesToken0123456789abcdef"));
        var secrets = Graph.Tokens.Values.Append(Graph.AppSecret).Append("EAAGsomeoneElses").ToList();
        var journal = await Http.GetStringAsync(new Uri($"{Graph.BaseUrl}/__fake/requests"));
        var written = journal + string.Concat(Graph.Requests.SelectMany(request => request.Parameters.Concat(request.Headers).Select(pair => pair.Value).Append(request.Path).Append(request.Outcome)));
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, written, StringComparison.Ordinal));
        var first = Graph.Requests[0];
        Assert.Equal(("POST", $"/{Graph.PageId}/feed", "v26.0", 200, "200"), (first.Method, first.Path, first.Version, first.Status, first.Outcome));
        Assert.Equal(("bocor *** dan ***", "***", Time.GetUtcNow()), (first.Parameters["message"], first.Parameters["access_token"], first.At));
        Assert.Equal("400 190/0", Graph.Requests[^1].Outcome);
        Graph.BeginAgain();
        Assert.All(secrets[..^1], secret => Assert.DoesNotContain(secret, Graph.Journal.Masked(secret), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_test_can_wait_for_a_call()
    {
        var waiting = Graph.WaitsForCall("GET", "/feed$", times: 2);
        await Get($"/{Graph.PageId}/feed");
        Assert.False(waiting.IsCompleted);
        await Get($"/{Graph.PageId}/feed", ("limit", "3"));
        Assert.Equal("3", (await waiting).Parameters["limit"]);
    }

    [Fact]
    public async Task Several_fakes_know_nothing_of_each_other()
    {
        await using var other = await FakeGraph.Start(Time);
        other.Page.PostsByHand("lb-17");
        other.Script.Before(null, "").Drops(times: 100);
        Assert.Equal((0, 1), (Graph.Live("lb-17"), other.Live("lb-17")));
        Assert.Equal("200", (await Get("/me")).Code);
        Assert.NotEqual(Graph.PageToken, other.PageToken);
    }

    [Fact]
    public async Task Twenty_calls_at_once_publish_one_container_once()
    {
        var container = await Finished("lb-17");
        var codes = await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ => (await Published(container)).Code));
        Assert.Equal(1, Graph.Live("lb-17"));
        Assert.Single(codes, "200");
    }

    private async Task<string> Heard(string message)
    {
        try
        {
            var said = await Post($"/{Graph.PageId}/feed", ("message", message));
            return said.Text.StartsWith('{') ? said.Code : $"{said.Status} no JSON";
        }
        catch (HttpRequestException)
        {
            return "broken";
        }
    }
}
