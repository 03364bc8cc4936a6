using System.Text.RegularExpressions;
using LibraryBot.Knowledge;
using LibraryBot.Language;

namespace LibraryBot.Answers;

/// <summary>
/// A title by its looks: "do you have The Great Gatsby?", "minta Laporan Audit Koleksi dong". Two capitals at least, up to
/// the end but for small words, and something in them that neither an event nor a rule nor a pathfinder speaks of.
/// </summary>
internal static partial class UnknownTitle
{
    private const int WordsAtLeast = 3;
    private const int CapitalsAtLeast = 2;

    public static bool IsIn(string text, List<AskedWord> words, KnowledgeSnapshot knowledge)
    {
        if (words.Count < WordsAtLeast || words.TrueForAll(word => word.IsCapital) || !AsksToHave().IsMatch(text))
            return false;
        var first = BeginsWithIt(words) ? 0 : words.FindIndex(1, word => word.IsCapital && IsFree(word) && word.Word is not ("i" or "im"));
        if (first < 0)
            return false;
        var named = words.Skip(first).TakeWhile(word => word.IsCapital || IsJoint(word.Word)).ToList();
        return named.Count(word => word.IsCapital) >= CapitalsAtLeast && named.TrueForAll(IsFree)
            && words.Skip(first + named.Count).All(MayFollow)
            && !IsOfRecords([.. named.Where(word => word.IsCapital && !StopWords.Has(word.Word)).Select(word => word.Word)], knowledge);
    }

    private static bool BeginsWithIt(List<AskedWord> words) => words[0] is { IsCapital: true, InCue: false } && words[1].IsCapital && !words[1].InDate && IsFree(words[0]);

    private static bool IsFree(AskedWord word) => word is { InDate: false, InBranch: false };

    private static bool IsJoint(string word) => word is "of" or "the" or "and" or "a" or "in" or "for" or "to" or "dan" or "di" or "ke" or "yang" or "untuk" || word.All(char.IsDigit);

    private static bool MayFollow(AskedWord word) => StopWords.Has(word.Word) || word.InCue || word.Word is "catalogue" or "catalog" or "katalog" or "collection" or "opac";

    private static bool IsOfRecords(IReadOnlyList<string> words, KnowledgeSnapshot knowledge) => words.Count == 0
        || knowledge.EventWords.Values.Concat(knowledge.FaqWords.Values).Concat(knowledge.PathfinderWords.Values).Any(record => words.All(word => record.Has(word) > 0));

    [GeneratedRegex(@"(?i)\b(do you have|have you got|got|is there|in the collection|in the library|in the catalog(ue)?|available|tersedia|punya|ada|minta|cari(kan)?|mencari|pinjam|looking for|find|berjudul|titled|called|title)\b")]
    private static partial Regex AsksToHave();
}
