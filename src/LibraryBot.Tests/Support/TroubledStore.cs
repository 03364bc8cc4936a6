using LibraryBot.Storage;

namespace LibraryBot.Tests.Support;

/// <summary>A store whose accesses are counted, and whose next commits fail as a test wants.</summary>
internal sealed class TroubledStore(ILibraryStore store) : ILibraryStore
{
    private int accesses;
    private int failing;

    public int Accesses => Volatile.Read(ref accesses);

    /// <summary>Whether failures are still to come.</summary>
    public bool IsTroubled => Volatile.Read(ref failing) > 0;

    /// <summary>So many commits from now on save nothing.</summary>
    public void FailsNext(int commits) => Volatile.Write(ref failing, commits);

    public Task<T> Commit<T>(Func<IStoreSession, T> body)
    {
        Interlocked.Increment(ref accesses);
        return Interlocked.Decrement(ref failing) >= 0
            ? Task.FromException<T>(new IOException("The disk is full."))
            : store.Commit(body);
    }

    public Task<T> Read<T>(Func<IStoreReader, T> body)
    {
        Interlocked.Increment(ref accesses);
        return store.Read(body);
    }

    public ValueTask DisposeAsync() => store.DisposeAsync();
}
