using System.Globalization;
using LibraryBot.Language;
using Lucene.Net.Analysis.Core;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Search.Similarities;
using Lucene.Net.Store;
using Lucene.Net.Util;

namespace LibraryBot.Knowledge.Search;

/// <summary>
/// The index of a catalogue's books, in memory: a cache, thrown away with its catalogue. Words as written carry the weight,
/// those of the title most; stems of both languages are weaker variants. The documents stand in the order of the books, newest
/// first, so that the place of a hit is the place of its book and days are ranges of places.
/// </summary>
public sealed class BookIndex
{
    private const LuceneVersion Version = LuceneVersion.LUCENE_48;
    private const int MegabytesBuffered = 16;
    private const float StemWeight = 0.4f;
    private readonly IReadOnlyList<Book> books;
    private readonly IndexSearcher searcher;
    private readonly IndexReader reader;
    private readonly TitleSearch? titles;

    /// <param name="books">Newest first.</param>
    public BookIndex(IReadOnlyList<Book> books)
    {
        this.books = books;
        var names = new NamingWords();
        var directory = new RAMDirectory();
        // Merging neighbours only keeps the order of the books; in this thread, because nobody can ask before it is done.
        var config = new IndexWriterConfig(Version, new KeywordAnalyzer()) { MergePolicy = new LogDocMergePolicy(), MergeScheduler = new SerialMergeScheduler(), RAMBufferSizeMB = MegabytesBuffered, Similarity = new BM25Similarity() };
        using (var writer = new IndexWriter(directory, config))
        {
            var page = new BookDocument();
            var sweep = new MemorySweep();
            foreach (var book in books)
            {
                writer.AddDocument(page.Of(book, names));
                sweep.After(1);
            }

            writer.ForceMerge(1);
        }

        reader = DirectoryReader.Open(directory);
        searcher = new IndexSearcher(reader) { Similarity = new BM25Similarity() };
        Vocabulary = new Vocabulary(CountedWords());
        names.Settle(Vocabulary);
        titles = MultiFields.GetTerms(reader, BookDocument.Words) is { } terms ? new TitleSearch(terms, Vocabulary, names, books.Count) : null;
    }

    /// <summary>Every word of the books, and how many books have it.</summary>
    public Vocabulary Vocabulary { get; }

    public bool IsAuthorWord(string word) => ByAuthor(word) > 0;

    /// <summary>Whether a word stands elsewhere than in names of authors.</summary>
    public bool IsTopicWord(string word) => Vocabulary.Count(word) > ByAuthor(word);

    /// <summary>Books that somebody may have in mind who types these words: they have them all as they are written. None, where that is not enough to tell.</summary>
    internal BooksFound Typed(IReadOnlyList<SaidWord> words, int atMost) =>
        titles?.Find(words, atMost) is { Count: > 0 } places ? Found(places, places.Count) : BooksFound.Nothing;

    /// <summary>Books that have every group.</summary>
    public BooksFound Find(BookSearch search, int atMost)
    {
        var query = Filters(search);
        foreach (var group in search.Groups)
            query.Add(Query(group), Occur.MUST);
        return query.Clauses.Count == 0 ? Listed(search, atMost) : Run(query, search, atMost);
    }

    /// <summary>Books that have any group, best first: candidates, to be judged by the evidence.</summary>
    public BooksFound Candidates(BookSearch search, int atMost)
    {
        var any = new BooleanQuery();
        foreach (var group in search.Groups)
            any.Add(Query(group), Occur.SHOULD);
        var query = Filters(search);
        query.Add(any, Occur.MUST);
        return Run(query, search with { NewestFirst = false }, atMost);
    }

    /// <summary>Books whose ISBN, class or call number begins so.</summary>
    public BooksFound ByNumber(string field, string beginning, int atMost) =>
        Run(new PrefixQuery(new Lucene.Net.Index.Term(field, beginning)), new BookSearch([]), atMost);

    private int ByAuthor(string word) => reader.DocFreq(new Lucene.Net.Index.Term(BookDocument.Author, word));

    private BooksFound Listed(BookSearch search, int atMost)
    {
        var (start, end) = PlacesOf(search);
        return Found(Enumerable.Range(start, end - start).Take(atMost), end - start);
    }

    private BooksFound Run(Query query, BookSearch search, int atMost)
    {
        var picked = new PickedBooks(atMost, PlacesOf(search), inOrder: search.NewestFirst || search.Groups.Count == 0);
        searcher.Search(query, picked);
        return Found(picked.Places, picked.Total);
    }

    private BooksFound Found(IEnumerable<int> places, int total) => new([.. places.Select(place => books[place].Id)], total);

    private static BooleanQuery Filters(BookSearch search)
    {
        var query = new BooleanQuery();
        Only(BookDocument.Language, search.Language);
        Only(BookDocument.Branch, search.Branch);
        Only(BookDocument.Year, search.Year?.ToString(CultureInfo.InvariantCulture));
        return query;

        void Only(string field, string? value)
        {
            if (value is not null)
                query.Add(new ConstantScoreQuery(new TermQuery(new Lucene.Net.Index.Term(field, value))) { Boost = 0 }, Occur.MUST);
        }
    }

    /// <summary>Where the books of the asked days begin and end; those without a day stand last.</summary>
    private (int Start, int End) PlacesOf(BookSearch search) => (
        search.AddedTo is { } to ? FirstPlace(book => !(book.Added > to)) : 0,
        search.AddedFrom is { } from ? FirstPlace(book => !(book.Added >= from)) : search.AddedTo is null ? books.Count : FirstPlace(book => book.Added is null));

    /// <summary>The first place whose book is so; from there on all are.</summary>
    private int FirstPlace(Func<Book, bool> isSo)
    {
        var (low, high) = (0, books.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = isSo(books[middle]) ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    private static Query Query(WordGroup group)
    {
        var any = new BooleanQuery();
        foreach (var (index, phrase) in group.Phrases.Index())
        {
            if (phrase.Count == 1)
            {
                AddWord(any, phrase[0], group.InAuthor, withStems: index == 0 || !group.IsGuessed);
                continue;
            }

            var all = new BooleanQuery();
            foreach (var word in phrase)
            {
                var one = new BooleanQuery();
                AddWord(one, word, group.InAuthor, withStems: true);
                all.Add(one, Occur.MUST);
            }

            any.Add(all, Occur.SHOULD);
        }

        if (group.Parts.Count > 0)
        {
            var parts = new BooleanQuery();
            foreach (var part in group.Parts)
                parts.Add(Query(part), Occur.MUST);
            any.Add(parts, Occur.SHOULD);
        }

        if (group.Beginning is { } beginning)
            any.Add(new PrefixQuery(new Lucene.Net.Index.Term(group.InAuthor ? BookDocument.Author : BookDocument.Words, beginning)) { Boost = StemWeight }, Occur.SHOULD);
        return any;
    }

    private static void AddWord(BooleanQuery any, string word, bool inAuthor, bool withStems)
    {
        any.Add(new TermQuery(new Lucene.Net.Index.Term(inAuthor ? BookDocument.Author : BookDocument.Words, word)), Occur.SHOULD);
        if (inAuthor || !withStems)
            return;
        foreach (var stem in WordForms.Stems(word))
            any.Add(new TermQuery(new Lucene.Net.Index.Term(BookDocument.Stems, stem)) { Boost = StemWeight }, Occur.SHOULD);
    }

    private IEnumerable<(string Word, int Count)> CountedWords()
    {
        var terms = MultiFields.GetTerms(reader, BookDocument.Words)?.GetEnumerator();
        while (terms is not null && terms.MoveNext())
            yield return (terms.Term.Utf8ToString(), terms.DocFreq);
    }
}
