using System.Text.Json.Serialization;
using LibraryBot.Storage;

namespace LibraryBot.Tests.Storage;

/// <summary>
/// What any engine behind ILibraryStore must hold to. An engine inherits these rules and says how it is opened;
/// nothing in them knows what it is made of.
/// </summary>
public abstract partial class LibraryStoreRules : IAsyncLifetime
{
    private protected static readonly Collection<Shelf> Shelves = new("shelves", shelf => shelf.Id);
    private protected static readonly StoreIndex<Shelf> ByRoom = Shelves.ByText("room", shelf => shelf.Room);
    private protected static readonly StoreIndex<Shelf> ByCount = Shelves.ByNumber("count", shelf => shelf.Count);
    private protected static readonly Collection<Label> Labels = new("labels", label => label.Id);

    protected static IReadOnlyList<ICollectionShape> Collections { get; } = [Shelves, Labels];

    private protected ILibraryStore Store { get; private set; } = null!;

    /// <summary>Opens the store at this test's own place: empty at first, later with what was committed there.</summary>
    protected abstract Task<ILibraryStore> Open();

    /// <summary>Removes what the engine left at this test's place.</summary>
    protected virtual void Clear()
    {
    }

    public async Task InitializeAsync() => Store = await Open();

    public async Task DisposeAsync()
    {
        await Store.DisposeAsync();
        Clear();
    }

    private protected async Task Reopen()
    {
        await Store.DisposeAsync();
        Store = await Open();
    }

    private protected Task Put(params IReadOnlyList<Shelf> shelves) => Store.Commit(s =>
    {
        foreach (var shelf in shelves)
            s.Put(Shelves, shelf);
    });

    private protected Task<Shelf?> Get(string id) => Store.Read(s => s.Get(Shelves, id));

    /// <summary>The ids of what a body finds, in the order found.</summary>
    private protected Task<List<string>> Ids(Func<IStoreReader, IReadOnlyList<Shelf>> find) =>
        Store.Read(s => find(s).Select(shelf => shelf.Id).ToList());

    /// <summary>The ids of all that is stored, sorted.</summary>
    private protected async Task<List<string>> AllIds()
    {
        var ids = await Ids(s => s.All(Shelves));
        ids.Sort(StringComparer.Ordinal);
        return ids;
    }

    private protected sealed record Shelf(string Id, string? Room = null, long? Count = null)
    {
        public DateTimeOffset? Seen { get; init; }
        public string? Note { get; init; }
        public IReadOnlyList<string> Books { get; init; } = [];

        [JsonIgnore]
        public string? Hidden { get; init; }
    }

    /// <summary>A record that writes something no JSON can hold, when it is asked to.</summary>
    private protected sealed record Label(string Id, string Text)
    {
        public object? Broken { get; init; }
    }
}
