namespace LibraryBot.Storage.LiteDb;

/// <summary>
/// What is committed in the journal and not yet in the engine. A conversation that is written at every turn goes to the engine once
/// in a while; a search over a collection brings what waits there first. Used by the lane only.
/// </summary>
internal sealed class WriteBehind(OpenStore store) : IStoreEngine
{
    private const long BytesCached = 1_600_000;
    private const int WaitingAtMost = 2_000;
    private const long BytesWaitingAtMost = 2_000_000;

    /// <summary>What a start after a crash has to bring again: records that are written at every turn would never be too many by themselves.</summary>
    private const long EntriesAtMost = 10_000;
    private readonly RecordCache cache = new(BytesCached);

    /// <summary>The newest write of each record that the engine does not have.</summary>
    private readonly Dictionary<(string Collection, string Id), StoredWrite> waiting = [];
    private readonly Dictionary<string, int> waitingIn = [];

    /// <summary>What waited before the group that runs, to be put back if the group does not happen; null: nothing did.</summary>
    private readonly Dictionary<(string Collection, string Id), StoredWrite?> before = [];
    private long bytes;

    /// <summary>Whether so much waits that it is to be brought to the engine before more is taken.</summary>
    public bool IsFull => waiting.Count >= WaitingAtMost || bytes >= BytesWaitingAtMost || Kept - store.Applied >= EntriesAtMost;

    public bool IsEmpty => waiting.Count == 0;

    /// <summary>Whether the engine has what waits in a transaction that is still open.</summary>
    public bool IsInTransaction { get; private set; }

    public KeptRecord? Get(string collection, string id)
    {
        if (cache.TryGet(collection, id, out var known))
            return known;
        var isWaiting = waiting.TryGetValue((collection, id), out var write);
        if (!isWaiting && !store.Engine.MayHold(collection, id))
            return null;
        var json = isWaiting ? write.Record?.Json : store.Engine.Get(collection, id);
        var record = json is null ? null : new KeptRecord(json);
        cache.Put(collection, id, record);
        return record;
    }

    public IEnumerable<StoredRow> Find(string collection, string index, IComparable from, IComparable to, int limit)
    {
        Bring(collection);
        return store.Engine.Find(collection, index, from, to, limit);
    }

    public IEnumerable<StoredRow> All(string collection)
    {
        Bring(collection);
        return store.Engine.All(collection);
    }

    public IEnumerable<StoredRow> After(string collection, string id, int limit)
    {
        Bring(collection);
        return store.Engine.After(collection, id, limit);
    }

    /// <summary>A body of the group that runs has written this.</summary>
    public void Write(StoredWrite write)
    {
        var key = (write.Collection, write.Id);
        before.TryAdd(key, waiting.TryGetValue(key, out var older) ? older : null);
        if (write.Record is null && !store.Engine.MayHold(write.Collection, write.Id))
            Forget(key);
        else
            Wait(write);
        if (IsInTransaction)
            store.Engine.Write(write);
        cache.Update(write.Collection, write.Id, write.Record is { } stored ? new KeptRecord(stored.Json) : null);
    }

    /// <summary>The group is in the journal.</summary>
    public void Keep(long entry)
    {
        before.Clear();
        Kept = entry;
    }

    /// <summary>The newest entry of the journal that was kept.</summary>
    public long Kept { get; set; }

    /// <summary>Brings everything that waits to the engine, in one transaction.</summary>
    public void Flush()
    {
        if (waiting.Count == 0 && store.Applied == Kept)
            return;
        BeginIfNeeded();
        store.Commit(Kept);
        IsInTransaction = false;
        waiting.Clear();
        waitingIn.Clear();
        bytes = 0;
    }

    /// <summary>The group did not happen; the engine is opened anew. What waited before it waits on.</summary>
    public void TakeBack()
    {
        foreach (var (key, write) in before)
        {
            Forget(key);
            if (write is { } older)
                Wait(older);
        }

        before.Clear();
        cache.Clear();
        IsInTransaction = false;
        store.Engine.Reopen();
    }

    /// <summary>What a search over a collection is to find goes to the engine; it is committed there when the group is in the journal.</summary>
    private void Bring(string collection)
    {
        if (!IsInTransaction && waitingIn.GetValueOrDefault(collection) > 0)
            BeginIfNeeded();
    }

    private void BeginIfNeeded()
    {
        if (IsInTransaction)
            return;
        store.Engine.Begin();
        IsInTransaction = true;
        foreach (var write in waiting.Values)
            store.Engine.Write(write);
    }

    private void Wait(StoredWrite write)
    {
        Forget((write.Collection, write.Id));
        waiting[(write.Collection, write.Id)] = write;
        waitingIn[write.Collection] = waitingIn.GetValueOrDefault(write.Collection) + 1;
        bytes += Size(write);
    }

    private void Forget((string Collection, string Id) key)
    {
        if (!waiting.Remove(key, out var write))
            return;
        waitingIn[key.Collection]--;
        bytes -= Size(write);
    }

    private static long Size(StoredWrite write) => write.Record?.Json.Length ?? 0;
}
