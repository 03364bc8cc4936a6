using System.Globalization;
using LibraryBot.Bench.Reports;

namespace LibraryBot.Bench.Stores;

/// <summary>Ten thousand values asked for, each once: stock LiteDB keeps compiled code for every one of them, for ever.</summary>
internal sealed class ValuesVerb
{
    private const int Values = 10_000;
    private static readonly Shelf Shelf = new("documents", ByWord: true, ByNumber: true);
    private readonly Report report = new("values");

    public async Task<int> Run()
    {
        using var folder = new ScratchFolder();
        await using var store = new OurStore(folder.File("data"), [Shelf]);
        await Documents.Load(store, 1000, Shelf);
        await Query(store, from: 0, count: 500);

        var growth = await Growth(() => Query(store, from: 1_000_000, Values));
        report.Measured("values asked for, in three ways each", Values, "");
        report.Measured("growth of the heap", growth / 1e6, "MB", Bound.AtMost(1));
        report.Never("growth of 1 MB or more", growth < 1_000_000 ? 0 : 1);
        // Remembered on purpose, with the records that were used last: the cache has its own limit.
        report.Measured("growth by as many unknown ids", await Growth(() => Miss(store)) / 1e6, "MB");
        return report.End();
    }

    private static async Task<long> Growth(Func<Task> work)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await work();
        return GC.GetTotalMemory(forceFullCollection: true) - before;
    }

    private static async Task Query(OurStore store, int from, int count)
    {
        var shelf = store[Shelf];
        for (var value = from; value < from + count; value++)
        {
            var (number, word) = (value, WordOf(value));
            await store.Store.Read(reader => reader.Find(shelf.Papers, shelf.ByWord!, word).Count
                + reader.Beginning(shelf.Papers, shelf.ByWord!, word).Count
                + reader.Between(shelf.Papers, shelf.ByNumber!, number, number + 5).Count);
        }
    }

    private static async Task Miss(OurStore store)
    {
        for (var value = 0; value < Values; value++)
            await store.Get(Shelf, WordOf(value));
    }

    private static string WordOf(int value) => "v" + value.ToString(CultureInfo.InvariantCulture);
}
