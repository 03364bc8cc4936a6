using LibraryBot.Storage;

namespace LibraryBot.Tests.Support;

/// <summary>
/// A store whose process can die at any commit: before it took, or after it took and before anybody was told. From then on
/// nothing is saved or read through it, as by a process that is gone; the store behind it stays what it was.
/// </summary>
internal sealed class MortalStore(ILibraryStore store) : ILibraryStore
{
    private readonly Lock gate = new();
    private readonly CancellationTokenSource death = new();
    private int failing;
    private int living = int.MaxValue;
    private bool savesTheLast;

    public bool IsExclusive => store.IsExclusive;

    /// <summary>Cancelled when it dies.</summary>
    public CancellationToken Death => death.Token;

    /// <summary>So many commits from now on save nothing, as on a full disk.</summary>
    public void FailsNext(int commits)
    {
        lock (gate)
            failing = commits;
    }

    /// <summary>Dies at the commit that comes after so many others.</summary>
    /// <param name="saved">Whether that commit is on disk, though nobody is told.</param>
    public void DiesAfter(int commits, bool saved)
    {
        lock (gate)
            (living, savesTheLast) = (commits, saved);
    }

    public Task<T> Commit<T>(Func<IStoreSession, T> body)
    {
        lock (gate)
        {
            if (death.IsCancellationRequested)
                return Gone<T>();
            if (failing > 0)
            {
                failing--;
                return Task.FromException<T>(new IOException("The disk is full."));
            }

            if (living-- > 0)
                return store.Commit(body);
            if (savesTheLast)
                _ = store.Commit(body).Exception;
        }

        death.Cancel();
        return Gone<T>();
    }

    public Task<T> Read<T>(Func<IStoreReader, T> body) => death.IsCancellationRequested ? Gone<T>() : store.Read(body);

    public ValueTask DisposeAsync()
    {
        death.Dispose();
        return ValueTask.CompletedTask;
    }

    private static Task<T> Gone<T>() => Task.FromException<T>(new IOException("The process is gone."));
}
