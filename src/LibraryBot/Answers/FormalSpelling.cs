using LibraryBot.Knowledge;
using LibraryBot.Knowledge.Search;
using LibraryBot.Language;

namespace LibraryBot.Answers;

/// <summary>Brings chat spelling, slang and slips into formal words; what the library's own records say is right as it stands.</summary>
internal sealed class FormalSpelling(KnowledgeSnapshot knowledge)
{
    private static readonly Vocabulary CueSpelling = new(CueBook.HarmlessWords.Where(word => word.Length >= 6));

    public List<AskedWord> Read(string text)
    {
        var read = new List<AskedWord>();
        var isEnglish = LanguageChoice.Guess(text) == Lang.En;
        foreach (var word in TextWords.Read(text))
        {
            foreach (var formal in isEnglish && Slang.EnglishSlip(word.Plain) is { } meant ? [meant] : Formal(word.Plain))
                read.Add(new AskedWord(formal, word.Start, word.End, word.IsCapital));
        }

        return read;
    }

    private IReadOnlyList<string> Formal(string word)
    {
        if (knowledge.Words.Has(word) && !Slang.Knows(word))
            return [word];
        // "anak2", "dendany" and "beliin" are how chat writes "anak-anak", "dendanya" and "belikan".
        if (word.Length > 3 && word.EndsWith('2') && word[..^1].All(char.IsLetter))
            return word.StartsWith("se", StringComparison.Ordinal) && knowledge.Words.Has(word[2..^1])
                ? [word[..^1], word[2..^1]]
                : [.. Formal(word[..^1]), .. knowledge.Words.Has(word[..^1]) ? Formal(word[..^1]) : []];
        // "kupinjam" is "saya pinjam".
        if (word.Length > 5 && word.StartsWith("ku", StringComparison.Ordinal) && CueBook.Knows(word[2..]))
            return ["saya", word[2..]];
        if (word.Length > 5 && word.EndsWith("in", StringComparison.Ordinal) && !IsKnown(word) && IsKnown(word[..^2] + "kan"))
            return [word[..^2] + "kan"];
        if (word.Length > 5 && word.EndsWith("ny", StringComparison.Ordinal) && IsKnown(word[..^2]))
            return [word[..^2]];
        // "bukune" and "jadwale" are Javanese for "bukunya" and "jadwalnya".
        if (word.Length > 4 && word.EndsWith('e') && !IsKnown(word) && JavaneseStem(word) is { } stem)
            return [stem + "nya"];
        // "pinjemnya" is "pinjamnya".
        if (word.Length > 6 && word.EndsWith("nya", StringComparison.Ordinal) && !IsKnown(word) && !IsKnown(word[..^3]) && Slang.Knows(word[..^3]))
            return Slang.Formal(word[..^3]);
        if (Slang.Knows(word) && !(word.Length > 3 && knowledge.Words.Has(word)))
            return Slang.Formal(word);
        if (word.Length < 6 || IsKnown(word) || knowledge.Words.Near(word).Count > 0)
            return [word];
        return CueSpelling.Near(word) is [var near, ..] ? [near.Word] : [word];
    }

    private static string? JavaneseStem(string word) => word.EndsWith("ne", StringComparison.Ordinal) && CueBook.Knows(word[..^2]) ? word[..^2] : CueBook.Knows(word[..^1]) && !"aeiou".Contains(word[^2], StringComparison.Ordinal) ? word[..^1] : null;

    private bool IsKnown(string word) => knowledge.Words.Has(word) || knowledge.Terms.Knows(word) || CueBook.Knows(word) || StopWords.Has(word);
}
