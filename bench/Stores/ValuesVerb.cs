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
        await Ask(store, from: 0, count: 500);

        var before = GC.GetTotalMemory(forceFullCollection: true);
        await Ask(store, from: 1_000_000, Values);
        var growth = GC.GetTotalMemory(forceFullCollection: true) - before;
        report.Measured("values asked for, in four ways each", Values, "");
        report.Measured("growth of the heap", growth / 1e6, "MB", Bound.AtMost(1));
        report.Never("growth of 1 MB or more", growth < 1_000_000 ? 0 : 1);
        return report.End();
    }

    private static async Task Ask(OurStore store, int from, int count)
    {
        var shelf = store[Shelf];
        for (var value = from; value < from + count; value++)
        {
            var (number, word) = (value, "v" + value.ToString(CultureInfo.InvariantCulture));
            await store.Store.Read(reader => reader.Find(shelf.Papers, shelf.ByWord!, word).Count
                + reader.Beginning(shelf.Papers, shelf.ByWord!, word).Count
                + reader.Between(shelf.Papers, shelf.ByNumber!, number, number + 5).Count
                + (reader.Get(shelf.Papers, word) is null ? 0 : 1));
        }
    }
}
