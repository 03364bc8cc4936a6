namespace LibraryBot.Knowledge.Search;

/// <summary>The words of the index: for spelling (one letter wrong, the first one right, five letters or more) and for word beginnings.</summary>
public sealed class Vocabulary
{
    private const int ShortestFuzzy = 5;
    private const int ShortestBeginning = 4;
    private const int AtMost = 8;
    private readonly HashSet<string> words;
    private readonly string[] sorted;
    private readonly ILookup<(char First, int Length), string> byShape;

    public Vocabulary(IEnumerable<string> words)
    {
        this.words = [.. words];
        sorted = [.. this.words];
        Array.Sort(sorted, StringComparer.Ordinal);
        byShape = sorted.ToLookup(word => (word[0], word.Length));
    }

    public bool Has(string word) => words.Contains(word);

    public IReadOnlyList<string> Near(string word)
    {
        if (word.Length < ShortestFuzzy)
            return [];
        return [.. Enumerable.Range(word.Length - 1, 3)
            .SelectMany(length => byShape[(word[0], length)])
            .Where(other => other.Length >= ShortestFuzzy - 1 && IsOneSlipApart(word, other))
            .Take(AtMost)];
    }

    public IReadOnlyList<string> Beginning(string with)
    {
        if (with.Length < ShortestBeginning)
            return [];
        var at = Array.BinarySearch(sorted, with, StringComparer.Ordinal);
        var found = new List<string>();
        for (var i = at < 0 ? ~at : at; i < sorted.Length && found.Count < AtMost && sorted[i].StartsWith(with, StringComparison.Ordinal); i++)
            found.Add(sorted[i]);
        return found;
    }

    /// <summary>One letter added, left out, changed, or two neighbours swapped.</summary>
    public static bool IsOneSlipApart(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > 1)
            return false;
        var start = 0;
        while (start < a.Length && start < b.Length && a[start] == b[start])
            start++;
        int endA = a.Length, endB = b.Length;
        while (endA > start && endB > start && a[endA - 1] == b[endB - 1])
        {
            endA--;
            endB--;
        }

        var (restA, restB) = (endA - start, endB - start);
        return (restA <= 1 && restB <= 1) || (restA == 2 && restB == 2 && a[start] == b[start + 1] && a[start + 1] == b[start]);
    }
}
