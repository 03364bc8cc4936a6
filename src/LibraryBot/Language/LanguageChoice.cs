namespace LibraryBot.Language;

/// <summary>
/// The language to reply in: a vote of common words, then the shape of the letters, then the chat's last language,
/// then Indonesian. Borrowed words ("RSVP workshop coding dong") do not count: only the small words of grammar vote.
/// </summary>
public static class LanguageChoice
{
    private static readonly HashSet<string> Indonesian = Set("""
        ada apa apakah apaan aja saja yang yg di ke dari dan atau ini itu untuk buat dengan dgn pada tidak tdk ga gak nggak enggak ngga gk tak belum sudah udah masih bisa boleh
        mau ingin pengen minta tolong dong sih ya deh nih kok kah lah nya kan saya aku gue gw kamu anda kami kita mereka dia siapa kapan mana dimana berapa brp bagaimana gimana gmn cara
        kenapa mengapa juga lagi sama kalau kalo klo jika agar supaya karena tentang soal mengenai hari besok bsk lusa kemarin kmrn minggu pekan bulan tahun jam pukul tanggal tgl pagi siang sore malam
        senin selasa rabu kamis jumat sabtu ahad depan lalu nanti sekarang skrg buku baru terbaru bukunya perpus perpustakaan acara kegiatan agenda jadwal buka tutup libur daftar ikut pendaftaran pinjam pinjem
        kembalikan perpanjang denda telat hilang anggota anak karya karangan pengarang penulis judul rak carikan cari cariin makasih terima kasih selamat halo hai min kak mas mbak bu pak
        sampai sampe dulu pas bagi para semua banyak harus perlu jadi punya dapat kasih lihat tahu tau lain lainnya seperti begitu gitu bukan jangan pustakawan hapus batal batalkan gratis
        bot goblok guna pulang skripsi panduan pustaka minimal maksimal maks boleh dibawa terus trus tapi tp sudahkah masihkah bolehkah bisakah adakah ruang tempat dmn kpn utk krn bgt banget
        """);
    private static readonly HashSet<string> English = Set("""
        the a an is are am was were be been do does did has have had what whats when where wheres who whos whom why how which that this these those there theres here i im id ill you your youre we our they
        their it its he she his her my me us them to of in on at for from with about by and or but not no any some can could would should will shall may please want need like looking find get give
        tell show know new book books library libraries open close closed opening hours time today tomorrow tonight yesterday week month year monday tuesday wednesday thursday friday saturday sunday
        next last anything something everything happening going sign register borrow renew return fine fines late lost card member membership guide research seats seat left free kids children story hello hi hey thanks
        thank librarian human person real still yet just only also too more up out into over after before again if then than as so because all every much many long see let lets got there anyone someone
        loan loans period printing parking help location locations reserve cost faculty undergraduate students student policy policies due date limit room rooms article articles journal journals thesis
        recommend written author title arrivals added cancel booking join stay bring until till us ok yes doesnt dont isnt arent cant wont worst ever never useless completely really very such
        """);

    // The frame of a sentence counts twice: nouns are borrowed ("new books tentang energi dong"), these never are.
    private static readonly HashSet<string> IndonesianFrame = Set("dong sih deh nih kok kah yang yg gak ga nggak enggak dan apa");
    private static readonly HashSet<string> EnglishFrame = Set("the is are do does there what how");

    // Greetings and thanks are the first words that a language borrows: they tell only where nothing else does.
    private static readonly HashSet<string> Courtesies = Set("hi hello hey halo hai thanks thank thx please pls ok oke yes no sorry bye congrats");

    // Endings and beginnings that one language has and the other hardly ever.
    private static readonly string[] IndonesianShapes = ["ng ", "kan ", "nya", " me", " ber", " pe", " ke", " di", "uh ", "ai ", "ah ", "ak ", "ik ", "uk ", "ut ", "u ", "i ", "asi ", "isasi", "ika ", "aan ", "iah ", "sy", "kh", "nga", "ngu", " ngg", "uku", "aha", "uru"];
    private static readonly string[] EnglishShapes = ["th", "tion", "ing ", "ed ", "ly ", "ck", "sh", "gh", "wh", "ow", "ee", "oo", "ou", "ea", "y ", "ss ", "ies ", "'s", "es ", "ers ", " w", "qu", "ph", "x", "tt", "ll", "rr", "ht ", "ch", "ment ", "ous ", "ic ", "ics ", "al ", "e "];

    /// <param name="text">What a person wrote.</param>
    /// <param name="last">The chat's last language, when the text itself does not tell.</param>
    public static Lang Of(string text, Lang? last)
    {
        var words = Voters(text);
        var vote = Vote(words);
        if (vote != 0)
            return vote > 0 ? Lang.Id : Lang.En;
        return words.Any(Indonesian.Contains) ? FirstVoter(words) : last ?? Guess(text) ?? Lang.Id;
    }

    /// <summary>The language of a few words by vote and letters alone; null when nothing tells.</summary>
    public static Lang? Guess(string text)
    {
        var words = TextWords.Of(text);
        var vote = Vote(words);
        var plain = $" {string.Join("  ", words)} ";
        var shape = IndonesianShapes.Sum(part => Count(plain, part)) - EnglishShapes.Sum(part => Count(plain, part));
        var score = vote * 3 + shape;
        return score == 0 ? null : score > 0 ? Lang.Id : Lang.En;
    }

    private static IReadOnlyList<string> Voters(string text)
    {
        var words = TextWords.Of(text).SelectMany(Spelled).ToList();
        var telling = words.Where((word, at) => !Courtesies.Contains(word) && !(word == "you" && at > 0 && words[at - 1] == "thank")).ToList();
        return Vote(telling) != 0 || telling.Any(Indonesian.Contains) ? telling : words;
    }

    // "bs", "gmn" and "u" vote as the words that they stand for.
    private static IReadOnlyList<string> Spelled(string word) =>
        word.Length > 1 && !Indonesian.Contains(word) && !English.Contains(word) ? Slang.Formal(word) : [word];

    private static int Vote(IReadOnlyList<string> words) => words.Sum(word =>
        (Indonesian.Contains(word) ? 1 : 0) - (English.Contains(word) ? 1 : 0) + (IndonesianFrame.Contains(word) ? 1 : 0) - (EnglishFrame.Contains(word) ? 1 : 0));

    // "Is there a bedah buku this Sabtu?": the grammar at the beginning frames the sentence.
    private static Lang FirstVoter(IReadOnlyList<string> words)
    {
        foreach (var word in words)
        {
            if (Indonesian.Contains(word) != English.Contains(word))
                return Indonesian.Contains(word) ? Lang.Id : Lang.En;
        }

        return Lang.Id;
    }

    private static int Count(string text, string part)
    {
        var count = 0;
        for (var at = text.IndexOf(part, StringComparison.Ordinal); at >= 0; at = text.IndexOf(part, at + 1, StringComparison.Ordinal))
            count++;
        return count;
    }

    private static HashSet<string> Set(string words) => [.. words.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
}
