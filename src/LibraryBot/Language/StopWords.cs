namespace LibraryBot.Language;

/// <summary>Words that say nothing of the subject: grammar, politeness, and the words people wrap questions in.</summary>
internal static class StopWords
{
    private static readonly HashSet<string> Words = [.. """
        ada adakah apa apakah apaan saja aja yang di ke dari dan atau ini itu untuk buat bagi dengan pada tidak bukan belum sudah masih akan telah sedang lagi juga pun
        bisa bisakah boleh bolehkah dapat mau ingin minta tolong mohon coba dong sih ya deh nih kok kah lah nya kan saya aku kamu anda kami kita kalian mereka dia kak kakak mas mbak min mimin bu ibu pak bapak gan sis
        siapa kapan mana dimana berapa bagaimana cara caranya kenapa mengapa gimana sama kalau jika bila agar supaya karena sebab lewat melalui oleh para semua setiap tiap banyak sedikit
        tentang soal mengenai seputar perihal terkait punya kasih lihat tampilkan sebutkan beri berikan tahu tau info informasi seperti begitu hal harus perlu jadi menjadi dulu nanti sekarang
        cari carikan mencari rekomendasi rekomendasikan saran sarankan butuh bantu halo hai hi hello hey selamat permisi tanya bertanya nanya terima kasih makasih thanks thank please
        perpustakaan perpus library libraries buku book books koleksi bacaan judul title titles acara kegiatan agenda event events jadwal program hari tanggal jam pukul minggu bulan tahun
        the a an is are am was were be been being do does did has have had having what whats when where which who whom whose why how this that these those there here i im ive id me my mine you your we us our they them their
        it its he she his her to of in on at for from with about by and or but not no nor any some can could would should will shall may might must want wants need needs like looking look find get got give show tell know
        let lets just also too more most much many very please anything something everything someone anyone everyone going happening still yet up out into over then than as so because if all every only really okay ok yes
        sampai hingga antara sejak selama setelah sebelum lebih kurang paling sekali sangat banget memang pas saat waktu
        one ones thing things kind type see read reading membaca baca im dont doesnt cant isnt arent wont didnt s t re ve ll d m
        cabang branch branches upcoming coming mendatang terdekat nearest soon depan datang akan ke malam pagi siang sore night evening afternoon morning
        pembicara pembicaranya narasumber pemateri speaker speakers speaking speaks presenter moderator nya tersebut
        sini situ sana disini disitu disana here tempat tempatnya sekalian tersebut berlangsung diadakan
        lately belakangan recently currently these days nowadays actually really maybe perhaps probably exactly quite pretty well also even ever never always often sometimes usually already soon later early
        whens wheres whos hows whats theres heres couldnt wouldnt shouldnt havent hasnt hadnt havnt youre theyre weve youve ill
        add get gets getting give gives given go goes went come comes came take takes took make makes made put keep kept let bring brings brought use uses used using try tried start started stop stopped
        think thought believe wonder wondering hope hear heard check checking confirm ask asked asking tell told talk say said says search searching browse look looked looks seem seems happen happens happened
        offer offers offered provide provides provided carry carries stock have having contain contains include includes including exist exists work works working works run running help helps helped
        good nice great best better favourite favorite big small long short short-term certain specific particular different same similar such other others another own first last next
        people person folks guys someone everybody anybody sir madam dear team
        kira pikir rasa dengar lihatin cek ngecek pastikan konfirmasi coba dicoba pakai dipakai memakai gunakan digunakan menggunakan dapatkan mendapatkan ambil mengambil bawa membawa dibawa berikan diberikan
        ditemukan temukan nemu menemukan ketemu tampil menampilkan sebut sebutin jelaskan dijelaskan bilang dibilang katanya kata sebenarnya sebetulnya barangkali mungkin kayaknya sepertinya rasanya
        sering kadang biasanya biasa selalu segera baiknya sebaiknya semoga silakan silahkan monggo oke ok okelah siap sip mantap baik bagus keren lumayan cukup agak kena kasihan begini begitu
        memiliki dimiliki mempunyai punyai menyediakan disediakan sedia menyimpan simpan tersimpan terdapat berada keberadaan bernama disebut yaitu adalah ialah merupakan berupa termasuk tanpa bukankah
        mengapa kenapa walaupun meski meskipun namun tetapi tapi melainkan sehingga maka bahwa serta maupun ataupun yakni seputar sekitar kira-kira hampir sangat amat terlalu
        keeping taking making getting coming having being doing finding using dekat waktu ahead member's inform infokan kabari kabar beritahu jelas
        dalam
        end ends ending ended begin begins beginning finish finishes berakhir berakhirnya selesai selesainya mulai dimulai mulainya
        meeting meetings session sessions sesi pertemuan edisi kesempatan kali
        sehari seminggu sepekan sebulan setahun day days week weeks month months year years pekan minggunya harinya
        bot orangnya segera cepat langsung lumayan banget kira
        available new newest latest baru terbaru masuk karya karangan tulisan penulis pengarang rak shelf
        """.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)];

    private static readonly string[] Endings = ["nya", "kan", "lah", "kah", "in"];

    public static bool Has(string word) => Words.Contains(word) || Endings.Any(ending => word.Length > ending.Length + 2 && word.EndsWith(ending, StringComparison.Ordinal) && Words.Contains(word[..^ending.Length]));
}
