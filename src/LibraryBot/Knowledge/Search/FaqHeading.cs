using LibraryBot.Language;

namespace LibraryBot.Knowledge.Search;

/// <summary>
/// What a house rule is headed by, as words with their weight. A rule has several: its question in both languages, other
/// ways to ask, and the parts of a heading that names two things ("Buku referensi/skripsi", "WiFi dan komputer").
/// </summary>
public sealed class FaqHeading
{
    private static readonly string[] Joints = ["/", ",", " dan ", " atau ", " and ", " or ", " & "];
    private static readonly HashSet<string> Generic =
    [
        "aturan", "cara", "menjadi", "buku", "books", "book", "perpustakaan", "library", "layanan", "service", "services", "syarat", "ketentuan", "informasi", "info", "rules", "rule",
        "policy", "kebijakan", "prosedur", "jam", "hours", "how", "what", "do", "saya", "koleksi", "fasilitas", "penggunaan", "using", "use", "biaya", "biayanya", "tarif", "tarifnya", "harga", "cost", "costs", "fee", "fees", "price", "prices", "gratis", "free",
    ];

    private readonly IReadOnlyList<(string Word, double Weight, IReadOnlyList<string> Stems)> words;
    private readonly double all;

    private FaqHeading(string text, KnowledgeWords known)
    {
        words = [.. TextWords.Of(text).Where(word => !StopWords.Has(word) && !Generic.Contains(word)).Select(word => (word, known.Weight(word), WordForms.Stems(word)))];
        all = words.Sum(word => word.Weight);
    }

    public static IReadOnlyList<FaqHeading> Of(Faq faq, KnowledgeWords known) =>
        [.. new[] { faq.Q, faq.QEn }.Concat(faq.Also).OfType<string>().SelectMany(Parts).Distinct().Select(part => new FaqHeading(part, known)).Where(heading => heading.all > 0)];

    /// <summary>The share of the heading's weight that these words and stems cover.</summary>
    public double Covered(IReadOnlySet<string> asked, IReadOnlySet<string> stems) =>
        words.Where(word => asked.Contains(word.Word) || word.Stems.Any(stems.Contains)).Sum(word => word.Weight) / all;

    private static IEnumerable<string> Parts(string heading) => [heading, .. heading.Split(Joints, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
}
