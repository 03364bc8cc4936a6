using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LibraryBot.Storage;

namespace LibraryBot.Knowledge.Import;

/// <summary>Records read from one source, and what was wrong with the rest. Saved at the end, so a refused file changes nothing.</summary>
public sealed class ImportBatch(string source, TimeProvider clock)
{
    private const int CommitAtOnce = 500;
    private const int ProblemsKept = 200;
    private readonly List<Func<IStoreSession, Change>> writes = [];
    private readonly Dictionary<(string Collection, string Id), int> places = [];
    private readonly List<string> problems = [];
    private int seen;
    private int skipped;
    private int warnings;

    private enum Change
    {
        None,
        New,
        Changed,
    }

    public void Add<T>(Collection<T> collection, T record) where T : KnowledgeRecord
    {
        if (!KeyText.IsId(collection.Id(record)))
        {
            Skip(collection.Name, $"its id has {record.Id.Length} letters, at most {KeyText.IdAtMost} can be kept");
            return;
        }

        seen++;
        var known = (T)(record with { Source = source, Hash = HashOf(record) });
        if (places.TryGetValue((collection.Name, collection.Id(known)), out var place))
        {
            Warn($"{collection.Name}: the id {record.Id} appears twice; the later row is used");
            writes[place] = session => Write(session, collection, known);
            return;
        }

        places[(collection.Name, collection.Id(known))] = writes.Count;
        writes.Add(session => Write(session, collection, known));
    }

    /// <summary>A row that cannot be used: it is counted and named, and the import goes on.</summary>
    public void Skip(string where, string why)
    {
        seen++;
        skipped++;
        Note($"{where}: {why}; skipped");
    }

    public void Warn(string doubt)
    {
        warnings++;
        Note(doubt);
    }

    public async Task<ImportRun> Save(ILibraryStore store)
    {
        int added = 0, changed = 0;
        foreach (var chunk in writes.Chunk(CommitAtOnce))
        {
            var changes = await store.Commit(session => chunk.Select(write => write(session)).ToList());
            added += changes.Count(change => change == Change.New);
            changed += changes.Count(change => change == Change.Changed);
        }

        var now = clock.GetUtcNow();
        var run = new ImportRun(source) { At = now, Seen = seen, New = added, Changed = changed, Skipped = skipped, Warnings = warnings, Problems = problems };
        return await store.Commit(session =>
        {
            var kept = run with { Id = session.Next("import_run").ToString("D8", CultureInfo.InvariantCulture) };
            session.Put(ImportRun.Collection, kept);
            return kept;
        });
    }

    private static Change Write<T>(IStoreSession session, Collection<T> collection, T record) where T : KnowledgeRecord
    {
        var before = session.Get(collection, collection.Id(record));
        if (before?.Hash == record.Hash)
            return Change.None;
        session.Put(collection, record);
        return before is null ? Change.New : Change.Changed;
    }

    private static string HashOf<T>(T record) where T : KnowledgeRecord =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(record, StoreJson.Options))).AsSpan(0, 12));

    private void Note(string problem)
    {
        if (problems.Count < ProblemsKept)
            problems.Add(problem);
        else if (problems.Count == ProblemsKept)
            problems.Add("... and more");
    }
}
