using LiteDB;

namespace LibraryBot.Bench.Stores;

/// <summary>LiteDB as it comes, in its Direct mode: fast to acknowledge, and it loses acknowledged commits when it is killed.</summary>
internal sealed class StockLiteDb : IContestant
{
    private readonly LiteDatabase database;
    private readonly Writer writer;

    public StockLiteDb(string folder, IReadOnlyList<Shelf> shelves)
    {
        Directory.CreateDirectory(folder);
        database = new LiteDatabase(new ConnectionString { Filename = Path.Combine(folder, "bench.db"), Connection = ConnectionType.Direct });
        foreach (var shelf in shelves)
            Make(shelf);
        writer = new Writer(database);
    }

    public string Name => Contestants.Stock;

    public Task Commit(Action<IPaperWriter> body)
    {
        database.BeginTrans();
        body(writer);
        if (!database.Commit())
            throw new InvalidOperationException("LiteDB did not commit.");
        return Task.CompletedTask;
    }

    public Task<Paper?> Get(Shelf shelf, string id) =>
        Task.FromResult(database.GetCollection(shelf.Name).FindById(id) is { } document ? Open(document) : null);

    public Task<IReadOnlyList<Paper>> All(Shelf shelf) =>
        Task.FromResult<IReadOnlyList<Paper>>([.. database.GetCollection(shelf.Name).FindAll().Select(Open)]);

    public ValueTask DisposeAsync()
    {
        database.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Make(Shelf shelf)
    {
        if (shelf.ByWord)
            database.GetCollection(shelf.Name).EnsureIndex("word");
        if (shelf.ByNumber)
            database.GetCollection(shelf.Name).EnsureIndex("number");
    }

    private static Paper Open(BsonDocument document) => new(
        document["_id"].AsString,
        document["word"].IsNull ? null : document["word"].AsString,
        document["number"].IsNull ? null : document["number"].AsInt64,
        document["body"].AsString);

    private sealed class Writer(LiteDatabase database) : IPaperWriter
    {
        public void Put(Shelf shelf, Paper paper) => database.GetCollection(shelf.Name).Upsert(new BsonDocument
        {
            ["_id"] = paper.Id,
            ["word"] = paper.Word,
            ["number"] = paper.Number is { } number ? number : BsonValue.Null,
            ["body"] = paper.Body,
        });

        public void Delete(Shelf shelf, string id) => database.GetCollection(shelf.Name).Delete(id);
    }
}
