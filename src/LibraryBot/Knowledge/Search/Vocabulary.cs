namespace LibraryBot.Knowledge.Search;

/// <summary>Words and how many records have each: for spelling (one letter wrong, the first one right, five letters or more), for word beginnings and for weights.</summary>
public sealed class Vocabulary
{
    private const int ShortestFuzzy = 5;
    private const int AtMost = 8;
    private const int ShortestHurried = 3;
    private const int LongestHurried = 8;
    private const int VowelsLeftOut = 3;
    private const int HurriedAtMost = 3;
    private readonly string[] words;
    private readonly int[] counts;
    private readonly Dictionary<(char First, int Length), List<int>> byShape = [];

    /// <param name="words">Each once.</param>
    public Vocabulary(IEnumerable<(string Word, int Count)> words)
    {
        var all = words.ToArray();
        Array.Sort(all, (a, b) => string.CompareOrdinal(a.Word, b.Word));
        this.words = Array.ConvertAll(all, word => word.Word);
        counts = Array.ConvertAll(all, word => word.Count);
        for (var at = 0; at < this.words.Length; at++)
            Shape(this.words[at]).Add(at);
    }

    /// <summary>Words that nobody counted.</summary>
    public Vocabulary(IEnumerable<string> words)
        : this(words.CountBy(word => word).Select(counted => (counted.Key, counted.Value)))
    {
    }

    public bool Has(string word) => Place(word) >= 0;

    public int Count(string word) => Place(word) is >= 0 and var at ? counts[at] : 0;

    /// <summary>Where a word stands among all of them in the order of the alphabet; negative when it is none of them.</summary>
    internal int Place(string word) => Array.BinarySearch(words, word, StringComparer.Ordinal);

    internal string At(int place) => words[place];

    /// <summary>The places of the words that begin so.</summary>
    internal (int From, int To) Beginning(string with)
    {
        // No letter comes behind this one.
        var (from, to) = (Place(with), Place(with + '\uFFFF'));
        return (from < 0 ? ~from : from, to < 0 ? ~to : to);
    }

    /// <summary>Words one slip apart, the commonest first.</summary>
    public IReadOnlyList<(string Word, int Count)> Near(string word) =>
        OneSlipFrom(word) is { Count: > 0 } near ? near : WithVowels(word);

    /// <summary>Words of which somebody in a hurry leaves out vowels: "jwa" for "jawa", "bdya" for "budaya". None where many would do.</summary>
    private IReadOnlyList<(string Word, int Count)> WithVowels(string word)
    {
        if (word.Length is < ShortestHurried or > LongestHurried || IsVowel(word[0]) || word.Count(IsVowel) * 3 > word.Length || !word.All(char.IsAsciiLetterLower))
            return [];
        var meant = Enumerable.Range(word.Length + 1, VowelsLeftOut)
            .SelectMany(length => byShape.GetValueOrDefault((word[0], length)) ?? [])
            .Where(at => IsWithoutVowels(word, words[at]))
            .Select(at => (words[at], counts[at])).Take(HurriedAtMost + 1).ToList();
        return meant.Count > HurriedAtMost ? [] : meant;
    }

    private static bool IsWithoutVowels(string hurried, string word)
    {
        var at = 0;
        foreach (var letter in word)
        {
            if (at < hurried.Length && hurried[at] == letter)
                at++;
            else if (!IsVowel(letter))
                return false;
        }

        return at == hurried.Length;
    }

    private static bool IsVowel(char letter) => letter is 'a' or 'e' or 'i' or 'o' or 'u';

    private IReadOnlyList<(string Word, int Count)> OneSlipFrom(string word)
    {
        if (word.Length == ShortestFuzzy - 1)
            return [.. Swapped(word).Concat(OneLonger(word)).Where(Has).Distinct().Select(near => (near, Count(near)))];
        if (word.Length < ShortestFuzzy)
            return [];
        return [.. Enumerable.Range(word.Length - 1, 3)
            .SelectMany(length => byShape.GetValueOrDefault((word[0], length)) ?? [])
            .Where(at => words[at].Length >= ShortestFuzzy - 1 && IsOneSlipApart(word, words[at]))
            .OrderByDescending(at => counts[at])
            .Take(AtMost)
            .Select(at => (words[at], counts[at]))];
    }

    private static IEnumerable<string> Swapped(string word) =>
        Enumerable.Range(1, word.Length - 2).Where(at => word[at] != word[at + 1]).Select(at => $"{word[..at]}{word[at + 1]}{word[at]}{word[(at + 2)..]}");

    private IEnumerable<string> OneLonger(string word) =>
        (byShape.GetValueOrDefault((word[0], word.Length + 1)) ?? []).Select(at => words[at]).Where(other => other[^1] == word[^1] && IsOneSlipApart(word, other));

    /// <summary>Whether any word begins so.</summary>
    public bool HasBeginning(string with)
    {
        var at = Place(with);
        at = at < 0 ? ~at : at;
        return at < words.Length && words[at].StartsWith(with, StringComparison.Ordinal);
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

    private List<int> Shape(string word)
    {
        if (!byShape.TryGetValue((word[0], word.Length), out var alike))
            byShape[(word[0], word.Length)] = alike = [];
        return alike;
    }
}
