using System.Text.Json.Nodes;

namespace LibraryBot.Tests.Support;

/// <summary>Comments, replies, private replies and subscriptions on both networks: FG-27 to FG-29 and FG-36.</summary>
public sealed class FakeGraphCommentTests : AgainstTheGraph
{
    [Fact]
    public async Task Comments_of_a_page_are_listed_answered_hidden_and_removed()
    {
        var post = Graph.Page.PostsByHand("Buku baru").Id;
        var comment = Graph.Page.Comments(post, "Sari", "Apakah gratis?");
        var reply = await Made($"/{comment.Id}/comments", ("message", "Ya, gratis"));
        var below = await Made($"/{reply}/comments", ("message", "Silakan datang"));
        Assert.Equal([comment.Id], (await Get($"/{post}/comments")).Ids);
        Assert.Equal([below, reply, comment.Id], (await Get($"/{post}/comments", ("filter", "stream"), ("order", "reverse_chronological"))).Ids);
        Assert.Equal([reply, below], (await Get($"/{comment.Id}/comments")).Ids);
        var read = (await Get($"/{comment.Id}", ("fields", "from,message,created_time,can_reply_privately,is_hidden,parent,comment_count"))).Json;
        Assert.Equal(("Sari", "Apakah gratis?", true, 2), ((string?)read["from"]!["name"], (string?)read["message"], (bool)read["can_reply_privately"]!, (int)read["comment_count"]!));
        Assert.Equal(comment.Id, (string?)(await Get($"/{reply}", ("fields", "parent"))).Json["parent"]!["id"]);
        Assert.Equal("200", (await Post($"/{comment.Id}", ("is_hidden", "true"))).Code);
        Assert.True(comment.IsHidden);
        Assert.Equal("200", (await Post($"/{comment.Id}", ("is_hidden", "false"))).Code);
        Assert.False(comment.IsHidden);
        Assert.Equal("400 100/0", (await Post($"/{post}/comments", ("message", " "))).Code);
        Assert.Equal("400 200/0", (await Post($"/{comment.Id}", ("message", "diubah"))).Code);
        Assert.Equal("200", (await Post($"/{reply}", ("message", "Ya, gratis!"))).Code);
        Assert.Equal("400 100/0", (await Post($"/{reply}", ("is_hidden", "true"))).Code);
        Assert.Equal("200", (await Delete($"/{comment.Id}")).Code);
        Assert.Equal("400 100/33", (await Post($"/{comment.Id}/comments", ("message", "Terlambat"))).Code);
        Assert.Empty(Graph.World.All<GraphComment>());
    }

    [Fact]
    public async Task Who_wrote_is_told_only_with_the_permission_to_read_what_users_wrote()
    {
        var comment = Graph.Page.Comments(Graph.Page.PostsByHand("a").Id, "Sari", "Halo").Id;
        Graph.Tokens.LosesScope(Graph.PageToken, "pages_read_user_content");
        Assert.Null((await Get($"/{comment}")).Json["from"]);
    }

    [Fact]
    public async Task A_comment_is_answered_in_private_once_and_within_seven_days()
    {
        var post = Graph.Page.PostsByHand("a").Id;
        var (first, second) = (Graph.Page.Comments(post, "Sari", "Satu"), Graph.Page.Comments(post, "Budi", "Dua"));
        var said = (await Privately(Graph.PageId, first.Id)).Json;
        Assert.Equal(first.By.Id, (string?)said["recipient_id"]);
        Assert.Equal((string?)said["message_id"], Assert.Single(Graph.World.PrivateReplies).MessageId);
        Assert.False((bool)(await Get($"/{first.Id}", ("fields", "can_reply_privately"))).Json["can_reply_privately"]!);
        var again = await Privately(Graph.PageId, first.Id);
        Assert.Equal(("400 10900/0", "(#10900) Activity already replied to"), (again.Code, again.Message));
        Time.Advance(TimeSpan.FromDays(8));
        Assert.Equal("400 10903/0", (await Privately(Graph.PageId, second.Id)).Code);
        Assert.Equal("400 100/0", (await Privately(Graph.PageId, "1_2")).Code);
        Assert.Equal("400 10/2018278", (await Post($"/{Graph.PageId}/messages", ("recipient", """{"id":"1"}"""), ("message", """{"text":"a"}"""))).Code);
        Assert.Single(Graph.World.PrivateReplies);
    }

    [Theory]
    [InlineData(false, """{"success":true}""")]
    [InlineData(true, """{"success":"true"}""")]
    public async Task Subscriptions_of_a_page_are_made_read_and_taken_back(bool asText, string success)
    {
        Graph.Habits.SuccessAsText = asText;
        var path = $"/{Graph.PageId}/subscribed_apps";
        Assert.Empty((await Get(path)).Data);
        Assert.Equal("400 100/0", (await Post(path)).Code);
        Assert.Equal(success, (await Post(path, ("subscribed_fields", "feed,mention"))).Text);
        var app = Assert.Single((await Get(path)).Data)!;
        Assert.Equal(Graph.AppId, (string?)app["id"]);
        Assert.Equal(["feed", "mention"], app["subscribed_fields"]!.AsArray().Select(field => (string?)field));
        Assert.Equal("200", (await Delete(path)).Code);
        Assert.Empty(Graph.Page.SubscribedFields);
        Assert.Equal("200", (await Post("/me/subscribed_apps", ("subscribed_fields", "comments"), ("access_token", Graph.InstagramToken))).Code);
        Assert.Equal(["comments"], Graph.Instagram.SubscribedFields);
    }

    [Fact]
    public async Task Comments_of_instagram_are_listed_answered_hidden_and_removed()
    {
        var media = Graph.Instagram.PostsByHand("Buku baru").Id;
        var (first, second) = (Graph.Instagram.Comments(media, "sari.baca", "Satu"), Graph.Instagram.Comments(media, "budi", "Dua"));
        var reply = await Made($"/{first.Id}/replies", ("message", "Terima kasih"));
        var below = await Made($"/{reply}/replies", ("message", "Sama-sama"));
        Assert.Equal([second.Id, first.Id], (await Get($"/{media}/comments")).Ids);
        Assert.Equal([reply, below], (await Get($"/{first.Id}/replies")).Ids);
        Assert.Equal(first, Graph.World.Get<GraphInstagramComment>(below).Parent);
        var listed = (await Get($"/{media}/comments", ("fields", "text,username,timestamp,from,hidden,replies{text,username}"))).Data[1]!;
        Assert.Equal(("sari.baca", "Terima kasih"), ((string?)listed["from"]!["username"], (string?)listed["replies"]!["data"]![0]!["text"]));
        Assert.Equal(media, (string?)(await Get($"/{below}", ("fields", "media,parent_id"))).Json["media"]!["id"]);
        Assert.Equal("200", (await Post($"/{first.Id}", ("hide", "true"))).Code);
        Assert.Equal("400 100/0", (await Post($"/{first.Id}/replies", ("message", "a"))).Code);
        Assert.Equal("400 100/0", (await Post($"/{reply}/replies", ("message", "a"))).Code);
        Assert.Equal("200", (await Post($"/{first.Id}", ("hide", "false"))).Code);
        Assert.Equal("400 100/0", (await Post($"/{first.Id}")).Code);
        Assert.Equal("200", (await Delete($"/{first.Id}")).Code);
        Assert.Equal("400 100/33", (await Get($"/{reply}")).Code);
        Assert.Equal(second, Assert.Single(Graph.Instagram.Media[0].Comments));
    }

    [Fact]
    public async Task Comments_can_be_turned_off_and_go_on_by_fifty()
    {
        var media = Graph.Instagram.PostsByHand("Buku baru").Id;
        for (var i = 0; i < 51; i++)
            Graph.Instagram.Comments(media, "sari.baca", $"{i}");
        var first = await Get($"/{media}/comments");
        Assert.Equal(50, first.Data.Count);
        using var next = new HttpRequestMessage(HttpMethod.Get, (string)first.Json["paging"]!["next"]!);
        Assert.Single((await Send(next)).Data);
        Assert.Equal(51, (int)(await Get($"/{media}", ("fields", "comments_count"))).Json["comments_count"]!);
        Assert.Equal("200", (await Post($"/{media}", ("comment_enabled", "false"))).Code);
        Assert.Equal("400 100/0", (await Post($"/{media}/comments", ("message", "a"))).Code);
        Assert.Equal("200", (await Post($"/{media}", ("comment_enabled", "true"))).Code);
        Assert.Equal("200", (await Post($"/{media}/comments", ("message", "a"))).Code);
    }

    [Fact]
    public async Task An_instagram_comment_too_is_answered_in_private_once()
    {
        var comment = Graph.Instagram.Comments(Graph.Instagram.PostsByHand("a").Id, "sari.baca", "Halo").Id;
        Assert.Equal("200", (await Privately(Graph.InstagramId, comment)).Code);
        Assert.Equal("400 10900/0", (await Privately(Graph.InstagramId, comment)).Code);
    }

    private Task<GraphSaid> Privately(string account, string comment) => Post(
        $"/{account}/messages", ("recipient", new JsonObject { ["comment_id"] = comment }.ToJsonString()), ("message", """{"text":"Halo, silakan datang"}"""));
}
