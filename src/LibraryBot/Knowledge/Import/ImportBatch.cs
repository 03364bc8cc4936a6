using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using LibraryBot.Storage;

namespace LibraryBot.Knowledge.Import;

/// <summary>
/// Records of one source on their way into the store, some hundred a commit, so that a catalogue of any size needs no more
/// memory than a small one. Counts what was new, changed and skipped, and names what was wrong. One caller at a time.
/// </summary>
public sealed class ImportBatch
{
    private const int CommitAtOnce = 500;
    private const int ProblemsKept = 200;
    private const int BrokenAtMost = 1000;
    private readonly string source;
    private readonly Importing into;
    private readonly List<Func<IStoreReader, IStoreSession?, Change>> waiting = [];
    private readonly HashSet<(string Collection, string Id)> ids = [];
    private readonly List<string> problems = [];
    private int seen;
    private int added;
    private int changed;
    private int skipped;
    private int warnings;

    internal ImportBatch(string source, Importing into) => (this.source, this.into) = (source, into);

    private enum Change
    {
        None,
        New,
        Changed,
    }

    /// <summary>Takes a record; it is committed together with its neighbours, at the latest by <see cref="End"/>.</summary>
    public async Task Add<T>(Collection<T> collection, T record) where T : KnowledgeRecord
    {
        into.Cancel.ThrowIfCancellationRequested();
        if (!KeyText.IsId(collection.Id(record)))
        {
            Skip(collection.Name, $"its id has {record.Id.Length} letters, at most {KeyText.IdAtMost} can be kept");
            return;
        }

        seen++;
        var known = (T)(record with { Source = source, Hash = HashOf(record) });
        var isFirst = ids.Add((collection.Name, collection.Id(known)));
        if (!isFirst)
            Warn($"{collection.Name}: the id {record.Id} appears twice; the later row is used");
        waiting.Add((reader, writer) => Write(reader, writer, collection, known) is var change && isFirst ? change : Change.None);
        if (waiting.Count == CommitAtOnce)
            await Commit();
    }

    /// <summary>A row that cannot be used: it is counted and named, and the import goes on.</summary>
    /// <exception cref="ImportRefused">There were only such rows so far, and many: the file is something else.</exception>
    public void Skip(string where, string why)
    {
        seen++;
        skipped++;
        Note($"{where}: {why}; skipped");
        if (skipped == BrokenAtMost && seen == skipped)
            throw new ImportRefused($"None of the first {BrokenAtMost} records can be used; the last is {where}: {why}.");
    }

    public void Warn(string doubt)
    {
        warnings++;
        Note(doubt);
    }

    /// <summary>Takes out what an earlier import of this source brought and the source no longer has; for sources that were read to their end.</summary>
    /// <returns>How many.</returns>
    public async Task<int> TakeOutUnseen<T>(Collection<T> collection, Func<T, bool> isExpected) where T : KnowledgeRecord
    {
        await Commit();
        var gone = await into.Store.Read(reader => reader.All(collection)
            .Where(record => record.Source == source && isExpected(record) && !ids.Contains((collection.Name, collection.Id(record))))
            .ToList());
        foreach (var record in gone)
            Note($"{collection.Name}: {record.Id} is no longer in the source; taken out");
        if (gone.Count > 0 && !into.OnlyLook)
            await into.Store.Commit(session => gone.ForEach(record => session.Delete(collection, collection.Id(record))));
        changed += gone.Count;
        return gone.Count;
    }

    /// <summary>Takes out one record that the source says it has deleted, if it came from there.</summary>
    public async Task TakeOut<T>(Collection<T> collection, string id) where T : KnowledgeRecord
    {
        await Commit();
        seen++;
        if (await into.Store.Read(reader => reader.Get(collection, id)) is not { } known || known.Source != source)
            return;
        changed++;
        if (!into.OnlyLook)
            await into.Store.Commit(session => session.Delete(collection, id));
    }

    /// <summary>What an earlier import of this source keeps under an id, or null.</summary>
    internal Task<T?> Kept<T>(Collection<T> collection, string id) where T : KnowledgeRecord =>
        into.Store.Read(reader => reader.Get(collection, id) is { } known && known.Source == source ? known with { Source = "" } : null);

    /// <summary>Whether a record, as it would be added, is the one that is kept.</summary>
    internal static bool IsSame<T>(T record, T kept) where T : KnowledgeRecord => kept.Hash == HashOf(record);

    /// <summary>Commits the rest and keeps the run.</summary>
    /// <param name="isWhole">The source was read to its end.</param>
    public async Task<ImportRun> End(bool isWhole = false)
    {
        await Commit();
        var run = new ImportRun(source) { At = into.Clock.GetUtcNow(), Seen = seen, New = added, Changed = changed, Skipped = skipped, Warnings = warnings, IsWhole = isWhole, Problems = problems };
        if (into.OnlyLook)
            return run;
        return await into.Store.Commit(session =>
        {
            var kept = run with { Id = session.Next("import_run").ToString("D8", CultureInfo.InvariantCulture) };
            session.Put(ImportRun.Collection, kept);
            return kept;
        });
    }

    private async Task Commit()
    {
        if (waiting.Count > 0)
        {
            var changes = into.OnlyLook
                ? await into.Store.Read(reader => waiting.Select(write => write(reader, null)).ToList())
                : await into.Store.Commit(session => waiting.Select(write => write(session, session)).ToList());
            added += changes.Count(change => change == Change.New);
            changed += changes.Count(change => change == Change.Changed);
            waiting.Clear();
        }

        into.Seen?.Invoke(seen);
    }

    private static Change Write<T>(IStoreReader reader, IStoreSession? writer, Collection<T> collection, T record) where T : KnowledgeRecord
    {
        var before = reader.Get(collection, collection.Id(record));
        if (before?.Hash == record.Hash)
            return Change.None;
        writer?.Put(collection, record);
        return before is null ? Change.New : Change.Changed;
    }

    private static string HashOf<T>(T record) where T : KnowledgeRecord =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(record, StoreJson.Options)).AsSpan(0, 12));

    private void Note(string problem)
    {
        if (problems.Count < ProblemsKept)
            problems.Add(problem);
        else if (problems.Count == ProblemsKept)
            problems.Add("... and more");
    }
}
