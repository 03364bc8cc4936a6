namespace LibraryBot.Storage;

/// <summary>
/// The library's records. Every access goes through one lane: bodies run one after another and must be synchronous
/// (no network, no waiting). A body may be run once only; when it throws, nothing of it is kept and the others go on.
/// </summary>
public interface ILibraryStore : IAsyncDisposable
{
    /// <summary>Whether no other program can have it open: what an earlier one left under way is nobody's then.</summary>
    bool IsExclusive => true;

    /// <summary>Runs a body as one transaction. The task ends after the commit is on disk; it fails with what the body threw.</summary>
    Task<T> Commit<T>(Func<IStoreSession, T> body);

    /// <summary>Reads what has been committed. Nothing lazy leaves the body.</summary>
    Task<T> Read<T>(Func<IStoreReader, T> body);
}

/// <summary>Reads inside a body. Lists are whole and in the index's order; a limit is a limit, not a page.</summary>
public interface IStoreReader
{
    T? Get<T>(Collection<T> collection, string id) where T : class;
    IReadOnlyList<T> Find<T>(Collection<T> collection, StoreIndex<T> index, string equals, int limit = int.MaxValue) where T : class;
    IReadOnlyList<T> Find<T>(Collection<T> collection, StoreIndex<T> index, long equals, int limit = int.MaxValue) where T : class;

    /// <summary>Records whose number lies in [from, to], both ends included, smallest first.</summary>
    IReadOnlyList<T> Between<T>(Collection<T> collection, StoreIndex<T> index, long from, long to, int limit = int.MaxValue) where T : class;

    /// <summary>Records whose text begins with these letters, in order.</summary>
    IReadOnlyList<T> Beginning<T>(Collection<T> collection, StoreIndex<T> index, string with, int limit = int.MaxValue) where T : class;
    IReadOnlyList<T> All<T>(Collection<T> collection) where T : class;

    /// <summary>Records whose id comes after this one ("" is before all), in the order of their ids: a large collection is read by and by, and others need not wait for the whole of it.</summary>
    IReadOnlyList<T> After<T>(Collection<T> collection, string id, int limit) where T : class;
}

/// <summary>Reads and writes of one transaction. A body sees its own writes.</summary>
public interface IStoreSession : IStoreReader
{
    void Put<T>(Collection<T> collection, T record) where T : class;
    void Delete<T>(Collection<T> collection, string id) where T : class;

    /// <summary>The next number of a named counter, from 1.</summary>
    long Next(string counter);

    /// <summary>Something to do once the commit is on disk: waking a worker or a socket. Never a change to the store.</summary>
    void AfterCommit(Action then);
}

public static class LibraryStoreVerbs
{
    /// <summary>A transaction that answers nothing.</summary>
    public static Task Commit(this ILibraryStore store, Action<IStoreSession> body) =>
        store.Commit(session => { body(session); return true; });
}
