using LibraryBot.Language;

namespace LibraryBot.Knowledge.Search;

/// <summary>Phrases that mean the same, found in running text whatever their plural or clitic.</summary>
public sealed class TermBook
{
    private readonly Dictionary<string, List<Entry>> byFirst = [];

    public TermBook(IEnumerable<Term> terms)
    {
        foreach (var term in terms)
        {
            var phrases = term.Words.Select(TextWords.Of).Where(words => words.Count > 0).ToList();
            foreach (var phrase in phrases)
                Add(new Entry([.. phrase.Select(WordForms.Key)], phrases));
        }

        Spelling = new Vocabulary(byFirst.Values.SelectMany(entries => entries).SelectMany(entry => entry.Phrases).SelectMany(phrase => phrase).Distinct());
    }

    /// <summary>The words that the phrases are made of.</summary>
    public Vocabulary Spelling { get; }

    public bool Knows(string word) => Spelling.Has(word);

    /// <summary>The longest phrase that begins at a place: how many words it takes, and every other way to say it.</summary>
    public (int Length, IReadOnlyList<IReadOnlyList<string>> Phrases)? At(IReadOnlyList<string> words, int at)
    {
        if (!byFirst.TryGetValue(WordForms.Key(words[at]), out var entries))
            return null;
        var fitting = entries.Where(entry => Fits(entry, words, at)).ToList();
        if (fitting.Count == 0)
            return null;
        var length = fitting.Max(entry => entry.Keys.Count);
        return (length, [.. fitting.Where(entry => entry.Keys.Count == length).SelectMany(entry => entry.Phrases)]);
    }

    private void Add(Entry entry)
    {
        if (!byFirst.TryGetValue(entry.Keys[0], out var entries))
            byFirst[entry.Keys[0]] = entries = [];
        entries.Add(entry);
    }

    private static bool Fits(Entry entry, IReadOnlyList<string> words, int at)
    {
        if (at + entry.Keys.Count > words.Count)
            return false;
        for (var i = 1; i < entry.Keys.Count; i++)
        {
            if (WordForms.Key(words[at + i]) != entry.Keys[i])
                return false;
        }

        return true;
    }

    private sealed record Entry(IReadOnlyList<string> Keys, IReadOnlyList<IReadOnlyList<string>> Phrases);
}
