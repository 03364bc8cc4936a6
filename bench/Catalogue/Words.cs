using System.Text;

namespace LibraryBot.Bench.Catalogue;

/// <summary>
/// Words as a catalogue uses them: the n-th most frequent one 1/n as often as the first (Zipf). The frequent ones are written
/// here; the long tail, which in a real catalogue is names and terms, is put together of syllables.
/// </summary>
internal sealed class Words
{
    private const string Indonesian = """
        pengantar sejarah indonesia pendidikan dasar ilmu islam manajemen hukum teori sistem ekonomi bahasa sosial masyarakat budaya anak
        agama politik metode penelitian kesehatan teknik matematika komputer pembelajaran guru sekolah sastra novel puisi cerita rakyat
        jawa sunda bali sumatra kalimantan papua kota desa laut sungai gunung hutan tanah air api langit bulan matahari bintang rumah
        keluarga perempuan cinta rindu senja hujan pulang jalan perahu pelangi kopi padi kebun pasar dapur masakan obat tanaman hewan
        burung ikan lingkungan energi listrik mesin bangunan gambar musik tari wayang batik candi kerajaan perang merdeka pemuda bangsa
        negara daerah otonomi anggaran akuntansi bank koperasi usaha pemasaran pariwisata perpustakaan arsip informasi internet jaringan
        basis data program statistika fisika kimia biologi geografi filsafat logika etika psikologi komunikasi jurnalistik kamus
        ensiklopedia pedoman panduan praktis lengkap analisis kajian studi kasus perkembangan perubahan pembangunan kebijakan pelayanan
        """;
    private const string English = """
        introduction history theory practice management education science social development international modern guide principles
        analysis research economics law political culture language literature business computer systems design data engineering
        mathematics statistics physics chemistry biology health medicine psychology philosophy religion art music world american
        indonesia southeast asia asian women children family life love story stories time night house river sea mountain city garden
        war peace power state nation democracy global change climate environment energy water food cooking travel photography film
        media communication internet network programming learning teaching school students handbook dictionary encyclopedia essays
        """;
    private static readonly string[] Syllables = ["ka", "ra", "sa", "ta", "ma", "na", "pa", "la", "wi", "ri", "di", "si", "ni", "ti", "su", "ku", "bu", "ru", "tu", "lo", "mo", "no", "ro", "to", "ge", "ne", "se", "ber", "kan", "man", "ton", "lin", "har", "wan", "sen", "dar"];
    private readonly string[] words;
    private readonly double[] upTo;

    private Words(IReadOnlyList<string> words)
    {
        this.words = [.. words];
        upTo = new double[words.Count];
        for (var rank = 0; rank < upTo.Length; rank++)
            upTo[rank] = (rank == 0 ? 0 : upTo[rank - 1]) + 1.0 / (rank + 1);
    }

    public static Words OfIndonesian(int different) => new(WithTail(Indonesian, different, seed: 1));

    public static Words OfEnglish(int different) => new(WithTail(English, different, seed: 2));

    /// <summary>Names, subjects: whatever is worth counting like words.</summary>
    public static Words Of(IReadOnlyList<string> entries) => new(entries);

    public string Next(Random random)
    {
        var at = Array.BinarySearch(upTo, random.NextDouble() * upTo[^1]);
        return words[Math.Min(at < 0 ? ~at : at, words.Length - 1)];
    }

    public static string Invented(Random random, int syllables)
    {
        var word = new StringBuilder();
        for (var i = 0; i < syllables; i++)
            word.Append(Syllables[random.Next(Syllables.Length)]);
        return word.ToString();
    }

    private static IReadOnlyList<string> WithTail(string frequent, int different, int seed)
    {
        var random = new Random(seed);
        var all = new List<string>(frequent.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries));
        var known = all.ToHashSet(StringComparer.Ordinal);
        while (all.Count < different)
        {
            if (Invented(random, random.Next(2, 5)) is var word && known.Add(word))
                all.Add(word);
        }

        return all;
    }
}
