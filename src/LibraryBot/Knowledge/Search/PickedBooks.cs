using Lucene.Net.Index;
using Lucene.Net.Search;

namespace LibraryBot.Knowledge.Search;

/// <summary>Takes the hits of a query: the best ones, or the first in the order of the books, and counts them all.</summary>
internal sealed class PickedBooks(int atMost, (int Start, int End) places, bool inOrder) : ICollector
{
    /// <summary>The worst of the best first; of two alike the one behind is the worse.</summary>
    private readonly PriorityQueue<(int Place, float Score), (float Score, int Place)> best = new(Comparer<(float Score, int Place)>.Create(WorstFirst));
    private readonly List<int> first = [];
    private Scorer? scorer;
    private int start;

    public int Total { get; private set; }

    public IEnumerable<int> Places => inOrder
        ? first
        : best.UnorderedItems.Select(item => item.Element).OrderByDescending(hit => hit.Score).ThenBy(hit => hit.Place).Select(hit => hit.Place);

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
            Keep(place, scorer!.GetScore());
        else if (first.Count < atMost)
            first.Add(place);
    }

    private void Keep(int place, float score)
    {
        if (best.Count < atMost)
            best.Enqueue((place, score), (score, place));
        else if (best.TryPeek(out _, out var worst) && WorstFirst((score, place), worst) > 0)
            best.DequeueEnqueue((place, score), (score, place));
    }

    private static int WorstFirst((float Score, int Place) a, (float Score, int Place) b) =>
        a.Score != b.Score ? a.Score.CompareTo(b.Score) : b.Place.CompareTo(a.Place);
}
