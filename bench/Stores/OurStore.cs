using LibraryBot.Storage;
using LibraryBot.Storage.LiteDb;

namespace LibraryBot.Bench.Stores;

/// <summary>The bot's own store, through the interface that the bot uses.</summary>
internal sealed class OurStore : IContestant
{
    private readonly Dictionary<string, PaperCollection> collections;

    public OurStore(string folder, IReadOnlyList<Shelf> shelves)
    {
        collections = shelves.ToDictionary(shelf => shelf.Name, shelf => new PaperCollection(shelf));
        Store = LiteLibraryStore.Open(folder, [.. collections.Values.Select(collection => collection.Papers)]);
    }

    public string Name => Contestants.Ours;

    public ILibraryStore Store { get; }

    public PaperCollection this[Shelf shelf] => collections[shelf.Name];

    public Task Commit(Action<IPaperWriter> body) => Store.Commit(session => body(new Writer(session, this)));

    public Task<Paper?> Get(Shelf shelf, string id) => Store.Read(reader => reader.Get(this[shelf].Papers, id));

    public Task<IReadOnlyList<Paper>> All(Shelf shelf) => Store.Read(reader => reader.All(this[shelf].Papers));

    public ValueTask DisposeAsync() => Store.DisposeAsync();

    private sealed class Writer(IStoreSession session, OurStore store) : IPaperWriter
    {
        public void Put(Shelf shelf, Paper paper) => session.Put(store[shelf].Papers, paper);

        public void Delete(Shelf shelf, string id) => session.Delete(store[shelf].Papers, id);
    }
}

/// <summary>A shelf as the bot declares its collections.</summary>
internal sealed class PaperCollection
{
    public PaperCollection(Shelf shelf)
    {
        Papers = new Collection<Paper>(shelf.Name, paper => paper.Id);
        if (shelf.ByWord)
            ByWord = Papers.ByText("word", paper => paper.Word);
        if (shelf.ByNumber)
            ByNumber = Papers.ByNumber("number", paper => paper.Number);
    }

    public Collection<Paper> Papers { get; }
    public StoreIndex<Paper>? ByWord { get; }
    public StoreIndex<Paper>? ByNumber { get; }
}
