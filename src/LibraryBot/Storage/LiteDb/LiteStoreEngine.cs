using System.Globalization;
using System.Text;
using LiteDB;
using LiteDB.Engine;

namespace LibraryBot.Storage.LiteDb;

/// <summary>
/// LiteDB 5.0.20 as a store of JSON records. Used by one thread only. Every query is an expression with parameters:
/// an expression with the value written into it would be compiled and kept for ever.
/// </summary>
internal sealed class LiteStoreEngine : IDisposable
{
    private readonly LogFile log;
    private readonly DataFile data;
    private readonly Dictionary<string, ILiteCollection<BsonDocument>> opened = [];

    /// <summary>The last id of each collection that was asked about; it may have been deleted since.</summary>
    private readonly Dictionary<string, string> lastIds = [];
    private LiteDatabase database;

    /// <summary>How long the log was before the open transaction.</summary>
    private int? logBefore;

    /// <summary>Whether the open transaction has changed anything: one that has not writes no page to wait for.</summary>
    private bool changed;

    /// <param name="data">Whose checksums are known or measured.</param>
    public LiteStoreEngine(DataFile data, LogFile log)
    {
        this.log = log;
        this.data = data;
        database = Open();
    }

    /// <summary>Makes the indexes that these collections declare and that are not there yet.</summary>
    public void Prepare(IReadOnlyList<ICollectionShape> collections)
    {
        foreach (var collection in collections)
        {
            foreach (var index in collection.IndexNames)
                Of(collection.Name).EnsureIndex(index, "$." + Field(index));
        }

        // Making an index is a transaction of the engine's own: its page must not be taken for one of ours.
        Empty();
        log.ForgetConfirmations();
    }

    public void Begin()
    {
        logBefore = log.Pages;
        changed = false;
        if (!database.BeginTrans())
            throw new InvalidOperationException("A transaction is already open on the store's lane.");
    }

    /// <summary>Ends the transaction and returns when the log has it; <see cref="LogFile.ToDisk"/> is a matter of its own.</summary>
    public void Commit()
    {
        if (!database.Commit())
            throw new InvalidOperationException("The store did not commit.");
        if (changed)
            log.AwaitConfirmation();
        logBefore = null;
    }

    /// <summary>
    /// Closes the engine and opens it on the same files, after trouble that it is not to be trusted after.
    /// A transaction that is open, or whose commit failed, did not happen.
    /// </summary>
    public void Reopen()
    {
        Close();
        log.CutBack(logBefore ?? log.Pages);
        logBefore = null;
        database = Open();
    }

    /// <summary>Copies the log into the data file and empties it. When it throws, the log is as it was and the engine is to be reopened.</summary>
    public void Empty()
    {
        database.Checkpoint();
        log.ThrowIfFailed();
    }

    /// <summary>Begins a transaction of one document that changes nothing and tells how many confirmed pages it wrote.</summary>
    public int ConfirmedPagesOfOneCommit()
    {
        Begin();
        Put("self_test", new StoredRecord("row", "{}"u8.ToArray(), new Dictionary<string, IComparable>()));
        Commit();
        return 1 + log.ForgetConfirmations();
    }

    /// <summary>The JSON of a record; null when there is none.</summary>
    public byte[]? Get(string collection, string id) => MayHold(collection, id) && Of(collection).FindById(id) is { } document ? Json(document) : null;

    /// <summary>False for an id behind all that the collection ever held, as a number that was just given: nobody needs to look for it.</summary>
    public bool MayHold(string collection, string id)
    {
        if (!lastIds.TryGetValue(collection, out var last))
            lastIds[collection] = last = Of(collection).Query().OrderByDescending("_id").Limit(1).FirstOrDefault()?["_id"].AsString ?? "";
        return string.CompareOrdinal(id, last) <= 0;
    }

    public IEnumerable<StoredRow> Find(string collection, string index, IComparable from, IComparable to, int limit) =>
        Of(collection).Query()
            .Where(InRange(index, from, to))
            .OrderBy("$." + Field(index))
            .Limit(limit)
            .ToEnumerable()
            .Select(Row);

    public IEnumerable<StoredRow> All(string collection) => Of(collection).FindAll().Select(Row);

    public IEnumerable<StoredRow> After(string collection, string id, int limit) =>
        Of(collection).Query().Where("$._id > @0", id).OrderBy("$._id").Limit(limit).ToEnumerable().Select(Row);

    /// <summary>Makes the change inside the open transaction.</summary>
    public void Write(StoredWrite write)
    {
        if (write.Record is { } record)
            Put(write.Collection, record);
        else
            changed |= Of(write.Collection).Delete(write.Id);
    }

    /// <summary>Every collection that holds or ever held something.</summary>
    public IEnumerable<string> CollectionNames => database.GetCollectionNames().Order(StringComparer.Ordinal);

    /// <summary>The names of the indexes of a collection.</summary>
    public IReadOnlyList<string> IndexesOf(string collection) =>
    [
        .. database.GetCollection("$indexes").Query().Where("$.collection = @0", collection).ToEnumerable()
            .Select(index => index["name"].AsString).Where(name => name != "_id").Order(StringComparer.Ordinal),
    ];

    /// <summary>Each record of a collection with its keys, as a scan finds them.</summary>
    public IEnumerable<StoredRecord> Scan(string collection) => Of(collection).FindAll().Select(Record);

    /// <summary>Every record's id and key in an index, as the index has them, up or down; a null key is left out.</summary>
    public IEnumerable<(string Id, IComparable Key)> Walk(string collection, string index, bool down) =>
        Of(collection).Query()
            .Where($"$.{Field(index)} BETWEEN @0 AND @1", BsonValue.MinValue, BsonValue.MaxValue)
            .OrderBy("$." + Field(index), down ? Query.Descending : Query.Ascending)
            .ToEnumerable()
            .Where(document => !document[Field(index)].IsNull)
            .Select(document => (document["_id"].AsString, Key(document[Field(index)])));

    public void Dispose()
    {
        Close();
        data.Dispose();
        log.Dispose();
    }

    private LiteDatabase Open()
    {
        var engine = new LiteEngine(new EngineSettings
        {
            DataStream = data,
            LogStream = log,
            // The default ignores case, which would make the ids "A1" and "a1" one record.
            Collation = new Collation("/Ordinal"),
        });
        // The lane empties the log between two groups, never in the middle of a commit.
        return new LiteDatabase(engine) { CheckpointSize = 0 };
    }

    private void Close()
    {
        opened.Clear();
        lastIds.Clear();
        data.Drop();
        try
        {
            if (logBefore is not null)
                database.Rollback();
            database.Dispose();
        }
        catch (Exception failing) when (failing is IOException or LiteException or ObjectDisposedException or StoreDamaged)
        {
            // A damaged page, most likely. What counts is in the log and the journal.
        }
    }

    private void Put(string collection, StoredRecord record)
    {
        var document = new BsonDocument { ["_id"] = record.Id, ["json"] = Encoding.UTF8.GetString(record.Json) };
        foreach (var (name, value) in record.Keys)
            document[Field(name)] = Value(value);
        Of(collection).Upsert(document);
        if (!MayHold(collection, record.Id))
            lastIds[collection] = record.Id;
        changed = true;
    }

    private ILiteCollection<BsonDocument> Of(string collection)
    {
        if (!opened.TryGetValue(collection, out var found))
            opened[collection] = found = database.GetCollection(collection);
        return found;
    }

    private static BsonExpression InRange(string index, IComparable from, IComparable to) =>
        BsonExpression.Create($"$.{Field(index)} BETWEEN @0 AND @1", Value(from), Value(to));

    private static string Field(string index) => "by_" + index;

    private static BsonValue Value(IComparable value) => value switch
    {
        string text => text,
        long number => number,
        _ => throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"An index holds text or a number, not {value.GetType().Name}.")),
    };

    private static IComparable Key(BsonValue value) => value.IsString ? value.AsString : value.AsInt64;

    private static byte[] Json(BsonDocument document) => Encoding.UTF8.GetBytes(document["json"].AsString);

    private static StoredRow Row(BsonDocument document) => new(document["_id"].AsString, Json(document));

    private static StoredRecord Record(BsonDocument document) => new(
        document["_id"].AsString,
        Json(document),
        document.Where(field => field.Key.StartsWith("by_", StringComparison.Ordinal)).ToDictionary(field => field.Key[3..], field => Key(field.Value)));
}
