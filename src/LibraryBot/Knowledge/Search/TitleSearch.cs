using Lucene.Net.Index;

namespace LibraryBot.Knowledge.Search;

/// <summary>
/// Finds the book that somebody has in mind who types words of its title: books that have all the words as they are written, those
/// first whose title is most nearly what was typed. Where nothing has them all, one word may be a slip of the pen, even one that
/// makes another word of it.
/// </summary>
internal sealed class TitleSearch(Terms terms, Vocabulary vocabulary, NamingWords names, int books)
{
    private const int FewestWithSlip = 3;
    private const double SlipWorth = 2;

    /// <summary>Places of books, best first; none, where only more than the words as written can tell.</summary>
    public IReadOnlyList<int> Find(IReadOnlyList<SaidWord> words, int atMost)
    {
        var whole = words.Where(word => !word.IsBeginning).ToList();
        if (whole.Count == 0)
            return [];
        var best = new BestPlaces(atMost);
        var title = new TypedTitle(words, vocabulary);
        if (whole.All(word => word.Spellings.Count > 0))
            Look(whole, title, slip: null, best);
        if (best.Count == 0 && words.Count >= FewestWithSlip)
        {
            foreach (var slip in whole.Where(slip => whole.All(word => word == slip || word.Spellings.Count > 0)))
                Look([.. whole.Where(word => word != slip)], title, slip.Said, best);
        }

        return best.InOrder;
    }

    private void Look(List<SaidWord> words, TypedTitle title, string? slip, BestPlaces best)
    {
        var all = terms.GetEnumerator();
        var postings = words.Select(word => new WordPostings(all, word.Spellings, books)).OrderBy(word => word.Count).ToArray();
        for (var book = Together(postings, 0); book != WordPostings.End; book = Together(postings, book + 1))
        {
            var named = names.Of(book);
            if (!title.FitsBeginning(named) || (slip is not null && !HasNear(named, slip)))
                continue;
            var worth = slip is null ? 0 : SlipWorth;
            foreach (var word in postings)
                worth += word.Worth(book);
            var inTitle = named[..names.InTitle(book)];
            best.Add(book, (float)(worth * title.Likeness(inTitle)));
        }
    }

    /// <summary>The first book, from this one on, that has all the words.</summary>
    private static int Together(WordPostings[] words, int from)
    {
        var book = from;
        for (var at = 0; at < words.Length && book != WordPostings.End;)
        {
            var next = words[at].From(book);
            at = next == book ? at + 1 : at == 0 ? 1 : 0;
            book = next;
        }

        return book;
    }

    private bool HasNear(ReadOnlySpan<int> named, string slip)
    {
        foreach (var word in named)
        {
            if (word >= 0 && Vocabulary.IsOneSlipApart(slip, vocabulary.At(word)))
                return true;
        }

        return false;
    }
}
