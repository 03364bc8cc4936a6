namespace LibraryBot.Language;

/// <summary>
/// Words that both languages took from the same source, by the regular changes of the Indonesian spelling (Pedoman Umum Pembentukan
/// Istilah): "opinion" is "opini", "university" is "universitas", "biology" is "biologi". Guesses; of use only where a record has one.
/// </summary>
internal static class Cognates
{
    private const int Shortest = 5;
    private static readonly (string English, string Indonesian)[] Endings =
    [
        ("ization", "isasi"), ("isation", "isasi"), ("ation", "asi"), ("tion", "si"), ("sion", "si"), ("ion", "i"), ("ity", "itas"), ("ety", "etas"), ("ology", "ologi"), ("graphy", "grafi"),
        ("ography", "ografi"), ("onomy", "onomi"), ("ism", "isme"), ("ist", "is"), ("ics", "ika"), ("ical", "is"), ("ic", "ik"), ("ure", "ur"), ("ive", "if"), ("ary", "er"), ("ence", "ensi"), ("ance", "ansi"),
        ("ency", "ensi"), ("ancy", "ansi"), ("al", "al"), ("y", "i"), ("e", ""), ("", ""), ("ct", "k"), ("ent", "en"), ("ant", "an"), ("or", "or"), ("ogue", "og"), ("ter", "ter"), ("oir", "oar"),
    ];
    private static readonly (string English, string Indonesian)[] Spellings =
        [("ph", "f"), ("th", "t"), ("ch", "k"), ("ck", "k"), ("cc", "k"), ("ca", "ka"), ("co", "ko"), ("cu", "ku"), ("cr", "kr"), ("cl", "kl"), ("ct", "kt"), ("x", "ks"), ("qu", "ku"), ("ll", "l"), ("ss", "s"), ("mm", "m"), ("nn", "n"), ("pp", "p"), ("tt", "t"), ("ff", "f"), ("ae", "e"), ("oe", "e"), ("rh", "r"), ("y", "i")];

    /// <summary>What an English word may be in Indonesian.</summary>
    public static IEnumerable<string> Of(string word)
    {
        if (word.Length < Shortest)
            yield break;
        foreach (var (english, indonesian) in Endings)
        {
            if (!word.EndsWith(english, StringComparison.Ordinal) || word.Length - english.Length < 3)
                continue;
            var stem = word[..^english.Length];
            yield return stem + indonesian;
            var spelled = Spellings.Aggregate(stem, (said, change) => said.Replace(change.English, change.Indonesian, StringComparison.Ordinal));
            if (spelled != stem)
                yield return spelled + indonesian;
        }
    }
}
