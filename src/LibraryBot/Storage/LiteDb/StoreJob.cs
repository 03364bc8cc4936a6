namespace LibraryBot.Storage.LiteDb;

/// <summary>What somebody wants of the store, on its way through the lane.</summary>
internal abstract class StoreJob(bool isRead)
{
    public bool IsRead => isRead;

    /// <summary>Whether the body failed because of the engine, and not by a fault of its own.</summary>
    public abstract bool HitTheEngine { get; }

    /// <summary>Runs the body; false when it threw.</summary>
    public abstract bool Run(StoreSession session);
    public abstract void Acknowledge();
    public abstract void Fail(Exception exception);
}

/// <summary>A job with a result, told to who waits only after it is safe on disk.</summary>
internal sealed class StoreJob<T>(Func<StoreSession, T> body, bool isRead, ILogger log) : StoreJob(isRead)
{
    private readonly TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private StoreSession? session;
    private Exception? thrown;
    private T? result;

    public Task<T> Done => done.Task;

    public override bool HitTheEngine => thrown is LiteDB.LiteException or IOException or StoreDamaged;

    public override bool Run(StoreSession within)
    {
        try
        {
            result = within.Run(body);
            session = within;
            return true;
        }
        catch (Exception exception)
        {
            thrown = exception;
            return false;
        }
    }

    public override void Acknowledge()
    {
        if (thrown is not null)
        {
            Fail(thrown);
            return;
        }

        foreach (var then in session!.ToDoAfterCommit)
            Do(then);
        done.TrySetResult(result!);
    }

    public override void Fail(Exception exception) => done.TrySetException(exception);

    private void Do(Action then)
    {
        try
        {
            then();
        }
        catch (Exception bug)
        {
            // What was committed stays so; the lane goes on for the others.
            log.LogError(bug, "What was to be done after a commit failed");
        }
    }
}
