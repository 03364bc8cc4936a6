using System.Globalization;
using LiteDB;
using LiteDB.Engine;

namespace LibraryBot.Storage.LiteDb;

/// <summary>
/// LiteDB 5.0.20 as a store of JSON records. Used by one thread only. Every query is an expression with parameters:
/// an expression with the value written into it would be compiled and kept for ever.
/// </summary>
internal sealed class LiteStoreEngine : IStoreEngine, IDisposable
{
    private readonly LogFile log;
    private readonly DataFile data;
    private readonly LiteDatabase database;

    /// <summary>Whether the open transaction has changed anything: one that has not writes no page to wait for.</summary>
    private bool changed;

    private LiteStoreEngine(LogFile log, DataFile data, LiteDatabase database)
    {
        this.log = log;
        this.data = data;
        this.database = database;
    }

    public static LiteStoreEngine Open(string folder, IReadOnlyList<ICollectionShape> collections)
    {
        LogFile? log = null;
        DataFile? data = null;
        try
        {
            log = new LogFile(Path.Combine(folder, "library-log.db"));
            data = new DataFile(Path.Combine(folder, "library.db"), log);
            var engine = new LiteEngine(new EngineSettings
            {
                DataStream = data,
                LogStream = log,
                // The default ignores case, which would make the ids "A1" and "a1" one record.
                Collation = new Collation("/Ordinal"),
            });
            var store = new LiteStoreEngine(log, data, new LiteDatabase(engine));
            store.Prepare(collections);
            return store;
        }
        catch
        {
            data?.Dispose();
            log?.Dispose();
            throw;
        }
    }

    public void Begin()
    {
        if (!database.BeginTrans())
            throw new InvalidOperationException("A transaction is already open on the store's lane.");
        changed = false;
    }

    /// <summary>Ends the transaction and returns when it is on disk.</summary>
    public void Commit()
    {
        if (!database.Commit())
            throw new InvalidOperationException("The store did not commit.");
        if (changed)
            log.AwaitConfirmation();
    }

    public void Rollback() => database.Rollback();

    public string? Get(string collection, string id) => database.GetCollection(collection).FindById(id)?["json"].AsString;

    public IEnumerable<StoredRow> Find(string collection, string index, IComparable from, IComparable to, int limit) =>
        database.GetCollection(collection).Query()
            .Where(InRange(index, from, to))
            .OrderBy("$." + Field(index))
            .Limit(limit)
            .ToEnumerable()
            .Select(Row);

    public IEnumerable<StoredRow> All(string collection) => database.GetCollection(collection).FindAll().Select(Row);

    public void Put(string collection, StoredRecord record)
    {
        var document = new BsonDocument { ["_id"] = record.Id, ["json"] = record.Json };
        foreach (var (name, value) in record.Keys)
            document[Field(name)] = Value(value);
        database.GetCollection(collection).Upsert(document);
        changed = true;
    }

    public void Delete(string collection, string id) => changed |= database.GetCollection(collection).Delete(id);

    public void Dispose()
    {
        database.Dispose();
        data.Dispose();
        log.Dispose();
    }

    private void Prepare(IReadOnlyList<ICollectionShape> collections)
    {
        foreach (var collection in collections)
        {
            foreach (var index in collection.IndexNames)
                database.GetCollection(collection.Name).EnsureIndex(index, "$." + Field(index));
        }

        // Making an index is a transaction of the engine's own: its page must not be taken for one of ours.
        database.Checkpoint();
        log.ForgetConfirmations();
    }

    private BsonExpression InRange(string index, IComparable from, IComparable to) =>
        BsonExpression.Create($"$.{Field(index)} BETWEEN @0 AND @1", Value(from), Value(to));

    private static string Field(string index) => "by_" + index;

    private static BsonValue Value(IComparable value) => value switch
    {
        string text => text,
        long number => number,
        _ => throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"An index holds text or a number, not {value.GetType().Name}.")),
    };

    private static StoredRow Row(BsonDocument document) => new(document["_id"].AsString, document["json"].AsString);
}
