namespace LibraryBot.Storage;

/// <summary>
/// The records that were used last, by collection and id, so that a turn finds its conversation without asking the engine.
/// It also remembers which ids have none. It holds what is committed or about to be; after a rollback it is emptied.
/// </summary>
internal sealed class RecordCache(long bytesAtMost)
{
    private const int BigRecord = 256 * 1024;
    private readonly Dictionary<(string Collection, string Id), LinkedListNode<Held>> held = [];
    private readonly LinkedList<Held> byUse = [];
    private long bytes;

    /// <summary>True when it knows; then a null says that there is no such record.</summary>
    public bool TryGet(string collection, string id, out KeptRecord? record)
    {
        record = null;
        if (!held.TryGetValue((collection, id), out var node))
            return false;
        byUse.Remove(node);
        byUse.AddFirst(node);
        record = node.Value.Record;
        return true;
    }

    /// <summary>It was written: what nobody has asked for, as a message on its way through, is not kept in mind for that.</summary>
    public void Update(string collection, string id, KeptRecord? record)
    {
        if (record is null)
            Remove(collection, id);
        else if (held.ContainsKey((collection, id)))
            Put(collection, id, record);
    }

    public void Put(string collection, string id, KeptRecord? record)
    {
        Remove(collection, id);
        var entry = new Held(collection, id, record);
        if (entry.Size > BigRecord)
            return;
        held[(collection, id)] = byUse.AddFirst(entry);
        bytes += entry.Size;
        while (bytes > bytesAtMost)
            Remove(byUse.Last!.Value.Collection, byUse.Last.Value.Id);
    }

    private void Remove(string collection, string id)
    {
        if (!held.Remove((collection, id), out var node))
            return;
        byUse.Remove(node);
        bytes -= node.Value.Size;
    }

    public void Clear()
    {
        held.Clear();
        byUse.Clear();
        bytes = 0;
    }

    private readonly record struct Held(string Collection, string Id, KeptRecord? Record)
    {
        private const int Overhead = 200;

        public int Size => Overhead + (Record?.Size ?? 0);
    }
}
