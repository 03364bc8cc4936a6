using System.Globalization;
using LibraryBot.Language;
using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;
using Lucene.Net.Documents;
using Lucene.Net.Index;

namespace LibraryBot.Knowledge.Search;

/// <summary>
/// A book as the index takes it. A word of the title is put in four times, of a subject or an author three times, of anything
/// else once, so that one field ranks as several would (BM25F: Robertson, Zaragoza, Taylor, CIKM 2004).
/// </summary>
internal sealed class BookDocument
{
    public const string Words = "words";
    public const string Stems = "stems";
    public const string Author = "author";
    public const string Isbn = "isbn";
    public const string Class = "class";
    public const string CallNumber = "call";
    public const string Language = "lang";
    public const string Branch = "branch";
    public const string Year = "year";
    private const int InTitle = 4;
    private const int InSubject = 3;

    private static readonly FieldType Ranked = Kind(IndexOptions.DOCS_AND_FREQS, withNorms: true);
    private static readonly FieldType Unranked = Kind(IndexOptions.DOCS_ONLY, withNorms: false);

    private readonly WordStream words = new();
    private readonly WordStream stems = new();
    private readonly WordStream authors = new();

    /// <summary>The document of one book; of use until the next is asked for.</summary>
    /// <param name="names">Takes the words that the book is named by.</param>
    public Document Of(Book book, NamingWords names)
    {
        var title = TextWords.Of(book.Title);
        var others = book.OtherTitles.SelectMany(TextWords.Of).ToList();
        var subject = book.Subjects.SelectMany(TextWords.Of).ToList();
        var author = book.Authors.SelectMany(PersonName.Words).ToList();
        var summary = TextWords.Of(book.Summary ?? "");
        names.Add(title, [.. others, .. subject, .. author]);
        words.Begin();
        words.Add(title, InTitle);
        words.Add(others, InSubject);
        words.Add(subject, InSubject);
        words.Add(author, InSubject);
        words.Add(summary, 1);
        words.Add(TextWords.Of($"{book.Series} {book.Publisher}"), 1);
        stems.Begin();
        foreach (var word in title.Concat(subject).Concat(summary))
            stems.Add(WordForms.Stems(word), 1);
        authors.Begin();
        authors.Add(author, 1);
        var document = new Document { new Field(Words, words, Ranked), new Field(Stems, stems, Ranked), new Field(Author, authors, Unranked) };
        foreach (var isbn in book.Isbn)
            Exact(document, Isbn, IsbnNumber.Digits(isbn));
        foreach (var branch in book.Branches)
            Exact(document, Branch, branch);
        Exact(document, Language, book.Language?.ToLowerInvariant());
        Exact(document, Year, book.Year?.ToString(CultureInfo.InvariantCulture));
        Exact(document, Class, book.Class);
        Exact(document, CallNumber, book.CallNumber is { } call ? Spaced(call) : null);
        return document;
    }

    /// <summary>A call number as it is compared: lower case, one space between its parts.</summary>
    public static string Spaced(string callNumber) => string.Join(' ', callNumber.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static void Exact(Document document, string field, string? value)
    {
        if (value is { Length: > 0 })
            document.Add(new StringField(field, value, Field.Store.NO));
    }

    private static FieldType Kind(IndexOptions options, bool withNorms)
    {
        var kind = new FieldType { IsIndexed = true, IsTokenized = true, OmitNorms = !withNorms, IndexOptions = options };
        kind.Freeze();
        return kind;
    }

    /// <summary>Words that have been cut already.</summary>
    private sealed class WordStream : TokenStream
    {
        private readonly List<(string Word, int Times)> words = [];
        private readonly ICharTermAttribute term;
        private int at;
        private int said;

        public WordStream() => term = AddAttribute<ICharTermAttribute>();

        public void Begin() => words.Clear();

        public void Add(IEnumerable<string> more, int times) => words.AddRange(more.Select(word => (word, times)));

        public override void Reset()
        {
            base.Reset();
            (at, said) = (0, 0);
        }

        public override bool IncrementToken()
        {
            if (at == words.Count)
                return false;
            ClearAttributes();
            term.Append(words[at].Word);
            if (++said == words[at].Times)
                (at, said) = (at + 1, 0);
            return true;
        }
    }
}
