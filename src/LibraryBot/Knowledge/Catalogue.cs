using LibraryBot.Knowledge.Search;

namespace LibraryBot.Knowledge;

/// <summary>The books that patrons may see, at one moment, with their index. Never changes; making one takes seconds for a hundred thousand books.</summary>
public sealed class Catalogue
{
    public static readonly Catalogue Empty = new([]);
    private readonly Dictionary<string, Book> byId;

    internal Catalogue(IEnumerable<Book> all)
    {
        byId = all.Where(book => !book.Hidden).ToDictionary(book => book.Id);
        // What came from two sources is shown once; the library's own record tells more than an export of it.
        Books = [.. byId.Values
            .OrderBy(KnowledgeSnapshot.IsCopy).ThenBy(book => book.Id, StringComparer.Ordinal)
            .Distinct(SameBook.InAnyCase)
            .OrderByDescending(book => book.Added).ThenBy(book => book.Id, StringComparer.Ordinal)];
        Titles = new TitleBook(Books);
        Acronyms = Acronyms.OfWhole(Books.SelectMany(book => book.Subjects).Distinct());
        Index = new BookIndex(Books);
        TellsBranches = Books.Any(book => book.Branches.Count > 0);
    }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<Book> Books { get; }
    public TitleBook Titles { get; }
    public Acronyms Acronyms { get; }
    public BookIndex Index { get; }

    /// <summary>Whether any book says at which branch it stands.</summary>
    public bool TellsBranches { get; }

    public Book? Book(string id) => byId.GetValueOrDefault(id);
}
