using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;

namespace LibraryBot.Storage.LiteDb;

/// <summary>
/// The default store. One thread is the lane: it takes what waits, up to a group of 64 bodies, answers the reads, runs the others one
/// by one, and acknowledges each only after the group is in the journal on disk with one fsync. LiteDB follows behind.
/// </summary>
public sealed class LiteLibraryStore : ILibraryStore
{
    private const int GroupAtMost = 64;
    private static readonly TimeSpan RestAfterTrouble = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(50);
    private readonly Channel<StoreJob> waiting = Channel.CreateUnbounded<StoreJob>(new UnboundedChannelOptions { SingleReader = true });
    private readonly StoreFiles files;
    private readonly OpenStore store;
    private readonly WriteBehind writes;
    private readonly Journal journal;
    private readonly TimeProvider clock;
    private readonly ILogger log;
    private readonly int schema;
    private readonly Thread lane;
    private readonly SemaphoreSlim copying = new(1);

    /// <summary>The engine or the journal failed, and is put in order before anything else is done.</summary>
    private bool isTroubled;
    private Exception? lastTrouble;
    private DateTimeOffset mendAgainAt;
    private DateTimeOffset bringAgainAt;
    private bool isCopied;
    private long journalled;

    private LiteLibraryStore(StoreFiles files, OpenStore store, StoreOpening opening, TimeProvider clock, ILogger log)
    {
        this.files = files;
        this.store = store;
        this.clock = clock;
        this.log = log;
        journal = opening.Journal!;
        writes = new WriteBehind(store) { Kept = journal.Last };
        schema = opening.SchemaKnown;
        Repair = opening.Repair;
        journalled = journal.Last;
        lane = new Thread(RunLane) { Name = "store lane", IsBackground = true };
        lane.Start();
    }

    /// <summary>What was done about damage when the store was opened; null when there was none.</summary>
    public StoreRepair? Repair { get; }

    /// <summary>The newest entry of the journal: how far the store has come.</summary>
    public long Journalled => Volatile.Read(ref journalled);

    /// <summary>How many fsyncs the store has asked for since it was opened.</summary>
    public long Syncs => store.Syncs + journal.Syncs;

    /// <summary>
    /// Opens or creates the store of a folder; brings an older one to the shape of today; restores a damaged one.
    /// Refuses, in one line, a folder in use, unreadable, beyond repair or from a newer program.
    /// </summary>
    public static LiteLibraryStore Open(string folder, IReadOnlyList<ICollectionShape> collections, IReadOnlyList<Migration>? migrations = null, TimeProvider? clock = null, ILogger? log = null)
    {
        var files = new StoreFiles(folder);
        clock ??= TimeProvider.System;
        log ??= NullLogger.Instance;
        try
        {
            Directory.CreateDirectory(folder);
            var opening = new StoreOpening(files, collections, migrations ?? [], clock, log);
            return new LiteLibraryStore(files, opening.Run(), opening, clock, log);
        }
        catch (IOException busy) when (IsSharingViolation(busy))
        {
            throw InUse(folder, busy);
        }
        catch (Exception refused) when (refused is UnauthorizedAccessException or IOException)
        {
            throw new StoreRefused($"The data folder {folder} cannot be written: {refused.Message}", refused);
        }
        catch (Exception damaged) when (damaged is not StoreRefused)
        {
            throw new StoreRefused($"The store in {folder} cannot be read: {damaged.Message.TrimEnd('.')}. Put a backup in its place with the verb restore FILE, or choose another folder with --data.", damaged);
        }
    }

    /// <summary>
    /// Puts a backup in the place of a folder's store, which nobody may use; a folder that is empty or not there is fine. What was there
    /// is kept in a folder of its own, and stands again as it was when this fails, in one line.
    /// </summary>
    /// <param name="settle">Brings what the restored store holds to terms with the time that has passed, in one commit.</param>
    public static Task<Restored> Restore(string folder, string backup, IReadOnlyList<ICollectionShape> collections, IReadOnlyList<Migration> migrations, Action<IStoreSession> settle, TimeProvider clock, ILogger log)
    {
        var restore = new StoreRestore(new StoreFiles(folder), Storage.Backup.Read(backup), clock);
        restore.RefuseNewer(migrations);
        return restore.Run(() => Open(folder, collections, migrations, clock, log), settle);
    }

    /// <summary>What is wrong with the files of a folder's store that nobody uses, one line each; changes nothing.</summary>
    public static IReadOnlyList<string> Examine(string folder)
    {
        try
        {
            return StoreExamination.Of(new StoreFiles(folder));
        }
        catch (IOException busy) when (IsSharingViolation(busy))
        {
            throw InUse(folder, busy);
        }
    }

    public Task<T> Commit<T>(Func<IStoreSession, T> body) => Enqueue(new StoreJob<T>(body, isRead: false, log));

    public Task<T> Read<T>(Func<IStoreReader, T> body) => Enqueue(new StoreJob<T>(body, isRead: true, log));

    /// <summary>Writes a backup while the store works on. It is checked from end to end before it stands in its place.</summary>
    /// <param name="media">A folder of pictures to take along; null: none.</param>
    public async Task<Backup> Backup(string path, string? media, CancellationToken cancel)
    {
        await copying.WaitAsync(cancel);
        try
        {
            // As long as the log is not emptied the data file stands still, and turns go on beside the copying.
            var (sums, label) = await Enqueue(new StoreJob<(PageSums, BackupLabel)>(_ => BeginCopy(), isRead: true, log));
            await BackupMaking.Write(path, store.Data, sums, label, media, cancel);
            return Storage.Backup.Read(path);
        }
        finally
        {
            Volatile.Write(ref isCopied, false);
            copying.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        waiting.Writer.TryComplete();
        await Task.Run(lane.Join);
    }

    private Task<T> Enqueue<T>(StoreJob<T> job)
    {
        StoreSession.RefuseInBody();
        if (!waiting.Writer.TryWrite(job))
            job.Fail(new ObjectDisposedException(nameof(LiteLibraryStore), "The store is closed."));
        return job.Done;
    }

    private void RunLane()
    {
        var group = new List<StoreJob>(GroupAtMost);
        while (WaitForJobs())
        {
            while (group.Count < GroupAtMost && waiting.Reader.TryRead(out var job))
                group.Add(job);
            RunGroup(group);
            group.Clear();
        }

        Close();
    }

    /// <summary>False when the store is to be closed. While nobody asks, what waits is brought to the engine.</summary>
    private bool WaitForJobs()
    {
        var more = waiting.Reader.WaitToReadAsync().AsTask();
        if (!more.IsCompleted && !writes.IsEmpty && !isTroubled && !more.Wait(Idle))
            TryBring();
        return more.GetAwaiter().GetResult();
    }

    private void RunGroup(List<StoreJob> group)
    {
        if (isTroubled && !TryMend())
        {
            Fail(group, isRead: true);
            Fail(group, isRead: false);
            return;
        }

        foreach (var job in group.Where(job => job.IsRead))
            Answer(job);
        if (writes.IsFull && !TryBring())
            Fail(group, isRead: false);
        else
            CommitTogether(group);
        // A search has begun a transaction of the engine; or so much waits that a crash would take long to make good.
        if (!isTroubled && (writes.IsInTransaction || writes.IsFull || store.LogIsLong))
            TryBring();
    }

    private void Fail(List<StoreJob> group, bool isRead)
    {
        foreach (var job in group.Where(job => job.IsRead == isRead))
            job.Fail(StoreTrouble.In(files.Folder, lastTrouble!));
    }

    private void Answer(StoreJob read)
    {
        read.Run(new StoreSession(writes));
        isTroubled |= read.HitTheEngine;
        read.Acknowledge();
    }

    private void CommitTogether(List<StoreJob> group)
    {
        var last = journal.Last;
        try
        {
            foreach (var job in group.Where(job => !job.IsRead))
            {
                var session = new StoreSession(writes);
                if (!job.Run(session))
                    isTroubled |= job.HitTheEngine;
                if (session.Writes.Count == 0)
                    continue;
                foreach (var write in session.Writes)
                    writes.Write(write);
                journal.Add(session.Writes);
            }

            if (journal.Last > last)
                journal.Flush();
        }
        catch (Exception failure)
        {
            log.LogError(failure, "The store could not save a group of changes; nothing of it was kept");
            (isTroubled, lastTrouble) = (true, failure);
            Fail(group, isRead: false);
            return;
        }

        journal.Keep();
        writes.Keep(journal.Last);
        Volatile.Write(ref journalled, journal.Last);
        foreach (var job in group.Where(job => !job.IsRead))
            job.Acknowledge();
    }

    /// <summary>Takes back what was not acknowledged and opens the engine anew. False as long as that cannot be done.</summary>
    private bool TryMend()
    {
        if (clock.GetUtcNow() < mendAgainAt)
            return false;
        try
        {
            journal.CutBack();
            writes.TakeBack();
            isTroubled = false;
            return true;
        }
        catch (Exception still)
        {
            log.LogError(still, "The store cannot be opened anew; nothing is saved until it can");
            lastTrouble = still;
            mendAgainAt = clock.GetUtcNow() + RestAfterTrouble;
            return false;
        }
    }

    private (PageSums Sums, BackupLabel Label) BeginCopy()
    {
        writes.Flush();
        store.Settle();
        journal.BeginSegment();
        Volatile.Write(ref isCopied, true);
        return (store.Sums, BackupMaking.Label(store, schema, clock.GetUtcNow()));
    }

    /// <summary>Brings to the engine what waits, and to the data file what is in a long log, unless that is being copied. False when it could not.</summary>
    private bool TryBring()
    {
        if (clock.GetUtcNow() < bringAgainAt && !writes.IsInTransaction)
            return !writes.IsFull;
        try
        {
            writes.Flush();
            if (store.LogIsLong && !Volatile.Read(ref isCopied) && clock.GetUtcNow() >= bringAgainAt)
                store.Engine.Empty();
            return true;
        }
        catch (Exception failure)
        {
            log.LogError(failure, "The store's engine could not follow the journal; what is saved is safe, and it is tried again");
            (isTroubled, lastTrouble) = (true, failure);
            bringAgainAt = clock.GetUtcNow() + RestAfterTrouble;
            TryMend();
            return !writes.IsFull;
        }
    }

    private void Close()
    {
        try
        {
            if (!isTroubled)
            {
                writes.Flush();
                store.Settle();
            }
        }
        catch (Exception failure)
        {
            log.LogError(failure, "The store could not be closed in order; the next start applies the journal");
        }

        store.Dispose();
        journal.Dispose();
    }

    internal static StoreRefused InUse(string folder, IOException busy) =>
        new($"The data folder {folder} is in use by another LibraryBot. Stop it first, or choose another folder with --data.", busy);

    // EWOULDBLOCK from flock on Linux (11) and macOS (35), ERROR_SHARING_VIOLATION on Windows.
    internal static bool IsSharingViolation(IOException exception) =>
        exception.GetType() == typeof(IOException) && (exception.HResult is 11 or 35 || (exception.HResult & 0xFFFF) == 32);
}
