using System.Collections.Concurrent;
using Lucene.Net.Analysis.Id;
using Lucene.Net.Tartarus.Snowball.Ext;

namespace LibraryBot.Language;

/// <summary>
/// Weaker forms of a word. The Indonesian stemmer has no dictionary and strips too much ("pelajaran" gives "lajar"),
/// so stems never stand alone: the word as written carries the weight.
/// </summary>
public static class WordForms
{
    // The same words come again and again, and stemming is the dearest part of an answer.
    private const int KnownAtMost = 50_000;
    private static readonly ConcurrentDictionary<string, IReadOnlyList<string>> Known = new();

    [ThreadStatic]
    private static EnglishStemmer? english;
    private static readonly (string Prefix, char Letter)[] Nasals =
        [("meny", 's'), ("peny", 's'), ("meng", 'k'), ("peng", 'k'), ("men", 't'), ("pen", 't'), ("mem", 'p'), ("pem", 'p')];
    private static readonly string[] Suffixes = ["kan", "an", "nya"];
    private static readonly string[] Clitics = ["nya", "kah", "lah", "pun"];

    /// <summary>The word without English plural and Indonesian clitics: safe to compare by.</summary>
    public static string Key(string word)
    {
        foreach (var clitic in Clitics)
        {
            if (word.Length >= clitic.Length + 4 && word.EndsWith(clitic, StringComparison.Ordinal))
                return word[..^clitic.Length];
        }

        return Singular(word);
    }

    /// <summary>The Indonesian and the English stem, each at least three letters.</summary>
    public static IReadOnlyList<string> Stems(string word)
    {
        if (Known.TryGetValue(word, out var stems))
            return stems;
        if (Known.Count >= KnownAtMost)
            Known.Clear();
        return Known[word] = [.. WorkedOut(word)];
    }

    private static IEnumerable<string> WorkedOut(string word)
    {
        var indonesian = Indonesian(word);
        if (indonesian.Length >= 3)
            yield return indonesian;
        if (NasalRoot(word) is { } root && root != indonesian)
            yield return root;
        if (PlainRoot(word) is { } plain && plain != indonesian)
            yield return plain;
        // "masakan" is "masak" and the ending "an"; the stemmer takes "kan" away.
        if (word.Length >= 6 && word.EndsWith("kan", StringComparison.Ordinal) && word[..^2] is var noun && noun != indonesian)
            yield return noun;
        var stemmed = English(word);
        if (stemmed.Length >= 3 && stemmed != indonesian)
            yield return stemmed;
    }

    /// <summary>
    /// "menulis" and "penulisan" are both of "tulis", "meneliti" and "penelitian" of "teliti": the letter that me- and pe- melt
    /// away before a vowel is put back, which the stemmer does for some words and not for others.
    /// </summary>
    public static string? NasalRoot(string word)
    {
        foreach (var (prefix, letter) in Nasals)
        {
            if (!word.StartsWith(prefix, StringComparison.Ordinal) || word.Length < prefix.Length + 4 || !"aeiou".Contains(word[prefix.Length], StringComparison.Ordinal))
                continue;
            var root = letter + word[prefix.Length..];
            foreach (var suffix in Suffixes)
            {
                if (root.Length > suffix.Length + 3 && root.EndsWith(suffix, StringComparison.Ordinal))
                    return root[..^suffix.Length];
            }

            return root;
        }

        return null;
    }

    /// <summary>"memasak" is of "masak", "pemusik" of "musik": the letter after me- and pe- may be the word's own.</summary>
    private static string? PlainRoot(string word) =>
        word is { Length: >= 7 } && word[0] is 'm' or 'p' && word[1] == 'e' && word[2] is 'm' or 'n' && "aeiou".Contains(word[3], StringComparison.Ordinal) ? word[2..] : null;

    public static string Indonesian(string word)
    {
        var letters = word.ToCharArray();
        var length = new IndonesianStemmer().Stem(letters, letters.Length, true);
        return new string(letters, 0, length);
    }

    public static string English(string word)
    {
        // The stemmer keeps the word it works on; one for each thread.
        english ??= new EnglishStemmer();
        english.SetCurrent(word);
        english.Stem();
        return english.Current;
    }

    private static string Singular(string word) => word switch
    {
        { Length: < 4 } => word,
        _ when word.EndsWith("ies", StringComparison.Ordinal) && word.Length > 4 => word[..^3] + "y",
        _ when EndsWithAny(word, "sses", "xes", "ches", "shes", "oes") => word[..^2],
        _ when EndsWithAny(word, "ss", "us", "is", "as") || word[^1] != 's' => word,
        _ => word[..^1],
    };

    private static bool EndsWithAny(string word, params ReadOnlySpan<string> endings)
    {
        foreach (var ending in endings)
        {
            if (word.EndsWith(ending, StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}
