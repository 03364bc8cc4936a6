using System.Collections.Concurrent;
using LibraryBot.Bench.Reports;

namespace LibraryBot.Bench.Stores;

/// <summary>Eight threads that read and one that writes on 100k documents: stock LiteDB breaks under it, ours may not once.</summary>
internal sealed class ReadersVerb(TimeSpan time)
{
    private const int Documents100k = 100_000;
    private const int Readers = 8;
    private static readonly Shelf Shelf = new("documents", ByWord: true, ByNumber: true);
    private readonly Report report = new("readers");
    private readonly ConcurrentDictionary<string, long> failures = new();
    private long reads;
    private long writes;
    private long wrong;

    public async Task<int> Run()
    {
        using var folder = new ScratchFolder();
        await using var store = new OurStore(folder.File("data"), [Shelf]);
        await Documents.Load(store, Documents100k, Shelf);
        using var stop = new CancellationTokenSource(time, TimeProvider.System);
        await Task.WhenAll([.. Enumerable.Range(0, Readers).Select(_ => Thread(() => Read(store))), Thread(() => Write(store))]);

        report.Seen("reads", reads);
        report.Seen("commits meanwhile", writes);
        report.Measured("reads", reads / time.TotalSeconds, "a second");
        report.Never("failures", failures.Values.Sum());
        report.Never("wrong answers", wrong);
        report.Measured("memory", new ProcessCost(Environment.ProcessId).ResidentMegabytes(), "MB resident");
        foreach (var (failure, count) in failures)
            Console.WriteLine($"{count} x {failure}");
        return report.End();

        Task Thread(Action once) => Task.Factory.StartNew(() => Over(once, stop.Token), TaskCreationOptions.LongRunning);
    }

    private void Over(Action once, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                once();
            }
            catch (Exception failure)
            {
                failures.AddOrUpdate($"{failure.GetType().Name}: {failure.Message}", 1, (_, count) => count + 1);
            }
        }
    }

    private void Read(OurStore store)
    {
        var number = Random.Shared.Next(Documents100k);
        var shelf = store[Shelf];
        var isRight = Random.Shared.Next(4) switch
        {
            0 => store.Store.Read(reader => reader.Find(shelf.Papers, shelf.ByWord!, Documents.WordOf(number))).GetAwaiter().GetResult()
                is { Count: Documents100k / Documents.Words } found && found.All(paper => paper.Word == Documents.WordOf(number)),
            1 => store.Store.Read(reader => reader.Between(shelf.Papers, shelf.ByNumber!, number, number + 9)).GetAwaiter().GetResult()
                .Select(paper => paper.Number!.Value).SequenceEqual(Documents.NumbersFrom(number, Math.Min(10, Documents100k - number))),
            _ => store.Get(Shelf, Documents.IdOf(number)).GetAwaiter().GetResult()?.Id == Documents.IdOf(number),
        };
        Interlocked.Increment(ref reads);
        if (!isRight)
            Interlocked.Increment(ref wrong);
    }

    private void Write(OurStore store)
    {
        store.Commit(writer => writer.Put(Shelf, Documents.Of(Random.Shared.Next(Documents100k), Random.Shared.Next()))).GetAwaiter().GetResult();
        writes++;
    }
}
