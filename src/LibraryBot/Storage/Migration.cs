namespace LibraryBot.Storage;

/// <summary>
/// A change of the shape of what is stored, from the version before it to this one. It runs once, in one transaction, after a backup;
/// run on a store that has it already it changes nothing.
/// </summary>
public sealed record Migration(int To, Action<IStoreOfJson> Run);

/// <summary>What is stored, without its types: the types of today no longer read what an older version wrote.</summary>
public interface IStoreOfJson
{
    IReadOnlyList<(string Id, string Json)> All(string collection);
    void Put(string collection, string id, string json, params IEnumerable<(string Index, object Key)> keys);
    void Delete(string collection, string id);
}
