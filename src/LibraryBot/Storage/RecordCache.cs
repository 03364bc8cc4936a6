namespace LibraryBot.Storage;

/// <summary>
/// The records that were used last, by collection and id, so that a turn finds its conversation without asking the engine.
/// It also remembers which ids have none. It holds what is committed or about to be; after a rollback it is emptied.
/// </summary>
internal sealed class RecordCache(long charactersAtMost)
{
    private const int BigRecord = 256 * 1024;
    private readonly Dictionary<(string Collection, string Id), LinkedListNode<Held>> held = [];
    private readonly LinkedList<Held> byUse = [];
    private long characters;

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

    public void Put(string collection, string id, KeptRecord? record)
    {
        Remove(collection, id);
        var entry = new Held(collection, id, record);
        if (entry.Size > BigRecord)
            return;
        held[(collection, id)] = byUse.AddFirst(entry);
        characters += entry.Size;
        while (characters > charactersAtMost)
            Remove(byUse.Last!.Value.Collection, byUse.Last.Value.Id);
    }

    private void Remove(string collection, string id)
    {
        if (!held.Remove((collection, id), out var node))
            return;
        byUse.Remove(node);
        characters -= node.Value.Size;
    }

    public void Clear()
    {
        held.Clear();
        byUse.Clear();
        characters = 0;
    }

    private readonly record struct Held(string Collection, string Id, KeptRecord? Record)
    {
        private const int Overhead = 200;

        public int Size => Overhead + (Record?.Size ?? 0);
    }
}
