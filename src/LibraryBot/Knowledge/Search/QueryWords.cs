using LibraryBot.Language;

namespace LibraryBot.Knowledge.Search;

/// <summary>Turns words of a question into groups to search for: a known phrase with its synonyms, or a word with its corrected spellings.</summary>
public sealed class QueryWords(KnowledgeSnapshot knowledge)
{
    private const int ShortestBeginning = 4;
    private const double EverydayWeight = 0.2;

    /// <param name="isTyping">The last word may not be typed to its end, though it is a word already.</param>
    public IReadOnlyList<WordGroup> Groups(IReadOnlyList<string> words, bool isTyping = false)
    {
        var groups = new List<WordGroup>();
        words = [.. words.Select(Corrected)];
        for (var at = 0; at < words.Count;)
        {
            var term = knowledge.Terms.At(words, at);
            var length = term?.Length ?? 1;
            var said = words.Skip(at).Take(length).ToList();
            groups.Add(term is { } known ? OfTerm(said, known.Phrases) : OfWord(said[0], isLast: at + 1 == words.Count, isTyping));
            at += length;
        }

        // What is said twice is wanted once.
        return [.. groups.DistinctBy(group => group.Said)];
    }

    /// <summary>The words one by one, as the books may spell them.</summary>
    /// <param name="isTyping">The last word may not be typed to its end.</param>
    internal IReadOnlyList<SaidWord> Said(IReadOnlyList<string> words, bool isTyping) =>
        [.. words.Select((word, at) => isTyping && at + 1 == words.Count ? new SaidWord(word, [], IsBeginning: true) : new SaidWord(word, Spellings(word)))];

    private IReadOnlyList<string> Spellings(string word)
    {
        var books = knowledge.Index.Vocabulary;
        return books.Has(word) ? [word] : [.. books.Near(word).Select(near => near.Word)];
    }

    /// <summary>The words of a phrase without the phrase itself: "buku resep masakan" is "buku" and "resep masakan" as well. Small words are left out.</summary>
    private IReadOnlyList<WordGroup> Parts(IReadOnlyList<string> said)
    {
        if (said.Count < 2)
            return [];
        var tail = Groups(said.Skip(1).ToList());
        var head = Groups([said[0]]);
        // "buku anak" is not all that has to do with "anak".
        return head.Concat(tail).Where(part => !StopWords.Has(part.Said)).ToList() is var parts && parts is [{ Said: "anak" or "children" or "kids" or "childrens" }] ? [] : parts;
    }

    /// <summary>A slip with only one likely meaning is put right at once, so that its phrase is recognised: "kecerdasn buatan".</summary>
    private string Corrected(string word)
    {
        if (StopWords.Has(word) || EverydayWords.Has(word) || knowledge.Words.Has(word) || knowledge.Terms.Knows(word))
            return word;
        var near = knowledge.Words.Near(word).Union(knowledge.Terms.Spelling.Near(word).Select(near => near.Word)).ToList();
        return near is [var only] ? only : word;
    }

    /// <summary>Words of a person's name: only the author will do, and no synonyms.</summary>
    public IEnumerable<WordGroup> Names(IReadOnlyList<string> words) =>
        words.Where(word => word.Length > 1).Select((word, at) => OfWord(word, isLast: at + 1 == words.Count, isTyping: false) with { InAuthor = true });

    private double Weight(string word) => knowledge.Words.Weight(word) * (knowledge.Words.IsEveryday(word) ? EverydayWeight : 1);

    private WordGroup OfTerm(IReadOnlyList<string> said, IReadOnlyList<IReadOnlyList<string>> phrases)
    {
        IReadOnlyList<IReadOnlyList<string>> all = [said, .. phrases.Where(phrase => !phrase.SequenceEqual(said))];
        return new WordGroup(string.Join(' ', said), all, said.Count == 1 ? Weight(said[0]) : said.Average(knowledge.Words.Weight))
        {
            IsEveryday = said.Count == 1 && knowledge.Words.IsEveryday(said[0]),
            Parts = Parts(said),
        };
    }

    private WordGroup OfWord(string word, bool isLast, bool isTyping)
    {
        var isKnown = knowledge.Words.Has(word);
        IEnumerable<IReadOnlyList<string>> guesses = isKnown ? [] : [.. knowledge.Words.Near(word).Select(near => (IReadOnlyList<string>)[near]), .. knowledge.SpelledOut(word), .. Cognates.Of(word).Where(knowledge.Words.Has).Distinct().Select(cognate => (IReadOnlyList<string>)[cognate])];
        return new WordGroup(word, [[word], .. guesses], Weight(word))
        {
            IsEveryday = knowledge.Words.IsEveryday(word),
            IsGuessed = !isKnown,
            Beginning = isLast && (isTyping || !isKnown) && word.Length >= ShortestBeginning && knowledge.Words.HasBeginning(word) ? word : null,
        };
    }
}
