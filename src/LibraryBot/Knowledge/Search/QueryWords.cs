using LibraryBot.Language;

namespace LibraryBot.Knowledge.Search;

/// <summary>Turns words of a question into groups to search for: a known phrase with its synonyms, or a word with its corrected spellings.</summary>
public sealed class QueryWords(KnowledgeSnapshot knowledge)
{
    public IReadOnlyList<WordGroup> Groups(IReadOnlyList<string> words)
    {
        var groups = new List<WordGroup>();
        words = [.. words.Select(Corrected)];
        for (var at = 0; at < words.Count;)
        {
            var term = knowledge.Terms.At(words, at);
            var length = term?.Length ?? 1;
            var said = words.Skip(at).Take(length).ToList();
            groups.Add(term is { } known ? OfTerm(said, known.Phrases) : OfWord(said[0], isLast: at + 1 == words.Count));
            at += length;
        }

        return groups;
    }

    /// <summary>A slip with only one likely meaning is put right at once, so that its phrase is recognised: "kecerdasn buatan".</summary>
    private string Corrected(string word)
    {
        if (StopWords.Has(word) || knowledge.Index.Vocabulary.Has(word) || knowledge.Terms.Knows(word))
            return word;
        var near = knowledge.Index.Vocabulary.Near(word).Union(knowledge.Terms.Spelling.Near(word)).ToList();
        return near is [var only] ? only : word;
    }

    /// <summary>Words of a person's name: only the author will do, and no synonyms.</summary>
    public IEnumerable<WordGroup> Names(IReadOnlyList<string> words) =>
        words.Where(word => word.Length > 1).Select((word, at) => OfWord(word, isLast: at + 1 == words.Count) with { InAuthor = true });

    private WordGroup OfTerm(IReadOnlyList<string> said, IReadOnlyList<IReadOnlyList<string>> phrases)
    {
        IReadOnlyList<IReadOnlyList<string>> all = [said, .. phrases.Where(phrase => !phrase.SequenceEqual(said))];
        return new WordGroup(string.Join(' ', said), all, said.Sum(knowledge.Index.Weight));
    }

    private WordGroup OfWord(string word, bool isLast)
    {
        IReadOnlyList<string> others = knowledge.Index.Vocabulary.Has(word) ? [] : [.. knowledge.Index.Vocabulary.Near(word), .. isLast ? knowledge.Index.Vocabulary.Beginning(word) : []];
        var spelledOut = knowledge.Index.Vocabulary.Has(word) ? [] : knowledge.Acronyms.Of(word);
        return new WordGroup(word, [[word], .. others.Distinct().Select(other => (IReadOnlyList<string>)[other]), .. spelledOut], knowledge.Index.Weight(word));
    }
}
