using LibraryBot.Publishing;
using LibraryBot.Storage;
using LibraryBot.Tests.Support;
using SkiaSharp;

namespace LibraryBot.Tests.Publishing.Meta;

/// <summary>An approved post on its way to the library's Instagram account, and what happens to it there.</summary>
public sealed class InstagramTests
{
    // 6.9: 3
    [Fact]
    public async Task A_picture_becomes_a_container_is_waited_for_and_published_once()
    {
        await using var desk = await MetaDesk.Open();
        await desk.OnInstagram("Buku baru pekan ini #perpustakaan");
        await desk.Runs();
        var delivery = await desk.Delivery(Destination.Instagram);
        Assert.Equal((DeliveryState.Published, 1), (delivery.State, desk.Graph.Live("Buku baru pekan ini")));
        var media = Assert.Single(desk.Graph.Instagram.Media);
        Assert.Equal(media.Id, delivery.ExternalId);
        Assert.NotNull(delivery.Link);
        Assert.Equal("Sampul buku berwarna biru", Request(desk, "/media").Parameters["alt_text"]);
        Assert.Equal("Buku baru pekan ini #perpustakaan", media.Caption);
    }

    // 6.9: 4
    [Fact]
    public async Task Ten_pictures_become_one_album_whose_parent_carries_the_words()
    {
        await using var desk = await MetaDesk.Open();
        await desk.OnInstagram("Pameran foto", [.. Enumerable.Range(0, 10).Select(at => desk.Picture($"{at}.jpg"))]);
        await desk.Runs();
        Assert.Equal((DeliveryState.Published, 1), ((await desk.Delivery(Destination.Instagram)).State, desk.Graph.Live("Pameran foto")));
        Assert.Equal(11, desk.Count("POST", "/media"));
        Assert.Equal(1, desk.Count("POST", "/media_publish"));
        Assert.Equal(1, desk.Graph.Instagram.QuotaUsed);
    }

    // 6.9: 7
    [Fact]
    public async Task A_lost_answer_to_publishing_finds_the_right_post_though_another_came_between()
    {
        await using var desk = await MetaDesk.Open();
        var hold = desk.Graph.Script.After("POST", "/media_publish$").Drops();
        await desk.OnInstagram("Bedah buku Bumi Manusia");
        while (hold.Hits == 0)
            await desk.Runs(TimeSpan.FromSeconds(1));
        desk.Graph.Instagram.PostsByHand("Bukan dari bot");
        await desk.Runs();
        var delivery = await desk.Delivery(Destination.Instagram);
        Assert.Equal((DeliveryState.Published, 1), (delivery.State, desk.Graph.Live("Bumi Manusia")));
        Assert.Equal(desk.Graph.Instagram.Media.Single(media => media.Caption.Contains("Bumi", StringComparison.Ordinal)).Id, delivery.ExternalId);
        Assert.Equal(1, desk.Count("POST", "/media_publish"));
    }

    [Fact]
    public async Task Two_posts_with_the_same_words_leave_the_link_open_and_the_post_published()
    {
        await using var desk = await MetaDesk.Open();
        var lost = desk.Graph.Script.After("POST", "/media_publish$").Drops();
        await desk.OnInstagram("Jam buka");
        while (lost.Hits == 0)
            await desk.Runs(TimeSpan.FromSeconds(1));
        desk.Graph.Instagram.PostsByHand("Jam buka");
        await desk.Runs();
        var delivery = await desk.Delivery(Destination.Instagram);
        Assert.Equal((DeliveryState.Published, null, null), (delivery.State, delivery.ExternalId, delivery.Link));
        Assert.Contains("Tautannya belum dapat saya pastikan", desk.Heard(), StringComparison.Ordinal);
    }

    // 6.9: 8
    [Fact]
    public async Task Publishing_that_was_lost_on_the_way_is_told_again_after_a_look()
    {
        await using var desk = await MetaDesk.Open();
        desk.Graph.Script.Before("POST", "/media_publish$").Drops();
        await desk.OnInstagram("Bedah buku");
        await desk.Runs();
        Assert.Equal((DeliveryState.Published, 1), ((await desk.Delivery(Destination.Instagram)).State, desk.Graph.Live("Bedah buku")));
        Assert.Equal(2, desk.Count("POST", "/media_publish"));
    }

    // 6.9: 10
    [Fact]
    public async Task A_container_that_is_not_ready_four_times_is_waited_for()
    {
        await using var desk = await MetaDesk.Open();
        desk.Graph.Script.Before("POST", "/media_publish$").Answers(400, 9007, 2207027, times: 4);
        await desk.OnInstagram("Bedah buku");
        await desk.Runs();
        Assert.Equal((DeliveryState.Published, 1), ((await desk.Delivery(Destination.Instagram)).State, desk.Graph.Live("Bedah buku")));
        Assert.Equal(1, desk.Count("POST", "/media"));
    }

    // 6.9: 11
    [Fact]
    public async Task A_temporary_error_twice_is_met_by_looking_and_publishing_the_same_container()
    {
        await using var desk = await MetaDesk.Open();
        desk.Graph.Script.Before("POST", "/media_publish$").Answers(400, 24, 2207008, times: 2);
        await desk.OnInstagram("Bedah buku");
        await desk.Runs();
        Assert.Equal((DeliveryState.Published, 1), ((await desk.Delivery(Destination.Instagram)).State, desk.Graph.Live("Bedah buku")));
        Assert.Equal(1, desk.Count("POST", "/media"));
        Assert.Equal(3, desk.Count("POST", "/media_publish"));
    }

    // 6.9: 12
    [Fact]
    public async Task A_container_that_fails_for_its_shape_is_refused_with_the_plain_reason()
    {
        await using var desk = await MetaDesk.Open();
        desk.Graph.Script.Before("POST", "/media$").BecomesError(2207009);
        await desk.OnInstagram("Bedah buku");
        await desk.Runs();
        Assert.Equal((DeliveryState.Refused, "meta.picture_shape", 0), ((await desk.Delivery(Destination.Instagram)).State, (await desk.Delivery(Destination.Instagram)).Why, desk.Graph.Live("Bedah buku")));
        Assert.Contains("terlalu tinggi atau terlalu lebar", desk.Heard(), StringComparison.Ordinal);
        Assert.Contains("Tidak ada yang terbit di sana", desk.Heard(), StringComparison.Ordinal);
    }

    // 6.9: 13
    [Theory]
    [InlineData(2207006)]
    [InlineData(2207008)]
    public async Task A_container_that_expired_is_made_anew(int subcode)
    {
        await using var desk = await MetaDesk.Open(graph => graph.Habits.GoneContainerSubcode = subcode);
        await desk.OnInstagram("Bedah buku");
        await desk.Runs(TimeSpan.FromSeconds(4));
        Assert.Equal(DeliveryState.Staged, (await desk.Delivery(Destination.Instagram)).State);
        desk.Clock.Advance(TimeSpan.FromHours(25));
        await desk.Runs();
        Assert.Equal((DeliveryState.Published, 1), ((await desk.Delivery(Destination.Instagram)).State, desk.Graph.Live("Bedah buku")));
        Assert.Equal(2, desk.Count("POST", "/media"));
    }

    // 6.9: 14
    [Fact]
    public async Task An_outage_that_hides_the_container_five_times_disconnects_nothing()
    {
        await using var desk = await MetaDesk.Open(graph => graph.Habits.Outage33Reads = 5);
        await desk.OnInstagram("Bedah buku");
        await desk.Runs();
        Assert.Equal((DeliveryState.Published, 1), ((await desk.Delivery(Destination.Instagram)).State, desk.Graph.Live("Bedah buku")));
        Assert.Empty(desk.Deaths);
    }

    // 6.9: 17
    [Fact]
    public async Task A_day_whose_posts_are_used_up_is_waited_for_and_told()
    {
        await using var desk = await MetaDesk.Open(graph =>
        {
            graph.Instagram.QuotaTotal = 25;
            graph.Instagram.UsesQuota(25);
        });
        await desk.OnInstagram("Bedah buku");
        await desk.Runs(TimeSpan.FromHours(20));
        Assert.Equal((DeliveryState.Waiting, 0), ((await desk.Delivery(Destination.Instagram)).State, desk.Count("POST", "/media_publish")));
        Assert.Contains("Jatah unggahan Instagram untuk 24 jam sudah habis", desk.Heard(), StringComparison.Ordinal);
        await desk.Runs();
        Assert.Equal((DeliveryState.Published, 1), ((await desk.Delivery(Destination.Instagram)).State, desk.Graph.Live("Bedah buku")));
    }

    // 6.9: 36
    [Theory]
    [InlineData(1080, 1440, "image/jpeg", "meta.picture_shape")]
    [InlineData(1080, 1350, "image/png", "meta.picture_format")]
    [InlineData(1080, 1350, "image/jpeg", null)]
    [InlineData(1200, 628, "image/jpeg", null)]
    public async Task A_picture_that_instagram_would_not_take_is_refused_before_anything_is_sent(int width, int height, string type, string? why)
    {
        await using var desk = await MetaDesk.Open();
        await desk.OnInstagram("Bedah buku", desk.Picture("a.jpg", Photos.Plain(SKColors.Teal, width, height), type, width, height));
        await desk.Runs();
        var delivery = await desk.Delivery(Destination.Instagram);
        Assert.Equal((why is null ? DeliveryState.Published : DeliveryState.Refused, why), (delivery.State, delivery.Why));
        if (why is not null)
            Assert.Empty(desk.Graph.Requests);
    }

    // 6.9: 35, 37
    [Theory]
    [InlineData(2_200, 5, null)]
    [InlineData(2_201, 5, "meta.too_long")]
    [InlineData(300, 6, "meta.too_many_tags")]
    public async Task Words_and_hashtags_beyond_the_limit_are_refused_before_anything_is_sent(int letters, int tags, string? why)
    {
        await using var desk = await MetaDesk.Open();
        var hashtags = string.Concat(Enumerable.Range(0, tags).Select(at => $" #tagar{(char)('a' + at)}"));
        await desk.OnInstagram(new string('x', letters - hashtags.Length) + hashtags);
        await desk.Runs();
        Assert.Equal(why, (await desk.Delivery(Destination.Instagram)).Why);
        Assert.Equal(why is null ? 1 : 0, desk.Graph.Live("xxx"));
    }

    [Fact]
    public async Task A_picture_that_our_own_address_does_not_serve_is_our_finding_and_no_call_to_meta()
    {
        await using var desk = await MetaDesk.Open();
        desk.Picture("a.jpg");
        var other = Photos.Plain(SKColors.Red, 320, 320);
        await desk.OnInstagram("Bedah buku", "a.jpg");
        desk.Serves("a.jpg", other);
        await desk.Runs();
        Assert.Equal("meta.not_public", (await desk.Delivery(Destination.Instagram)).Why);
        Assert.Empty(desk.Graph.Requests);
        Assert.Contains("PublicUrl", desk.Heard(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_that_meta_could_not_fetch_is_offered_again_and_then_refused()
    {
        await using var desk = await MetaDesk.Open();
        desk.Graph.Script.Before("POST", "/media$").Answers(400, 9004, 2207052, times: 10);
        await desk.OnInstagram("Bedah buku");
        await desk.Runs();
        Assert.Equal((DeliveryState.Refused, "meta.not_fetched"), ((await desk.Delivery(Destination.Instagram)).State, (await desk.Delivery(Destination.Instagram)).Why));
        Assert.Equal(4, desk.Count("POST", "/media"));
    }

    [Fact]
    public async Task A_restriction_with_the_post_live_is_seen_by_looking()
    {
        await using var desk = await MetaDesk.Open();
        desk.Graph.Script.After("POST", "/media_publish$").Answers(400, 4, 2207051);
        await desk.OnInstagram("Bedah buku");
        await desk.Runs();
        Assert.Equal((DeliveryState.Published, 1), ((await desk.Delivery(Destination.Instagram)).State, desk.Graph.Live("Bedah buku")));
    }

    [Fact]
    public async Task A_restriction_without_the_post_is_a_persons_to_decide_and_never_a_second_try()
    {
        await using var desk = await MetaDesk.Open();
        desk.Graph.Script.Before("POST", "/media_publish$").Answers(400, 4, 2207051, times: 9);
        await desk.OnInstagram("Bedah buku");
        await desk.Runs();
        Assert.Equal((DeliveryState.NeedsHuman, 1), ((await desk.Delivery(Destination.Instagram)).State, desk.Count("POST", "/media_publish")));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Every_habit_of_the_network_comes_to_the_same(bool emptyStatus, bool sameId)
    {
        await using var desk = await MetaDesk.Open(graph => (graph.Habits.EmptyStatusCode, graph.Habits.SecondPublishAnswersSameId) = (emptyStatus, sameId));
        desk.Graph.Script.After("POST", "/media_publish$").Drops();
        await desk.OnInstagram("Bedah buku");
        await desk.Runs();
        Assert.Equal((DeliveryState.Published, 1), ((await desk.Delivery(Destination.Instagram)).State, desk.Graph.Live("Bedah buku")));
    }

    private static Support.GraphRequest Request(MetaDesk desk, string ending) => desk.Graph.Requests.Single(request => request.Method == "POST" && request.Path.EndsWith(ending, StringComparison.Ordinal));
}
