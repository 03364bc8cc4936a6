namespace LibraryBot.Tests.Storage;

/// <summary>Closing: what was asked before is done or fails, what is asked after fails, and nothing hangs.</summary>
public abstract partial class LibraryStoreRules
{
    [Fact]
    public async Task Work_that_waits_when_the_store_closes_is_done_or_fails_and_the_tasks_tell_the_truth()
    {
        var commits = Enumerable.Range(0, 500).Select(n => Put(new Shelf($"s{n:D3}", "anak", n))).ToList();
        await Store.DisposeAsync();
        await Task.WhenAny(Task.WhenAll(commits)).WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);
        Assert.All(commits, commit => Assert.True(commit.IsCompleted));
        await Reopen();
        Assert.Equal(commits.Select((commit, n) => (commit, n)).Where(asked => asked.commit.IsCompletedSuccessfully).Select(asked => $"s{asked.n:D3}"), await AllIds());
    }

    [Fact]
    public async Task A_closed_store_says_so_and_runs_no_body()
    {
        var ran = 0;
        await Store.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => Store.Commit(_ => ran++));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => Store.Read(_ => ran++));
        Assert.Equal(0, ran);
    }

    [Fact]
    public async Task Closing_twice_or_from_many_places_is_closing_once()
    {
        await Put(new Shelf("a"));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Store.DisposeAsync().AsTask())));
        await Store.DisposeAsync();
        await Reopen();
        Assert.Equal(["a"], await AllIds());
    }
}
