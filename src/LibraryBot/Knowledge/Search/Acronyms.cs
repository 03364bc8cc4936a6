using LibraryBot.Language;

namespace LibraryBot.Knowledge.Search;

/// <summary>"PDP" for "Pelindungan Data Pribadi": first letters of neighbouring words in the library's own headings. Asked only for words that mean nothing else.</summary>
public sealed class Acronyms
{
    private const int Shortest = 3;
    private const int Longest = 5;
    private readonly Dictionary<string, List<IReadOnlyList<string>>> phrases = [];

    public Acronyms(IEnumerable<string> headings)
    {
        foreach (var words in headings.Distinct().Select(TextWords.Of))
        {
            for (var length = Shortest; length <= Longest; length++)
            {
                for (var at = 0; at + length <= words.Count; at++)
                    Add([.. words.Skip(at).Take(length)]);
            }
        }
    }

    public IEnumerable<IReadOnlyList<string>> Of(string word) => phrases.TryGetValue(word, out var found) ? found : [];

    private void Add(IReadOnlyList<string> phrase)
    {
        var acronym = string.Concat(phrase.Select(word => word[0]));
        if (!phrases.TryGetValue(acronym, out var known))
            phrases[acronym] = known = [];
        if (known.Count < 4 && !known.Any(other => other.SequenceEqual(phrase)))
            known.Add(phrase);
    }
}
