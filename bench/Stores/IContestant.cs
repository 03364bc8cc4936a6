namespace LibraryBot.Bench.Stores;

/// <summary>A store to be compared: ours, or one that a library could have had instead.</summary>
internal interface IContestant : IAsyncDisposable
{
    string Name { get; }

    /// <summary>One transaction. Ends when the engine says that it is committed.</summary>
    Task Commit(Action<IPaperWriter> body);

    Task<Paper?> Get(Shelf shelf, string id);

    Task<IReadOnlyList<Paper>> All(Shelf shelf);
}

/// <summary>What a transaction can write.</summary>
internal interface IPaperWriter
{
    void Put(Shelf shelf, Paper paper);
    void Delete(Shelf shelf, string id);
}

/// <summary>The stores by the names that the command line knows.</summary>
internal static class Contestants
{
    public const string Ours = "ours";
    public const string Sqlite = "sqlite";
    public const string Stock = "stock";

    /// <summary>Opens the store of a folder, or makes it.</summary>
    public static IContestant Open(string name, string folder, IReadOnlyList<Shelf> shelves) => name switch
    {
        Ours => new OurStore(folder, shelves),
        Sqlite => new SqliteStore(folder, shelves),
        Stock => new StockLiteDb(folder, shelves),
        _ => throw new ArgumentException($"There is no store called {name}: {Ours}, {Sqlite}, {Stock}."),
    };
}
