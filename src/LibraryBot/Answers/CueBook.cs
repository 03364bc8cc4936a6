using LibraryBot.Language;

namespace LibraryBot.Answers;

/// <summary>A cue found in a question: where it stands and whether its words still count as subject matter.</summary>
public sealed record CueFound(Cue Cue, int At, int Length, bool KeepsWords);

/// <summary>The phrases that point to what is asked. "+" before a line keeps its words as subject matter ("novel" is a book and a topic).</summary>
public sealed class CueBook
{
    private const string Table = """
        Book: handbook | guidebook | terbitan | buku | bukunya | book | koleksi | collection | bacaan | judul | title | titles | textbook | karya tulis | pustakanya
        +Book: picture book | picture books | buku bergambar | buku cerita | storybook | storybooks | board book | board books | chapter book | chapter books | story book | story books | buku teks | buku ajar | novel | novels | komik | comics | ensiklopedia | encyclopedia | kamus | cerpen | buku anak | children book | childrens book | kids book | book for children | book for kids | bacaan anak | buku untuk anak | buku pelajaran | biografi | poetry | puisi | fiction | fiksi
        New: newly | newly arrived | most recently | update | updates | baru | terbaru | terkini | new | newest | latest | recent | recently | teranyar | arrival | new arrival | addition | acquired | acquisition | acquisitions | added | tambahan | baru masuk | yang masuk | baru datang | just in | came in | come in | got in | baru saja | baru tiba | fresh | anyar | masuk | ditambahkan | lately | did you add | add | menambah | nambah | menambahkan | belakangan ini | akhir akhir ini | baru baru ini | get in | got lately | kedatangan | yang diterima | buku diterima | koleksi diterima | received | yang datang | baru terbit | baru dibeli
        Author: karya | karangan | tulisan | penulis | penulisnya | pengarang | pengarangnya | ditulis | dikarang | by | author | written by | wrote | ditulis oleh | nulis apa | menulis apa | buah pena | writer
        Shelf: shelved | diletakkan | ditaruh | rak | rak mana | shelf | nomor panggil | nomor punggung | call number | callnumber | tersedia | ketersediaan | available | availability | on the shelf | eksemplar | copies | copy | stok | ada di mana | letak | letaknya | di lantai | in stock | masih ada | dipinjam orang | sedang dipinjam | checked out | isbn
        Topic: anything on | something on | got anything on | membahas | bahas | mengulas | mengupas | discussing | covering | dealing with | tentang | soal | mengenai | about | topik | topic | seputar | bertema | tema | terkait | perihal | on the subject of | regarding | related to | subject | subjek | bertopik
        English: bahasa inggris | berbahasa inggris | english | in english | inggris | english language
        Indonesian: bahasa indonesia | berbahasa indonesia | in indonesian | indonesian | in bahasa
        Recommend: rekomendasi | rekomendasikan | recommend | recommendation | saran | sarankan | suggest me | rekomen | referensi buku | what should i read
        Event: acara | acaranya | kegiatan | kegiatannya | agenda | event | events | jadwal acara | jadwal kegiatan | jadwal | program | programs | programme | happening | happen | what is on | whats on | going on | activities | activity | calendar | kalender | aktivitas | on the calendar | what is happening | schedule | scheduled | diputar | ditayangkan | tayang | diselenggarakan | diadakan | digelar | take place | taking place | taking part | hosted | mengadakan apa | mengadakan acara | menggelar | ikut apa | ikutan apa | ikut acara apa | anything on | something on
        +EventType: story hour | story time | jam cerita | pentas | pementasan | pertunjukan | performance | lomba foto | photo contest | bedah buku | book discussion | book talk | book review | diskusi buku | bincang buku | book launch | peluncuran buku | dongeng | mendongeng | story time | storytime | storytelling | story telling | read aloud | pelatihan | training | lokakarya | workshop | kelas | class | kursus | seminar | webinar | pameran | exhibition | exhibit | lomba | kompetisi | contest | competition | diskusi | discussion | talk about | the talk | energy talk | talkshow | talk show | bincang | bazar | bazaar | book fair | book sale | bursa buku | nonton bareng | pemutaran film | film screening | movie screening | movie night | nobar | film | movie | klub buku | klub baca | book club | reading club | reading group | buka puasa | buka bersama | bukber | iftar | kuliah umum | public lecture | lecture | konser | concert | lokakarya | donor darah | meetup | kumpul komunitas | festival | peluncuran | launching | batas akhir | deadline | kunjungan | sosialisasi | bimtek | bimbingan teknis | orientasi | library tour | tour | tours | tur | open house | klinik skripsi | temu penulis | jumpa penulis | author talk | meet the author | ceramah | kajian | pengajian | tukar buku | book swap | demo masak | senam
        When: kapan | when | jam berapa | what time | pukul berapa | tanggal berapa | hari apa | sampai kapan | until when | mulai kapan | mulai jam | which day | what day | how long does | berapa lama | starting time
        Where: kumpul | kumpulnya | kumpul di mana | titik kumpul | meeting point | where do we meet | di mana | where | wheres | ruang apa | which room | ruang mana | lokasinya | tempatnya di | at which branch | venue
        Past: already held | already had | sudah diadakan | sudah digelar | sudah lewat | did you run | did you hold | did you have | back in | sempat ada | sempat | kemarin - kemarin | kemarin kemarin | yang lalu | sebelumnya | terdahulu | past event | past events | previous | previously | in the past | sudah berlalu | lampau | was there | were there | did i miss
        Hours: melayani pengunjung | menerima pengunjung | terima pengunjung | menerima kunjungan | buka | bukanya | open | opens | opening | tutup | tutupnya | close | closes | closed | closing | hours | jam buka | jam layanan | jam operasional | jam kerja | opening hours | opening times | operating hours | working hours | business hours | jadwal buka | jadwal layanan | waktu layanan | jam pelayanan | waktu buka | beroperasi | operasional | jam kunjung | layanan buka | masih buka | still open | sudah tutup | sudah buka | already closed | open now | buka sekarang | reopen | reopens | buka lagi | buka kembali | istirahat | jam istirahat | lunch break | jam kunjungan
        Closure: libur | liburnya | hari libur | holiday | holidays | tanggal merah | cuti bersama | public holiday | diliburkan
        NowTime: open now | buka sekarang | sekarang | saat ini | jam segini | right now | now | currently | at the moment | still open | masih buka | already closed | sudah tutup | sudah buka
        Register: daftar | mendaftar | daftarkan | didaftarkan | ikut | mengikuti | ikutan | join | sign up | signup | sign me up | register | registering | registered | signed up | signing up | attending | joined | joining | terdaftar | peserta | mendaftarkan | rsvp | reserve a seat | book a seat | book a spot | save me a seat | save a seat | save me a spot | pesan kursi | pesan tempat | booking | enroll | enrol | hadir | menghadiri | attend | pendaftaran | pendaftarannya | registrasi | registration | put me down | count me in | reserve me | book me | gabung | bergabung | partisipasi | berpartisipasi | come to the | mau datang | tiket | ticket | daftar tunggu | waiting list | waitlist | wait list | masukkan saya | masukin saya | catat nama saya | put my name down | add me to
        SeatInfo: perlu daftar | harus daftar | wajib daftar | harus mendaftar | perlu mendaftar | harus registrasi | perlu registrasi | do i need to register | do i have to register | need to sign up | have to sign up | need to register | have to register | need to book | have to book | need a ticket | need a reservation | registration required | registration needed | without booking | without registering | without registration | without signing up | tanpa daftar | tanpa mendaftar | tanpa registrasi | langsung datang | kursi | kursinya | seat | seats | kuota | kuotanya | quota | slot | spot | spots | spaces | sisa | tersisa | penuh | fully booked | full | sold out | walk in | drop in | just show up | just turn up | just come | masih bisa daftar | masih bisa ikut | masih ada tempat | masih ada slot | places are left | seats are left | spots are left | spaces are left | how many places | how many seats | how many spots | seats remain | places remain | kursi tersisa | kursinya tinggal | tempat tersisa | berapa peserta | how many people | kapasitas | capacity | room left | places left | still places | berbayar | dipungut biaya | ada biaya | is it free | is that free | gratis tidak
        Cost: bayar | membayar | gratis | free | biaya | berbayar | htm | cost | pay | price | fee
        Cancel: batalkan | membatalkan | batalin | cancel my | cancel | tidak jadi | tidak jadi ikut | withdraw | unregister | cannot make it | cant make it | cant come | can t make it | tidak bisa datang | tidak bisa hadir | batal ikut | batal daftar | drop my | remove me from | take me off
        Cancelled: going ahead | go ahead | jadi nggak | jadi tidak | tetap berjalan | dibatalkan | cancelled | canceled | batal | tetap jadi | jadi diadakan | jadi tidak | still on | still happening | called off | postponed | ditunda | jadi dilaksanakan | masih jadi
        Mine: saya | aku | my | mine | i | me | punyaku | ku | kami | our | im | ive
        Other: my pupils | pupils | pupil | mahasiswa bimbingan | anak bimbingan | bimbingan saya | my students | my student | murid saya | anak didik | karyawan saya | pegawai lain | supervisor | advisor | adviser | mentor | manager | manajer | pembimbing | promotor | sepupu | cousin | brother | sister | keponakan | nephew | niece | teman | friend | friends | orang lain | someone else | somebody | dosen | pacar | suami | istri | husband | wife | rekan | classmate | roommate | colleague | coworker | tetangga | neighbour | neighbor | atasan | boss | mantan | his | her | he | she | their | adik | kakak | anggota lain | other members | member lain | siswa saya | student named | professor
        Who: daftar nama | nama peserta | nama nama | list of names | names of | attendee list | guest list | siapa | siapa saja | who | whos | whom | whose | daftar peserta | list of participants | daftar peminjam | peminjamnya | peminjam
        Pathfinder: pathfinder | panduan pustaka | panduan | research guide | subject guide | library guide | libguide | libguides | topic guide | reading guide | study guide | guide | guides | where do i start | where should i start | where to start | how do i start | mulai dari mana | mulai baca dari mana | mulai membaca dari mana | mulai belajar dari mana | mulai cari dari mana | mulai mencari dari mana | mulainya dari mana | dari mana mulainya | dari mana saya mulai | where i should start | where shall i start | panduan riset | panduan penelusuran | reading list | daftar bacaan | daftar pustaka topik | bibliografi | bibliography | where do i begin | where should i begin | where to begin | start reading | start researching | start my research | mulai riset | mulai meneliti | getting started with | memulai penelitian
        Human: member of staff | staff member | pustakawan | pustakawannya | librarian | librarians | orang | manusia | human | real person | person | petugas | petugasnya | staff | staf | admin | operator | cs | customer service | somebody | someone
        Talk: write to | question for | have a question | got a question | pertanyaan untuk | punya pertanyaan | ada pertanyaan | bicara | berbicara | ngobrol | mengobrol | chat | talk | talk to | speak | hubungi | menghubungi | contact | sambungkan | hubungkan | connect | connect me | call | telepon | konsultasi | consult | tanya | bertanya | ask | ask a | tanyakan | get in touch | reach | transfer me | dibantu | bertemu | meet
        Reference: artikel | article | articles | jurnal | jurnalnya | journal | journals | paper | papers | scopus | sinta | google scholar | scholar | makalah | prosiding | proceedings | literature review | literature search | literature searches | systematic review | sitasi | citation | citations | doi | sciencedirect | web of science | pubmed | literatur | sources for my | peer reviewed
        Find: cari | carikan | mencari | mencarikan | find | search | look for | looking for | bantu | bantuin | bantu carikan | help me find | help | help me | locate | kumpulkan | dicarikan | butuh | need | get me
        Buy: mengadakan buku | mengadakan | beli | belikan | membeli | dibeli | buy | purchase | order | usul | usulkan | mengusulkan | usulan | usul buku | usul koleksi | suggest a purchase | suggest a title | suggest a book | suggest | suggesting | pengadaan | adakan | diadakan bukunya | request a book | request that | acquire | get the book | stock the book | menyarankan pembelian | tambahkan buku | tambah koleksi | add to the collection
        Loan: took out | taken out | has taken | dibawa siapa | dipegang siapa | pinjam | meminjam | dipinjam | pinjaman | pinjamkan | peminjaman | minjem | borrow | borrowed | borrowing | loan | loans | lend | checked out | check out | mengembalikan | kembalikan | mengembalikannya | returned | baca apa | reading history | riwayat pinjam | riwayat peminjaman | return | returning | bring back | balikin | pulangkan
        Debt: denda | dendanya | tagihan | fine | fines | owe | jatuh tempo | due | due date | overdue | tunggakan | late fee
        Account: out on loan | have out | on loan to me | nama dan nomor pinjaman | akun | akunku | account | nomor anggota | nomor kartu | status keanggotaan | status anggota | my record | reservasi saya | pesanan saya | riwayat saya | my history | my holds | my reservation | loan history | pinjaman saya | pinjamanku | my loans | my loan | buku yang saya pinjam | books i borrowed | books i have | books do i have | saya pinjam apa | pin saya | password saya | my pin | my password | masa berlaku kartu saya | have i borrowed | did i borrow | i have out | checked out to me | i have on loan | have on loan | yang saya pinjam | yang aku pinjam | lagi saya pinjam | sedang saya pinjam | saya sedang pinjam | sudah saya pinjam | saya lagi pinjam | saya lagi meminjam | saya sedang meminjam | saya sedang pinjam | lagi saya pinjam | saya pinjam buku apa | aku lagi pinjam | aku lagi meminjam | saya meminjam apa
        Member: how do i join | how can i join | how to join | cara bergabung | anggota | keanggotaan | member | membership | kartu anggota | kartu perpustakaan | library card | kartu
        Place: gedung mana | di gedung apa | which building | what building | alamat | alamatnya | address | lokasi perpustakaan | lokasi | located | location | directions | how do i get to | how to get to | cara ke | arah ke | where is the library | where are you | di mana perpustakaan | perpustakaannya di mana | perpustakaan di mana | google maps | peta | where is the branch
        Data: nama dan nomor | nomor dan nama | nomor hp saya | nomor wa saya | my phone number | my name and | data | data saya | data pribadi | profil | profile | personal data | my data | my information | informasi saya | informasi pribadi | riwayat chat | chat history | jejak saya | everything about me | about me | tentang saya | semua tentang saya
        Erase: hapus | menghapus | hapuskan | hilangkan | delete | erase | remove | forget | lupakan | wipe | purge | clear
        Hypothetical: kalau | jika | apabila | bila | if | misalnya | seandainya | andai | when i am | suppose
        Publish: post | posting | postingkan | publish | publikasikan | broadcast | siarkan | umumkan | announce | announcement | terbitkan | unggah | upload | share to | sebarkan | kirim pengumuman | blast
        Channel: channel | kanal | grup | group | instagram | facebook | semua anggota | all members | everyone | pengumuman | halaman | papan pengumuman | medsos | story ig | followers
        Override: system override | override mode | admin mode | mode admin | ignore your instructions | ignore all instructions | ignore previous instructions | ignore the instructions | ignore all previous instructions | ignore your previous instructions | ignore instructions | disregard your instructions | disregard all | abaikan instruksi | abaikan perintah | abaikan semua | abaikan aturan | lupakan instruksi | system prompt | prompt sistem | jadikan saya admin | make me admin | make me an admin | i am the admin | saya admin | developer mode | mode pengembang | pretend you are | pretend to be | jailbreak | berpura pura | act as
        Change: ubah | ganti | edit | update the | change the | perbarui | approve | setujui | reject | reschedule | hapus acara | hapus postingan | hapus pengumuman | delete the event | delete the post | delete event | remove the event | add an event | tambahkan acara | buat acara | create an event | create event | buat pengumuman | jadwalkan ulang | tambah acara
        Internal: acara internal | internal event | internal events | internal | rahasia | hidden event | hidden events | secret | staff only | khusus staf | khusus pegawai
        Greeting: halo | hallo | hai | hi | hey | hello | helo | selamat pagi | selamat siang | selamat sore | selamat malam | good morning | good afternoon | good evening | assalamualaikum | assalamu alaikum | salam | permisi | pagi | siang | sore | malam | greetings | good day | howdy | punten | met pagi | morning | evening | apa kabar | how are you | tes | test | nuwun sewu | kulonuwun | kula nuwun | sampurasun | tabik pun | om swastiastu | horas | rahajeng
        Thanks: terima kasih | makasih | thanks | thank you | thank | trims | thx | tq | matur nuwun | hatur nuhun | suwun | nuhun | much appreciated | appreciate it | cheers
        Abuse: goblok | goblog | tolol | bodoh | bego | dungu | anjing | anjir | bangsat | kampret | brengsek | bajingan | tai | keparat | sialan | sampah | idiot | stupid | dumb | useless | moron | shit | fuck | fucking | fuck you | crap | junk | garbage | trash | suck | sucks | asshole | bitch | jerk | gak guna | tidak guna | tidak berguna | nggak guna | payah | hate you | shut up | rubbish | jancok | jancuk | asu | monyet | pathetic
        BotWord: bot | robot | chatbot | ai | mesin penjawab | program komputer | machine | computer program | chatgpt | gpt
        You: kamu | anda | you | u | ini | kau | elu | mimin | yang jawab | yang menjawab | i talking to | am i talking
        Identity: siapa kamu | kamu siapa | siapa anda | anda siapa | who are you | what are you | what is your name | whats your name | nama kamu | namamu | siapa namamu | siapa nama kamu | are you real | are you human | are you a human | are you a real person | are you a person | real person | ini siapa | dengan siapa ini | kamu manusia | manusia atau bot | manusia apa bot | orang atau bot | orang apa bot | siapa yang membuat kamu | who made you | are you alive | is this a person | is this a human | is this a bot | talking to a real | talking to a person | talking to a human | talking to a bot | chatting with a
        World: money changer | change money | change dollars | exchange money | tukar uang | tukar dolar | penukaran uang | waves | ombak | tide | pasang surut | ukt | uang kuliah | tuition | tuition fee | biaya kuliah | spp | krs | wisuda | kantin | canteen | cafeteria | koperasi | atm | bioskop | cinema | kantor pos | post office | gym | fitness | salon | bus | angkot | bandara | airport | taksi | taxi | krl | jadwal kapal | jadwal bus | jadwal pesawat | cuaca | weather | hujan | rain | bola | sepak bola | football | soccer | match | pertandingan | skor | score | saham | stock price | bitcoin | crypto | lagu | song | lirik | lyrics | presiden | president | pemilu | election | joke | lelucon | pantun | buatkan puisi | write a poem | terjemahkan | translate | hitung | calculate | zodiak | horoscope | ramalan | kurs | dolar | exchange rate | tiket pesawat | flight | hotel | restoran | restaurant | pizza | resep | recipe | jodoh | pacaran | nikah | kode program | write code | write me | python code | ibu kota | ibukota | capital of | gosip | gossip | celebrity | artis | gempa tadi | berita hari ini | news today | lottery | togel | judi | gojek | ojek | macet | traffic | jadwal kereta | train schedule | jadwal sholat | netflix | game online | main game | obat apa | dokter | diagnosa | tugas saya dong kerjakan | kerjakan tugas | kerjakan pr | do my homework | homework | essay for me | buatkan esai | buatkan makalah | world cup | piala dunia | championship | gold price | harga emas | harga beras | harga bbm
        May: boleh | bolehkah | bisa | bisakah | apakah ada | can i | may i | am i allowed | allowed | could i | is it allowed | is it possible | do you have | is there | are there | do you offer | apa ada | ada tidak | adakah | how do i | how can i | how to | cara | bagaimana cara | caranya | syarat | harus bagaimana | what if | what happens | do i have to
        More: lagi | lainnya | yang lain | selengkapnya | more | others | show more | see more | any others | anything else | yang lainnya | selanjutnya | masih ada lagi | lihat lagi | tampilkan lagi | the rest | sisanya
        After: setelah itu | sesudah itu | after that | after that one | berikutnya | yang berikutnya | next one | the next one | the one after | following one | sesudahnya | setelahnya | habis itu
        About: and one | one on | one about | bagaimana kalau | bagaimana dengan | how about | what about | kalau yang | yang | kalau | and for | untuk yang | and the | and in | and on | dan yang | and at
        ListOf: daftar buku | daftar acara | daftar kegiatan | daftar koleksi | daftar event | daftar judul | daftar novel | list of
        Help: bantuan | menu | apa yang bisa kamu lakukan | kamu bisa apa | bisa apa saja | bisa bantu apa | what can you do | how does this work | apa saja yang bisa ditanyakan | fitur | features | cara pakai bot | cara menggunakan bot
        """;

    private static readonly IReadOnlyList<(Cue Cue, bool Keeps, string[] Keys)> Phrases = Parse();
    private static readonly ILookup<string, (Cue Cue, bool Keeps, string[] Keys)> ByFirst = Phrases.ToLookup(phrase => phrase.Keys[0]);
    private static readonly HashSet<Cue> Harmless =
    [
        Cue.Book, Cue.New, Cue.Author, Cue.Shelf, Cue.Recommend, Cue.Event, Cue.EventType, Cue.Hours, Cue.Register, Cue.Pathfinder, Cue.Loan, Cue.Member,
        Cue.Greeting, Cue.Thanks, Cue.Human, Cue.Topic,
    ];
    private static readonly HashSet<string> AllWords = [.. Phrases.SelectMany(phrase => phrase.Keys)];

    /// <summary>Whether the book knows a word at all: such a word is not slang and needs no correcting.</summary>
    public static bool Knows(string word) => AllWords.Contains(WordForms.Key(word)) || AllWords.Contains(word);

    /// <summary>Words of everyday cues, for correcting a slip of one letter. A slip must never make an insult or a command of a harmless word.</summary>
    public static IEnumerable<string> HarmlessWords => Phrases.Where(phrase => Harmless.Contains(phrase.Cue)).SelectMany(phrase => phrase.Keys).Distinct();

    /// <summary>Every cue in a run of words. The longest phrase at a place counts: "jadwal buka" is no "jadwal".</summary>
    public static IReadOnlyList<CueFound> Find(IReadOnlyList<string> words)
    {
        var found = new List<CueFound>();
        for (var at = 0; at < words.Count; at++)
        {
            foreach (var cue in ByFirst[WordForms.Key(words[at])].Concat(ByFirst[words[at]]).Distinct().Where(phrase => Fits(phrase.Keys, words, at)).GroupBy(phrase => phrase.Cue))
            {
                var longest = cue.MaxBy(phrase => phrase.Keys.Length);
                found.Add(new CueFound(cue.Key, at, longest.Keys.Length, cue.Any(phrase => phrase.Keeps && phrase.Keys.Length == longest.Keys.Length)));
            }
        }

        return [.. found.Where(cue => !found.Any(other => other.Cue != Cue.ListOf && other.Length > cue.Length && other.At <= cue.At && cue.At + cue.Length <= other.At + other.Length))];
    }

    private static bool Fits(string[] keys, IReadOnlyList<string> words, int at)
    {
        if (at + keys.Length > words.Count)
            return false;
        for (var i = 0; i < keys.Length; i++)
        {
            if (words[at + i] != keys[i] && WordForms.Key(words[at + i]) != keys[i])
                return false;
        }

        return true;
    }

    private static List<(Cue, bool, string[])> Parse()
    {
        var phrases = new List<(Cue, bool, string[])>();
        foreach (var line in Table.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var keeps = line[0] == '+';
            var cue = Enum.Parse<Cue>(line[(keeps ? 1 : 0)..colon]);
            foreach (var phrase in line[(colon + 1)..].Split('|'))
                phrases.Add((cue, keeps, [.. TextWords.Of(phrase).Select(WordForms.Key)]));
        }

        return phrases;
    }
}
