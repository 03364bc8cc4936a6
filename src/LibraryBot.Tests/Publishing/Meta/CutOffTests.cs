using LibraryBot.Posts;
using LibraryBot.Publishing;
using LibraryBot.Storage;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.Publishing.Meta;

/// <summary>Processes that die, tokens that die, two programs on one store, and whatever else comes between a post and its network.</summary>
public sealed class CutOffTests
{
    private static readonly TimeSpan AfterTheLease = TimeSpan.FromMinutes(2);

    // 6.9: 9
    [Theory]
    [InlineData(Destination.Facebook)]
    [InlineData(Destination.Instagram)]
    public async Task A_program_that_dies_at_any_commit_publishes_once(string kind)
    {
        for (var commits = 0; commits < 14; commits++)
        {
            foreach (var saved in new[] { true, false })
            {
                await using var desk = await MetaDesk.Open();
                await desk.Approve("Bedah buku", [desk.Picture("a.jpg")], kind);
                desk.DiesAfter(commits, saved);
                await desk.Runs();
                Assert.Equal((1, DeliveryState.Published), (desk.Graph.Live("Bedah buku"), (await desk.Delivery(kind)).State));
            }
        }
    }

    // 6.9: 15
    [Fact]
    public async Task A_token_that_dies_in_the_middle_stops_the_channel_keeps_the_post_and_a_new_one_goes_on()
    {
        await using var desk = await MetaDesk.Open();
        desk.Graph.Script.After("POST", "/photos$").Does(new Support.GraphTrouble.Delay(0));
        await desk.OnFacebook("Bedah buku", desk.Picture("a.jpg"));
        await desk.OnFacebook("Kelas menulis");
        var old = desk.Graph.PageToken;
        desk.Graph.Tokens.Expire(old);
        await desk.Runs();
        Assert.All(await desk.Deliveries(), delivery => Assert.Equal(DeliveryState.ChannelDown, delivery.State));
        Assert.Equal("facebook meta.token", Assert.Single(desk.Deaths));
        Assert.Equal(1, desk.Graph.Requests.Count(request => request.Status == 400));
        Assert.Contains("menunggu token baru", desk.Heard(), StringComparison.Ordinal);
        desk.Graph.Tokens.Renew();
        await desk.Start();
        await desk.Runs();
        Assert.All(await desk.Deliveries(), delivery => Assert.Equal(DeliveryState.Published, delivery.State));
        Assert.Equal((1, 1), (desk.Graph.Live("Bedah buku"), desk.Graph.Live("Kelas menulis")));
    }

    // 6.9: 18
    [Fact]
    public async Task A_throttle_of_seven_minutes_means_no_call_for_seven_minutes()
    {
        await using var desk = await MetaDesk.Open();
        desk.Graph.Script.Before("POST", "/media$").Throttles(7, 80002);
        await desk.OnInstagram("Bedah buku");
        await desk.OnInstagram("Kelas menulis");
        await desk.Runs();
        Assert.Equal((1, 1), (desk.Graph.Live("Bedah buku"), desk.Graph.Live("Kelas menulis")));
        var refused = desk.Graph.Requests.Single(request => request.Status is 400 or 403 or 429);
        var next = desk.Graph.Requests.First(request => request.At > refused.At || (request.At == refused.At && request != refused));
        Assert.True(next.At - refused.At >= TimeSpan.FromMinutes(7), $"{next.At - refused.At}");
    }

    [Fact]
    public async Task A_throttle_outlasts_the_program_that_met_it()
    {
        await using var desk = await MetaDesk.Open();
        desk.Graph.Script.Before("POST", "/feed$").Throttles(7, 80001);
        await desk.OnFacebook("Bedah buku");
        await desk.Publish();
        await desk.Start();
        await desk.OnFacebook("Kelas menulis");
        await desk.Runs(TimeSpan.FromMinutes(6));
        Assert.Single(desk.Graph.Requests);
        await desk.Runs();
        Assert.Equal((1, 1), (desk.Graph.Live("Bedah buku"), desk.Graph.Live("Kelas menulis")));
    }

    // 6.9: 19
    [Theory]
    [InlineData(Destination.Facebook)]
    [InlineData(Destination.Instagram)]
    public async Task Ids_full_of_error_numbers_mean_nothing(string kind)
    {
        await using var desk = await MetaDesk.Open(trickyIds: true);
        desk.Graph.Script.Before("POST", "_[0-9]+$|/media_publish$").Answers(500, 2);
        await desk.Approve("Bedah buku", [desk.Picture("a.jpg"), desk.Picture("b.jpg")], kind);
        await desk.Runs();
        Assert.Equal((1, DeliveryState.Published), (desk.Graph.Live("Bedah buku"), (await desk.Delivery(kind)).State));
        Assert.Empty(desk.Deaths);
    }

    // 6.9: 21
    [Theory]
    [InlineData(null)]
    [InlineData("id")]
    [InlineData("kn")]
    public async Task The_language_of_an_errors_text_changes_nothing(string? language)
    {
        await using var desk = await MetaDesk.Open(graph => graph.Habits.LocaliseUserMessages = language);
        desk.Graph.Script.Before("POST", "/media$").Answers(400, 36000, 2207004);
        desk.Graph.Script.Before("POST", "/media_publish$").Answers(400, 9007, 2207027);
        await desk.OnInstagram("Terlalu besar");
        await desk.OnInstagram("Bedah buku");
        await desk.Runs();
        Assert.Equal(["meta.picture_too_big", null], (await desk.Deliveries()).Select(delivery => delivery.Why));
        Assert.Equal(1, desk.Graph.Live("Bedah buku"));
    }

    // 6.9: 23
    [Fact]
    public async Task Two_programs_on_one_store_publish_once()
    {
        await using var desk = await MetaDesk.Open();
        var shared = new SharedStore(desk.Disk);
        desk.Clock.Advance(AfterTheLease);
        var (one, oneCalls, oneReader) = desk.Program(shared);
        var (other, otherCalls, otherReader) = desk.Program(shared);
        await one.DoubtWhatWasInterrupted();
        var held = new TaskCompletionSource();
        var hold = desk.Graph.Script.Before("POST", "/feed$").Holds(held.Task);
        await desk.OnFacebook("Bedah buku");
        var publishing = one.PublishWhatIsDue(default);
        await hold.Arrived.Task.WaitAsync(TimeSpan.FromSeconds(10));
        await other.DoubtWhatWasInterrupted();
        await other.PublishWhatIsDue(default);
        held.SetResult();
        await publishing;
        await Task.WhenAll(one.PublishWhatIsDue(default), other.PublishWhatIsDue(default));
        Assert.Equal((1, 1), (desk.Graph.Live("Bedah buku"), desk.Count("POST", "/feed")));
        oneCalls.Dispose();
        otherCalls.Dispose();
        oneReader.Dispose();
        otherReader.Dispose();
    }

    [Fact]
    public async Task A_program_that_died_on_a_shared_store_is_followed_when_its_lease_is_over()
    {
        await using var desk = await MetaDesk.Open();
        var shared = new SharedStore(desk.Disk);
        desk.Clock.Advance(AfterTheLease);
        desk.Graph.Script.After("POST", "_[0-9]+$").Drops();
        var mortal = new MortalStore(shared);
        var (first, firstCalls, firstReader) = desk.Program(mortal);
        await first.DoubtWhatWasInterrupted();
        await desk.OnFacebook("Bedah buku");
        mortal.DiesAfter(4, saved: false);
        await Assert.ThrowsAnyAsync<Exception>(() => first.PublishWhatIsDue(mortal.Death));
        Assert.Equal(DeliveryState.Committing, (await desk.Delivery()).State);
        var (second, secondCalls, secondReader) = desk.Program(shared);
        await second.DoubtWhatWasInterrupted();
        await desk.OnFacebook("Kelas menulis");
        await second.PublishWhatIsDue(default);
        Assert.Equal(0, desk.Graph.Live("Kelas menulis"));
        for (var minute = 0; minute < 5; minute++)
        {
            desk.Clock.Advance(TimeSpan.FromMinutes(1));
            await second.PublishWhatIsDue(default);
        }

        Assert.All(await desk.Deliveries(), delivery => Assert.Equal(DeliveryState.Published, delivery.State));
        Assert.Equal((1, 1), (desk.Graph.Live("Bedah buku"), desk.Graph.Live("Kelas menulis")));
        firstCalls.Dispose();
        firstReader.Dispose();
        secondCalls.Dispose();
        secondReader.Dispose();
    }

    // 6.9: 24
    [Theory]
    [InlineData(Destination.Facebook)]
    [InlineData(Destination.Instagram)]
    public async Task A_text_that_was_changed_in_the_store_after_approval_is_refused_even_half_way(string kind)
    {
        await using var desk = await MetaDesk.Open();
        await desk.Approve("Bedah buku", [desk.Picture("a.jpg"), desk.Picture("b.jpg")], kind);
        desk.DiesAfter(3, saved: true);
        await desk.Publish();
        await ((ILibraryStore)desk.Disk).Commit(session =>
        {
            var post = session.All(Post.Posts).Single();
            session.Put(Post.Posts, post with { Text = "Diubah diam-diam" });
        });
        await desk.Start();
        await desk.Runs();
        Assert.Equal((DeliveryState.Refused, "approval"), ((await desk.Delivery(kind)).State, (await desk.Delivery(kind)).Why));
        Assert.Equal((0, 0), (desk.Graph.Live("Bedah buku"), desk.Graph.Live("diam-diam")));
    }

    // 6.9: 39
    [Fact]
    public async Task What_one_network_refused_leaves_the_other_as_it_is()
    {
        await using var desk = await MetaDesk.Open();
        desk.Graph.Script.Before("POST", "/media$").Answers(400, 36003, 2207009);
        await desk.Approve("Bedah buku", [desk.Picture("a.jpg")], Destination.Facebook, Destination.Instagram);
        await desk.Runs();
        Assert.Equal((DeliveryState.Published, DeliveryState.Refused), ((await desk.Delivery()).State, (await desk.Delivery(Destination.Instagram)).State));
        Assert.Contains("terbit di sebagian tempat", desk.Heard(), StringComparison.Ordinal);
        Assert.Contains("Kirim lagi ke Instagram", desk.Heard(), StringComparison.Ordinal);
        Assert.DoesNotContain("Kirim lagi ke Facebook", desk.Heard(), StringComparison.Ordinal);
        var before = desk.Graph.Requests.Count(request => request.Path.Contains(desk.Graph.PageId, StringComparison.Ordinal));
        await ((ILibraryStore)desk.Disk).Commit(session => desk.Publication.SendAgain(session, session.All(Delivery.Deliveries).Single(delivery => delivery.Kind == Destination.Instagram)));
        await desk.Runs();
        Assert.Equal((1, 1), (desk.Graph.LiveOn(GraphNetwork.Facebook, "Bedah buku"), desk.Graph.LiveOn(GraphNetwork.Instagram, "Bedah buku")));
        Assert.Equal(before, desk.Graph.Requests.Count(request => request.Path.Contains(desk.Graph.PageId, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Every_call_that_changes_the_world_has_its_intent_on_disk_before_it_is_made()
    {
        await using var desk = await MetaDesk.Open();
        var held = new TaskCompletionSource();
        var hold = desk.Graph.Script.Before("POST", "/photos$").Holds(held.Task);
        await desk.OnFacebook("Bedah buku", desk.Picture("a.jpg"));
        var publishing = desk.Publish();
        await hold.Arrived.Task.WaitAsync(TimeSpan.FromSeconds(10));
        var during = await desk.Delivery();
        Assert.Equal((DeliveryState.Staging, Phase.Stage, null), (during.State, during.Calls[^1].Phase, during.Calls[^1].EndedAt));
        Assert.NotEqual(0, during.Calls[^1].Fence);
        held.SetResult();
        await publishing;
        Assert.All((await desk.Delivery()).Calls, call => Assert.Equal(64, call.RequestHash.Length));
    }

    /// <summary>A store that several programs have open.</summary>
    private sealed class SharedStore(ILibraryStore store) : ILibraryStore
    {
        public bool IsExclusive => false;

        public Task<T> Commit<T>(Func<IStoreSession, T> body) => store.Commit(body);

        public Task<T> Read<T>(Func<IStoreReader, T> body) => store.Read(body);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
