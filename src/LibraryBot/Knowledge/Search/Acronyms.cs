using LibraryBot.Language;

namespace LibraryBot.Knowledge.Search;

/// <summary>"PDP" for "Pelindungan Data Pribadi": first letters of neighbouring words in the library's own headings. Asked only for words that mean nothing else.</summary>
public sealed class Acronyms
{
    private const int Shortest = 3;
    private const int Longest = 5;
    private const int PhrasesAtMost = 4;
    private readonly Dictionary<string, List<IReadOnlyList<string>>> phrases = [];

    private Acronyms()
    {
    }

    /// <summary>Of any neighbouring words in the headings.</summary>
    public static Acronyms OfParts(IEnumerable<string> headings) => Of(headings, Runs);

    /// <summary>Of headings as wholes: a catalogue has too many for all their parts.</summary>
    public static Acronyms OfWhole(IEnumerable<string> headings) => Of(headings, words => words.Count is >= Shortest and <= Longest ? [words] : []);

    public IEnumerable<IReadOnlyList<string>> Of(string word) => phrases.TryGetValue(word, out var found) ? found : [];

    private static Acronyms Of(IEnumerable<string> headings, Func<IReadOnlyList<string>, IEnumerable<IReadOnlyList<string>>> parts)
    {
        var acronyms = new Acronyms();
        foreach (var part in headings.Distinct().Select(TextWords.Of).SelectMany(parts))
            acronyms.Add(part);
        return acronyms;
    }

    private static IEnumerable<IReadOnlyList<string>> Runs(IReadOnlyList<string> words) =>
        from length in Enumerable.Range(Shortest, Longest - Shortest + 1)
        from at in Enumerable.Range(0, Math.Max(0, words.Count - length + 1))
        select (IReadOnlyList<string>)[.. words.Skip(at).Take(length)];

    private void Add(IReadOnlyList<string> phrase)
    {
        var acronym = string.Concat(phrase.Select(word => word[0]));
        if (!phrases.TryGetValue(acronym, out var known))
            phrases[acronym] = known = [];
        if (known.Count < PhrasesAtMost && !known.Any(other => other.SequenceEqual(phrase)))
            known.Add(phrase);
    }
}
