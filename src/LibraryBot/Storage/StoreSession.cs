using System.Text.Json;

namespace LibraryBot.Storage;

/// <summary>What an engine must be able to do for a body; it knows nothing of record types.</summary>
internal interface IStoreEngine
{
    KeptRecord? Get(string collection, string id);
    IEnumerable<StoredRow> Find(string collection, string index, IComparable from, IComparable to, int limit);
    IEnumerable<StoredRow> All(string collection);
    IEnumerable<StoredRow> After(string collection, string id, int limit);
}

internal readonly record struct StoredRow(string Id, byte[] Json);

/// <summary>A record as its engine keeps it in mind: its JSON, and the object once somebody wanted it.</summary>
internal sealed class KeptRecord(byte[] json)
{
    private object? opened;

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
    private const int JsonAtMost = 12_000_000;
    private static readonly Collection<Counter> Counters = new("counters", counter => counter.Name);
    private readonly Dictionary<(string Collection, string Id), Draft?> written = [];
    private readonly List<Action> afterCommit = [];
    private bool isOver;

    [ThreadStatic]
    private static bool isInBody;

    public IReadOnlyList<Action> ToDoAfterCommit => afterCommit;

    /// <summary>What the body wrote; to be had after <see cref="Run"/>.</summary>
    public IReadOnlyList<StoredWrite> Writes { get; private set; } = [];

    public T? Get<T>(Collection<T> collection, string id) where T : class =>
        Written.TryGetValue((collection.Name, id), out var draft)
            ? (T?)draft?.Record
            : KeyText.IsId(id) ? Engine.Get(collection.Name, id)?.Open<T>() : null;

    public IReadOnlyList<T> Find<T>(Collection<T> collection, StoreIndex<T> index, string equals, int limit) where T : class =>
        InRange(collection, index, equals, equals, limit);

    public IReadOnlyList<T> Find<T>(Collection<T> collection, StoreIndex<T> index, long equals, int limit) where T : class =>
        InRange(collection, index, equals, equals, limit);

    public IReadOnlyList<T> Between<T>(Collection<T> collection, StoreIndex<T> index, long from, long to, int limit) where T : class =>
        InRange(collection, index, from, to, limit);

    public IReadOnlyList<T> Beginning<T>(Collection<T> collection, StoreIndex<T> index, string with, int limit) where T : class =>
        InRange(collection, index, with, KeyText.LastBeginning(with), limit);

    public IReadOnlyList<T> All<T>(Collection<T> collection) where T : class =>
    [
        .. Engine.All(collection.Name).Where(row => !Written.ContainsKey((collection.Name, row.Id))).Select(row => StoreJson.Read<T>(row.Json)),
        .. WrittenIn(collection).Select(draft => (T)draft.Record),
    ];

    public IReadOnlyList<T> After<T>(Collection<T> collection, string id, int limit) where T : class
    {
        // Rows that the body has written anew or deleted are taken from the buffer, so as many more are asked for.
        var stored = Engine.After(collection.Name, id, limit + Written.Count).Where(row => !Written.ContainsKey((collection.Name, row.Id))).Select(row => StoreJson.Read<T>(row.Json));
        var drafted = WrittenIn(collection).Select(draft => (T)draft.Record).Where(record => string.CompareOrdinal(collection.Id(record), id) > 0);
        return [.. stored.Concat(drafted).OrderBy(collection.Id, StringComparer.Ordinal).Take(limit)];
    }

    public void Put<T>(Collection<T> collection, T record) where T : class
    {
        var id = collection.IdOf(record);
        Written[(collection.Name, id)] = new Draft(record, collection.KeysOf(record), static record => JsonSerializer.SerializeToUtf8Bytes((T)record, StoreJson.Options));
    }

    public void Delete<T>(Collection<T> collection, string id) where T : class
    {
        if (KeyText.IsId(id))
            Written[(collection.Name, id)] = null;
    }

    public long Next(string counter)
    {
        var next = (Get(Counters, counter)?.Last ?? 0) + 1;
        Put(Counters, new Counter(counter, next));
        return next;
    }

    public void AfterCommit(Action then) => WhileRunning(afterCommit).Add(then);

    /// <summary>A body that asked its store for another transaction would wait for itself, or be taken back without it.</summary>
    public static void RefuseInBody()
    {
        if (isInBody)
            throw new InvalidOperationException("A body may not ask the store for another transaction.");
    }

    /// <summary>
    /// Runs the body. What it put is then written out as JSON, once; a record that cannot be is the body's own fault, and throws.
    /// The session is of no use afterwards: another thread would disturb the engine, and what it put would be lost.
    /// </summary>
    public T Run<T>(Func<StoreSession, T> body)
    {
        try
        {
            isInBody = true;
            var result = body(this);
            Writes = [.. written.Select(write => new StoredWrite(write.Key.Collection, write.Key.Id, write.Value?.Sealed(write.Key.Id)))];
            return result;
        }
        finally
        {
            isOver = true;
            isInBody = false;
        }
    }

    private IReadOnlyList<T> InRange<T>(Collection<T> collection, StoreIndex<T> index, IComparable from, IComparable to, int limit)
        where T : class
    {
        if (limit <= 0 || Compare(from, to) > 0)
            return [];
        var found = WroteIn(collection.Name)
            ? Stored(collection, index, from, to, int.MaxValue)
                .Where(record => !written.ContainsKey((collection.Name, collection.Id(record))))
                .Concat(WrittenIn(collection)
                    .Where(draft => draft.Keys.TryGetValue(index.Name, out var key) && Compare(key, from) >= 0 && Compare(key, to) <= 0)
                    .Select(draft => (T)draft.Record))
            : Stored(collection, index, from, to, limit);
        return [.. found
            .OrderBy(record => index.ValueOf(record)!, Comparer<IComparable>.Create(Compare))
            .ThenBy(collection.Id, StringComparer.Ordinal)
            .Take(limit)];
    }

    /// <summary>
    /// What the engine has, at least as far as the limit. It sorts by value alone: where a limit would cut through records
    /// of one value, all of them are given, so that the caller can take the first by id.
    /// </summary>
    private IEnumerable<T> Stored<T>(Collection<T> collection, StoreIndex<T> index, IComparable from, IComparable to, int limit)
        where T : class
    {
        List<T> found = [.. Rows(from, to, limit < int.MaxValue ? limit + 1 : limit)];
        if (found.Count <= limit || index.ValueOf(found[limit])! is var cut && Compare(index.ValueOf(found[limit - 1])!, cut) != 0)
            return found;
        return found.Where(record => Compare(index.ValueOf(record)!, cut) < 0).Concat(Rows(cut, cut, int.MaxValue));

        IEnumerable<T> Rows(IComparable first, IComparable last, int atMost) =>
            Engine.Find(collection.Name, index.Name, first, last, atMost).Select(row => StoreJson.Read<T>(row.Json));
    }

    /// <summary>What is stored, for as long as the body runs.</summary>
    private IStoreEngine Engine => WhileRunning(engine);

    /// <summary>The buffer, for as long as the body runs.</summary>
    private Dictionary<(string Collection, string Id), Draft?> Written => WhileRunning(written);

    private TPart WhileRunning<TPart>(TPart part) =>
        isOver ? throw new ObjectDisposedException(nameof(StoreSession), "The body of this session is over.") : part;

    private IEnumerable<Draft> WrittenIn<T>(Collection<T> collection) where T : class =>
        Written.Where(write => write.Key.Collection == collection.Name && write.Value is not null).Select(write => write.Value!);

    private bool WroteIn(string collection) => Written.Keys.Any(key => key.Collection == collection);

    private static int Compare(IComparable left, IComparable right) =>
        left is string a && right is string b ? string.CompareOrdinal(a, b) : left.CompareTo(right);

    /// <summary>A record as the body put it, not yet written out: most bodies put a conversation several times.</summary>
    private sealed record Draft(object Record, IReadOnlyDictionary<string, IComparable> Keys, Func<object, byte[]> ToJson)
    {
        public StoredRecord Sealed(string id) =>
            ToJson(Record) is { Length: <= JsonAtMost } json
                ? new StoredRecord(id, json, Keys)
                : throw new ArgumentException($"The record {id} is too big to be kept: more than {JsonAtMost} bytes.");
    }

    private sealed record Counter(string Name, long Last);
}
