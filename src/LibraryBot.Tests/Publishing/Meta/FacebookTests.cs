using LibraryBot.Publishing;
using LibraryBot.Storage;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.Publishing.Meta;

/// <summary>An approved post on its way to the library's Page, and what happens to it there.</summary>
public sealed class FacebookTests
{
    // 6.9: 1
    [Fact]
    public async Task A_text_is_stored_unseen_made_public_once_and_named_by_its_link()
    {
        await using var desk = await MetaDesk.Open();
        await desk.OnFacebook("Bedah buku Laut Bercerita #perpustakaan");
        await desk.Runs();
        var delivery = await desk.Delivery();
        Assert.Equal(DeliveryState.Published, delivery.State);
        Assert.Equal(1, desk.Graph.Live("Laut Bercerita"));
        Assert.Equal(Assert.Single(desk.Graph.Page.Posts).Id, delivery.ExternalId);
        Assert.StartsWith("https://www.facebook.com/", delivery.Link, StringComparison.Ordinal);
        Assert.Equal([Phase.Stage, Phase.Commit], delivery.Calls.Select(call => call.Phase));
        Assert.All(delivery.Calls, call => Assert.NotNull(call.EndedAt));
        Assert.Contains(delivery.Link!, desk.Heard(), StringComparison.Ordinal);
    }

    // 6.9: 2
    [Fact]
    public async Task Three_pictures_go_with_their_descriptions_in_one_post()
    {
        await using var desk = await MetaDesk.Open();
        await desk.OnFacebook("Tiga buku baru", desk.Picture("1.jpg"), desk.Picture("2.jpg"), desk.Picture("3.jpg"));
        await desk.Runs();
        Assert.Equal(1, desk.Graph.Live("Tiga buku baru"));
        Assert.Equal(3, desk.Count("POST", "/photos"));
        Assert.All(desk.Graph.Requests.Where(request => request.Path.EndsWith("/photos", StringComparison.Ordinal)), photo => Assert.Equal("Sampul buku berwarna biru", photo.Parameters["alt_text_custom"]));
        Assert.Equal(1, desk.Count("POST", "/feed"));
    }

    // 6.9: 5
    [Fact]
    public async Task An_error_after_the_post_is_live_is_settled_by_reading_it()
    {
        await using var desk = await MetaDesk.Open();
        desk.Graph.Script.After("POST", "_[0-9]+$").Answers(500, 2);
        await desk.OnFacebook("Kelas menulis");
        await desk.Runs();
        Assert.Equal(1, desk.Graph.Live("Kelas menulis"));
        Assert.Equal(DeliveryState.Published, (await desk.Delivery()).State);
        Assert.Equal(1, (await desk.Delivery()).Calls.Count(call => call.Phase == Phase.Commit));
    }

    // 6.9: 6
    [Fact]
    public async Task A_connection_that_breaks_before_the_post_is_live_is_made_good_after_a_look()
    {
        await using var desk = await MetaDesk.Open();
        desk.Graph.Script.Before("POST", "_[0-9]+$").Drops();
        await desk.OnFacebook("Kelas menulis");
        await desk.Runs();
        Assert.Equal(1, desk.Graph.Live("Kelas menulis"));
        var calls = desk.Graph.Requests.Where(request => request.Path.Contains('_', StringComparison.Ordinal)).Select(request => request.Method).ToList();
        Assert.Equal(["POST", "GET", "POST", "GET"], calls);
    }

    [Fact]
    public async Task Without_staging_a_lost_answer_is_settled_by_the_posts_own_words()
    {
        await using var desk = await MetaDesk.Open(graph => (graph.Page.StagingWorks, graph.Habits.IndexDelaySeconds) = (false, 90), stages: false);
        desk.Graph.Script.After("POST", "/feed$").ClosesMidBody();
        await desk.OnFacebook("Pameran  naskah\nkuno");
        await desk.Runs();
        var delivery = await desk.Delivery();
        Assert.Equal((DeliveryState.Published, 1), (delivery.State, desk.Graph.Live("Pameran")));
        Assert.Equal(Assert.Single(desk.Graph.Page.Posts).Id, delivery.ExternalId);
        Assert.Equal(1, desk.Count("POST", "/feed"));
    }

    [Fact]
    public async Task Without_staging_a_post_that_is_not_found_is_never_sent_again_by_itself()
    {
        await using var desk = await MetaDesk.Open(graph => graph.Page.StagingWorks = false, stages: false);
        desk.Graph.Script.Before("POST", "/feed$").Drops();
        await desk.OnFacebook("Pameran naskah");
        await desk.Runs();
        Assert.Equal((DeliveryState.NeedsHuman, 0), ((await desk.Delivery()).State, desk.Graph.Live("Pameran")));
        Assert.Equal(3, desk.Count("GET", "/published_posts"));
        Assert.Contains("Sudah ada di sana", desk.Heard(), StringComparison.Ordinal);
    }

    // 6.9: 20
    [Theory]
    [InlineData(GraphDuplicates.Code506)]
    [InlineData(GraphDuplicates.Code368)]
    public async Task A_network_that_says_it_has_this_already_is_looked_at_first(GraphDuplicates says)
    {
        await using var desk = await MetaDesk.Open(graph => (graph.Page.StagingWorks, graph.Habits.Duplicates) = (false, says), stages: false);
        desk.Graph.Script.After("POST", "/feed$").Answers(400, says == GraphDuplicates.Code506 ? 506 : 368);
        await desk.OnFacebook("Jam buka selama Ramadan");
        await desk.Runs();
        Assert.Equal((DeliveryState.Published, 1), ((await desk.Delivery()).State, desk.Graph.Live("Ramadan")));
    }

    [Fact]
    public async Task A_duplicate_that_is_told_while_staging_is_staged_again_when_nothing_is_found()
    {
        await using var desk = await MetaDesk.Open();
        desk.Graph.Script.After("POST", "/feed$").Drops();
        desk.Graph.Habits.Duplicates = GraphDuplicates.Code506;
        await desk.OnFacebook("Jam buka selama Ramadan");
        await desk.Runs();
        Assert.Equal((DeliveryState.Published, 1), ((await desk.Delivery()).State, desk.Graph.Live("Ramadan")));
    }

    // 6.9: 22
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_answer_that_says_nothing_is_a_doubt_and_no_success(bool html)
    {
        await using var desk = await MetaDesk.Open();
        var rule = desk.Graph.Script.Before("POST", "_[0-9]+$");
        _ = html ? rule.BadGateway() : rule.SaysNothing();
        await desk.OnFacebook("Dongeng anak");
        await desk.Publish();
        Assert.Equal(DeliveryState.Unknown, (await desk.Delivery()).State);
        await desk.Runs();
        Assert.Equal((DeliveryState.Published, 1), ((await desk.Delivery()).State, desk.Graph.Live("Dongeng")));
    }

    [Fact]
    public async Task A_network_that_never_says_what_became_of_it_leaves_a_question_and_no_second_post()
    {
        await using var desk = await MetaDesk.Open();
        desk.Graph.Script.After("POST", "_[0-9]+$").Drops();
        desk.Graph.Script.Before("GET", "_[0-9]+$").Answers(500, 2, times: 1000);
        await desk.OnFacebook("Dongeng anak");
        await desk.Runs();
        Assert.Equal((DeliveryState.NeedsHuman, 1), ((await desk.Delivery()).State, desk.Graph.Live("Dongeng")));
        Assert.Equal(1, (await desk.Delivery()).Calls.Count(call => call.Phase == Phase.Commit));
    }

    [Fact]
    public async Task Publishing_again_what_is_public_is_no_error()
    {
        await using var desk = await MetaDesk.Open(graph => graph.Habits.PublishingAgainIsRefused = true);
        desk.Graph.Script.After("POST", "_[0-9]+$").Drops();
        desk.Graph.Script.Before("GET", "_[0-9]+$").Answers(500, 1);
        await desk.OnFacebook("Dongeng anak");
        await desk.Runs();
        Assert.Equal((DeliveryState.Published, 1), ((await desk.Delivery()).State, desk.Graph.Live("Dongeng")));
    }

    // 6.9: 25
    [Theory]
    [InlineData(9)]
    [InlineData(31 * 24 * 60)]
    public async Task A_time_is_kept_by_us_and_never_given_to_the_network(int minutes)
    {
        await using var desk = await MetaDesk.Open();
        var number = await desk.OnFacebook("Lokakarya");
        await ((ILibraryStore)desk.Disk).Commit(session =>
        {
            foreach (var delivery in session.Find(Delivery.Deliveries, Delivery.ByPost, number))
                session.Put(Delivery.Deliveries, delivery with { DueAt = desk.Clock.GetUtcNow().AddMinutes(minutes) });
        });
        await desk.Runs(TimeSpan.FromMinutes(minutes - 1));
        Assert.Empty(desk.Graph.Requests);
        await desk.Runs();
        Assert.Equal(1, desk.Graph.Live("Lokakarya"));
        Assert.DoesNotContain(desk.Graph.Requests, request => request.Parameters.ContainsKey("scheduled_publish_time"));
    }

    [Fact]
    public async Task A_network_that_cannot_be_reached_is_waited_for_and_nothing_is_doubtful()
    {
        await using var desk = await MetaDesk.Open();
        var number = await desk.OnFacebook("Lokakarya");
        await desk.Graph.DisposeAsync();
        await desk.Publish();
        var delivery = await desk.Delivery();
        Assert.Equal((DeliveryState.Planned, "meta.unreachable"), (delivery.State, delivery.Why));
        await desk.Runs();
        Assert.Equal(DeliveryState.Refused, (await desk.Delivery()).State);
        Assert.Contains("Tidak ada yang terbit di sana", desk.Heard(), StringComparison.Ordinal);
        Assert.True(number > 0);
    }
}
