using System.Globalization;
using System.Text.Json;
using LiteDB;

namespace LibraryBot.Storage.LiteDb;

/// <summary>Compares what a store says in several places: every index with a scan, in both directions; every counter with the numbers it gave.</summary>
internal static class IntegrityCheck
{
    /// <summary>What does not fit, one line each.</summary>
    public static IReadOnlyList<string> Of(LiteStoreEngine engine)
    {
        try
        {
            return [.. engine.CollectionNames.SelectMany(collection => Collection(engine, collection)), .. Counters(engine)];
        }
        // The engine takes whatever bytes it finds for pages: what it throws then may be anything.
        catch (Exception damaged) when (damaged is not OutOfMemoryException)
        {
            return [$"the store cannot be read to its end: {damaged.Message}"];
        }
    }

    private static IEnumerable<string> Collection(LiteStoreEngine engine, string collection)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var keys = engine.IndexesOf(collection).ToDictionary(index => index, _ => new Dictionary<string, IComparable>(StringComparer.Ordinal));
        foreach (var record in engine.Scan(collection))
        {
            if (!ids.Add(record.Id))
                yield return $"{collection}: the id {record.Id} is there twice";
            if (!IsJson(record.Json))
                yield return $"{collection}: the record {record.Id} cannot be read";
            foreach (var (index, key) in record.Keys)
            {
                if (keys.TryGetValue(index, out var ofIndex))
                    ofIndex[record.Id] = key;
            }
        }

        foreach (var (index, ofIndex) in keys)
        {
            foreach (var down in (bool[])[false, true])
            {
                if (Difference(engine.Walk(collection, index, down), ofIndex, down) is { } difference)
                    yield return $"{collection}: the index {index} {difference}";
            }
        }
    }

    private static string? Difference(IEnumerable<(string Id, IComparable Key)> walked, Dictionary<string, IComparable> scanned, bool down)
    {
        var seen = 0;
        IComparable? before = null;
        foreach (var (id, key) in walked)
        {
            seen++;
            if (!scanned.TryGetValue(id, out var expected) || Compare(expected, key) != 0)
                return $"has {id} at the wrong place";
            if (before is not null && (down ? Compare(before, key) < 0 : Compare(before, key) > 0))
                return $"is out of order at {id}";
            before = key;
        }

        return seen == scanned.Count ? null : string.Create(CultureInfo.InvariantCulture, $"has {seen} records where a scan finds {scanned.Count}");
    }

    /// <summary>A counter that numbers the records of a collection ("post", "posts") is not behind the highest of them.</summary>
    private static IEnumerable<string> Counters(LiteStoreEngine engine)
    {
        foreach (var counter in engine.All("counters").Select(row => JsonDocument.Parse(row.Json).RootElement))
        {
            var (name, last) = (counter.GetProperty("name").GetString()!, counter.GetProperty("last").GetInt64());
            var highest = engine.CollectionNames.Where(collection => collection == name || collection == name + "s")
                .SelectMany(engine.All)
                .Select(row => long.TryParse(row.Id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)
                .DefaultIfEmpty().Max();
            if (highest > last)
                yield return string.Create(CultureInfo.InvariantCulture, $"the counter {name} stands at {last}, but {highest} is already given");
        }
    }

    private static bool IsJson(byte[] json)
    {
        try
        {
            using var read = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 128 });
            return read.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static int Compare(IComparable left, IComparable right) =>
        left is string a && right is string b ? string.CompareOrdinal(a, b)
        : left is long x && right is long y ? x.CompareTo(y)
        : left is string ? 1 : -1;
}
