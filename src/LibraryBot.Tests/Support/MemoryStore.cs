using System.Text.Json;
using LibraryBot.Storage;

namespace LibraryBot.Tests.Support;

/// <summary>
/// A store without a disk, written from ILibraryStore alone: what it does is what the interface promises. A body writes
/// straight into the tables and is undone when it throws; one lock stands where a real engine has its lane.
/// </summary>
internal sealed class MemoryStore : ILibraryStore
{
    private readonly Lock lane = new();
    private readonly MemoryTables tables;
    private bool isInBody;
    private bool isClosed;

    public MemoryStore()
        : this(new MemoryTables())
    {
    }

    private MemoryStore(MemoryTables tables) => this.tables = tables;

    /// <summary>The same records in a new store, as after a restart.</summary>
    public MemoryStore Reopened() => isClosed ? new MemoryStore(tables) : throw new StoreRefused("The store is still open.");

    public Task<T> Commit<T>(Func<IStoreSession, T> body) => Run(body);

    public Task<T> Read<T>(Func<IStoreReader, T> body) => Run(body);

    public ValueTask DisposeAsync()
    {
        lock (lane)
            isClosed = true;
        return ValueTask.CompletedTask;
    }

    private Task<T> Run<T>(Func<MemorySession, T> body)
    {
        lock (lane)
        {
            if (isInBody)
                throw new InvalidOperationException("A body may not ask the store for another transaction.");
            if (isClosed)
                return Task.FromException<T>(new ObjectDisposedException(nameof(MemoryStore), "The store is closed."));

            using var session = new MemorySession(tables);
            try
            {
                isInBody = true;
                var result = body(session);
                isInBody = false;
                session.Keep();
                return Task.FromResult(result);
            }
            catch (Exception thrown)
            {
                session.Undo();
                return Task.FromException<T>(thrown);
            }
            finally
            {
                isInBody = false;
            }
        }
    }
}

/// <summary>One body's work on the tables. Of no use when the body is over.</summary>
internal sealed class MemorySession(MemoryTables tables) : IStoreSession, IDisposable
{
    private static readonly Collection<Counter> Counters = new("counters", counter => counter.Name);
    private readonly Stack<Action> undoing = [];
    private readonly List<Action> afterCommit = [];
    private bool isOver;

    public T? Get<T>(Collection<T> collection, string id) where T : class => Table(collection.Name).Row(id)?.As<T>();

    public IReadOnlyList<T> Find<T>(Collection<T> collection, StoreIndex<T> index, string equals, int limit = int.MaxValue) where T : class =>
        InRange(collection, index, equals, equals, limit);

    public IReadOnlyList<T> Find<T>(Collection<T> collection, StoreIndex<T> index, long equals, int limit = int.MaxValue) where T : class =>
        InRange(collection, index, equals, equals, limit);

    public IReadOnlyList<T> Between<T>(Collection<T> collection, StoreIndex<T> index, long from, long to, int limit = int.MaxValue) where T : class =>
        InRange(collection, index, from, to, limit);

    public IReadOnlyList<T> Beginning<T>(Collection<T> collection, StoreIndex<T> index, string with, int limit = int.MaxValue) where T : class =>
        InRange(collection, index, with, KeyText.LastBeginning(with), limit);

    public IReadOnlyList<T> All<T>(Collection<T> collection) where T : class => [.. Table(collection.Name).Rows.Select(row => row.As<T>())];

    public IReadOnlyList<T> After<T>(Collection<T> collection, string id, int limit) where T : class =>
        [.. All(collection).Where(record => string.CompareOrdinal(collection.Id(record), id) > 0).OrderBy(collection.Id, StringComparer.Ordinal).Take(limit)];

    public void Put<T>(Collection<T> collection, T record) where T : class
    {
        var id = collection.IdOf(record);
        Change(collection.Name, id, new MemoryRow(JsonSerializer.SerializeToUtf8Bytes(record, StoreJson.Options), collection.KeysOf(record)));
    }

    public void Delete<T>(Collection<T> collection, string id) where T : class => Change(collection.Name, id, null);

    public long Next(string counter)
    {
        var next = (Get(Counters, counter)?.Last ?? 0) + 1;
        Put(Counters, new Counter(counter, next));
        return next;
    }

    public void AfterCommit(Action then)
    {
        ObjectDisposedException.ThrowIf(isOver, this);
        afterCommit.Add(then);
    }

    /// <summary>The body has ended well: what it put off is done now. What that throws is not the commit's to hear.</summary>
    public void Keep()
    {
        isOver = true;
        foreach (var then in afterCommit)
        {
            try
            {
                then();
            }
            catch (Exception failure)
            {
                _ = Task.FromException(failure);
            }
        }
    }

    public void Undo()
    {
        while (undoing.TryPop(out var undo))
            undo();
    }

    public void Dispose() => isOver = true;

    private IReadOnlyList<T> InRange<T>(Collection<T> collection, StoreIndex<T> index, IComparable from, IComparable to, int limit) where T : class =>
        [.. Table(collection.Name).InRange(index.Name, from, to).Take(limit).Select(row => row.As<T>())];

    private void Change(string collection, string id, MemoryRow? row)
    {
        var table = Table(collection);
        var before = table.Row(id);
        table.Set(id, row);
        undoing.Push(() => table.Set(id, before));
    }

    private MemoryTable Table(string collection)
    {
        ObjectDisposedException.ThrowIf(isOver, this);
        return tables.Of(collection);
    }

    private sealed record Counter(string Name, long Last);
}

/// <summary>The records of a memory store, by the name of their collection.</summary>
internal sealed class MemoryTables
{
    private readonly Dictionary<string, MemoryTable> tables = [];

    public MemoryTable Of(string collection) =>
        tables.TryGetValue(collection, out var table) ? table : tables[collection] = new MemoryTable();
}

/// <summary>A record's JSON, opened at its first reading, and what it is found by.</summary>
internal sealed class MemoryRow(byte[] json, IReadOnlyDictionary<string, IComparable> keys)
{
    private object? opened;

    public IReadOnlyDictionary<string, IComparable> Keys => keys;

    public T As<T>() where T : class => (T)(opened ??= JsonSerializer.Deserialize<T>(json, StoreJson.Options)!);
}

internal sealed class MemoryTable
{
    private readonly Dictionary<string, MemoryRow> rows = [];
    private readonly Dictionary<string, SortedSet<Place>> indexes = [];

    public IEnumerable<MemoryRow> Rows => rows.Values;

    public MemoryRow? Row(string id) => rows.GetValueOrDefault(id);

    public void Set(string id, MemoryRow? row)
    {
        if (rows.Remove(id, out var before))
        {
            foreach (var (index, key) in before.Keys)
                indexes[index].Remove(new Place(key, id));
        }

        if (row is null)
            return;
        rows[id] = row;
        foreach (var (index, key) in row.Keys)
            Index(index).Add(new Place(key, id));
    }

    /// <summary>By key and then by id, both ends included.</summary>
    public IEnumerable<MemoryRow> InRange(string index, IComparable from, IComparable to) =>
        Place.Compare(from, to) > 0
            ? []
            : Index(index).GetViewBetween(new Place(from, ""), new Place(to, Place.BehindEveryId)).Select(place => rows[place.Id]);

    private SortedSet<Place> Index(string name) =>
        indexes.TryGetValue(name, out var places) ? places : indexes[name] = [];

    private readonly record struct Place(IComparable Key, string Id) : IComparable<Place>
    {
        public static readonly string BehindEveryId = new('\uffff', KeyText.IdAtMost + 1);

        public int CompareTo(Place other)
        {
            var byKey = Compare(Key, other.Key);
            return byKey != 0 ? byKey : string.CompareOrdinal(Id, other.Id);
        }

        public static int Compare(IComparable left, IComparable right) =>
            left is string a && right is string b ? string.CompareOrdinal(a, b) : left.CompareTo(right);
    }
}
