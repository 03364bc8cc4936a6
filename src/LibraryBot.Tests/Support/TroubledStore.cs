using LibraryBot.Storage;

namespace LibraryBot.Tests.Support;

/// <summary>A store whose accesses are counted, and whose next commits fail as a test wants.</summary>
internal sealed class TroubledStore(ILibraryStore store) : ILibraryStore
{
    private readonly Bell bell = new();
    private int accesses;
    private int failing;

    public int Accesses => Volatile.Read(ref accesses);

    /// <summary>Whether failures are still to come.</summary>
    public bool IsTroubled => Volatile.Read(ref failing) > 0;

    public Task Until(Func<TroubledStore, bool> isSo) => bell.Until(() => isSo(this));

    /// <summary>So many commits from now on save nothing.</summary>
    public void FailsNext(int commits) => Volatile.Write(ref failing, commits);

    public Task<T> Commit<T>(Func<IStoreSession, T> body)
    {
        var fails = Interlocked.Decrement(ref failing) >= 0;
        Count();
        return fails ? Task.FromException<T>(new IOException("The disk is full.")) : store.Commit(body);
    }

    public Task<T> Read<T>(Func<IStoreReader, T> body)
    {
        Count();
        return store.Read(body);
    }

    public ValueTask DisposeAsync() => store.DisposeAsync();

    private void Count()
    {
        Interlocked.Increment(ref accesses);
        bell.Ring();
    }
}
