using LibraryBot.Language;

namespace LibraryBot.Knowledge.Search;

/// <summary>A title that stands word for word in a text.</summary>
public sealed record TitleMention(int At, int Length, IReadOnlyList<string> BookIds);

/// <summary>Finds whole titles in running text, with or without what follows their colon. The longest at a place wins.</summary>
public sealed class TitleBook
{
    private const int LongestTitle = 24;
    private readonly IReadOnlyList<Book> books;
    private readonly (ulong Hash, int Place)[] titles;

    public TitleBook(IReadOnlyList<Book> books)
    {
        this.books = books;
        titles = [.. books.Index().SelectMany(book => Forms(book.Item).Select(form => (HashOf(form), book.Index))).Order()];
    }

    public IReadOnlyList<TitleMention> Find(IReadOnlyList<string> words)
    {
        var found = new List<TitleMention>();
        for (var at = 0; at < words.Count; at++)
        {
            if (LongestAt(words, at) is not { } mention)
                continue;
            found.Add(mention);
            at += mention.Length - 1;
        }

        return found;
    }

    private TitleMention? LongestAt(IReadOnlyList<string> words, int at)
    {
        TitleMention? longest = null;
        var hash = Empty;
        for (var length = 1; length <= LongestTitle && at + length <= words.Count; length++)
        {
            hash = Longer(hash, words[at + length - 1]);
            var named = Named(hash, words, at, length);
            if (named.Count > 0)
                longest = new TitleMention(at, length, named);
        }

        return longest;
    }

    private List<string> Named(ulong hash, IReadOnlyList<string> words, int at, int length)
    {
        var ids = new List<string>();
        var first = Array.BinarySearch(titles, (hash, 0));
        for (var i = first < 0 ? ~first : first; i < titles.Length && titles[i].Hash == hash; i++)
        {
            // Two titles may share a hash; the words decide.
            var book = books[titles[i].Place];
            if (Forms(book).Any(form => form.Count == length && TextWords.IndexOf([.. words.Skip(at).Take(length)], form) == 0))
                ids.Add(book.Id);
        }

        return [.. ids.Distinct()];
    }

    private static IEnumerable<IReadOnlyList<string>> Forms(Book book) =>
        new[] { book.Title, BeforeColon(book.Title) }.Concat(book.OtherTitles).OfType<string>().Select(TextWords.Of).Where(words => words.Count is > 0 and <= LongestTitle);

    private static string? BeforeColon(string title) => title.IndexOfAny([':', ';', '=', '(']) is > 0 and var colon ? title[..colon] : null;

    private const ulong Empty = 14695981039346656037;

    private static ulong HashOf(IReadOnlyList<string> words) => words.Aggregate(Empty, Longer);

    // FNV-1a over the letters, with a mark after each word.
    private static ulong Longer(ulong hash, string word)
    {
        foreach (var letter in word)
            hash = (hash ^ letter) * 1099511628211;
        return (hash ^ '|') * 1099511628211;
    }
}
