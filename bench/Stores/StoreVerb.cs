using System.Diagnostics;
using LibraryBot.Bench.Reports;

namespace LibraryBot.Bench.Stores;

/// <summary>Our store beside SQLite and stock LiteDB, in one run; its groups, its syncs, its latency by size and its memory.</summary>
internal sealed class StoreVerb(bool million)
{
    private const int Hundred = 100_000;
    private const int RoundsPlayed = 15;
    private readonly Report report = new("store");
    private readonly Random random = new(3);

    public async Task<int> Run()
    {
        using var folder = new ScratchFolder();
        await Upserts(folder.File("upserts"));
        await Turns(folder.File("turns"));
        await Groups(folder.File("groups"));
        await Syncs();
        await Sizes(folder.File("sizes"));
        return report.End();
    }

    private static List<IContestant> All(string folder, IReadOnlyList<Shelf> shelves) =>
        [.. new[] { Contestants.Ours, Contestants.Sqlite, Contestants.Stock }.Select(name => Contestants.Open(name, Path.Combine(folder, name), shelves))];

    private async Task Upserts(string folder)
    {
        var stores = All(folder, [Documents.Shelf]);
        foreach (var store in stores)
            await Documents.Load(store, Hundred, Documents.Shelf);
        var rounds = new Rounds<IContestant>(stores);
        await rounds.Play(RoundsPlayed, Upsert);
        foreach (var store in stores)
        {
            report.Measured($"upsert at 100k documents, {store.Name}", rounds.PerSecond(store), "a second");
            report.Measured("  its median", rounds.Latencies(store).MedianMicroseconds, "us");
        }

        report.Measured("upsert, ours to SQLite FULL", rounds.Ratio(stores[0], stores[1]), "times", Bound.AtLeast(0.40));
        report.Measured("  the same by their medians", rounds.Latencies(stores[1]).MedianMicroseconds / rounds.Latencies(stores[0]).MedianMicroseconds, "times", Bound.AtLeast(0.40));
        report.Measured("upsert, ours to stock LiteDB", rounds.Ratio(stores[0], stores[2]), "times");
        await Close(stores);

        Task Upsert(IContestant store) => store.Commit(writer => writer.Put(Documents.Shelf, Documents.Of(random.Next(Hundred), random.Next())));
    }

    private async Task Turns(string folder)
    {
        var lane = new FiveCollectionTurn(0);
        var stores = All(folder, lane.Shelves);
        var rounds = new Rounds<IContestant>(stores);
        var turns = stores.ToDictionary(store => store, _ => 0L);
        await rounds.Play(RoundsPlayed, store => store.Commit(writer => lane.Write(writer, ++turns[store])));
        foreach (var store in stores)
            report.Measured($"five-collection turn, {store.Name}", rounds.PerSecond(store), "a second");
        report.Measured("turn, ours to stock LiteDB", rounds.Ratio(stores[0], stores[2]), "times", Bound.AtLeast(3));
        report.Measured("turn, ours to SQLite FULL", rounds.Ratio(stores[0], stores[1]), "times", Bound.AtLeast(0.20));
        foreach (var store in stores)
            report.Never($"turns missing or broken, {store.Name}", await lane.Last(store) == turns[store] && await lane.IsWhole(store) ? 0 : 1);
        await Close(stores);
    }

    /// <summary>Turns of one document on 2,000 conversations, by one committer and by several at once.</summary>
    private async Task Groups(string folder)
    {
        await using var store = Contestants.Open(Contestants.Ours, folder, [Documents.Shelf]);
        await Documents.Load(store, 2000, Documents.Shelf);
        var cost = new ProcessCost(Environment.ProcessId);
        foreach (var committers in new[] { 1, 4, 16, 32 })
        {
            await Commit(TimeSpan.FromSeconds(1));
            var (begun, cpu) = (Stopwatch.GetTimestamp(), cost.Cpu());
            var turns = await Commit(TimeSpan.FromSeconds(3));
            report.Measured($"one-document turns, {committers} at once", turns / Stopwatch.GetElapsedTime(begun).TotalSeconds, "a second");
            report.Measured("  CPU, all threads", (cost.Cpu() - cpu).TotalMilliseconds / turns, "ms a turn");

            async Task<long> Commit(TimeSpan time) =>
                (await Task.WhenAll(Enumerable.Range(0, committers).Select(_ => Task.Run(() => CommitFor(store, time))))).Sum();
        }
    }

    private static async Task<long> CommitFor(IContestant store, TimeSpan time)
    {
        var (begun, turns) = (Stopwatch.GetTimestamp(), 0L);
        for (; Stopwatch.GetElapsedTime(begun) < time; turns++)
        {
            var number = Random.Shared.Next(2000);
            await store.Commit(writer => writer.Put(Documents.Shelf, Documents.Of(number, begun)));
        }

        return turns;
    }

    private async Task Syncs()
    {
        foreach (var (name, committers, must) in new[] { (Contestants.Ours, 1, Bound.AtMost(1.1)), (Contestants.Ours, 16, Bound.AtMost(1.1)), (Contestants.Sqlite, 1, null), (Contestants.Stock, 1, null) })
        {
            if (await WriterProcess.SyncsPerTurn(name, 2000, committers) is { } syncs)
                report.Measured($"syncs to disk, {name}, {committers} at once", syncs, "a turn", must);
            else
                Console.WriteLine("Syncs to disk were not counted: there is no strace here.");
        }
    }

    /// <summary>All sizes are open at once and take turns, so that they meet the same machine.</summary>
    private async Task Sizes(string folder)
    {
        int[] sizes = million ? [1000, Hundred, 1_000_000] : [1000, Hundred];
        var stores = new List<(int Size, IContestant Store)>();
        foreach (var size in sizes)
            stores.Add((size, await Loaded(Path.Combine(folder, $"{size}"), size)));

        var (upserts, gets) = (new Rounds<(int Size, IContestant Store)>(stores), new Rounds<(int Size, IContestant Store)>(stores));
        await upserts.Play(RoundsPlayed, each => each.Store.Commit(writer => writer.Put(Documents.Shelf, Documents.Of(random.Next(each.Size), random.Next()))));
        await gets.Play(RoundsPlayed, each => each.Store.Get(Documents.Shelf, Documents.IdOf(random.Next(each.Size))));
        foreach (var each in stores)
        {
            report.Measured($"upsert at {each.Size:#,0} documents, median", upserts.Latencies(each).MedianMicroseconds, "us");
            report.Measured($"get at {each.Size:#,0} documents, median", gets.Latencies(each).MedianMicroseconds, "us");
        }

        if (million)
            report.Measured("upsert median, 1M to 100k", upserts.Latencies(stores[2]).MedianMicroseconds / upserts.Latencies(stores[1]).MedianMicroseconds, "times", Bound.AtMost(1.5));
        report.Measured("memory with all of these open", new ProcessCost(Environment.ProcessId).ResidentMegabytes(), "MB resident");
        report.Measured("  of it heap", GC.GetTotalMemory(forceFullCollection: true) / 1e6, "MB");
        await Close(stores.Select(each => each.Store));
    }

    private static async Task<IContestant> Loaded(string folder, long size)
    {
        var store = Contestants.Open(Contestants.Ours, folder, [Documents.Shelf]);
        await Documents.Load(store, size, Documents.Shelf);
        return store;
    }

    private static async Task Close(IEnumerable<IContestant> stores)
    {
        foreach (var store in stores)
            await store.DisposeAsync();
    }
}
