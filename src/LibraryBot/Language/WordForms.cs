using Lucene.Net.Analysis.En;
using Lucene.Net.Analysis.Id;

namespace LibraryBot.Language;

/// <summary>
/// Weaker forms of a word. The Indonesian stemmer has no dictionary and strips too much ("pelajaran" gives "lajar"),
/// so stems never stand alone: the word as written carries the weight.
/// </summary>
public static class WordForms
{
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
    public static IEnumerable<string> Stems(string word)
    {
        var indonesian = Indonesian(word);
        if (indonesian.Length >= 3)
            yield return indonesian;
        var english = Singular(word);
        if (english.Length >= 3 && english != indonesian)
            yield return english;
    }

    public static string Indonesian(string word)
    {
        var letters = word.ToCharArray();
        var length = new IndonesianStemmer().Stem(letters, letters.Length, true);
        return new string(letters, 0, length);
    }

    private static string Singular(string word)
    {
        if (word.Length < 4 || !word.EndsWith('s'))
            return word;
        var letters = word.ToCharArray();
        return new string(letters, 0, new EnglishMinimalStemmer().Stem(letters, letters.Length));
    }
}
