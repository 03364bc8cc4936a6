using System.Globalization;
using System.Text.Json.Nodes;

namespace LibraryBot.Tests.Support;

/// <summary>Posts and photos of a Page: FG-20 to FG-26.</summary>
public sealed class FakeGraphPageTests : AgainstTheGraph
{
    private string Feed => $"/{Graph.PageId}/feed";
    private string PhotosPath => $"/{Graph.PageId}/photos";

    [Fact]
    public async Task A_post_needs_something_in_it_and_is_live_at_once()
    {
        Assert.Equal("400 100/0", (await Post(Feed)).Code);
        Assert.Equal("400 100/0", (await Post(Feed, ("message", new string('a', 63_207)))).Code);
        var id = await Made(Feed, ("message", "Buku baru lb-17"));
        Assert.StartsWith(Graph.PageId + "_", id);
        Assert.Equal(1, Graph.Live("lb-17"));
        Assert.Equal((1, 0), (Graph.LiveOn(GraphNetwork.Facebook, "lb-17"), Graph.LiveOn(GraphNetwork.Instagram, "lb-17")));
    }

    [Fact]
    public async Task A_staged_post_is_seen_by_its_id_only_and_published_once()
    {
        var id = await Staged("Buku baru lb-17");
        Assert.Equal(0, Graph.Live("lb-17"));
        Assert.Empty((await Get(Feed)).Data);
        Assert.False((bool)(await Get($"/{id}", ("fields", "is_published"))).Json["is_published"]!);
        Time.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal("""{"success":true}""", (await Post($"/{id}", ("is_published", "true"))).Text);
        Time.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal("200", (await Post($"/{id}", ("is_published", "true"))).Code);
        Assert.Equal(1, Graph.Live("lb-17"));
        var read = (await Get($"/{id}", ("fields", "message,created_time,permalink_url,is_published"))).Json;
        Assert.Equal("2026-11-22T03:03:00+0000", (string?)read["created_time"]);
        Assert.True((bool)read["is_published"]!);
        Assert.Equal(id, Assert.Single((await Get($"/{Graph.PageId}/published_posts")).Ids));
        Graph.Habits.PublishingAgainIsRefused = true;
        Assert.Equal("400 100/0", (await Post($"/{id}", ("is_published", "true"))).Code);
    }

    [Fact]
    public async Task A_page_where_staging_does_not_work_still_publishes()
    {
        Graph.Page.StagingWorks = false;
        Assert.Equal("400 100/0", (await Post(Feed, ("message", "a"), ("published", "false"))).Code);
        Assert.Equal("200", (await Post(Feed, ("message", "a"))).Code);
    }

    [Theory]
    [InlineData("+9 minutes", false)]
    [InlineData("+10 minutes", true)]
    [InlineData("+30 days", true)]
    [InlineData("+31 days", false)]
    [InlineData("2026-11-22T04:00:00+0000", true)]
    [InlineData("2026-11-22T11:00:00+07:00", true)]
    [InlineData("1795330800", true)]
    [InlineData("besok", false)]
    public async Task A_schedule_is_ten_minutes_to_thirty_days_ahead_however_it_is_written(string time, bool taken)
    {
        var said = await Post(Feed, ("message", "a"), ("published", "false"), ("scheduled_publish_time", time));
        Assert.Equal(taken ? "200" : "400 100/0", said.Code);
        if (!taken)
            Assert.Equal("(#100) The specified scheduled publish time is invalid.", said.Message);
        Assert.Equal("400 100/0", (await Post(Feed, ("message", "a"), ("scheduled_publish_time", time))).Code);
    }

    [Fact]
    public async Task A_scheduled_post_becomes_live_by_the_clock_under_the_same_id()
    {
        var id = await Made(Feed, ("message", "lb-17"), ("published", "false"), ("scheduled_publish_time", "+15 minutes"));
        Assert.Equal(id, Assert.Single((await Get($"/{Graph.PageId}/scheduled_posts", ("fields", "scheduled_publish_time"))).Ids));
        Time.Advance(TimeSpan.FromMinutes(14));
        Assert.Equal(0, Graph.Live("lb-17"));
        Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(1, Graph.Live("lb-17"));
        Assert.Equal("2026-11-22T03:15:00+0000", (string?)(await Get($"/{id}")).Json["created_time"]);
        Assert.Empty((await Get($"/{Graph.PageId}/scheduled_posts")).Data);
    }

    [Fact]
    public async Task Several_photos_are_uploaded_unpublished_and_attached()
    {
        var photos = new[] { await Photo(), await Photo(), await Photo() };
        var id = await Made(Feed, ("message", "Tiga foto"), ("attached_media[1]", Media(photos[1])), ("attached_media[0]", Media(photos[0])), ("attached_media[2]", Media(photos[2])));
        Assert.Equal(photos, Graph.World.Get<GraphPost>(id).Photos.Select(photo => photo.Id));
        var attachments = (await Get($"/{id}", ("fields", "attachments"))).Json["attachments"]!["data"]!;
        Assert.Equal(3, ((JsonArray)attachments[0]!["subattachments"]!["data"]!).Count);
        Assert.Equal("400 100/0", (await Post(Feed, ("message", "lagi"), ("attached_media", $"[{Media(photos[0])}]"))).Code);
    }

    [Fact]
    public async Task Attached_photos_must_be_the_pages_own_unpublished_ones_and_ten_at_most()
    {
        var eleven = await Task.WhenAll(Enumerable.Range(0, 11).Select(_ => Photo()));
        Assert.Equal("400 100/0", (await Post(Feed, ("attached_media", $"[{string.Join(',', eleven.Select(Media))}]"))).Code);
        Assert.Equal("400 100/0", (await Post(Feed, ("attached_media", $"[{Media("1")}]"))).Code);
        var shown = await Made(PhotosPath, ("url", PictureUrl));
        Assert.Equal("400 100/0", (await Post(Feed, ("attached_media", $"[{Media(shown)}]"))).Code);
        Assert.Equal("200", (await Post(Feed, ("attached_media", $"[{string.Join(',', eleven[..10].Select(Media))}]"))).Code);
    }

    [Theory]
    [InlineData(false, "200")]
    [InlineData(true, "400 100/0")]
    public async Task A_photo_is_used_from_publishing_on_or_from_its_first_post_on(bool fromCreation, string second)
    {
        Graph.Habits.UsedFromCreation = fromCreation;
        var photo = await Photo();
        var first = await Made(Feed, ("message", "a"), ("published", "false"), ("attached_media", $"[{Media(photo)}]"));
        var again = await Post(Feed, ("message", "b"), ("published", "false"), ("attached_media", $"[{Media(photo)}]"));
        Assert.Equal(second, again.Code);
        Assert.Equal("200", (await Post($"/{first}", ("is_published", "true"))).Code);
        if (!fromCreation)
            Assert.Equal("400 100/0", (await Post($"/{again.Id}", ("is_published", "true"))).Code);
    }

    [Theory]
    [InlineData(GraphDuplicates.Accepted, "200")]
    [InlineData(GraphDuplicates.Code506, "400 506/0")]
    [InlineData(GraphDuplicates.Code368, "400 368/0")]
    public async Task The_same_text_again_is_what_the_switch_says_for_ten_minutes(GraphDuplicates duplicates, string second)
    {
        Graph.Habits.Duplicates = duplicates;
        await Made(Feed, ("message", "sama"));
        Assert.Equal(second, (await Post(Feed, ("message", "sama"))).Code);
        Assert.Equal("200", (await Post(Feed, ("message", "lain"))).Code);
        await Made(Feed, ("message", "sama"));
        Time.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal("200", (await Post(Feed, ("message", "sama"))).Code);
    }

    [Theory]
    [InlineData("https://www.facebook.com/x", "400 100/1609008")]
    [InlineData("perpus", "400 100/1609005")]
    [InlineData("https://perpus.example/x", "200")]
    public async Task Links_to_facebook_are_refused(string link, string code) =>
        Assert.Equal(code, (await Post(Feed, ("message", "a"), ("link", link))).Code);

    [Fact]
    public async Task A_published_photo_is_a_post_with_its_alternative_text()
    {
        var said = (await Post(PhotosPath, ("url", PictureUrl), ("caption", "Sampul lb-17"), ("alt_text_custom", "Sampul buku"))).Json;
        var post = Graph.World.Get<GraphPost>((string)said["post_id"]!);
        Assert.Equal(("Sampul buku", 1), (post.Photos[0].AltText, Graph.Live("lb-17")));
        Assert.Equal(Square, post.Photos[0].Bytes);
    }

    [Fact]
    public async Task A_photo_comes_as_a_file_and_its_bytes_are_looked_at()
    {
        Assert.Equal("200", (await Upload(Square)).Code);
        Assert.Equal("400 100/1366046", (await Upload([.. Square, .. new byte[4 * 1024 * 1024]])).Code);
        Assert.Equal("400 100/1366046", (await Upload("<html>"u8.ToArray())).Code);
        Assert.Equal("400 324/2069019", (await Upload(Square[..40])).Code);
        Assert.Equal("400 324/0", (await Post(PhotosPath)).Code);
        Assert.Equal("400 324/2069019", (await Post(PhotosPath, ("url", "https://perpus.example/tidak-ada.jpg"))).Code);
    }

    [Fact]
    public async Task Lists_are_newest_first_with_bounds_pages_and_a_delay_of_the_index()
    {
        var first = await Made(Feed, ("message", "satu"));
        Time.Advance(TimeSpan.FromMinutes(1));
        var second = await Made(Feed, ("message", "dua"));
        Assert.Equal([second, first], (await Get($"/{Graph.PageId}/posts")).Ids);
        var since = (Time.GetUtcNow().ToUnixTimeSeconds() - 30).ToString(CultureInfo.InvariantCulture);
        Assert.Equal([second], (await Get(Feed, ("since", since))).Ids);
        Assert.Equal([first], (await Get(Feed, ("until", since))).Ids);
        Graph.Habits.IndexDelaySeconds = 60;
        Assert.Equal([first], (await Get(Feed)).Ids);
        Assert.Equal("200", (await Get($"/{second}")).Code);
        Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal([second, first], (await Get(Feed)).Ids);
    }

    [Fact]
    public async Task What_another_app_wrote_cannot_be_changed_and_what_is_gone_is_gone()
    {
        var byHand = Graph.Page.PostsByHand("dengan tangan").Id;
        Assert.Equal("400 200/0", (await Post($"/{byHand}", ("message", "lain"))).Code);
        Assert.Equal("400 200/0", (await Delete($"/{byHand}")).Code);
        Graph.Habits.ForeignPostCode = 10;
        Assert.Equal("400 10/0", (await Post($"/{byHand}", ("message", "lain"))).Code);
        var ours = await Made(Feed, ("message", "kita"));
        await Post($"/{ours}", ("message", "kita, diperbaiki"));
        Assert.Equal("kita, diperbaiki", Graph.World.Get<GraphPost>(ours).Message);
        Assert.Equal("""{"success":true}""", (await Delete($"/{ours}")).Text);
        Assert.Equal("400 100/33", (await Delete($"/{ours}")).Code);
        Graph.Page.DeletesByHand(byHand);
        Assert.Equal(0, Graph.Live(""));
    }

    private Task<string> Photo() => Made(PhotosPath, ("url", PictureUrl), ("published", "false"));

    private static string Media(string photo) => $$"""{"media_fbid":"{{photo}}"}""";

    private async Task<GraphSaid> Upload(byte[] bytes)
    {
        using var file = new ByteArrayContent(bytes);
        using var form = new MultipartFormDataContent { { new StringContent("false"), "published" }, { file, "source", "foto.jpg" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Graph.BaseUrl}/v26.0{PhotosPath}") { Content = form };
        request.Headers.Add("Authorization", $"Bearer {Graph.PageToken}");
        return await Send(request);
    }
}
