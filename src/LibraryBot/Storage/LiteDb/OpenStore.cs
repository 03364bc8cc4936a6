using LiteDB;
using LiteDB.Engine;

namespace LibraryBot.Storage.LiteDb;

/// <summary>
/// A store's files, opened by this process alone, and the engine on them. What is committed is first in the journal, then in the
/// engine; the data file follows when the log is emptied into it.
/// </summary>
internal sealed class OpenStore : IDisposable
{
    private const int WritesAtOnce = 2000;
    private const int LogPagesAtMost = 300;
    private readonly StoreFiles files;
    private readonly LogFile log;
    private readonly DataFile data;
    private readonly PageSumsFile sumsFile;
    private LiteStoreEngine? engine;
    private PageSums sums = PageSums.Empty;

    private OpenStore(StoreFiles files)
    {
        this.files = files;
        sumsFile = new PageSumsFile(files.Folder);
        log = new LogFile(files.Log);
        try
        {
            data = new DataFile(files.Data, log);
        }
        catch
        {
            log.Dispose();
            throw;
        }

        log.Emptying = SettleData;
    }

    public LiteStoreEngine Engine => engine!;

    public DataFile Data => data;

    public PageSums Sums => sums;

    /// <summary>Whether the folder held anything.</summary>
    public bool IsNew { get; private set; }

    /// <summary>Whether the last run ended without closing the store.</summary>
    public bool WasInterrupted { get; private set; }

    /// <summary>How many journal entries had to be applied.</summary>
    public long Replayed { get; private set; }

    public bool LogIsLong => log.Pages > LogPagesAtMost;

    public long Syncs => log.Syncs + data.Syncs;

    /// <summary>The number of the newest journal entry that the engine has.</summary>
    public long Applied { get; private set; }

    /// <summary>What is wrong with the journal; what came before it is in the store.</summary>
    public string? JournalDamage { get; private set; }

    /// <summary>How many entries of a damaged journal could not be had from anywhere.</summary>
    public long LostEntries { get; private set; }

    /// <summary>Opens a folder's store as its last commit left it. Throws <see cref="StoreDamaged"/> when what lies there is not what was written.</summary>
    public static OpenStore Open(StoreFiles files)
    {
        var store = new OpenStore(files);
        try
        {
            store.Recover();
            return store;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>Commits the open transaction, which brings everything up to this entry of the journal.</summary>
    public void Commit(long entry)
    {
        log.Entry = entry;
        Engine.Commit();
        Applied = entry;
    }

    /// <summary>Brings everything into the data file, with its checksums.</summary>
    public void Settle()
    {
        Engine.Empty();
        if (sums.Journal != Applied || sums.Generation == 0)
            SettleData();
    }

    public void Dispose()
    {
        if (engine is not null)
        {
            engine.Dispose();
            return;
        }

        data.Dispose();
        log.Dispose();
    }

    private void Recover()
    {
        if (RestoreMark.In(files.Folder) is { } unfinished)
            throw new StoreRefused($"A restore into {files.Folder} was cut off, so its store is not started. Run the verb restore FILE again; what was there before lies in {unfinished.Aside}.");
        if (sumsFile.Read() is { } known)
            TakeKnown(known);
        else if (data.Differing([]).Count > 0 && JournalSegment.In(files.Journal).Count > 0)
            throw new StoreDamaged("The checksums of the store are gone.");
        else
            TakeUnknown();
    }

    /// <summary>The data file is as the last emptying of the log left it, or the log can still be emptied into it; else it is damaged.</summary>
    private void TakeKnown(PageSums known)
    {
        sums = known;
        Applied = known.Journal;
        var journal = new JournalReading(files.Journal, known.Journal).Verify();
        data.Measure();
        var differing = data.Differing(known.Sums);
        var whole = log.Length > 0 ? log.Whole() : null;
        if (differing.Count > 0 && whole?.Pages.IsSupersetOf(differing) != true)
            throw new StoreDamaged($"{differing.Count} pages of {data.Path} are not as they were written, the first of them page {differing[0]}.");

        WasInterrupted = log.Length > 0 || journal.Last > known.Journal;
        // What is in the log is in the journal too, unless the journal is damaged.
        var logKnowsMore = whole is not null && whole.Entry > journal.Last;
        if (differing.Count == 0 && !logKnowsMore)
            log.Empty();
        engine = Started();
        RefuseFaults(WasInterrupted);
        JournalDamage = journal.Damage ?? (logKnowsMore ? "the end of the journal is gone" : null);
        if (logKnowsMore)
            Applied = whole!.Entry;
        else if (journal.Last > Applied)
            Replay();
        else
            journal.CutTorn();
        LostEntries = Math.Max(0, journal.Highest - Applied);
    }

    /// <summary>A new folder, one whose data file is gone but not its journal, or one of version 1, which kept neither checksums nor a journal.</summary>
    private void TakeUnknown()
    {
        data.Measure();
        log.Empty();
        IsNew = data.Pages == 0;
        if (!IsNew && File.Exists(files.OldLog) && new FileInfo(files.OldLog).Length > 0)
            EmptyOldLog();
        engine = Started();
        RefuseFaults(!IsNew);
        JournalDamage = Replay().Damage;
        if (IsNew && JournalDamage is { } damage)
            throw new StoreDamaged($"{data.Path} is gone, and {damage}.");
    }

    private LiteStoreEngine Started()
    {
        try
        {
            return new LiteStoreEngine(data, log);
        }
        // The engine takes whatever bytes it finds for pages: what it throws then may be anything.
        catch (Exception unreadable) when (unreadable is not (OutOfMemoryException or IOException or StoreDamaged))
        {
            throw new StoreDamaged(unreadable.Message, unreadable);
        }
    }

    private void RefuseFaults(bool isDoubtful)
    {
        if (isDoubtful && IntegrityCheck.Of(Engine) is [var fault, ..])
            throw new StoreDamaged($"In {data.Path} {fault}.");
    }

    private JournalReading Replay()
    {
        var journal = new JournalReading(files.Journal, Applied);
        var waiting = 0;
        foreach (var entry in journal.Entries())
        {
            if (waiting == 0)
                Engine.Begin();
            foreach (var write in entry.Writes)
                Engine.Write(write);
            Replayed++;
            waiting += entry.Writes.Count;
            Applied = entry.Number;
            if (waiting < WritesAtOnce)
                continue;
            Engine.Commit();
            Engine.Empty();
            waiting = 0;
        }

        if (waiting > 0)
            Engine.Commit();
        journal.CutTorn();
        return journal;
    }

    /// <summary>Brings the data file of version 1 to the state of its log, as that version would have done itself.</summary>
    private void EmptyOldLog()
    {
        using (var oldLog = File.Open(files.OldLog, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        using (var old = new LiteDatabase(new LiteEngine(new EngineSettings { DataStream = data, LogStream = oldLog, Collation = new Collation("/Ordinal") })))
            old.Checkpoint();
        data.Settle();
        File.Delete(files.OldLog);
    }

    private void SettleData()
    {
        data.Settle();
        sums = new PageSums(sums.Generation + 1, Applied, [.. data.Sums]);
        sumsFile.Write(sums);
    }
}
