using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

namespace LibraryBot.Knowledge.Search;

/// <summary>The books that have a word, in any of its spellings, one after another.</summary>
internal sealed class WordPostings
{
    /// <summary>Behind the last book.</summary>
    public const int End = DocIdSetIterator.NO_MORE_DOCS;
    private const double Saturation = 1.2;
    private readonly List<DocsEnum> spellings = [];
    private readonly double rarity;

    public WordPostings(TermsEnum terms, IReadOnlyList<string> spelled, int books)
    {
        foreach (var spelling in spelled)
        {
            if (!terms.SeekExact(new BytesRef(spelling)))
                continue;
            Count += terms.DocFreq;
            spellings.Add(terms.Docs(null, null, DocsFlags.FREQS));
        }

        rarity = Math.Log(1 + (books - Count + 0.5) / (Count + 0.5));
    }

    /// <summary>About how many books.</summary>
    public int Count { get; }

    /// <summary>How much the word, as often as the book at hand has it, says for that book: BM25 without the length of the record.</summary>
    public double Worth(int book)
    {
        var often = 0;
        foreach (var docs in spellings)
            often = Math.Max(often, docs.DocID == book ? docs.Freq : 0);
        return rarity * often / (often + Saturation);
    }

    /// <summary>The first book from this one on.</summary>
    public int From(int book)
    {
        var first = End;
        foreach (var docs in spellings)
            first = Math.Min(first, docs.DocID >= book ? docs.DocID : docs.Advance(book));
        return first;
    }
}
