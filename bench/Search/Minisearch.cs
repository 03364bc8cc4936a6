using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using LibraryBot.Bench.Reports;
using LibraryBot.Knowledge;

namespace LibraryBot.Bench.Search;

/// <summary>npm's minisearch in a process of its own (bench/Search/minisearch): given the same records and questions, it tells its hits and its CPU.</summary>
internal sealed class Minisearch(IReadOnlyList<Book> books)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly string Folder = Repository.Folder("bench/Search/minisearch");

    public static bool IsInstalled => Directory.Exists(Path.Combine(Folder, "node_modules"));

    public const string HowToInstall = "minisearch is left out; to have it: npm ci --prefix bench/Search/minisearch (with Node 20 or later)";

    /// <summary>For each set, what it found for each question, and the CPU of one question in milliseconds.</summary>
    public async Task<IReadOnlyDictionary<string, MinisearchRun>> Run(IReadOnlyList<SearchSet> sets, string folder)
    {
        var (records, questions) = (Path.Combine(folder, "records.jsonl"), Path.Combine(folder, "questions.jsonl"));
        await File.WriteAllLinesAsync(records, books.Select((book, row) => JsonSerializer.Serialize(SearchFields.Of(book, row), Json)));
        await File.WriteAllLinesAsync(questions, sets.SelectMany(set => set.Queries.Select(query => JsonSerializer.Serialize(new { set = set.Name, text = query.Text, query.IsTyping }, Json))));
        using var node = Process.Start(new ProcessStartInfo("node", ["--max-old-space-size=4096", Path.Combine(Folder, "run.mjs"), records, questions, SearchVerb.Hits.ToString(System.Globalization.CultureInfo.InvariantCulture)]) { RedirectStandardOutput = true })!;
        var told = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        if (node.ExitCode != 0)
            throw new InvalidOperationException("minisearch failed.");
        return told.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<MinisearchRun>(line, Json)!).ToDictionary(run => run.Set);
    }
}

/// <param name="Hits">Rows of books, question by question.</param>
internal sealed record MinisearchRun(string Set, double Milliseconds, IReadOnlyList<IReadOnlyList<int>> Hits);
