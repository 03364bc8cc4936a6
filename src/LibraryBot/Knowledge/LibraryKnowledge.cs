using LibraryBot.Knowledge.Search;
using LibraryBot.Language;
using LibraryBot.Storage;

namespace LibraryBot.Knowledge;

/// <summary>
/// What the library knows, read from the store into memory. Questions read the snapshot of the moment and never wait
/// for the store; whoever writes knowledge calls <see cref="Refresh"/> afterwards.
/// </summary>
public sealed class LibraryKnowledge
{
    private const int BooksAtOnce = 1000;

    /// <summary>Who types as many words has one book in mind, and no topic.</summary>
    private const int FewestThatName = 3;
    private readonly ILibraryStore store;
    private readonly SemaphoreSlim refreshing = new(1);
    private Catalogue catalogue;
    private volatile KnowledgeSnapshot now;

    private LibraryKnowledge(ILibraryStore store, Catalogue catalogue, KnowledgeSnapshot now) => (this.store, this.catalogue, this.now) = (store, catalogue, now);

    /// <summary>The snapshot of the moment; hold on to it for the length of one answer.</summary>
    public KnowledgeSnapshot Now => now;

    public TimeZoneInfo Zone => now.Zone;

    /// <param name="withBooks">False where nobody asks for one: a large catalogue takes many seconds.</param>
    public static async Task<LibraryKnowledge> Load(ILibraryStore store, bool withBooks = true)
    {
        var catalogue = withBooks ? new Catalogue(await Books(store)) : Catalogue.Empty;
        return new(store, catalogue, await Read(store, catalogue));
    }

    /// <summary>With books that the store does not have: for measuring.</summary>
    internal static LibraryKnowledge Of(ILibraryStore store, IEnumerable<Book> books, KnowledgeRecords records)
    {
        var catalogue = new Catalogue(books.Select(new SharedTexts().In));
        return new(store, catalogue, new KnowledgeSnapshot(catalogue, records));
    }

    /// <summary>After a change to anything but the books.</summary>
    public Task Refresh() => Refresh(withBooks: false);

    /// <summary>After a change to the books as well: the whole catalogue is read and indexed anew, beside the questions that go on.</summary>
    public Task RefreshAll() => Refresh(withBooks: true);

    private async Task Refresh(bool withBooks)
    {
        await refreshing.WaitAsync();
        try
        {
            if (withBooks)
                catalogue = new Catalogue(await Books(store));
            now = await Read(store, catalogue);
        }
        finally
        {
            refreshing.Release();
        }
    }

    /// <summary>Null: it was never given one.</summary>
    public string? LibraryName => now.Library.Name is { Length: > 0 } name ? name : null;

    public IReadOnlyList<Book> NewestBooks(int count) => [.. now.Books.Take(count)];

    public Book? Book(string id) => now.Book(id);

    /// <summary>A public event; internal ones are not known here.</summary>
    public LibraryEvent? Event(string id) => now.Event(id);

    /// <summary>Books whose title, author, subject or ISBN fits the words, best first.</summary>
    /// <param name="isTyping">The last word may not be typed to its end.</param>
    public IReadOnlyList<Book> FindBooks(string text, int count, bool isTyping = false)
    {
        var snapshot = now;
        if (IsbnNumber.Find(text) is { } isbn)
            return Books(snapshot, snapshot.Index.ByNumber("isbn", isbn, count).Ids);
        var words = TextWords.Of(text);
        var typed = words.Count < (isTyping ? FewestThatName - 1 : FewestThatName) ? BooksFound.Nothing : snapshot.Index.Typed(new QueryWords(snapshot).Said(words, isTyping), count);
        return typed.Total > 0 ? Books(snapshot, typed.Ids) : About(snapshot, words, count, isTyping);
    }

    /// <summary>By what the words may mean: their synonyms, their stems, the other language.</summary>
    private static IReadOnlyList<Book> About(KnowledgeSnapshot snapshot, IReadOnlyList<string> words, int count, bool isTyping)
    {
        var groups = new QueryWords(snapshot).Groups(words, isTyping);
        if (groups.Count == 0)
            return [];
        var exact = snapshot.Index.Find(new BookSearch(groups), count);
        return Books(snapshot, exact.Total > 0 ? exact.Ids : snapshot.Index.Candidates(new BookSearch(groups), count).Ids);
    }

    /// <summary>Public occurrences that touch these days, cancelled ones included, in order of time.</summary>
    public IReadOnlyList<Occurrence> Occurrences(DateOnly from, DateOnly to) => now.Occurrences(from, to);

    private static IReadOnlyList<Book> Books(KnowledgeSnapshot snapshot, IEnumerable<string> ids) => [.. ids.Select(snapshot.Book).OfType<Book>()];

    // Only the records are read inside the store's lane; what is made of them is made outside it, and others need not wait.
    private static async Task<KnowledgeSnapshot> Read(ILibraryStore store, Catalogue catalogue) =>
        new(catalogue, await store.Read(KnowledgeRecords.Read));

    private static async Task<List<Book>> Books(ILibraryStore store)
    {
        var books = new List<Book>();
        var shared = new SharedTexts();
        var sweep = new MemorySweep();
        while (true)
        {
            var last = books.LastOrDefault()?.Id ?? "";
            var more = await store.Read(reader => reader.After(LibraryBot.Knowledge.Book.Collection, last, BooksAtOnce));
            books.AddRange(more.Select(shared.In));
            sweep.After(more.Count);
            if (more.Count < BooksAtOnce)
                return books;
        }
    }
}
