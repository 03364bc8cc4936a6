using System.Globalization;
using LibraryBot.Storage;
using LibraryBot.Storage.LiteDb;
using LibraryBot.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace LibraryBot.Tests.Storage;

/// <summary>A disk without room: a clear error, nothing acknowledged lost, and it goes on when there is room again.</summary>
public sealed class FullDiskTests
{
    private static readonly Collection<Shelf> Shelves = new("shelves", shelf => shelf.Id);
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 3, 11, 3, 0, 0, TimeSpan.Zero));
    private readonly List<string> acknowledged = [];
    private int issued;

    [SkippableFact]
    public async Task A_full_disk_is_told_loses_nothing_acknowledged_and_is_no_end()
    {
        using var disk = Disk(6);
        var store = Open(disk);
        await Commits(store, 50);
        disk.FillUpTo(200_000);
        var trouble = await UntilTrouble(store);
        Assert.Contains("disk", trouble.Message, StringComparison.Ordinal);
        Assert.Contains("full", trouble.Message, StringComparison.Ordinal);
        Assert.Equal(acknowledged, await Ids(store));

        clock.Advance(TimeSpan.FromSeconds(2));
        await Assert.ThrowsAsync<StoreTrouble>(() => Commit(store, "still full", 300_000));
        disk.MakeRoom();
        await GoesOn(store);
        await Commits(store, 50);
        Assert.Equal(acknowledged, await Ids(store));

        await store.DisposeAsync();
        await using var again = Open(disk);
        Assert.Null(again.Repair);
        Assert.Equal(acknowledged, await Ids(again));
    }

    [SkippableFact]
    public async Task Wherever_the_disk_fills_in_the_journal_the_log_or_while_the_log_is_emptied_it_goes_on_with_room()
    {
        using var disk = Disk(256);
        var store = Open(disk);
        foreach (var megabytes in (int[])[1, 4, 14, 20, 27, 34])
        {
            disk.FillUpTo(megabytes * 1_000_000);
            await UntilTrouble(store, 6000);
            Assert.Equal(acknowledged, await Ids(store));
            disk.MakeRoom();
            await GoesOn(store);
        }

        await store.DisposeAsync();
        Assert.Equal(0, new FileInfo(Path.Combine(disk.Path, "data/library.log")).Length);
        await using var again = Open(disk);
        Assert.Null(again.Repair);
        Assert.Equal(acknowledged, await Ids(again));
    }

    [SkippableFact]
    public async Task A_store_that_was_killed_on_a_full_disk_opens_again_with_everything()
    {
        using var disk = Disk(6);
        await using (var store = Open(disk))
        {
            await Commits(store, 50);
            disk.FillUpTo(150_000);
            await UntilTrouble(store);
            using var copying = System.Diagnostics.Process.Start("cp", ["-r", Path.Combine(disk.Path, "data"), Path.Combine(disk.Path, "../" + Path.GetFileName(disk.Path) + "-killed")]);
            await copying.WaitForExitAsync();
        }

        var killed = disk.Path + "-killed";
        await using (var again = LiteLibraryStore.Open(killed, [Shelves]))
            Assert.Equal(acknowledged, await Ids(again));
        Directory.Delete(killed, recursive: true);
    }

    private static SmallDisk Disk(int megabytes)
    {
        var disk = SmallDisk.Make(megabytes);
        Skip.If(disk is null, "A small disk takes root on Linux.");
        return disk!;
    }

    private LiteLibraryStore Open(SmallDisk disk) => LiteLibraryStore.Open(Path.Combine(disk.Path, "data"), [Shelves], clock: clock);

    private async Task Commits(LiteLibraryStore store, int count, int size = 2000)
    {
        var ids = Enumerable.Range(0, count).Select(_ => NextId()).ToList();
        await Task.WhenAll(ids.Select(id => Commit(store, id, size)));
        acknowledged.AddRange(ids);
    }

    private async Task<StoreTrouble> UntilTrouble(LiteLibraryStore store, int size = 2000)
    {
        for (var tries = 0; tries < 5000; tries++)
        {
            var id = NextId();
            try
            {
                await Commit(store, id, size);
                acknowledged.Add(id);
            }
            catch (StoreTrouble trouble)
            {
                return trouble;
            }
        }

        throw new InvalidOperationException("The disk does not fill.");
    }

    /// <summary>By itself, a few seconds after there was room; a try may still be under way that found none.</summary>
    private async Task GoesOn(LiteLibraryStore store)
    {
        for (var seconds = 0; seconds < 5; seconds++)
        {
            clock.Advance(TimeSpan.FromSeconds(1.5));
            try
            {
                await Commits(store, 1);
                return;
            }
            catch (StoreTrouble) when (seconds < 4)
            {
            }
        }
    }

    private string NextId() => (++issued).ToString("D6", CultureInfo.InvariantCulture);

    private static Task Commit(LiteLibraryStore store, string id, int size) => store.Commit(session => session.Put(Shelves, new Shelf(id, new string('x', size))));

    private static async Task<IReadOnlyList<string>> Ids(LiteLibraryStore store) =>
        await store.Read(session => session.All(Shelves).Select(shelf => shelf.Id).Order(StringComparer.Ordinal).ToList());

    private sealed record Shelf(string Id, string Words);
}
