using LibraryBot.Storage;

namespace LibraryBot.Bench.Kills;

/// <summary>Whether every index finds just the records that a scan finds, in its own order, and each key those that have it.</summary>
internal static class IndexCheck
{
    public static IEnumerable<string> Of(IStoreReader reader, IReadOnlyList<ICollectionShape> collections) =>
        // The type of a collection's records is known when it runs.
        [.. collections.SelectMany(collection => (IEnumerable<string>)Mismatches(reader, (dynamic)collection))];

    private static List<string> Mismatches<T>(IStoreReader reader, Collection<T> collection)
        where T : class
    {
        var scanned = reader.All(collection);
        var mismatches = collection.Indexes
            .Where(index => !Agrees(reader, collection, index, scanned))
            .Select(index => $"{collection.Name}.{index.Name}")
            .ToList();
        if (scanned.Any(record => reader.Get(collection, collection.Id(record)) is null) || scanned.DistinctBy(collection.Id).Count() != scanned.Count)
            mismatches.Add($"{collection.Name} by id");
        return mismatches;
    }

    private static bool Agrees<T>(IStoreReader reader, Collection<T> collection, StoreIndex<T> index, IReadOnlyList<T> scanned)
        where T : class
    {
        var keyed = scanned.Select(record => (Key: index.ValueOf(record), Id: collection.Id(record))).Where(each => each.Key is not null).ToList();
        var isText = keyed.Count > 0 && keyed[0].Key is string;
        var listed = isText ? reader.Beginning(collection, index, "") : reader.Between(collection, index, long.MinValue, long.MaxValue);
        return Ids(listed).SetEquals(keyed.Select(each => each.Id)) && listed.Count == keyed.Count
            && keyed.GroupBy(each => each.Key!).All(same => Ids(Find(same.Key)).SetEquals(same.Select(each => each.Id)));

        IReadOnlyList<T> Find(IComparable key) => key is string text ? reader.Find(collection, index, text) : reader.Find(collection, index, (long)key);

        HashSet<string> Ids(IEnumerable<T> records) => [.. records.Select(collection.Id)];
    }
}
