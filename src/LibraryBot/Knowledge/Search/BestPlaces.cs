namespace LibraryBot.Knowledge.Search;

/// <summary>Keeps the best of many places of books; of two alike the one in front.</summary>
internal sealed class BestPlaces(int atMost)
{
    /// <summary>The worst of the best first.</summary>
    private readonly PriorityQueue<(int Place, float Score), (float Score, int Place)> best = new(Comparer<(float Score, int Place)>.Create(WorstFirst));

    public int Count => best.Count;

    public IReadOnlyList<int> InOrder => [.. best.UnorderedItems.Select(item => item.Element).OrderByDescending(hit => hit.Score).ThenBy(hit => hit.Place).Select(hit => hit.Place)];

    public void Add(int place, float score)
    {
        if (best.Count < atMost)
            best.Enqueue((place, score), (score, place));
        else if (best.TryPeek(out _, out var worst) && WorstFirst((score, place), worst) > 0)
            best.DequeueEnqueue((place, score), (score, place));
    }

    private static int WorstFirst((float Score, int Place) a, (float Score, int Place) b) =>
        a.Score != b.Score ? a.Score.CompareTo(b.Score) : b.Place.CompareTo(a.Place);
}
