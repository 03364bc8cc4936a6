using System.Diagnostics;
using LibraryBot.Storage;
using LibraryBot.Storage.LiteDb;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.Storage;

public sealed class LiteLibraryStoreTests : IAsyncLifetime
{
    private static readonly Collection<Shelf> Shelves = new("shelves", shelf => shelf.Id);
    private static readonly StoreIndex<Shelf> ByRoom = Shelves.ByText("room", shelf => shelf.Room);
    private static readonly StoreIndex<Shelf> ByCount = Shelves.ByNumber("count", shelf => shelf.Count);
    private readonly TempFolder folder = new();
    private LiteLibraryStore store = null!;

    public Task InitializeAsync()
    {
        store = Open();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await store.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task What_was_committed_is_there_after_a_restart()
    {
        await store.Commit(s => s.Put(Shelves, new Shelf("A1", "anak", 3, new DateTimeOffset(2026, 3, 11, 10, 0, 0, TimeSpan.FromHours(7)))));
        await store.DisposeAsync();
        store = Open();
        var shelf = await store.Read(s => s.Get(Shelves, "A1"));
        Assert.Equal("anak", shelf!.Room);
        Assert.Equal(new DateTimeOffset(2026, 3, 11, 3, 0, 0, TimeSpan.Zero), shelf.Seen);
    }

    [Fact]
    public async Task Ids_that_differ_in_case_are_two_records()
    {
        await store.Commit(s => { s.Put(Shelves, new Shelf("A1", "x")); s.Put(Shelves, new Shelf("a1", "y")); });
        Assert.Equal(2, (await store.Read(s => s.All(Shelves))).Count);
    }

    [Fact]
    public async Task A_body_that_throws_leaves_nothing_and_its_neighbours_are_kept()
    {
        var good = store.Commit(s => s.Put(Shelves, new Shelf("good", "x")));
        var bad = store.Commit(s =>
        {
            s.Put(Shelves, new Shelf("bad", "x"));
            throw new InvalidOperationException("a bug");
        });
        var after = store.Commit(s => s.Put(Shelves, new Shelf("after", "x")));
        await good;
        await after;
        await Assert.ThrowsAsync<InvalidOperationException>(() => bad);
        var ids = await store.Read(s => s.All(Shelves).Select(shelf => shelf.Id).Order().ToList());
        Assert.Equal(["after", "good"], ids);
    }

    [Fact]
    public async Task A_body_finds_its_own_writes_among_the_stored_ones_in_order()
    {
        await store.Commit(s =>
        {
            s.Put(Shelves, new Shelf("a", "anak", 1));
            s.Put(Shelves, new Shelf("b", "anak", 5));
            s.Put(Shelves, new Shelf("c", "dewasa", 3));
        });
        var found = await store.Commit(s =>
        {
            s.Put(Shelves, new Shelf("d", "anak", 2));
            s.Put(Shelves, new Shelf("b", "dewasa", 9));
            s.Delete(Shelves, "c");
            return (Anak: s.Find(Shelves, ByRoom, "anak").Select(x => x.Id).Order().ToList(),
                Counts: s.Between(Shelves, ByCount, 1, 9).Select(x => x.Id).ToList());
        });
        Assert.Equal(["a", "d"], found.Anak);
        Assert.Equal(["a", "d", "b"], found.Counts);
        Assert.Equal(["a", "d", "b"], await store.Read(s => s.Between(Shelves, ByCount, 1, 9).Select(x => x.Id).ToList()));
        Assert.Equal(["a", "d"], await store.Read(s => s.Beginning(Shelves, ByRoom, "an", 5).Select(x => x.Id).Order().ToList()));
    }

    [Fact]
    public async Task A_body_that_deletes_what_is_not_there_commits_at_once()
    {
        await store.Commit(s => s.Delete(Shelves, "never"));
        await store.Commit(s => s.Put(Shelves, new Shelf("a", "x")));
        Assert.Single(await store.Read(s => s.All(Shelves)));
    }

    [SkippableFact]
    public async Task Every_acknowledged_commit_is_in_the_journal_of_a_store_that_was_killed()
    {
        Skip.If(OperatingSystem.IsWindows(), "cp reads a file that we hold locked; Windows has no such command.");
        for (var n = 1; n <= 5; n++)
        {
            await store.Commit(s => s.Put(Shelves, new Shelf("s" + n, "x")));
            using (var copying = Process.Start("cp", ["-r", folder.Path, folder.Path + "-killed-" + n]))
                await copying.WaitForExitAsync();
            await using (var killed = LiteLibraryStore.Open(folder.Path + "-killed-" + n, [Shelves]))
                Assert.Equal(n, await killed.Read(s => s.All(Shelves).Count));
            Directory.Delete(folder.Path + "-killed-" + n, recursive: true);
        }
    }

    [Fact]
    public async Task Counters_never_give_a_number_twice()
    {
        var numbers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => store.Commit(s => s.Next("post"))));
        Assert.Equal(Enumerable.Range(1, 200).Select(n => (long)n), numbers.Order());
    }

    [Fact]
    public void A_second_process_on_the_folder_is_refused_in_one_line()
    {
        var refusal = Assert.Throws<StoreRefused>(() => Open());
        Assert.Contains("in use", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
    }

    [Fact]
    public async Task After_commit_runs_only_when_the_commit_is_on_disk()
    {
        var woke = 0;
        await store.Commit(s => { s.Put(Shelves, new Shelf("a", "x")); s.AfterCommit(() => woke++); });
        await Assert.ThrowsAsync<InvalidOperationException>(() => store.Commit(s =>
        {
            s.AfterCommit(() => woke += 100);
            throw new InvalidOperationException();
        }));
        Assert.Equal(1, woke);
    }

    private LiteLibraryStore Open() => LiteLibraryStore.Open(folder.Path, [Shelves]);

    private sealed record Shelf(string Id, string Room, long Count = 0, DateTimeOffset? Seen = null);
}
