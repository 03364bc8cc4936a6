using Lucene.Net.Index;
using Lucene.Net.Search;

namespace LibraryBot.Knowledge.Search;

/// <summary>Takes the hits of a query: the best ones, or the first in the order of the books, and counts them all.</summary>
internal sealed class PickedBooks(int atMost, (int Start, int End) places, bool inOrder) : ICollector
{
    private readonly BestPlaces best = new(atMost);
    private readonly List<int> first = [];
    private Scorer? scorer;
    private int start;

    public int Total { get; private set; }

    public IEnumerable<int> Places => inOrder ? first : best.InOrder;

    public bool AcceptsDocsOutOfOrder => !inOrder;

    public void SetScorer(Scorer scorer) => this.scorer = scorer;

    public void SetNextReader(AtomicReaderContext context) => start = context.DocBase;

    public void Collect(int doc)
    {
        var place = start + doc;
        if (place < places.Start || place >= places.End)
            return;
        Total++;
        if (!inOrder)
            best.Add(place, scorer!.GetScore());
        else if (first.Count < atMost)
            first.Add(place);
    }
}
