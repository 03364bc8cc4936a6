using System.Text.Json;
using LibraryBot.Storage;
using Microsoft.Data.Sqlite;

namespace LibraryBot.Bench.Stores;

/// <summary>SQLite as a careful program would use it: a write-ahead log, a sync with every commit, prepared statements, JSON beside its keys.</summary>
internal sealed class SqliteStore : IContestant
{
    private readonly SqliteConnection connection;
    private readonly Dictionary<string, Statements> statements;
    private readonly Writer writer;

    public SqliteStore(string folder, IReadOnlyList<Shelf> shelves)
    {
        Directory.CreateDirectory(folder);
        connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, "bench.sqlite"), Pooling = false }.ToString());
        connection.Open();
        Do("PRAGMA journal_mode=WAL");
        Do("PRAGMA synchronous=FULL");
        foreach (var shelf in shelves)
            Make(shelf);
        statements = shelves.ToDictionary(shelf => shelf.Name, shelf => new Statements(connection, shelf));
        writer = new Writer(this);
    }

    public string Name => Contestants.Sqlite;

    public Task Commit(Action<IPaperWriter> body)
    {
        using var transaction = connection.BeginTransaction(deferred: true);
        foreach (var prepared in statements.Values)
            prepared.JoinTo(transaction);
        body(writer);
        transaction.Commit();
        return Task.CompletedTask;
    }

    public Task<Paper?> Get(Shelf shelf, string id)
    {
        var get = statements[shelf.Name].Get;
        get.Transaction = null;
        get.Parameters[0].Value = id;
        return Task.FromResult(get.ExecuteScalar() is string json ? Open(json) : null);
    }

    public Task<IReadOnlyList<Paper>> All(Shelf shelf)
    {
        using var query = Command($"SELECT json FROM {shelf.Name}");
        using var rows = query.ExecuteReader();
        var papers = new List<Paper>();
        while (rows.Read())
            papers.Add(Open(rows.GetString(0)));
        return Task.FromResult<IReadOnlyList<Paper>>(papers);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var prepared in statements.Values)
            prepared.Dispose();
        await connection.DisposeAsync();
    }

    private void Make(Shelf shelf)
    {
        Do($"CREATE TABLE IF NOT EXISTS {shelf.Name} (id TEXT PRIMARY KEY, json TEXT NOT NULL, word TEXT, number INTEGER)");
        if (shelf.ByWord)
            Do($"CREATE INDEX IF NOT EXISTS {shelf.Name}_word ON {shelf.Name} (word)");
        if (shelf.ByNumber)
            Do($"CREATE INDEX IF NOT EXISTS {shelf.Name}_number ON {shelf.Name} (number)");
    }

    private void Do(string sql)
    {
        using var command = Command(sql);
        command.ExecuteNonQuery();
    }

    private SqliteCommand Command(string sql) => new(sql, connection);

    private static Paper Open(string json) => JsonSerializer.Deserialize<Paper>(json, StoreJson.Options)!;

    private sealed class Writer(SqliteStore store) : IPaperWriter
    {
        public void Put(Shelf shelf, Paper paper)
        {
            var put = store.statements[shelf.Name].Put;
            put.Parameters[0].Value = paper.Id;
            put.Parameters[1].Value = JsonSerializer.Serialize(paper, StoreJson.Options);
            put.Parameters[2].Value = (object?)paper.Word ?? DBNull.Value;
            put.Parameters[3].Value = (object?)paper.Number ?? DBNull.Value;
            put.ExecuteNonQuery();
        }

        public void Delete(Shelf shelf, string id)
        {
            var delete = store.statements[shelf.Name].Delete;
            delete.Parameters[0].Value = id;
            delete.ExecuteNonQuery();
        }
    }

    private sealed class Statements(SqliteConnection connection, Shelf shelf) : IDisposable
    {
        public SqliteCommand Get { get; } = Prepared(connection, $"SELECT json FROM {shelf.Name} WHERE id = $id", "$id");

        public SqliteCommand Delete { get; } = Prepared(connection, $"DELETE FROM {shelf.Name} WHERE id = $id", "$id");

        public SqliteCommand Put { get; } = Prepared(
            connection,
            $"INSERT INTO {shelf.Name} (id, json, word, number) VALUES ($id, $json, $word, $number) ON CONFLICT (id) DO UPDATE SET json = excluded.json, word = excluded.word, number = excluded.number",
            "$id", "$json", "$word", "$number");

        public void JoinTo(SqliteTransaction transaction) => Put.Transaction = Delete.Transaction = transaction;

        public void Dispose()
        {
            Get.Dispose();
            Delete.Dispose();
            Put.Dispose();
        }

        private static SqliteCommand Prepared(SqliteConnection connection, string sql, params IEnumerable<string> names)
        {
            var command = new SqliteCommand(sql, connection);
            foreach (var name in names)
                command.Parameters.Add(new SqliteParameter(name, DBNull.Value));
            command.Prepare();
            return command;
        }
    }
}
