using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace LibraryBot.Tests.Support;

/// <summary>What the fake sends, signs and repeats: FG-40 to FG-43.</summary>
public sealed class FakeGraphWebhookTests : AgainstTheGraph
{
    [Fact]
    public async Task Nothing_is_sent_before_the_handshake_and_the_subscription_of_the_page()
    {
        await using var app = await GraphListener.Start(Graph.VerifyToken);
        var post = Graph.Page.PostsByHand("a").Id;
        Assert.False(await Graph.Webhooks.Subscribe(app.Url, verifyToken: "salah"));
        Assert.Equal("answered 403", Graph.Webhooks.Handshakes[0].Error);
        app.Challenge = "lain";
        Assert.False(await Graph.Webhooks.Subscribe(app.Url));
        Assert.Equal("did not say the challenge", Graph.Webhooks.Handshakes[1].Error);
        app.Challenge = null;
        Assert.True(await Graph.Webhooks.Subscribe(app.Url));
        Graph.Page.Comments(post, "Sari", "belum");
        await Graph.Webhooks.DeliverDue();
        Assert.Empty(app.Bodies);
        await Post($"/{Graph.PageId}/subscribed_apps", ("subscribed_fields", "feed"));
        Graph.Page.Comments(post, "Sari", "sudah");
        await Graph.Webhooks.DeliverDue();
        Assert.Equal("sudah", (string?)Assert.Single(app.Values)["message"]);
    }

    [Fact]
    public async Task A_comment_is_told_at_once_escaped_and_signed_over_the_bytes_that_are_sent()
    {
        await using var app = await Subscribed();
        var comment = Graph.Page.Comments(Graph.Page.PostsByHand("a").Id, "Sari", "Apakah gratis? \U0001F4DA");
        await app.Gets(2);
        var body = app.Bodies[^1];
        Assert.Contains(@"Apakah gratis? \ud83d\udcda", body, StringComparison.Ordinal);
        var signature = "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Graph.AppSecret), Encoding.UTF8.GetBytes(body)));
        Assert.Equal(signature, app.Signatures[^1]);
        var entry = JsonNode.Parse(body)!["entry"]![0]!;
        Assert.Equal((Graph.PageId, 1795316400L), ((string?)entry["id"], (long)entry["time"]!));
        Assert.Equal("feed", (string?)entry["changes"]![0]!["field"]);
        var value = entry["changes"]![0]!["value"]!;
        Assert.Equal(("comment", "add", comment.Id, comment.Post.Id), ((string?)value["item"], (string?)value["verb"], (string?)value["comment_id"], (string?)value["parent_id"]));
        Assert.Equal(("Sari", comment.By.Id), ((string?)value["from"]!["name"], (string?)value["from"]!["id"]));
    }

    [Fact]
    public async Task Signatures_may_be_wrong_missing_or_over_other_text()
    {
        await using var app = await Subscribed();
        var post = Graph.Page.PostsByHand("é").Id;
        await app.Gets(1);
        Graph.Webhooks.Signing = GraphSigning.Wrong;
        Graph.Page.Comments(post, "Sari", "satu");
        await app.Gets(2);
        Graph.Webhooks.Signing = GraphSigning.Missing;
        Graph.Page.Comments(post, "Sari", "dua");
        await app.Gets(3);
        Graph.Webhooks.Signing = GraphSigning.OverUnescapedText;
        Graph.Page.Comments(post, "Sari", "tiga é");
        await app.Gets(4);
        Assert.Equal([true, false, false, false], Enumerable.Range(0, 4).Select(app.IsSignedWith(Graph.AppSecret)));
        Assert.Equal("", app.Signatures[2]);
    }

    [Fact]
    public async Task Everything_that_happens_to_a_page_is_told_its_own_doing_too()
    {
        await using var app = await Subscribed();
        Graph.Webhooks.Holds = true;
        var post = await Made($"/{Graph.PageId}/feed", ("message", "Halo"));
        var comment = Graph.Page.Comments(post, "Sari", "satu");
        Graph.Page.Edits(comment.Id, "satu, diperbaiki");
        Graph.Page.Hides(comment.Id);
        Graph.Page.Unhides(comment.Id);
        await Made($"/{comment.Id}/comments", ("message", "Balasan"));
        Graph.Page.Removes(comment.Id);
        Graph.Page.VisitorPosts("Budi", "Titip buku");
        Graph.Page.Reacts(post, "Sari", "love");
        Graph.Page.IsMentioned("Budi", "Lihat perpustakaan ini");
        await Post($"/{post}", ("message", "Halo semua"));
        await Post($"/{Graph.PageId}/photos", ("url", PictureUrl), ("caption", "Foto"));
        await Delete($"/{post}");
        await Made($"/{Graph.PageId}/feed", ("message", "Nanti"), ("published", "false"), ("scheduled_publish_time", "+1 hour"));
        Assert.Empty(app.Bodies);
        Time.Advance(TimeSpan.FromHours(1));
        await Graph.Webhooks.DeliverDue();
        Assert.Equal(
            [
                "status add", "comment add", "comment edited", "comment hide", "comment unhide", "comment add", "comment remove", "post add",
                "reaction add", "post add", "status edited", "photo add", "status remove", "status add",
            ],
            app.Values.Select(value => $"{value["item"]} {value["verb"]}"));
        Assert.Equal(Graph.PageId, (string?)app.Values[0]["from"]!["id"]);
        Assert.Equal((Graph.PageId, comment.Id), ((string?)app.Values[5]["from"]!["id"], (string?)app.Values[5]["parent_id"]));
    }

    [Fact]
    public async Task Instagram_tells_of_comments_replies_and_mentions_but_not_of_the_album()
    {
        await using var app = await Subscribed();
        Graph.Webhooks.Holds = true;
        var media = Graph.Instagram.PostsByHand("a").Id;
        var comment = Graph.Instagram.Comments(media, "sari.baca", "Ikut kak");
        await Made($"/{comment.Id}/replies", ("message", "Silakan"));
        Graph.Instagram.IsMentioned();
        Graph.Instagram.Hides(comment.Id);
        Graph.Instagram.Unhides(comment.Id);
        var album = await Album();
        var child = Graph.World.Get<GraphMedia>(album).Children[1].Id;
        Graph.Instagram.Comments(child, "sari.baca", "Bagus");
        await Graph.Webhooks.DeliverDue();
        Assert.Equal(["comments", "comments", "mentions", "comments"], app.Fields);
        Assert.Equal((media, "FEED"), ((string?)app.Values[0]["media"]!["id"], (string?)app.Values[0]["media"]!["media_product_type"]));
        Assert.Equal((comment.Id, Graph.InstagramId), ((string?)app.Values[1]["parent_id"], (string?)app.Values[1]["from"]!["id"]));
        Assert.Equal(child, (string?)app.Values[3]["media"]!["id"]);
        Assert.Equal(album, (string?)(await Get($"/{app.Values[3]["id"]}", ("fields", "media"))).Json["media"]!["id"]);
        Graph.Instagram.Removes(comment.Id);
        Assert.Equal("instagram", (string?)JsonNode.Parse(app.Bodies[0])!["object"]);
    }

    [Fact]
    public async Task What_is_not_taken_comes_again_by_the_clock_and_is_given_up_after_36_hours()
    {
        await using var app = await Subscribed();
        app.Status = 500;
        Graph.Webhooks.UnsubscribesAfter = TimeSpan.FromHours(1);
        Graph.Webhooks.Holds = true;
        Graph.Page.PostsByHand("a");
        var attempts = new List<int>();
        foreach (var minutes in new[] { 0, 1, 4, 25, 90, 240, 360, 720, 720, 720 })
        {
            Time.Advance(TimeSpan.FromMinutes(minutes));
            await Graph.Webhooks.DeliverDue();
            attempts.Add(app.Bodies.Count);
        }

        Assert.Equal([2, 3, 4, 5, 6, 7, 8, 9, 10, 10], attempts);
        Assert.Equal(1, Graph.Webhooks.Dropped);
        Assert.Empty(Graph.Page.SubscribedFields);
        Assert.All(Graph.Webhooks.Deliveries, delivery => Assert.Equal((500, "answered 500"), (delivery.Status, delivery.Error)));
        Assert.Single(app.Bodies.Distinct());
    }

    [Fact]
    public async Task An_answer_that_is_too_slow_is_none_and_a_later_one_ends_it()
    {
        await using var app = await Subscribed();
        Graph.Webhooks.Holds = true;
        Graph.Webhooks.Patience = TimeSpan.FromMilliseconds(50);
        app.Waits = TimeSpan.FromSeconds(5);
        Graph.Page.PostsByHand("a");
        await Graph.Webhooks.DeliverDue();
        Assert.Equal(["no answer in time", "no answer in time"], Graph.Webhooks.Deliveries.Select(delivery => delivery.Error));
        app.Waits = TimeSpan.Zero;
        Graph.Webhooks.Patience = TimeSpan.FromSeconds(5);
        Time.Advance(TimeSpan.FromMinutes(1));
        await Graph.Webhooks.DeliverDue();
        Time.Advance(TimeSpan.FromHours(1));
        await Graph.Webhooks.DeliverDue();
        Assert.Equal(3, Graph.Webhooks.Deliveries.Count);
    }

    [Fact]
    public async Task Events_come_twice_backwards_together_and_of_two_pages_in_one_body()
    {
        await using var app = await Subscribed();
        var other = Graph.AddPage("Taman Bacaan");
        other.SubscribedFields.Add("feed");
        (Graph.Webhooks.Holds, Graph.Webhooks.Batch, Graph.Webhooks.Shuffles, Graph.Webhooks.Duplicates) = (true, 10, true, 1);
        Graph.Page.PostsByHand("satu");
        Graph.Page.PostsByHand("dua");
        other.PostsByHand("tiga");
        await Graph.Webhooks.DeliverDue();
        Assert.Equal(2, app.Bodies.Count);
        Assert.Single(app.Bodies.Distinct());
        Assert.Equal(["tiga", "dua", "satu"], app.Values.Take(3).Select(value => (string?)value["message"]));
        Assert.Equal([other.Id, Graph.PageId, Graph.PageId], JsonNode.Parse(app.Bodies[0])!["entry"]!.AsArray().Select(entry => (string?)entry!["id"]));
        (Graph.Webhooks.MixesAccounts, Graph.Webhooks.OneEntryForAccount, Graph.Webhooks.Duplicates) = (false, true, 0);
        Graph.Page.PostsByHand("satu");
        Graph.Page.PostsByHand("dua");
        other.PostsByHand("tiga");
        await Graph.Webhooks.DeliverDue();
        Assert.Equal(4, app.Bodies.Count);
        Assert.Equal(2, JsonNode.Parse(app.Bodies[3])!["entry"]![0]!["changes"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_batch_waits_until_it_is_full()
    {
        await using var app = await Subscribed();
        Graph.Webhooks.Batch = 2;
        Graph.Page.PostsByHand("satu");
        await Task.Yield();
        Assert.Empty(app.Bodies);
        Graph.Page.PostsByHand("dua");
        await app.Gets(1);
        Assert.Equal(2, app.Values.Count);
    }

    [Fact]
    public async Task Bodies_come_in_all_the_shapes_that_have_been_seen()
    {
        await using var app = await Subscribed();
        Graph.Webhooks.Holds = true;
        var post = Graph.Page.PostsByHand("a").Id;
        var media = Graph.Instagram.PostsByHand("a").Id;
        await Graph.Webhooks.DeliverDue();
        app.Forget();
        (Graph.Webhooks.NumericIds, Graph.Webhooks.OldSenders) = (true, true);
        var comment = Graph.Page.Comments(post, "Sari", "satu");
        await Graph.Webhooks.DeliverDue();
        Assert.Contains($"\"sender_id\":{comment.By.Id},\"sender_name\":\"Sari\"", app.Bodies[0], StringComparison.Ordinal);
        Assert.Contains($"\"id\":{Graph.PageId},", app.Bodies[0], StringComparison.Ordinal);
        (Graph.Webhooks.OldSenders, Graph.Webhooks.WithoutFrom, Graph.Webhooks.FlatInstagram, Graph.Webhooks.WrongObject) = (false, true, true, true);
        var instagram = Graph.Instagram.Comments(media, "sari.baca", "dua");
        await Graph.Webhooks.DeliverDue();
        var body = JsonNode.Parse(app.Bodies[1])!;
        Assert.Equal(("page", "comments"), ((string?)body["object"], (string?)body["entry"]![0]!["field"]));
        Assert.Equal(long.Parse(instagram.Id, System.Globalization.CultureInfo.InvariantCulture), (long)body["entry"]![0]!["value"]!["id"]!);
        Assert.Null(body["entry"]![0]!["value"]!["from"]);
        (Graph.Webhooks.FlatInstagram, Graph.Webhooks.AddsUnknownFields) = (false, true);
        app.Forget();
        Graph.Page.Comments(post, "Sari", "tiga");
        await Graph.Webhooks.DeliverDue();
        Assert.Equal(["feed", "supporter_updates"], app.Fields);
        Assert.NotNull(app.Values[0]["supporter_tier"]);
        Graph.Webhooks.Sends("page", Graph.PageId, "ratings", new JsonObject { ["open_graph_story_id"] = "1" });
        await Graph.Webhooks.DeliverDue();
        Assert.Equal("ratings", app.Fields[^2]);
    }

    private async Task<GraphListener> Subscribed()
    {
        var app = await GraphListener.Start(Graph.VerifyToken);
        Assert.True(await Graph.Webhooks.Subscribe(app.Url, fields: "feed,mention"));
        Assert.True(await Graph.Webhooks.Subscribe(app.Url, @object: "instagram", fields: "comments,mentions"));
        return app;
    }

    private async Task<string> Album()
    {
        var path = $"/{Graph.InstagramId}/media";
        var children = new[] { await Made(path, ("image_url", PictureUrl), ("is_carousel_item", "true")), await Made(path, ("image_url", PictureUrl), ("is_carousel_item", "true")) };
        Time.Advance(TimeSpan.FromSeconds(2));
        var container = await Made(path, ("media_type", "CAROUSEL"), ("children", string.Join(',', children)));
        Time.Advance(TimeSpan.FromSeconds(2));
        return (await Published(container)).Id;
    }
}
