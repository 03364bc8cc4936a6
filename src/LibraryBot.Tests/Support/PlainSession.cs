using LibraryBot.Storage;

namespace LibraryBot.Tests.Support;

/// <summary>A store of plain objects for tests that ask it millions of times: gets and puts alone, nothing is found by an index.</summary>
internal sealed class PlainSession : IStoreSession
{
    private readonly Dictionary<(string, string), object> records = [];
    private readonly Dictionary<string, long> counters = [];

    public T? Get<T>(Collection<T> collection, string id) where T : class => records.GetValueOrDefault((collection.Name, id)) as T;

    public void Put<T>(Collection<T> collection, T record) where T : class => records[(collection.Name, collection.Id(record))] = record;

    public void Delete<T>(Collection<T> collection, string id) where T : class => records.Remove((collection.Name, id));

    public long Next(string counter) => counters[counter] = counters.GetValueOrDefault(counter) + 1;

    public void AfterCommit(Action then)
    {
    }

    public IReadOnlyList<T> Find<T>(Collection<T> collection, StoreIndex<T> index, string equals, int limit = int.MaxValue) where T : class => [];

    public IReadOnlyList<T> Find<T>(Collection<T> collection, StoreIndex<T> index, long equals, int limit = int.MaxValue) where T : class => [];

    public IReadOnlyList<T> Between<T>(Collection<T> collection, StoreIndex<T> index, long from, long to, int limit = int.MaxValue) where T : class => [];

    public IReadOnlyList<T> Beginning<T>(Collection<T> collection, StoreIndex<T> index, string with, int limit = int.MaxValue) where T : class => [];

    public IReadOnlyList<T> All<T>(Collection<T> collection) where T : class => [.. records.Where(record => record.Key.Item1 == collection.Name).Select(record => (T)record.Value)];

    public IReadOnlyList<T> After<T>(Collection<T> collection, string id, int limit) where T : class => [];
}
