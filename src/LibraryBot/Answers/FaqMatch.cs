using LibraryBot.Knowledge;
using LibraryBot.Knowledge.Search;
using LibraryBot.Language;

namespace LibraryBot.Answers;

/// <summary>
/// The house rule that a question is about. What counts: how much of a rule's heading the question covers (a heading
/// "Denda" is covered by any talk of being late), and how much of the question the whole rule covers.
/// </summary>
public sealed record FaqMatch(Faq Faq, double Score)
{
    public const double Enough = 0.45;
    private static readonly string[] Joints = ["/", ",", " dan ", " atau ", " and ", " or ", " & "];
    private static readonly HashSet<string> Generic =
    [
        "aturan", "cara", "menjadi", "buku", "books", "book", "perpustakaan", "library", "layanan", "service", "services", "syarat", "ketentuan", "informasi", "info", "rules", "rule",
        "policy", "kebijakan", "prosedur", "jam", "hours", "how", "what", "do", "saya", "koleksi", "fasilitas", "penggunaan", "using", "use",
    ];

    public static FaqMatch? Best(AskedText asked, KnowledgeSnapshot knowledge)
    {
        var groups = asked.Telling;
        if (groups.Count == 0)
            return null;
        return knowledge.Faqs
            .Select(faq => new FaqMatch(faq, ScoreOf(faq, groups, knowledge)))
            .OrderByDescending(match => match.Score)
            .FirstOrDefault();
    }

    private static double ScoreOf(Faq faq, IReadOnlyList<WordGroup> groups, KnowledgeSnapshot knowledge)
    {
        var evidence = WordGroup.Evidence(groups, knowledge.FaqWords[faq.Id]);
        var headings = new[] { faq.Q, faq.QEn }.Concat(faq.Also).OfType<string>().SelectMany(Alternatives);
        var heading = headings.Max(text => Covered(text, groups, knowledge));
        return heading == 0 ? evidence * 0.6 : 0.55 * heading + 0.45 * evidence;
    }

    // "Buku referensi/skripsi" and "WiFi dan komputer" are rules on either.
    private static IEnumerable<string> Alternatives(string heading) => [heading, .. heading.Split(Joints, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    private static double Covered(string heading, IReadOnlyList<WordGroup> groups, KnowledgeSnapshot knowledge)
    {
        var asked = groups.SelectMany(group => group.Phrases).SelectMany(phrase => phrase).ToHashSet();
        var stems = asked.SelectMany(WordForms.Stems).ToHashSet();
        var words = TextWords.Of(heading).Where(word => !StopWords.Has(word) && !Generic.Contains(word)).ToList();
        var all = words.Sum(knowledge.Index.Weight);
        return all <= 0 ? 0 : words.Where(word => asked.Contains(word) || WordForms.Stems(word).Any(stems.Contains)).Sum(knowledge.Index.Weight) / all;
    }
}
