namespace LibraryBot.Storage;

/// <summary>
/// The records that were used last, by collection and id, so that a turn finds its conversation without asking the engine.
/// It holds what is committed or about to be; after a rollback it is emptied.
/// </summary>
internal sealed class RecordCache(long charactersAtMost)
{
    private const int BigRecord = 256 * 1024;
    private readonly Dictionary<(string Collection, string Id), LinkedListNode<Held>> held = [];
    private readonly LinkedList<Held> byUse = [];
    private long characters;

    public KeptRecord? Get(string collection, string id)
    {
        if (!held.TryGetValue((collection, id), out var node))
            return null;
        byUse.Remove(node);
        byUse.AddFirst(node);
        return node.Value.Record;
    }

    public void Put(string collection, string id, KeptRecord record)
    {
        Remove(collection, id);
        if (record.Size > BigRecord)
            return;
        held[(collection, id)] = byUse.AddFirst(new Held(collection, id, record));
        characters += record.Size;
        while (characters > charactersAtMost)
            Remove(byUse.Last!.Value.Collection, byUse.Last.Value.Id);
    }

    public void Remove(string collection, string id)
    {
        if (!held.Remove((collection, id), out var node))
            return;
        byUse.Remove(node);
        characters -= node.Value.Record.Size;
    }

    public void Clear()
    {
        held.Clear();
        byUse.Clear();
        characters = 0;
    }

    private readonly record struct Held(string Collection, string Id, KeptRecord Record);
}
