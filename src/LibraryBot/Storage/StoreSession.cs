using System.Text.Json;

namespace LibraryBot.Storage;

/// <summary>A record as an engine keeps it: its key, its JSON and the values it is found by.</summary>
internal sealed record StoredRecord(string Id, string Json, IReadOnlyDictionary<string, IComparable> Keys);

/// <summary>What an engine must be able to do; it knows nothing of record types.</summary>
internal interface IStoreEngine
{
    string? Get(string collection, string id);
    IEnumerable<StoredRow> Find(string collection, string index, IComparable from, IComparable to, int limit);
    IEnumerable<StoredRow> All(string collection);
    void Put(string collection, StoredRecord record);
    void Delete(string collection, string id);
}

internal readonly record struct StoredRow(string Id, string Json);

/// <summary>
/// One body's reads and writes. Writes wait in a buffer until the body has ended well, so a body that throws
/// leaves nothing behind for its neighbours in the same transaction; reads see the buffer first.
/// </summary>
internal sealed class StoreSession(IStoreEngine engine) : IStoreSession
{
    private static readonly Collection<Counter> Counters = new("counters", counter => counter.Name);
    private readonly Dictionary<(string Collection, string Id), StoredRecord?> written = [];
    private readonly List<Action> afterCommit = [];

    public IReadOnlyList<Action> ToDoAfterCommit => afterCommit;

    public T? Get<T>(Collection<T> collection, string id) where T : class
    {
        var json = written.TryGetValue((collection.Name, id), out var record) ? record?.Json : engine.Get(collection.Name, id);
        return json is null ? null : Open<T>(json);
    }

    public IReadOnlyList<T> Find<T>(Collection<T> collection, StoreIndex<T> index, string equals, int limit) where T : class =>
        InRange(collection, index, equals, equals, limit);

    public IReadOnlyList<T> Find<T>(Collection<T> collection, StoreIndex<T> index, long equals, int limit) where T : class =>
        InRange(collection, index, equals, equals, limit);

    public IReadOnlyList<T> Between<T>(Collection<T> collection, StoreIndex<T> index, long from, long to, int limit) where T : class =>
        InRange(collection, index, from, to, limit);

    public IReadOnlyList<T> Beginning<T>(Collection<T> collection, StoreIndex<T> index, string with, int limit) where T : class =>
        InRange(collection, index, with, with + '\uffff', limit);

    public IReadOnlyList<T> All<T>(Collection<T> collection) where T : class
    {
        var stored = engine.All(collection.Name).Where(row => !written.ContainsKey((collection.Name, row.Id))).Select(row => Open<T>(row.Json));
        return [.. stored, .. WrittenIn(collection.Name).Select(record => Open<T>(record.Json))];
    }

    public void Put<T>(Collection<T> collection, T record) where T : class
    {
        var keys = new Dictionary<string, IComparable>();
        foreach (var index in collection.Indexes)
        {
            if (index.ValueOf(record) is { } value)
                keys[index.Name] = value;
        }

        var id = collection.Id(record);
        written[(collection.Name, id)] = new StoredRecord(id, JsonSerializer.Serialize(record, StoreJson.Options), keys);
    }

    public void Delete<T>(Collection<T> collection, string id) where T : class => written[(collection.Name, id)] = null;

    public long Next(string counter)
    {
        var next = (Get(Counters, counter)?.Last ?? 0) + 1;
        Put(Counters, new Counter(counter, next));
        return next;
    }

    public void AfterCommit(Action then) => afterCommit.Add(then);

    public bool WroteAnything => written.Count > 0;

    /// <summary>Hands the writes to the engine, inside its open transaction.</summary>
    public void Apply()
    {
        foreach (var ((collection, id), record) in written)
        {
            if (record is null)
                engine.Delete(collection, id);
            else
                engine.Put(collection, record);
        }
    }

    private IReadOnlyList<T> InRange<T>(Collection<T> collection, StoreIndex<T> index, IComparable from, IComparable to, int limit)
        where T : class
    {
        var mine = WrittenIn(collection.Name)
            .Where(record => record.Keys.TryGetValue(index.Name, out var key) && Compare(key, from) >= 0 && Compare(key, to) <= 0)
            .ToList();
        if (mine.Count == 0 && !WroteIn(collection.Name))
            return [.. engine.Find(collection.Name, index.Name, from, to, limit).Select(row => Open<T>(row.Json))];

        return [.. engine.Find(collection.Name, index.Name, from, to, int.MaxValue)
            .Where(row => !written.ContainsKey((collection.Name, row.Id)))
            .Select(row => Open<T>(row.Json))
            .Concat(mine.Select(record => Open<T>(record.Json)))
            .OrderBy(record => index.ValueOf(record)!, Comparer<IComparable>.Create(Compare))
            .Take(limit)];
    }

    private IEnumerable<StoredRecord> WrittenIn(string collection) =>
        written.Where(write => write.Key.Collection == collection && write.Value is not null).Select(write => write.Value!);

    private bool WroteIn(string collection) => written.Keys.Any(key => key.Collection == collection);

    private static int Compare(IComparable left, IComparable right) =>
        left is string a && right is string b ? string.CompareOrdinal(a, b) : left.CompareTo(right);

    private static T Open<T>(string json) => JsonSerializer.Deserialize<T>(json, StoreJson.Options)!;

    private sealed record Counter(string Name, long Last);
}
