using LibraryBot.Knowledge;
using LibraryBot.Storage.LiteDb;

namespace LibraryBot.Tests.Support;

/// <summary>An empty knowledge store on a temporary folder.</summary>
public sealed class TempStore : IAsyncDisposable
{
    private readonly TempFolder folder = new();

    public TempStore() => Store = LiteLibraryStore.Open(folder.Path, KnowledgeCollections.All);

    public LiteLibraryStore Store { get; }

    /// <summary>Writes a file beside the store and gives its path.</summary>
    public string Write(string name, string text)
    {
        File.WriteAllText(folder.File(name), text);
        return folder.File(name);
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        folder.Dispose();
    }
}
