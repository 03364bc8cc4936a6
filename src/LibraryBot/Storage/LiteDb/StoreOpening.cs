using System.Globalization;
using System.Text;
using LiteDB;

namespace LibraryBot.Storage.LiteDb;

/// <summary>
/// Opens a folder's store for work: as it was left; after a crash, with what the journal knows more; when it is damaged, from the
/// newest good backup and the journal. Never a quiet repair: what was done is told, and the damaged files are kept.
/// </summary>
internal sealed class StoreOpening(StoreFiles files, IReadOnlyList<ICollectionShape> collections, IReadOnlyList<Migration> migrations, TimeProvider clock, ILogger log)
{
    private static readonly Collection<Schema> Schemas = new("schema", schema => schema.Id);

    public StoreRepair? Repair { get; private set; }

    public Journal? Journal { get; private set; }

    /// <summary>The schema of a program with these migrations.</summary>
    public int SchemaKnown => migrations.Select(migration => migration.To).DefaultIfEmpty(1).Max();

    public OpenStore Run()
    {
        var store = OpenOrRestore();
        try
        {
            Journal = Journal.After(files.Journal, store.Applied);
            Migrate(store);
            store.Engine.Prepare(collections);
            TestItself(store);
            store.Settle();
            return store;
        }
        catch
        {
            Journal?.Dispose();
            store.Dispose();
            throw;
        }
    }

    private OpenStore OpenOrRestore()
    {
        OpenStore store;
        try
        {
            store = OpenStore.Open(files);
        }
        catch (StoreDamaged damage)
        {
            return Restore(damage);
        }

        if (store.WasInterrupted)
            log.LogInformation("The last run ended in the middle; {Count} entries of the journal were applied", store.Replayed);
        if (store.JournalDamage is { } lost)
            KeepDamagedJournal(store, lost);
        // The first entry is the schema's own: a store that was killed at its birth has lost nothing.
        else if (store.IsNew && store.Replayed > 1)
            Repair = new StoreRepair($"{files.Data} was gone", null, store.Replayed, files.Folder, IsWhole: true);
        return store;
    }

    /// <summary>The store has all that can be had; the journal begins anew behind it.</summary>
    private void KeepDamagedJournal(OpenStore store, string damage)
    {
        log.LogError("The journal is damaged: {Damage}", damage);
        store.Settle();
        var aside = files.MoveJournalAside(clock.GetUtcNow());
        Repair = new StoreRepair(damage, null, store.Replayed, aside, IsWhole: store.LostEntries == 0);
    }

    private OpenStore Restore(StoreDamaged damage)
    {
        var aside = files.MoveAside("damaged", clock.GetUtcNow());
        var unfit = new List<string>();
        foreach (var (path, madeAt) in BackupShelf.In(files.Backups))
        {
            if (TryRestore(path) is not { } restored)
            {
                unfit.Add(path);
                continue;
            }

            // A backup that is later than what is there again belongs to a history that does not go on.
            StoreFiles.MoveInto(aside, unfit);
            KeepUnreadJournal(restored, aside);
            log.LogError("The store was damaged: {Damage} The backup of {MadeAt:u} and {Count} entries of the journal took its place; the damaged files are in {Folder}", damage.Message, madeAt, restored.Replayed, aside);
            Repair = new StoreRepair(damage.Message, madeAt, restored.Replayed, aside, IsWhole: restored.JournalDamage is null);
            return restored;
        }

        // Without a backup the journal alone will do, when it goes back to the first entry.
        if (JournalSegment.In(files.Journal) is [{ First: 1 }, ..] && TryOpen() is { } rebuilt)
        {
            StoreFiles.MoveInto(aside, unfit);
            KeepUnreadJournal(rebuilt, aside);
            log.LogError("The store was damaged: {Damage} It was made again from the {Count} entries of its journal; the damaged files are in {Folder}", damage.Message, rebuilt.Replayed, aside);
            Repair = new StoreRepair(damage.Message, null, rebuilt.Replayed, aside, IsWhole: rebuilt.JournalDamage is null);
            return rebuilt;
        }

        files.MoveBack(aside);
        throw new StoreRefused($"The store in {files.Folder} is damaged and there is no good backup in {files.Backups}. Nothing was changed. Bring a backup of your own back with the verb restore FILE, or choose another folder with --data.", damage);
    }

    /// <summary>What the journal has behind its damage must not be taken for what follows now: the numbers are given again.</summary>
    private void KeepUnreadJournal(OpenStore restored, string aside)
    {
        if (restored.JournalDamage is null)
            return;
        restored.Settle();
        StoreFiles.MoveInto(aside, JournalSegment.In(files.Journal).Select(segment => segment.Path));
    }

    private OpenStore? TryRestore(string backup)
    {
        try
        {
            var found = Backup.Read(backup);
            found.Unpack(files.Folder);
            found.UnpackPictures(files.Media);
        }
        catch (Exception unreadable) when (unreadable is StoreRefused or IOException or InvalidDataException)
        {
            log.LogError("The backup {Backup} cannot be used: {Why}", backup, unreadable.Message);
            files.RemoveState();
            return null;
        }

        return TryOpen();
    }

    private OpenStore? TryOpen()
    {
        try
        {
            return OpenStore.Open(files);
        }
        catch (StoreDamaged damaged)
        {
            log.LogError("What was put in the store's place is damaged as well: {Damage}", damaged.Message);
            files.RemoveState();
            return null;
        }
    }

    /// <summary>Brings an older store to the shape of today, one transaction for each step, after a backup.</summary>
    private void Migrate(OpenStore store)
    {
        var schema = store.Engine.Get(Schemas.Name, "library") is { } json ? StoreJson.Read<Schema>(json) : null;
        var found = schema?.Version ?? SchemaKnown;
        if (found > SchemaKnown)
            throw new StoreRefused($"The store in {files.Folder} was written by LibraryBot {schema!.Program ?? "of a later version"} (schema {found}; this one, {ProgramVersion.Now}, knows {SchemaKnown}). Install that version, or choose another folder with --data.");
        var steps = migrations.Where(migration => migration.To > found).OrderBy(migration => migration.To).ToList();
        if (steps.Count > 0)
        {
            store.Settle();
            var kept = BackupMaking.OfStill(store, files, found, clock.GetUtcNow());
            log.LogInformation("The store goes from schema {From} to {To}; a backup was made before: {Backup}", found, SchemaKnown, kept);
        }

        foreach (var step in steps)
            Write(store, session => step.Run(session), step.To);
        if (schema is null || schema.Program != ProgramVersion.Now)
            Write(store, _ => { }, SchemaKnown);
    }

    private void Write(OpenStore store, Action<JsonSession> body, int schema)
    {
        var session = new JsonSession(store.Engine);
        body(session);
        session.Put(Schemas.Name, "library", System.Text.Json.JsonSerializer.Serialize(new Schema("library", schema, ProgramVersion.Now), StoreJson.Options));
        store.Engine.Begin();
        foreach (var write in session.Writes)
            store.Engine.Write(write);
        Journal!.Add(session.Writes);
        Journal.Flush();
        Journal.Keep();
        store.Commit(Journal.Last);
        store.Settle();
    }

    /// <summary>
    /// Commits one row and looks whether it ends in exactly one confirmed page, as format 5 of LiteDB has it: acknowledging relies on it.
    /// </summary>
    private static void TestItself(OpenStore store)
    {
        var pages = store.Engine.ConfirmedPagesOfOneCommit();
        if (pages != 1)
            throw new StoreRefused(string.Create(CultureInfo.InvariantCulture, $"LiteDB {typeof(LiteDatabase).Assembly.GetName().Version} does not write its log as this program relies on: a commit came with {pages} confirmed pages. Nothing was changed; install the version of LibraryBot that belongs to it."));
    }

    private sealed record Schema(string Id, int Version, string? Program = null);
}

/// <summary>A migration's reads and writes.</summary>
internal sealed class JsonSession(LiteStoreEngine engine) : IStoreOfJson
{
    private readonly Dictionary<(string Collection, string Id), StoredRecord?> written = [];

    public IReadOnlyList<StoredWrite> Writes => [.. written.Select(write => new StoredWrite(write.Key.Collection, write.Key.Id, write.Value))];

    public IReadOnlyList<(string Id, string Json)> All(string collection) => [.. engine.All(collection).Select(row => (row.Id, Encoding.UTF8.GetString(row.Json)))];

    public void Put(string collection, string id, string json, params IEnumerable<(string Index, object Key)> keys) =>
        written[(collection, id)] = new StoredRecord(id, Encoding.UTF8.GetBytes(json), keys.ToDictionary(key => key.Index, key => (IComparable)key.Key));

    public void Delete(string collection, string id) => written[(collection, id)] = null;
}
