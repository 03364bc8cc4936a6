using LibraryBot.Language;

namespace LibraryBot.Knowledge.Search;

/// <summary>Every word that the library's records have, those of the books and those of everything else.</summary>
public sealed class KnowledgeWords
{
    private readonly Vocabulary books;
    private readonly Vocabulary others;
    private readonly int records;
    private readonly HashSet<string> own;

    /// <param name="otherTexts">The words of each record that is no book.</param>
    /// <param name="ownNames">What the library and its branches are called: who says it means the house, most likely.</param>
    internal KnowledgeWords(Catalogue catalogue, IReadOnlyCollection<IReadOnlyList<string>> otherTexts, IEnumerable<string> ownNames)
    {
        own = [.. ownNames.SelectMany(TextWords.Of)];
        books = catalogue.Index.Vocabulary;
        others = new Vocabulary(otherTexts.SelectMany(words => words.Distinct()));
        records = catalogue.Books.Count + otherTexts.Count;
    }

    public bool Has(string word) => books.Has(word) || others.Has(word);

    /// <summary>Whether a word tells little of a topic: people say it whatever they ask about, or it names this house, or is a bare number.</summary>
    public bool IsEveryday(string word) => EverydayWords.Has(word) || own.Contains(word) || word.All(char.IsDigit) || CalendarNames.AnyMonth(word) is not null || CalendarNames.Day(word) is not null || (!Has(word) && WordForms.Stems(word).Any(EverydayWords.Has));

    public bool HasBeginning(string with) => books.HasBeginning(with) || others.HasBeginning(with);

    /// <summary>Words one slip apart, the commonest first.</summary>
    public IReadOnlyList<string> Near(string word) =>
        [.. books.Near(word).Concat(others.Near(word)).OrderByDescending(near => near.Count).Select(near => near.Word).Distinct()];

    /// <summary>How telling a word is: the rarer the more; a word that nothing has is the most telling of all.</summary>
    public double Weight(string word) => Math.Log(1 + (records + 1.0) / (books.Count(word) + others.Count(word) + 0.5));
}
