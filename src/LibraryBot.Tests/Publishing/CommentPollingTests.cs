using LibraryBot.Publishing.Meta;
using LibraryBot.Responses;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.Publishing;

/// <summary>Comments are read where Meta does not bring them, and never more often than is of use.</summary>
public sealed class CommentPollingTests : IAsyncLifetime
{
    private CommentedLibrary library = null!;

    public async Task InitializeAsync() => library = await CommentedLibrary.Open(settings => settings with { MetaVerifyToken = null });

    public async Task DisposeAsync() => await library.DisposeAsync();

    [Fact]
    public async Task Without_a_webhook_comments_are_read_every_two_minutes_and_told_once()
    {
        var sri = await library.Library.Librarian();
        await library.Polls();
        var top = library.Graph.Page.Comments(library.OnPage.Id, "Sari", "Apakah gratis?");
        library.Graph.Page.Comments(library.OnPage.Id, "Budi", "Aku ikut", under: top.Id);
        library.Graph.Instagram.Comments(library.OnInstagram.Id, "sari.baca", "Keren");
        await library.Polls();
        sri.HearsNothing();
        library.Clock.Advance(TimeSpan.FromMinutes(2));
        await library.Polls();
        Assert.Equal(3, sri.Everything().Count);
        library.Clock.Advance(TimeSpan.FromMinutes(2));
        await library.Polls();
        Assert.Equal(3, sri.Everything().Count);
        Assert.Equal(top.Id, Assert.Single(await library.Comments(), comment => comment.IsReply).Parent);
    }

    [Theory]
    [InlineData(1, false, 2)]
    [InlineData(49, false, 60)]
    [InlineData(24 * 8, false, 24 * 60)]
    [InlineData(1, true, 60)]
    [InlineData(24 * 8, true, 24 * 60)]
    public void An_older_post_is_read_more_seldom_and_the_net_once_an_hour(int hours, bool hasWebhook, int minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), CommentPolling.Pause(TimeSpan.FromHours(hours), hasWebhook));

    [Fact]
    public async Task After_thirty_days_a_post_is_left_alone()
    {
        library.Clock.Advance(TimeSpan.FromDays(31));
        await library.Polls();
        Assert.Empty(library.Graph.Requests);
    }

    [Fact]
    public async Task More_than_fifty_are_read_page_by_page()
    {
        for (var number = 0; number < 120; number++)
            library.Graph.Page.Comments(library.OnPage.Id, "Sari", $"Komentar {number}");
        for (var number = 0; number < 60; number++)
            library.Graph.Instagram.Comments(library.OnInstagram.Id, "sari.baca", $"Komentar {number}");
        await library.Polls();
        Assert.Equal(180, (await library.Comments()).Count);
    }

    [Fact]
    public async Task While_Meta_is_closed_nothing_is_asked()
    {
        library.Graph.Script.Before("GET", "/comments$").Throttles(7);
        await library.Polls();
        var calls = library.Graph.Requests.Count;
        Assert.Equal(1, calls);
        library.Clock.Advance(TimeSpan.FromMinutes(6));
        await library.Polls();
        Assert.Equal(calls, library.Graph.Requests.Count);
    }

    [Fact]
    public async Task What_was_removed_on_Instagram_is_gone_here_when_the_network_says_so()
    {
        var comment = library.Graph.Instagram.Comments(library.OnInstagram.Id, "sari.baca", "Nomor saya 0812");
        await library.Polls();
        library.Graph.Instagram.Removes(comment.Id);
        for (var times = 0; times < 2; times++)
        {
            library.Clock.Advance(TimeSpan.FromMinutes(2));
            await library.Polls();
        }

        var kept = Assert.Single(await library.Comments());
        Assert.Equal((CommentState.Removed, null), (kept.State, kept.Text));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task With_a_webhook_the_subscription_is_looked_at_every_day_and_made_anew(bool asText)
    {
        await using var subscribed = await CommentedLibrary.Open();
        subscribed.Graph.Habits.SuccessAsText = asText;
        await subscribed.Polls();
        Assert.Contains("feed", subscribed.Graph.Page.SubscribedFields);
        Assert.Contains("comments", subscribed.Graph.Instagram.SubscribedFields);
        var made = Subscriptions(subscribed);
        subscribed.Graph.Page.SubscribedFields.Clear();
        subscribed.Clock.Advance(TimeSpan.FromHours(23));
        await subscribed.Polls();
        Assert.Equal(made, Subscriptions(subscribed));
        subscribed.Clock.Advance(TimeSpan.FromHours(2));
        await subscribed.Polls();
        Assert.Contains("feed", subscribed.Graph.Page.SubscribedFields);
    }

    private static int Subscriptions(CommentedLibrary of) => of.Graph.Requests.Count(request => request is { Method: "POST", Path: var path } && path.EndsWith("subscribed_apps", StringComparison.Ordinal));
}
