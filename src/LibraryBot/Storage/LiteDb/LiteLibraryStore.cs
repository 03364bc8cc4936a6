using System.Threading.Channels;

namespace LibraryBot.Storage.LiteDb;

/// <summary>
/// The default store. One thread is the lane: it takes what waits, up to a group of 64 bodies, runs them one by one
/// in one transaction, and acknowledges each only after that transaction is on disk with one fsync.
/// </summary>
public sealed class LiteLibraryStore : ILibraryStore
{
    private const int GroupAtMost = 64;

    /// <summary>Raised when the shape of what is stored changes; a folder from a newer program is refused.</summary>
    public const int SchemaVersion = 1;

    private static readonly Collection<Schema> Schemas = new("schema", schema => schema.Id);
    private readonly Channel<Job> waiting = Channel.CreateUnbounded<Job>(new UnboundedChannelOptions { SingleReader = true });
    private readonly LiteStoreEngine engine;
    private readonly Thread lane;

    private LiteLibraryStore(LiteStoreEngine engine)
    {
        this.engine = engine;
        lane = new Thread(RunLane) { Name = "store lane", IsBackground = true };
        lane.Start();
    }

    /// <summary>Opens or creates the store of a folder. Refuses, in one line, a folder in use, unreadable or from a newer program.</summary>
    public static LiteLibraryStore Open(string folder, IReadOnlyList<ICollectionShape> collections)
    {
        LiteLibraryStore store;
        try
        {
            Directory.CreateDirectory(folder);
            store = new LiteLibraryStore(LiteStoreEngine.Open(folder, collections));
        }
        catch (IOException busy) when (IsSharingViolation(busy))
        {
            throw new StoreRefused($"The data folder {folder} is in use by another LibraryBot. Stop it first, or choose another folder with --data.", busy);
        }
        catch (Exception refused) when (refused is UnauthorizedAccessException or IOException)
        {
            throw new StoreRefused($"The data folder {folder} cannot be written: {refused.Message}", refused);
        }
        catch (Exception damaged)
        {
            // The engine takes whatever bytes it finds for pages: what it throws then may be anything.
            var why = damaged is LiteDB.LiteException ? damaged.Message.TrimEnd('.') : "its file is damaged";
            throw new StoreRefused($"The store in {folder} cannot be read: {why}. Nothing was changed; put a backup in its place or choose another folder with --data.", damaged);
        }

        return store.OfThisSchema(folder);
    }

    public Task<T> Commit<T>(Func<IStoreSession, T> body) => Enqueue(new Job<T>(body));

    public Task<T> Read<T>(Func<IStoreReader, T> body) => Enqueue(new Job<T>(body));

    public async ValueTask DisposeAsync()
    {
        waiting.Writer.TryComplete();
        await Task.Run(lane.Join);
    }

    private Task<T> Enqueue<T>(Job<T> job)
    {
        if (!waiting.Writer.TryWrite(job))
            job.Fail(new ObjectDisposedException(nameof(LiteLibraryStore), "The store is closed."));
        return job.Done;
    }

    private void RunLane()
    {
        var group = new List<Job>(GroupAtMost);
        while (waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            group.Clear();
            while (group.Count < GroupAtMost && waiting.Reader.TryRead(out var job))
                group.Add(job);
            RunGroup(group);
        }

        engine.Dispose();
    }

    private void RunGroup(List<Job> group)
    {
        var inTransaction = false;
        try
        {
            foreach (var job in group)
            {
                var session = new StoreSession(engine);
                if (!job.Run(session) || !session.WroteAnything)
                    continue;
                if (!inTransaction)
                {
                    engine.Begin();
                    inTransaction = true;
                }

                session.Apply();
            }

            if (inTransaction)
                engine.Commit();
        }
        catch (Exception failure)
        {
            if (inTransaction)
                engine.Rollback();
            group.ForEach(job => job.Fail(new IOException($"Nothing was saved: {failure.Message}", failure)));
            return;
        }

        group.ForEach(job => job.Acknowledge());
    }

    private LiteLibraryStore OfThisSchema(string folder)
    {
        var found = Commit(session =>
        {
            var schema = session.Get(Schemas, "library");
            if (schema is null)
                session.Put(Schemas, new Schema("library", SchemaVersion));
            return schema?.Version ?? SchemaVersion;
        }).GetAwaiter().GetResult();
        if (found <= SchemaVersion)
            return this;

        DisposeAsync().AsTask().GetAwaiter().GetResult();
        throw new StoreRefused($"The store in {folder} was written by a newer LibraryBot (schema {found}; this one knows {SchemaVersion}). Install that version, or choose another folder with --data.");
    }

    // EWOULDBLOCK from flock on Linux (11) and macOS (35), ERROR_SHARING_VIOLATION on Windows.
    private static bool IsSharingViolation(IOException exception) =>
        exception.GetType() == typeof(IOException) && (exception.HResult is 11 or 35 || (exception.HResult & 0xFFFF) == 32);

    private sealed record Schema(string Id, int Version);

    private abstract class Job
    {
        /// <summary>Runs the body; false when it threw.</summary>
        public abstract bool Run(StoreSession session);
        public abstract void Acknowledge();
        public abstract void Fail(Exception exception);
    }

    private sealed class Job<T>(Func<StoreSession, T> body) : Job
    {
        private readonly TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private StoreSession? session;
        private Exception? thrown;
        private T? result;

        public Task<T> Done => done.Task;

        public override bool Run(StoreSession within)
        {
            try
            {
                result = body(within);
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
                then();
            done.TrySetResult(result!);
        }

        public override void Fail(Exception exception) => done.TrySetException(exception);
    }
}
