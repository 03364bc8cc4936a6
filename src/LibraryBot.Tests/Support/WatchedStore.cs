using LibraryBot.Storage;

namespace LibraryBot.Tests.Support;

/// <summary>A store that writes down what each access writes: "collection/id", once for each document.</summary>
internal sealed class WatchedStore(ILibraryStore store) : ILibraryStore
{
    private readonly List<IReadOnlyCollection<string>> accesses = [];

    /// <summary>What was written, access by access; a read wrote nothing.</summary>
    public IReadOnlyList<IReadOnlyCollection<string>> Accesses => accesses;

    public Task<T> Commit<T>(Func<IStoreSession, T> body) => store.Commit(session =>
    {
        var watched = new Session(session);
        accesses.Add(watched.Written);
        return body(watched);
    });

    public Task<T> Read<T>(Func<IStoreReader, T> body)
    {
        accesses.Add([]);
        return store.Read(body);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private sealed class Session(IStoreSession inner) : IStoreSession
    {
        public HashSet<string> Written { get; } = [];

        public T? Get<T>(Collection<T> collection, string id) where T : class => inner.Get(collection, id);

        public IReadOnlyList<T> Find<T>(Collection<T> collection, StoreIndex<T> index, string equals, int limit) where T : class => inner.Find(collection, index, equals, limit);

        public IReadOnlyList<T> Find<T>(Collection<T> collection, StoreIndex<T> index, long equals, int limit) where T : class => inner.Find(collection, index, equals, limit);

        public IReadOnlyList<T> Between<T>(Collection<T> collection, StoreIndex<T> index, long from, long to, int limit) where T : class => inner.Between(collection, index, from, to, limit);

        public IReadOnlyList<T> Beginning<T>(Collection<T> collection, StoreIndex<T> index, string with, int limit) where T : class => inner.Beginning(collection, index, with, limit);

        public IReadOnlyList<T> All<T>(Collection<T> collection) where T : class => inner.All(collection);

        public IReadOnlyList<T> After<T>(Collection<T> collection, string id, int limit) where T : class => inner.After(collection, id, limit);

        public void Put<T>(Collection<T> collection, T record) where T : class
        {
            Written.Add($"{collection.Name}/{collection.Id(record)}");
            inner.Put(collection, record);
        }

        public void Delete<T>(Collection<T> collection, string id) where T : class
        {
            Written.Add($"{collection.Name}/{id}");
            inner.Delete<T>(collection, id);
        }

        public long Next(string counter) => inner.Next(counter);

        public void AfterCommit(Action then) => inner.AfterCommit(then);
    }
}
