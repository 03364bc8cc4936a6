using LibraryBot.Bench.Catalogue;
using LibraryBot.Bench.Reports;
using LibraryBot.Knowledge;
using LibraryBot.Storage.LiteDb;

namespace LibraryBot.Bench.Search;

/// <summary>
/// Our search beside SQLite FTS5 and minisearch: the same records and questions in one run. What counts is the CPU of a question, round
/// after round in turn, and how often the wanted book is among the first ten. The same seed asks the same, so no hit is left to chance.
/// </summary>
internal sealed class SearchVerb(int records, int seed)
{
    public const int Hits = 10;
    private const int Rounds = 5;
    private const int WarmUps = 2;
    private const double Faster = 3;
    private readonly Report report = new("search");

    public async Task<int> Run()
    {
        using var scratch = new ScratchFolder();
        await using var store = LiteLibraryStore.Open(scratch.File("data"), Bot.Collections);
        var knowledge = LibraryKnowledge.Of(store, CataloguedBooks.Of(new InventedCatalogue(seed), records), await store.Read(KnowledgeRecords.Read));
        var books = knowledge.Now.Books;
        report.Measured("books", books.Count, "");
        report.Measured("of them with a title of their own", 100.0 * books.DistinctBy(book => book.Title.ToLowerInvariant()).Count() / books.Count, "%");
        var sets = new SearchSets(books, seed).All();
        var mini = await FromMinisearch(books, sets, scratch.Path);
        var ours = new OurSearch(knowledge);
        using var fts = new Fts5Search(books);
        foreach (var set in sets)
            Compare(set, ours, fts, Theirs.Of(set, mini?[set.Name], books));
        return report.End();
    }

    private static async Task<IReadOnlyDictionary<string, MinisearchRun>?> FromMinisearch(IReadOnlyList<Book> books, IReadOnlyList<SearchSet> sets, string folder)
    {
        if (Minisearch.IsInstalled)
            return await new Minisearch(books).Run(sets, folder);
        Console.WriteLine(Minisearch.HowToInstall);
        return null;
    }

    private void Compare(SearchSet set, OurSearch ours, Fts5Search fts, Theirs? mini)
    {
        var (ourTime, ftsTime) = Cost(set, ours, fts);
        var ftsHits = Found(set, fts);
        report.Measured($"{set.Name}: CPU of ours", ourTime, "ms a question");
        report.Measured($"{set.Name}: CPU of FTS5", ftsTime, "ms a question");
        report.Must($"{set.Name}: FTS5 to ours", ftsTime / ourTime, "times", Bound.AtLeast(Faster));
        if (mini is not null)
        {
            report.Measured($"{set.Name}: CPU of minisearch", mini.Milliseconds, "ms a question");
            report.Measured($"{set.Name}: minisearch to ours", mini.Milliseconds / ourTime, "times");
            report.Measured($"{set.Name}: minisearch, wanted book among {Hits}", Percent(mini.Hits, set), "%");
        }

        report.Measured($"{set.Name}: FTS5, wanted book among {Hits}", Percent(ftsHits, set), "%");
        report.Must($"{set.Name}: ours, wanted book among {Hits}", Percent(Found(set, ours), set), "%", Bound.AtLeast(Percent(Math.Max(ftsHits, mini?.Hits ?? 0), set)));
    }

    /// <summary>What an engine in another process told of itself.</summary>
    private sealed record Theirs(double Milliseconds, int Hits)
    {
        public static Theirs? Of(SearchSet set, MinisearchRun? run, IReadOnlyList<Book> books) => run is null ? null
            : new(run.Milliseconds, set.Queries.Zip(run.Hits).Count(pair => pair.Second.Any(row => pair.First.IsFoundIn(books[row]))));
    }

    private static double Percent(int hits, SearchSet set) => Math.Round(100.0 * hits / set.Queries.Count, 3);

    private static int Found(SearchSet set, ISearchEngine engine) => set.Queries.Count(query => engine.Find(query).Any(query.IsFoundIn));

    /// <summary>The medians of the rounds, in milliseconds a question; the two take turns, so that both have the machine as it is.</summary>
    private (double Ours, double Fts) Cost(SearchSet set, ISearchEngine ours, ISearchEngine fts)
    {
        foreach (var engine in Enumerable.Repeat(new[] { ours, fts }, WarmUps).SelectMany(both => both))
            Ask(set, engine);
        Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System).Wait();
        var rounds = Enumerable.Range(0, Rounds).Select(_ => (Ours: Ask(set, ours), Fts: Ask(set, fts))).ToList();
        return (Median(rounds.Select(round => round.Ours)), Median(rounds.Select(round => round.Fts)));
    }

    private static double Median(IEnumerable<double> numbers) => numbers.Order().ElementAt(Rounds / 2);

    private static double Ask(SearchSet set, ISearchEngine engine)
    {
        var before = Environment.CpuUsage.TotalTime;
        foreach (var query in set.Queries)
            engine.Find(query);
        return (Environment.CpuUsage.TotalTime - before).TotalMilliseconds / set.Queries.Count;
    }
}
