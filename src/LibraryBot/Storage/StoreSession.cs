using System.Text;
using System.Text.Json;

namespace LibraryBot.Storage;

/// <summary>What an engine must be able to do for a body; it knows nothing of record types.</summary>
internal interface IStoreEngine
{
    KeptRecord? Get(string collection, string id);
    IEnumerable<StoredRow> Find(string collection, string index, IComparable from, IComparable to, int limit);
    IEnumerable<StoredRow> All(string collection);
}

internal readonly record struct StoredRow(string Id, string Json);

/// <summary>A record as its engine keeps it in mind: its JSON, and the object once somebody wanted it.</summary>
internal sealed class KeptRecord(string json, object? opened = null)
{
    private object? opened = opened;

    public int Size => json.Length;

    public T Open<T>() where T : class
    {
        if (opened is not T record)
            opened = record = StoreJson.Read<T>(json);
        return record;
    }
}

/// <summary>
/// One body's reads and writes. Writes wait in a buffer until the body has ended well, so a body that throws
/// leaves nothing behind for its neighbours in the same transaction; reads see the buffer first.
/// </summary>
internal sealed class StoreSession(IStoreEngine engine) : IStoreSession
{
    public const int IdAtMost = 200;
    public const int KeyBytesAtMost = 1000;
    private const int JsonAtMost = 12_000_000;
    private static readonly Collection<Counter> Counters = new("counters", counter => counter.Name);
    private readonly Dictionary<(string Collection, string Id), Draft?> written = [];
    private readonly List<Action> afterCommit = [];

    public IReadOnlyList<Action> ToDoAfterCommit => afterCommit;

    /// <summary>What the body wrote; to be had after <see cref="Seal"/>.</summary>
    public IReadOnlyList<StoredWrite> Writes { get; private set; } = [];

    /// <summary>The records that were written, as objects, in the order of <see cref="Writes"/>.</summary>
    public IEnumerable<object?> Records => written.Values.Select(draft => draft?.Record);

    public T? Get<T>(Collection<T> collection, string id) where T : class =>
        written.TryGetValue((collection.Name, id), out var draft)
            ? (T?)draft?.Record
            : engine.Get(collection.Name, id)?.Open<T>();

    public IReadOnlyList<T> Find<T>(Collection<T> collection, StoreIndex<T> index, string equals, int limit) where T : class =>
        InRange(collection, index, equals, equals, limit);

    public IReadOnlyList<T> Find<T>(Collection<T> collection, StoreIndex<T> index, long equals, int limit) where T : class =>
        InRange(collection, index, equals, equals, limit);

    public IReadOnlyList<T> Between<T>(Collection<T> collection, StoreIndex<T> index, long from, long to, int limit) where T : class =>
        InRange(collection, index, from, to, limit);

    public IReadOnlyList<T> Beginning<T>(Collection<T> collection, StoreIndex<T> index, string with, int limit) where T : class =>
        InRange(collection, index, with, with + '\uffff', limit);

    public IReadOnlyList<T> All<T>(Collection<T> collection) where T : class =>
    [
        .. engine.All(collection.Name).Where(row => !written.ContainsKey((collection.Name, row.Id))).Select(row => StoreJson.Read<T>(row.Json)),
        .. WrittenIn(collection).Select(draft => (T)draft.Record),
    ];

    public void Put<T>(Collection<T> collection, T record) where T : class
    {
        var id = collection.Id(record);
        if (id is not { Length: > 0 and <= IdAtMost })
            throw new ArgumentException($"An id in {collection.Name} has 1 to {IdAtMost} characters.", nameof(record));
        var keys = new Dictionary<string, IComparable>(collection.Indexes.Count);
        foreach (var index in collection.Indexes)
        {
            if (index.ValueOf(record) is not { } value)
                continue;
            if (value is string text && Encoding.UTF8.GetByteCount(text) > KeyBytesAtMost)
                throw new ArgumentException($"The key {index.Name} of {collection.Name} {id} is longer than {KeyBytesAtMost} bytes.", nameof(record));
            keys[index.Name] = value;
        }

        written[(collection.Name, id)] = new Draft(record, keys, static record => JsonSerializer.Serialize((T)record, StoreJson.Options));
    }

    public void Delete<T>(Collection<T> collection, string id) where T : class => written[(collection.Name, id)] = null;

    public long Next(string counter)
    {
        var next = (Get(Counters, counter)?.Last ?? 0) + 1;
        Put(Counters, new Counter(counter, next));
        return next;
    }

    public void AfterCommit(Action then) => afterCommit.Add(then);

    /// <summary>Ends the body: what it put is written out as JSON, once. A record that cannot be is the body's own fault, and throws.</summary>
    public void Seal() => Writes = [.. written.Select(write => new StoredWrite(write.Key.Collection, write.Key.Id, write.Value?.Sealed(write.Key.Id)))];

    private IReadOnlyList<T> InRange<T>(Collection<T> collection, StoreIndex<T> index, IComparable from, IComparable to, int limit)
        where T : class
    {
        if (limit <= 0)
            return [];
        if (!WroteIn(collection.Name))
            return [.. engine.Find(collection.Name, index.Name, from, to, limit).Select(row => StoreJson.Read<T>(row.Json))];

        var mine = WrittenIn(collection)
            .Where(draft => draft.Keys.TryGetValue(index.Name, out var key) && Compare(key, from) >= 0 && Compare(key, to) <= 0)
            .Select(draft => (T)draft.Record);
        return [.. engine.Find(collection.Name, index.Name, from, to, int.MaxValue)
            .Where(row => !written.ContainsKey((collection.Name, row.Id)))
            .Select(row => StoreJson.Read<T>(row.Json))
            .Concat(mine)
            .OrderBy(record => index.ValueOf(record)!, Comparer<IComparable>.Create(Compare))
            .Take(limit)];
    }

    private IEnumerable<Draft> WrittenIn<T>(Collection<T> collection) where T : class =>
        written.Where(write => write.Key.Collection == collection.Name && write.Value is not null).Select(write => write.Value!);

    private bool WroteIn(string collection) => written.Keys.Any(key => key.Collection == collection);

    private static int Compare(IComparable left, IComparable right) =>
        left is string a && right is string b ? string.CompareOrdinal(a, b) : left.CompareTo(right);

    /// <summary>A record as the body put it, not yet written out: most bodies put a conversation several times.</summary>
    private sealed record Draft(object Record, IReadOnlyDictionary<string, IComparable> Keys, Func<object, string> ToJson)
    {
        public StoredRecord Sealed(string id) =>
            ToJson(Record) is { Length: <= JsonAtMost } json
                ? new StoredRecord(id, json, Keys)
                : throw new ArgumentException($"The record {id} is too big to be kept: more than {JsonAtMost} characters.");
    }

    private sealed record Counter(string Name, long Last);
}
