using LibraryBot.Language;

namespace LibraryBot.Knowledge.Search;

/// <summary>The words of a record: the strong ones (title, subject, name, topic) and the weak ones (everything else), with their stems.</summary>
public sealed class RecordWords
{
    private readonly HashSet<string> strong = [];
    private readonly HashSet<string> strongStems = [];
    private readonly HashSet<string> weak = [];
    private readonly HashSet<string> weakStems = [];

    private RecordWords(IEnumerable<string?> strongTexts, IEnumerable<string?> weakTexts)
    {
        Fill(strongTexts, strong, strongStems);
        Fill(weakTexts, weak, weakStems);
    }

    public static RecordWords Of(Book book) => new(
        [book.Title, .. book.Subjects, book.Series, .. book.Authors.Select(author => string.Join(' ', PersonName.Words(author)))],
        [book.Summary, book.Publisher, book.CallNumber]);

    public static RecordWords Of(LibraryEvent found) => new([found.Title, found.Type, found.Speaker, found.Audience, found.Online ? "daring online virtual zoom" : null], [found.Description, found.Room]);

    /// <summary>A guide also speaks, more weakly, of what its books are about.</summary>
    public static RecordWords Of(Pathfinder guide, IEnumerable<Book> books) =>
        new([guide.Topic, .. guide.Subjects], [guide.Scope, .. books.SelectMany(book => book.Subjects.Append(book.Title))]);

    public static RecordWords Of(Faq faq) => new([faq.Q, faq.QEn, .. faq.Also], [faq.A, faq.AEn]);

    /// <summary>How surely the record has a word: 1 as written in a strong place, less by stem or in a weak place, 0 not at all.</summary>
    public double Has(string word)
    {
        if (strong.Contains(word))
            return 1;
        var stems = WordForms.Stems(word).ToList();
        if (stems.Any(strongStems.Contains))
            return 0.85;
        if (weak.Contains(word))
            return 0.7;
        return stems.Any(weakStems.Contains) ? 0.55 : 0;
    }

    public bool HasBeginning(string with) => strong.Concat(weak).Any(word => word.StartsWith(with, StringComparison.Ordinal));

    private static void Fill(IEnumerable<string?> texts, HashSet<string> words, HashSet<string> stems)
    {
        foreach (var word in texts.OfType<string>().SelectMany(TextWords.Of))
        {
            if (words.Add(word))
                stems.UnionWith(WordForms.Stems(word));
        }
    }
}
