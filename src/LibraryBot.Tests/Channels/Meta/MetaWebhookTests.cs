using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using LibraryBot.Publishing.Meta;
using LibraryBot.Responses;
using LibraryBot.Storage;
using LibraryBot.Tests.Support;
using LibraryBot.Turns;

namespace LibraryBot.Tests.Channels.Meta;

/// <summary>What Meta brings by itself: believed only when signed, kept before it is acknowledged, and once whatever way it comes.</summary>
public sealed class MetaWebhookTests : IAsyncLifetime
{
    private CommentedLibrary library = null!;

    public async Task InitializeAsync() => library = await CommentedLibrary.Open();

    public async Task DisposeAsync() => await library.DisposeAsync();

    // 6.9: 26
    [Fact]
    public async Task The_handshake_says_the_bare_challenge_to_who_knows_the_token_alone()
    {
        var (status, text, type) = await library.Asks($"?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token={library.Graph.VerifyToken}");
        Assert.Equal((HttpStatusCode.OK, "1158201444", "text/plain"), (status, text, type));
        Assert.Equal(HttpStatusCode.Forbidden, (await library.Asks("?hub.mode=subscribe&hub.challenge=1&hub.verify_token=salah")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await library.Asks("")).Status);
        await library.Subscribes();
    }

    // 6.9: 27
    [Theory]
    [InlineData(GraphSigning.Right, 200)]
    [InlineData(GraphSigning.Wrong, 401)]
    [InlineData(GraphSigning.Missing, 401)]
    [InlineData(GraphSigning.OverUnescapedText, 401)]
    public async Task Only_what_is_signed_over_its_very_bytes_is_taken(GraphSigning signing, int status)
    {
        await library.Subscribes();
        library.Graph.Webhooks.Signing = signing;
        library.Graph.Page.Comments(library.OnPage.Id, "Sari", "Apakah gratis? 📚");
        await library.Brings();
        Assert.Equal(status, library.Graph.Webhooks.Deliveries[0].Status);
        Assert.Equal(status == 200 ? ["Apakah gratis? 📚"] : [], (await library.Comments()).Select(comment => comment.Text));
    }

    [Fact]
    public async Task Without_the_apps_secret_nothing_is_believed()
    {
        await using var open = await CommentedLibrary.Open(settings => settings with { Meta = new MetaOptions(settings.Meta.GraphUrl) });
        Assert.Equal(HttpStatusCode.Forbidden, await open.Brings("{}"));
    }

    // 6.9: 28
    [Fact]
    public async Task The_same_event_five_times_and_in_any_order_is_one_comment()
    {
        await library.Subscribes();
        var sri = await library.Library.Librarian();
        library.Graph.Webhooks.Duplicates = 4;
        library.Graph.Webhooks.Shuffles = true;
        var comment = library.Graph.Page.Comments(library.OnPage.Id, "Sari", "Apakah gratis?");
        library.Clock.Advance(TimeSpan.FromSeconds(10));
        library.Graph.Page.Edits(comment.Id, "Apakah acaranya gratis?");
        await library.Brings();
        library.Clock.Advance(TimeSpan.FromMinutes(3));
        await library.Polls();
        Assert.Equal("Apakah acaranya gratis?", Assert.Single(await library.Comments()).Text);
        Assert.Single(sri.Everything(), said => said.Text!.Contains("acaranya gratis", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_came_by_polling_and_by_webhook_is_one_comment()
    {
        await library.Subscribes();
        var sri = await library.Library.Librarian();
        library.Graph.Page.Comments(library.OnPage.Id, "Sari", "Parkir di mana?");
        library.Graph.Instagram.Comments(library.OnInstagram.Id, "sari.baca", "Bagus");
        await library.Polls();
        await library.Brings();
        Assert.Equal(2, (await library.Comments()).Count);
        Assert.Equal(2, sri.Everything().Count);
    }

    // 6.9: 29
    [Fact]
    public async Task Removed_before_added_stays_removed()
    {
        await library.Subscribes();
        library.Graph.Webhooks.Shuffles = true;
        var comment = library.Graph.Page.Comments(library.OnPage.Id, "Sari", "Salah kirim");
        library.Graph.Page.Removes(comment.Id);
        await library.Brings();
        var kept = Assert.Single(await library.Comments());
        Assert.Equal((CommentState.Removed, null, null), (kept.State, kept.Text, kept.AuthorName));
    }

    // 6.9: 30
    [Fact]
    public async Task What_the_page_itself_writes_is_no_comment()
    {
        await library.Subscribes();
        library.Graph.Page.Comments(library.OnPage.Id, "Sari", "Apakah gratis?");
        await library.Brings();
        await Calls("POST", library.OnPage.Comments[0].Id + "/comments", "Gratis, silakan datang.");
        library.Graph.Page.PostsByHand("Unggahan lain");
        library.Graph.Page.Reacts(library.OnPage.Id, "Sari");
        library.Graph.Webhooks.AddsUnknownFields = true;
        await library.Brings();
        await library.Polls();
        Assert.Equal("Apakah gratis?", Assert.Single(await library.Comments()).Text);
    }

    // 6.9: 31
    [Fact]
    public async Task Flat_entries_and_ids_as_numbers_are_read()
    {
        await library.Subscribes();
        (library.Graph.Webhooks.FlatInstagram, library.Graph.Webhooks.NumericIds, library.Graph.Webhooks.WrongObject) = (true, true, true);
        library.Graph.Instagram.Comments(library.OnInstagram.Id, "sari.baca", "Ikut kak");
        library.Graph.Page.Comments(library.OnPage.Id, "Sari", "Apakah gratis?");
        await library.Brings();
        Assert.Equal(["Apakah gratis?", "Ikut kak"], (await library.Comments()).Select(comment => comment.Text).Order());
    }

    [Fact]
    public async Task A_comment_without_its_author_or_with_an_old_sender_is_a_comment()
    {
        await library.Subscribes();
        library.Graph.Webhooks.WithoutFrom = true;
        library.Graph.Page.Comments(library.OnPage.Id, "Sari", "Satu");
        await library.Brings();
        (library.Graph.Webhooks.WithoutFrom, library.Graph.Webhooks.OldSenders) = (false, true);
        library.Graph.Page.Comments(library.OnPage.Id, "Budi", "Dua");
        await library.Brings();
        Assert.Equal([null, "Budi"], (await library.Comments()).OrderBy(comment => comment.Number).Select(comment => comment.AuthorName));
    }

    [Fact]
    public async Task A_picture_of_an_album_is_traced_to_the_album()
    {
        var comment = library.Graph.Instagram.Comments(library.OnInstagram.Id, "sari.baca", "Yang kedua itu buku apa?");
        await library.Brings($$$$$$"""{"object":"instagram","entry":[{"id":"{{{{{{library.Graph.InstagramId}}}}}}","time":1,"changes":[{"field":"comments","value":{"from":{"id":"5","username":"sari.baca"},"media":{"id":"18999"},"id":"{{{{{{comment.Id}}}}}}","text":"Yang kedua itu buku apa?"}}]}]}""");
        await library.WorksOff();
        Assert.Equal(13, Assert.Single(await library.Comments()).Post);
    }

    [Fact]
    public async Task What_needs_a_question_to_a_throttled_network_waits_for_it()
    {
        var comment = library.Graph.Instagram.Comments(library.OnInstagram.Id, "sari.baca", "Halo");
        library.Graph.Script.Before("GET", comment.Id).Throttles(7);
        await library.Brings($$$$$$"""{"entry":[{"id":"{{{{{{library.Graph.InstagramId}}}}}}","time":1,"changes":[{"field":"comments","value":{"media":{"id":"18999"},"id":"{{{{{{comment.Id}}}}}}","text":"Halo"}}]}]}""");
        await library.WorksOff();
        var calls = library.Graph.Requests.Count;
        library.Clock.Advance(TimeSpan.FromMinutes(6));
        await library.WorksOff();
        Assert.Equal(calls, library.Graph.Requests.Count);
        library.Clock.Advance(TimeSpan.FromMinutes(2));
        await library.WorksOff();
        Assert.Single(await library.Comments());
    }

    [Fact]
    public async Task What_was_acknowledged_outlives_a_crash()
    {
        await library.Subscribes();
        library.Graph.Page.Comments(library.OnPage.Id, "Sari", "Apakah gratis?");
        await library.Graph.Webhooks.DeliverDue();
        Assert.Empty(await library.Comments());
        await library.Restart();
        await library.WorksOff();
        Assert.Single(await library.Comments());
    }

    [Fact]
    public async Task A_thousand_updates_in_one_body_are_a_thousand_comments_and_one_message()
    {
        var sri = await library.Library.Librarian();
        var changes = new JsonArray([.. Enumerable.Range(0, 1000).Select(number => new JsonObject
        {
            ["field"] = "feed",
            ["value"] = new JsonObject { ["item"] = "comment", ["verb"] = "add", ["comment_id"] = $"7_{number}", ["post_id"] = library.OnPage.Id, ["message"] = $"Komentar {number}", ["from"] = new JsonObject { ["id"] = "55", ["name"] = "Sari" } },
        })]);
        Assert.Equal(HttpStatusCode.OK, await library.Brings(new JsonObject { ["object"] = "page", ["entry"] = new JsonArray(new JsonObject { ["id"] = library.Graph.PageId, ["time"] = 1, ["changes"] = changes }) }.ToJsonString()));
        await library.WorksOff();
        Assert.Equal(1000, (await library.Comments()).Count);
        library.Clock.Advance(TimeSpan.FromMinutes(5));
        await library.Bot.Store.Commit(library.Bot.Meta.Comments.Tidy);
        Assert.InRange(sri.Everything().Count, 1, 2);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("{\"entry\":5}")]
    [InlineData("")]
    public async Task What_cannot_be_read_is_set_aside_and_told_to_the_owners(string body)
    {
        var owner = await library.Library.Owner();
        Assert.Equal(HttpStatusCode.OK, await library.Brings(body));
        await library.WorksOff();
        Assert.Single(await library.Bot.Store.Read(store => store.All(Quarantined.Rows)));
        Assert.Single(owner.Everything());
        await library.WorksOff();
        Assert.Single(owner.Everything());
    }

    [Theory]
    [InlineData("""{"entry":[{"id":{"a":1}},{"id":"PAGE"},7,{"id":"PAGE","changes":[{"field":"feed"},{"field":"feed","value":[]},{"field":"feed","value":{"item":"comment","verb":"add","comment_id":"../../me","post_id":"POST"}}]}]}""")]
    [InlineData("""{"entry":[{"id":"PAGE","changes":[{"field":"feed","value":{"item":"comment","verb":"explode","comment_id":"1","post_id":"POST"}}]}]}""")]
    [InlineData("""{"entry":[{"id":"999","changes":[{"field":"feed","value":{"item":"comment","verb":"add","comment_id":"1","post_id":"POST","message":"bukan kita"}}]}]}""")]
    [InlineData("""{"entry":[{"id":"PAGE","changes":[{"field":"feed","value":{"item":"comment","verb":"add","comment_id":"1","post_id":"999_1","message":"unggahan lain"}}]}]}""")]
    public async Task Strange_bodies_are_no_comments_and_no_trouble(string body)
    {
        Assert.Equal(HttpStatusCode.OK, await library.Brings(body.Replace("PAGE", library.Graph.PageId).Replace("POST", library.OnPage.Id)));
        await library.WorksOff();
        Assert.Empty(await library.Comments());
        Assert.Empty(await library.Bot.Store.Read(store => store.All(Quarantined.Rows)));
    }

    [Fact]
    public async Task Half_a_letter_and_a_far_day_do_no_harm()
    {
        Assert.Equal(HttpStatusCode.OK, await library.Brings($$$$$$"""{"entry":[{"id":"{{{{{{library.Graph.PageId}}}}}}","time":99999999999999999,"changes":[{"field":"feed","value":{"item":"comment","verb":"add","comment_id":"1_1","post_id":"{{{{{{library.OnPage.Id}}}}}}","message":"\ud83d","created_time":-5,"from":{"id":3,"name":"{{{{{{new string('x', 5000)}}}}}}"}}}]}]}"""));
        await library.WorksOff();
        Assert.Null(Assert.Single(await library.Comments()).Text);
    }

    [Fact]
    public async Task A_body_of_more_than_a_megabyte_is_refused()
    {
        var body = new string(' ', 1024 * 1024 + 1);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await library.Posts(Encoding.UTF8.GetBytes(body), library.Signature(body)));
    }

    private async Task Calls(string method, string path, string message)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(new HttpMethod(method), $"{library.Graph.BaseUrl}/v26.0/{path}") { Content = new FormUrlEncodedContent([new("message", message), new("access_token", library.Graph.PageToken)]) };
        (await http.SendAsync(request)).EnsureSuccessStatusCode();
    }
}
