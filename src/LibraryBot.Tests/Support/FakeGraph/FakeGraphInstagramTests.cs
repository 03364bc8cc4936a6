using System.Text;
using SkiaSharp;

namespace LibraryBot.Tests.Support;

/// <summary>Containers, publishing, quota and media: FG-30 to FG-35.</summary>
public sealed class FakeGraphInstagramTests : AgainstTheGraph
{
    private string MediaPath => $"/{Graph.InstagramId}/media";

    [Fact]
    public async Task A_container_is_finished_after_two_seconds_and_becomes_a_medium_once()
    {
        var container = await Made(MediaPath, ("image_url", PictureUrl), ("caption", "Buku baru lb-17"), ("alt_text", "Sampul"));
        Assert.Equal("IN_PROGRESS", await Status(container));
        var early = await Published(container);
        Assert.Equal("400 9007/2207027", early.Code);
        Assert.Equal("The media is not ready to be published. Please wait a moment.", (string?)early.Json["error"]!["error_user_msg"]);
        Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("FINISHED", await Status(container));
        var media = (await Published(container)).Id;
        Assert.NotEqual(container, media);
        Assert.Equal("PUBLISHED", await Status(container));
        Assert.Equal("400 24/2207006", (await Published(container)).Code);
        Graph.Habits.SecondPublishAnswersSameId = true;
        Assert.Equal(media, (await Published(container)).Id);
        Assert.Equal(1, Graph.LiveOn(GraphNetwork.Instagram, "lb-17"));
        Assert.Equal("Sampul", Graph.World.Get<GraphMedia>(media).AltText);
        var read = (await Get($"/{media}", ("fields", "permalink,timestamp,caption,media_type,comments_count"))).Json;
        Assert.StartsWith("https://www.instagram.com/p/", (string?)read["permalink"]);
        Assert.Equal("IMAGE", (string?)read["media_type"]);
        Assert.Equal([media], (await Get(MediaPath)).Ids);
    }

    [Theory]
    [InlineData(1080, 1350, "200")]
    [InlineData(1080, 1440, "400 36003/2207009")]
    [InlineData(1200, 628, "200")]
    [InlineData(1200, 600, "400 36003/2207009")]
    public async Task The_ratio_is_read_from_the_jpeg_itself(int width, int height, string code)
    {
        Graph.Pictures.Keep(PictureUrl, Photos.Plain(SKColors.Teal, width, height));
        Assert.Equal(code, (await Post(MediaPath, ("image_url", PictureUrl))).Code);
    }

    [Fact]
    public async Task Only_plain_jpeg_of_eight_megabytes_is_taken()
    {
        Graph.Pictures.Keep(PictureUrl, [.. Square, .. new byte[8 * 1024 * 1024]]);
        Assert.Equal("400 36000/2207004", await Code());
        using var picture = new SKBitmap(600, 600);
        var png = picture.Encode(SKEncodedImageFormat.Png, 100).ToArray();
        Graph.Pictures.Keep(PictureUrl, png, "image/png");
        Assert.Equal("400 36001/2207005", await Code());
        Graph.Habits.AcceptPng = true;
        Assert.Equal("200", await Code());
        byte[] mpo = [.. Square[..2], 0xFF, 0xE2, 0, 6, .. "MPF\0"u8, .. Square[2..]];
        Assert.Equal(new JpegHeader(600, 600, true), JpegHeader.Read(mpo));
        Graph.Pictures.Keep(PictureUrl, mpo);
        Assert.Equal("400 36001/2207005", await Code());
        Assert.Equal("400 100/0", (await Post(MediaPath, ("caption", "tanpa gambar"))).Code);
    }

    [Fact]
    public async Task The_picture_is_really_fetched_and_every_trouble_on_the_way_has_its_code()
    {
        await using var host = await PictureHost.Start(Square);
        Assert.Equal("200", await Code(host.Url("ok.jpg")));
        Assert.Equal("400 9004/2207052", await Code(host.Url("missing.jpg")));
        Assert.Equal("400 9004/2207052", await Code(host.Url("page.html")));
        Assert.Equal("400 9004/2207052", await Code(host.Url("moved.jpg")));
        Assert.Equal("400 9004/2207052", await Code("ftp://127.0.0.1/a.jpg"));
        Assert.Equal("400 9004/2207052", await Code("https://tidak-ada.example/a.jpg"));
        Graph.Pictures.Host("https://perpus.example/media", host.Url("").TrimEnd('/'));
        Assert.Equal("200", await Code("https://perpus.example/media/ok.jpg"));
        Graph.Pictures.ReadsRobots = true;
        Assert.Equal("400 9004/2207052", await Code(host.Url("private/ok.jpg")));
        Assert.Equal("200", await Code(host.Url("ok.jpg")));
        Graph.Pictures.ReadsRobots = false;
        Graph.Pictures.Patience = TimeSpan.FromMilliseconds(50);
        Assert.Equal("400 -2/2207003", await Code(host.Url("slow.jpg")));
        Assert.Equal(9, Graph.Pictures.Fetched.Count - 1);
    }

    [Fact]
    public async Task The_script_spoils_the_fetching_too()
    {
        Graph.Script.Fetching("gambar").Answers(404, 0);
        Assert.Equal("400 9004/2207052", await Code());
        Graph.Script.Fetching("gambar").Delays(6000);
        Assert.Equal("400 -2/2207003", await Code());
        Graph.Script.Fetching("gambar").HasContentType("text/html");
        Assert.Equal("400 9004/2207052", await Code());
        Graph.Script.Fetching("gambar").Redirects();
        Assert.Equal("400 9004/2207052", await Code());
        Graph.Script.Fetching("gambar").Drops();
        Assert.Equal("400 9004/2207052", await Code());
        Assert.Equal("200", await Code());
    }

    [Fact]
    public async Task Captions_have_their_limits_in_this_order()
    {
        Assert.Equal("200", await Caption(new string('a', 2200)));
        Assert.Equal("400 36004/2207010", await Caption(new string('a', 2201)));
        Assert.Equal("200", await Caption(Repeat("@orang", 20)));
        Assert.Equal("400 100/2207040", await Caption(Repeat("@orang", 21)));
        Assert.Equal("200", await Caption(Repeat("#buku", 5)));
        Graph.Habits.HashtagSubcode = 2207099;
        Assert.Equal("400 100/2207099", await Caption(Repeat("#buku", 6)));
        Graph.Habits.HashtagLimit = 30;
        Assert.Equal("200", await Caption(Repeat("#buku", 30)));
        Assert.Equal("200", await Caption("no #1 and a@b.example"));
    }

    [Fact]
    public async Task Kinds_that_are_unknown_and_alternative_texts_of_stories_are_refused()
    {
        Assert.Equal("400 100/2207023", (await Post(MediaPath, ("media_type", "GIF"), ("image_url", PictureUrl))).Code);
        Assert.Equal("400 100/0", (await Post(MediaPath, ("media_type", "STORIES"), ("image_url", PictureUrl), ("alt_text", "x"))).Code);
        Assert.Equal("400 100/0", (await Post(MediaPath, ("media_type", "REELS"), ("alt_text", "x"))).Code);
        var story = await Made(MediaPath, ("media_type", "STORIES"), ("image_url", PictureUrl), ("caption", "lb-17"));
        Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("200", (await Published(story)).Code);
        Assert.Empty((await Get(MediaPath)).Data);
        Assert.Equal((0, 1), (Graph.Live("lb-17"), Graph.Instagram.QuotaUsed));
    }

    [Fact]
    public async Task A_carousel_takes_two_to_ten_finished_children_of_its_own()
    {
        var children = await Task.WhenAll(Enumerable.Range(0, 11).Select(_ => Child()));
        Assert.Equal("400 100/2207028", (await Carousel(children[..2])).Code);
        Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("400 100/2207028", (await Carousel(children[..1])).Code);
        Assert.Equal("400 100/2207028", (await Carousel(children)).Code);
        Assert.Equal("400 100/2207028", (await Carousel([children[0], await Finished()])).Code);
        var said = await Carousel(children[..10]);
        Time.Advance(TimeSpan.FromSeconds(2));
        var album = Graph.World.Get<GraphMedia>((await Published(said.Id)).Id);
        Assert.Equal((10, "sepuluh lb-17", 1), (album.Children.Count, album.Caption, Graph.Instagram.QuotaUsed));
        Assert.Equal(1, Graph.Live("lb-17"));
        Assert.Equal(0, Graph.Live("tak terlihat"));
        var read = (await Get($"/{album.Id}", ("fields", "media_type,children{media_type}"))).Json;
        Assert.Equal("CAROUSEL_ALBUM", (string?)read["media_type"]);
        Assert.Equal(album.Children[0].Id, (string?)read["children"]!["data"]![0]!["id"]);
        Assert.Equal("400 100/2207028", (await Carousel(children[9..])).Code);
    }

    [Theory]
    [InlineData(false, "200")]
    [InlineData(true, "400 100/2207028")]
    public async Task A_child_is_used_from_publishing_on_or_from_its_first_parent_on(bool fromCreation, string second)
    {
        Graph.Habits.UsedFromCreation = fromCreation;
        var children = new[] { await Child(), await Child() };
        Time.Advance(TimeSpan.FromSeconds(2));
        var first = await Carousel(children);
        var again = await Carousel(children);
        Assert.Equal(second, again.Code);
        Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("200", (await Published(first.Id)).Code);
        if (!fromCreation)
            Assert.Equal("400 100/2207028", (await Published(again.Id)).Code);
    }

    [Fact]
    public async Task A_containers_life_is_told_by_the_script()
    {
        Graph.Script.Before("POST", "/media$").BecomesError(2207009);
        var broken = await Made(MediaPath, ("image_url", PictureUrl));
        Time.Advance(TimeSpan.FromSeconds(2));
        var read = (await Get($"/{broken}", ("fields", "status_code,status"))).Json;
        Assert.Equal(("ERROR", "Error: 2207009"), ((string?)read["status_code"], (string?)read["status"]));
        Assert.Equal("400 9007/2207027", (await Published(broken)).Code);
        Graph.Script.Before("POST", "/media$").Timeline(new GraphStep(0, "IN_PROGRESS"), new GraphStep(90, "FINISHED"));
        var slow = await Made(MediaPath, ("image_url", PictureUrl));
        Time.Advance(TimeSpan.FromSeconds(89));
        Assert.Equal("IN_PROGRESS", await Status(slow));
        Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("FINISHED", await Status(slow));
    }

    [Theory]
    [InlineData(2207006)]
    [InlineData(2207008)]
    public async Task A_container_expires_after_a_day_unless_it_was_published(int subcode)
    {
        Graph.Habits.GoneContainerSubcode = subcode;
        var container = await Finished();
        var published = await Finished();
        await Published(published);
        Time.Advance(TimeSpan.FromHours(24));
        Assert.Equal(("EXPIRED", "PUBLISHED"), (await Status(container), await Status(published)));
        Assert.Equal($"400 24/{subcode}", (await Published(container)).Code);
        Assert.Equal($"400 24/{subcode}", (await Published("17966000000009999")).Code);
        Assert.Equal("400 24/2207006", (await Published(published)).Code);
    }

    [Fact]
    public async Task A_status_may_come_without_its_code_and_reads_may_fail_for_a_while()
    {
        var container = await Finished();
        Graph.Habits.EmptyStatusCode = true;
        var read = (await Get($"/{container}", ("fields", "status_code,status"))).Json;
        Assert.Null(read["status_code"]);
        Assert.StartsWith("Finished", (string?)read["status"]);
        Graph.Habits.Outage33Reads = 2;
        Assert.Equal("400 100/33", (await Get($"/{container}")).Code);
        Assert.Equal("400 100/33", (await Get($"/{container}")).Code);
        Assert.Equal("200", (await Get($"/{container}")).Code);
    }

    [Fact]
    public async Task The_quota_counts_what_was_published_in_24_hours()
    {
        Graph.Instagram.QuotaTotal = 25;
        Graph.Instagram.UsesQuota(24);
        await Published(await Finished());
        var limit = (await Get($"/{Graph.InstagramId}/content_publishing_limit")).Text;
        Assert.Equal("""{"data":[{"quota_usage":25,"config":{"quota_total":25,"quota_duration":86400}}]}""", (await Limit())["json"]);
        Assert.Contains("\"quota_usage\":25", limit, StringComparison.Ordinal);
        Assert.Equal("400 9/2207042", (await Published(await Finished())).Code);
        Time.Advance(TimeSpan.FromHours(24));
        Assert.Equal(0, Graph.Instagram.QuotaUsed);
        Graph.Instagram.Restricted = true;
        Assert.Equal("400 25/2207050", (await Published(await Finished())).Code);

        async Task<Dictionary<string, string>> Limit()
        {
            var json = (await Get($"/{Graph.InstagramId}/content_publishing_limit")).Json;
            json["data"]![0]!.AsObject().Remove("id");
            return new() { ["json"] = json.ToJsonString() };
        }
    }

    [Fact]
    public async Task A_medium_cannot_be_removed_nor_its_caption_changed()
    {
        var media = (await Published(await Finished())).Id;
        Assert.Equal("Unsupported delete request.", (await Delete($"/{media}")).Message);
        Assert.Equal("Unsupported post request.", (await Post($"/{media}", ("caption", "lain"))).Message);
        var other = Graph.Instagram.PostsByHand("dengan tangan").Id;
        Assert.Equal([other, media], (await Get(MediaPath)).Ids);
        Graph.Instagram.DeletesByHand(other);
        Graph.Habits.InstagramIndexDelaySeconds = 60;
        Assert.Empty((await Get(MediaPath)).Data);
    }

    private async Task<string?> Status(string container) => (string?)(await Get($"/{container}", ("fields", "status_code,status"))).Json["status_code"];

    private async Task<string> Code(string url = PictureUrl) => (await Post(MediaPath, ("image_url", url))).Code;

    private async Task<string> Caption(string caption) => (await Post(MediaPath, ("image_url", PictureUrl), ("caption", caption))).Code;

    private Task<string> Child() => Made(MediaPath, ("image_url", PictureUrl), ("is_carousel_item", "true"), ("caption", "tak terlihat"));

    private Task<GraphSaid> Carousel(string[] children) =>
        Post(MediaPath, ("media_type", "CAROUSEL"), ("children", string.Join(',', children)), ("caption", "sepuluh lb-17"));

    private static string Repeat(string word, int times) => new StringBuilder().Insert(0, word + " ", times).ToString();
}
