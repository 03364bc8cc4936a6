using System.Runtime.InteropServices;

namespace LibraryBot.Knowledge.Search;

/// <summary>The words that each book is named by, as numbers in the order of the alphabet: those of its title in their order, and then of its authors and subjects.</summary>
internal sealed class NamingWords
{
    private readonly List<int> words = [];
    private readonly List<int> starts = [0];
    private readonly List<byte> titles = [];
    private Dictionary<string, int> numbers = [];

    /// <summary>The next book.</summary>
    public void Add(IReadOnlyList<string> title, IEnumerable<string> others)
    {
        titles.Add((byte)Math.Min(title.Count, byte.MaxValue));
        foreach (var word in title.Take(byte.MaxValue).Concat(others))
            words.Add(NumberOf(word));
        starts.Add(words.Count);
    }

    /// <summary>All books are in: from here on the numbers are the words' places in the vocabulary.</summary>
    public void Settle(Vocabulary vocabulary)
    {
        var places = new int[numbers.Count];
        foreach (var (word, number) in numbers)
            places[number] = vocabulary.Place(word);
        foreach (ref var word in CollectionsMarshal.AsSpan(words))
            word = places[word];
        numbers = [];
        words.TrimExcess();
    }

    public ReadOnlySpan<int> Of(int book) => CollectionsMarshal.AsSpan(words)[starts[book]..starts[book + 1]];

    /// <summary>How many of a book's words are its title.</summary>
    public int InTitle(int book) => titles[book];

    private int NumberOf(string word)
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, word, out var isKnown);
        return isKnown ? number : number = numbers.Count - 1;
    }
}
