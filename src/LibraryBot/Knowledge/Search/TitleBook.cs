using LibraryBot.Language;

namespace LibraryBot.Knowledge.Search;

/// <summary>A title that stands word for word in a text.</summary>
public sealed record TitleMention(int At, int Length, IReadOnlyList<string> BookIds);

/// <summary>Finds whole titles in running text, with or without what follows their colon. The longest at a place wins.</summary>
public sealed class TitleBook
{
    private readonly Dictionary<string, List<(string[] Words, string BookId)>> byFirst = [];

    public TitleBook(IEnumerable<Book> books)
    {
        foreach (var book in books)
        {
            Add(book.Title, book.Id);
            var colon = book.Title.IndexOfAny([':', ';', '=', '(']);
            if (colon > 0)
                Add(book.Title[..colon], book.Id);
        }
    }

    public IReadOnlyList<TitleMention> Find(IReadOnlyList<string> words)
    {
        var found = new List<TitleMention>();
        for (var at = 0; at < words.Count; at++)
        {
            if (!byFirst.TryGetValue(words[at], out var titles))
                continue;
            var fitting = titles.Where(title => TextWords.IndexOf([.. words.Skip(at).Take(title.Words.Length)], title.Words) == 0).ToList();
            if (fitting.Count == 0)
                continue;
            var length = fitting.Max(title => title.Words.Length);
            found.Add(new TitleMention(at, length, [.. fitting.Where(title => title.Words.Length == length).Select(title => title.BookId).Distinct()]));
            at += length - 1;
        }

        return found;
    }

    private void Add(string title, string bookId)
    {
        var words = TextWords.Of(title).ToArray();
        if (words.Length == 0)
            return;
        if (!byFirst.TryGetValue(words[0], out var titles))
            byFirst[words[0]] = titles = [];
        titles.Add((words, bookId));
    }
}
