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
/// The index of what patrons may know, in memory: a cache of one snapshot, thrown away with it. Words as written carry
/// the weight; stems of both languages are weaker variants. Hidden and internal records are never put in.
/// </summary>
public sealed class KnowledgeIndex
{
    private const LuceneVersion Version = LuceneVersion.LUCENE_48;
    private readonly IndexSearcher searcher;
    private readonly IndexReader reader;

    public KnowledgeIndex(IEnumerable<Book> books, IEnumerable<string> otherTexts)
    {
        var directory = new RAMDirectory();
        using (var writer = new IndexWriter(directory, new IndexWriterConfig(Version, new WhitespaceAnalyzer(Version))))
        {
            foreach (var book in books)
                writer.AddDocument(Document(book));
            foreach (var text in otherTexts)
                writer.AddDocument([Words("all", TextWords.Of(text))]);
        }

        reader = DirectoryReader.Open(directory);
        searcher = new IndexSearcher(reader) { Similarity = new BM25Similarity() };
        Vocabulary = new Vocabulary(AllWords());
    }

    public Vocabulary Vocabulary { get; }

    /// <summary>How telling a word is: the rarer the more; a word that nothing has is the most telling of all.</summary>
    public double Weight(string word)
    {
        var having = reader.DocFreq(new Lucene.Net.Index.Term("all", word));
        return Math.Log(1 + (reader.NumDocs + 1.0) / (having + 0.5));
    }

    public bool IsAuthorWord(string word) => reader.DocFreq(new Lucene.Net.Index.Term("author", word)) > 0;

    public bool IsTopicWord(string word) =>
        reader.DocFreq(new Lucene.Net.Index.Term("title", word)) > 0 || reader.DocFreq(new Lucene.Net.Index.Term("subject", word)) > 0;

    /// <summary>Books that have every group.</summary>
    public BooksFound Find(BookSearch search, int atMost)
    {
        var query = new BooleanQuery();
        foreach (var group in search.Groups)
            query.Add(Query(group), Occur.MUST);
        return Run(query, search, atMost);
    }

    /// <summary>Books that have any group, best first: candidates, to be judged by the evidence.</summary>
    public BooksFound Candidates(BookSearch search, int atMost)
    {
        var any = new BooleanQuery();
        foreach (var group in search.Groups)
            any.Add(Query(group), Occur.SHOULD);
        return Run(new BooleanQuery { { any, Occur.MUST } }, search with { NewestFirst = false }, atMost);
    }

    /// <summary>Books whose ISBN, class or call number begins so.</summary>
    public BooksFound ByNumber(string field, string beginning, int atMost) =>
        Run(new BooleanQuery { { new PrefixQuery(new Lucene.Net.Index.Term(field, beginning)), Occur.MUST } }, new BookSearch([]), atMost);

    private BooksFound Run(BooleanQuery query, BookSearch search, int atMost)
    {
        query.Add(new TermQuery(new Lucene.Net.Index.Term("kind", "book")), Occur.MUST);
        if (search.Language is { } language)
            query.Add(new TermQuery(new Lucene.Net.Index.Term("lang", language)), Occur.MUST);
        if (search.Branch is { } branch)
            query.Add(new TermQuery(new Lucene.Net.Index.Term("branch", branch)), Occur.MUST);
        if (search.Year is { } year)
            query.Add(NumericRangeQuery.NewInt32Range("year", year, year, true, true), Occur.MUST);
        if (search.AddedFrom is not null || search.AddedTo is not null)
            query.Add(NumericRangeQuery.NewInt32Range("added", search.AddedFrom?.DayNumber, search.AddedTo?.DayNumber, true, true), Occur.MUST);
        var byDay = new SortField("added", SortFieldType.INT32, reverse: true);
        var byId = new SortField("id", SortFieldType.STRING);
        var sort = search.NewestFirst ? new Sort(byDay, byId) : new Sort(SortField.FIELD_SCORE, byDay, byId);
        var hits = searcher.Search(query, null, Math.Max(1, atMost), sort);
        return new BooksFound([.. hits.ScoreDocs.Take(atMost).Select(hit => searcher.Doc(hit.Doc).Get("id"))], hits.TotalHits);
    }

    private static Query Query(WordGroup group)
    {
        var any = new BooleanQuery();
        foreach (var phrase in group.Phrases)
        {
            if (phrase.Count == 1)
            {
                any.Add(Query(phrase[0], group.InAuthor), Occur.SHOULD);
                continue;
            }

            var all = new BooleanQuery();
            foreach (var word in phrase)
                all.Add(Query(word, group.InAuthor), Occur.MUST);
            any.Add(all, Occur.SHOULD);
        }

        return any;
    }

    private static BooleanQuery Query(string word, bool inAuthor)
    {
        var query = new BooleanQuery();
        void In(string field, string text, float boost) =>
            query.Add(new TermQuery(new Lucene.Net.Index.Term(field, text)) { Boost = boost }, Occur.SHOULD);

        In("author", word, 3);
        if (inAuthor)
            return query;
        In("title", word, 4);
        In("subject", word, 3);
        In("all", word, 1);
        foreach (var stem in WordForms.Stems(word))
            In("stem", stem, 0.4f);
        return query;
    }

    private static Document Document(Book book)
    {
        var title = TextWords.Of(book.Title);
        var subject = book.Subjects.SelectMany(TextWords.Of).ToList();
        var author = book.Authors.SelectMany(PersonName.Words).ToList();
        var rest = new[] { book.Summary, book.Series, book.Publisher }.OfType<string>().SelectMany(TextWords.Of);
        var all = (IReadOnlyList<string>)[.. title, .. subject, .. author, .. rest];
        var document = new Document
        {
            new StringField("kind", "book", Field.Store.NO),
            new StringField("id", book.Id, Field.Store.YES),
            Words("title", title),
            Words("subject", subject),
            Words("author", author),
            Words("all", all),
            Words("stem", [.. title.Concat(subject).Concat(TextWords.Of(book.Summary ?? "")).SelectMany(WordForms.Stems)]),
            new Int32Field("added", book.Added?.DayNumber ?? 0, Field.Store.NO),
        };
        if (book.Language is { } language)
            document.Add(new StringField("lang", language.ToLowerInvariant(), Field.Store.NO));
        if (book.Year is { } year)
            document.Add(new Int32Field("year", year, Field.Store.NO));
        if (book.CallNumber is { } call)
            document.Add(new StringField("call", call.ToLowerInvariant(), Field.Store.NO));
        if (book.Class is { } ddc)
            document.Add(new StringField("class", ddc, Field.Store.NO));
        foreach (var isbn in book.Isbn)
            document.Add(new StringField("isbn", IsbnNumber.Digits(isbn), Field.Store.NO));
        foreach (var branch in book.Branches)
            document.Add(new StringField("branch", branch, Field.Store.NO));
        return document;
    }

    private static TextField Words(string field, IReadOnlyList<string> words) => new(field, string.Join(' ', words), Field.Store.NO);

    private IEnumerable<string> AllWords()
    {
        var terms = MultiFields.GetTerms(reader, "all")?.GetEnumerator();
        while (terms is not null && terms.MoveNext())
            yield return terms.Term.Utf8ToString();
    }
}
