using System.Globalization;

namespace LibraryBot.Language;

/// <summary>Finds which of a few offered words someone meant: by number, by the words, by how they begin, or with a small slip of the keys.</summary>
public static class WordMatch
{
    /// <summary>The positions of what was meant: none, one, or several that fit equally.</summary>
    /// <param name="offers">For each offer the words that stand for it, in any language; the first offer is number 1.</param>
    public static IReadOnlyList<int> Find(string said, IReadOnlyList<IReadOnlyList<string>> offers)
    {
        var isNumber = int.TryParse(AnswerWords.Normal(said), NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        return isNumber && number >= 1 && number <= offers.Count ? [number - 1] : FindWords(said, offers);
    }

    /// <summary>The same without numbers, where none were shown.</summary>
    public static IReadOnlyList<int> FindWords(string said, IReadOnlyList<IReadOnlyList<string>> offers)
    {
        var normal = AnswerWords.Normal(said);
        if (normal.Length is 0 or > 100)
            return [];
        foreach (var fits in Ways(normal))
        {
            var found = Enumerable.Range(0, offers.Count).Where(at => offers[at].Any(words => fits(AnswerWords.Normal(words)))).ToList();
            if (found.Count > 0)
                return found;
        }

        return [];
    }

    private static IEnumerable<Func<string, bool>> Ways(string said) =>
    [
        words => words == said,
        words => said.Length >= 2 && words.StartsWith(said, StringComparison.Ordinal),
        words => Slips(words, said) <= Allowed(said.Length),
    ];

    private static int Allowed(int length) => length switch
    {
        < 4 => 0,
        < 8 => 1,
        _ => 2,
    };

    /// <summary>How many letters are missing, extra, wrong or swapped with their neighbour.</summary>
    private static int Slips(string one, string other)
    {
        if (Math.Abs(one.Length - other.Length) > 2)
            return int.MaxValue;
        var slips = new int[one.Length + 1, other.Length + 1];
        for (var i = 0; i <= one.Length; i++)
        {
            for (var j = 0; j <= other.Length; j++)
                slips[i, j] = Cheapest(slips, one, other, i, j);
        }

        return slips[one.Length, other.Length];
    }

    private static int Cheapest(int[,] slips, string one, string other, int i, int j)
    {
        if (i == 0 || j == 0)
            return i + j;
        var cost = one[i - 1] == other[j - 1] ? 0 : 1;
        var cheapest = Math.Min(Math.Min(slips[i - 1, j] + 1, slips[i, j - 1] + 1), slips[i - 1, j - 1] + cost);
        var swapped = i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1];
        return swapped ? Math.Min(cheapest, slips[i - 2, j - 2] + 1) : cheapest;
    }
}
