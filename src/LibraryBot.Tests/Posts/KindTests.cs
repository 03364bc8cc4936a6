using LibraryBot.Knowledge;
using LibraryBot.Posts;
using LibraryBot.Storage;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.Posts;

/// <summary>What is particular to each kind of post. The clock begins at Wednesday, 11 March 2026, 10.00 WIB.</summary>
public sealed class KindTests : IAsyncLifetime
{
    private TempLibrary library = null!;
    private TestPerson sri = null!;
    private TestPerson ratna = null!;

    public async Task InitializeAsync()
    {
        library = await TempLibrary.Open(set: settings => settings with { PublicUrl = "https://bot.perpus.example" });
        sri = await library.Librarian("Sri");
        ratna = await library.Approver("Ratna");
    }

    public async Task DisposeAsync() => await library.DisposeAsync();

    [Fact]
    public async Task An_event_takes_nine_messages_or_presses_from_the_start_to_submitted()
    {
        string[] said = ["/buat", "Agenda kegiatan", "Bedah Buku", "besok jam 3 sore", "Aula", "Pembicara: Ayu; Peserta: umum; Biaya: gratis; Pendaftaran: lewat bot; Narahubung: Sari", "Poster tegak", "Segera setelah disetujui", "Serahkan untuk ditinjau"];
        foreach (var message in said)
            await sri.Says(message);
        Assert.Equal(9, said.Length);
        var post = await library.Post(1);
        Assert.Equal(PostStatus.InReview, post.Status);
        Assert.All(new[] { "Ayu", "umum", "gratis", "lewat bot", "Sari" }, word => Assert.Contains(word, post.Text, StringComparison.Ordinal));
        Assert.Contains("Poster: Bedah Buku. Kamis, 12 Maret 2026 pukul 15.00 WIB. Aula.", Assert.Single(post.Pictures).AltText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task New_books_take_seven_with_a_sentence_for_each()
    {
        string[] said = ["/buat", "Buku baru", "1, 2 dan 3", "Sungai yang membesarkan kota.\nMulai dari simpul pertama.\nData untuk semua.", "Poster persegi", "Segera setelah disetujui", "Serahkan untuk ditinjau"];
        foreach (var message in said)
            await sri.Says(message);
        Assert.Equal(7, said.Length);
        Assert.Contains("Sungai dan Kota - Rahman, Ayu (307.76 RAH s) - Sungai yang membesarkan kota.", (await library.Post(1)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_typed_is_corrected_by_its_name()
    {
        await sri.WritesEvent();
        foreach (var (name, answer) in new[] { ("judul", "Bedah Novel"), ("waktu", "lusa jam 4 sore"), ("tempat", "Teras"), ("pembicara", "Budi"), ("biaya", "Rp10.000"), ("peserta", "anak"), ("narahubung", "Wati"), ("pendaftaran", "langsung datang") })
        {
            await sri.Says("ganti " + name);
            await sri.Says(answer);
        }

        await sri.Presses("Serahkan untuk ditinjau");
        var text = (await library.Post(1)).Text;
        Assert.All(new[] { "Bedah Novel", "Jumat, 13 Maret 2026", "16.00", "Teras", "Budi", "Rp10.000", "anak", "Wati", "langsung datang" }, word => Assert.Contains(word, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_text_written_by_hand_is_used_and_counted_and_made_afresh_when_an_answer_changes()
    {
        await sri.WritesEvent();
        await sri.Says("ubah teks Instagram");
        await sri.Says("Ayo ke perpustakaan! #satu #dua #tiga #empat #lima #enam");
        sri.Hears("Ayo ke perpustakaan!", "memuat 6 tagar, paling banyak 5");
        (await sri.Presses("Serahkan untuk ditinjau")).Hears("memuat 6 tagar");
        await sri.Says("ubah teks Instagram");
        (await sri.Says(new string('a', 2_201))).Hears("2201 huruf, paling banyak 2200");
        await sri.Says("Ayo ke perpustakaan! #satu");
        sri.Hears("Instagram", "Ayo ke perpustakaan! #satu");
        await sri.Says("ubah tempat");
        await sri.Says("Teras");
        sri.Hears("dibuat ulang");
        sri.DoesNotHear("#satu");
    }

    [Fact]
    public async Task Instagram_gets_a_poster_when_there_is_no_picture_and_the_preview_says_so()
    {
        await sri.SubmitsEvent();
        var post = await library.Post(1);
        Assert.Empty(post.Pictures);
        Assert.EndsWith(".jpg", Assert.Single(post.For("instagram").Pictures).Media, StringComparison.Ordinal);
        Assert.Contains("instagram", post.Destinations);
        Assert.Equal(["instagram"], post.Networks.Keys);
    }

    [Fact]
    public async Task A_report_is_for_what_has_been_and_photos_without_consent_stay_out()
    {
        await library.Bot.Store.Commit(store => { store.Put(LibraryEvent.Collection, new LibraryEvent("e9", "Kelas Batik", TempLibrary.Morning.AddDays(-2), TempLibrary.Morning.AddDays(-2).AddHours(2)) { Room = "Aula" }); });
        await library.Bot.Knowledge.RefreshAll();
        await sri.Says("/kegiatan");
        (await sri.Presses("Kelas Batik (Senin, 9 Maret 2026)")).Hears("Berapa orang yang hadir?");
        await sri.Says("45");
        await sri.Says("Membatik saputangan; Dipajang di lobi");
        var photo = Assert.IsType<LibraryBot.Media.MediaSaved.Kept>(library.Bot.Media.Save(Photos.Plain(SkiaSharp.SKColors.Teal))).Id;
        (await sri.SendsPicture(photo)).Hears("Apakah semua orang yang terlihat di foto setuju");
        (await sri.Says("belum")).Hears("fotonya tidak saya pakai");
        await sri.Presses("Segera setelah disetujui");
        await sri.Presses("Serahkan untuk ditinjau");
        var post = await library.Post(1);
        Assert.Empty(post.Pictures);
        Assert.Equal("e9", post.Given[EventPick.EventId]);
    }

    [Fact]
    public async Task A_photo_on_a_poster_needs_no_words_of_its_own_and_the_others_do()
    {
        await sri.WritesEvent(picture: "?");
        var (one, two) = (library.Bot.Media.Save(Photos.Plain(SkiaSharp.SKColors.Teal)), library.Bot.Media.Save(Photos.Plain(SkiaSharp.SKColors.Coral)));
        await sri.SendsPicture(((LibraryBot.Media.MediaSaved.Kept)one).Id);
        await sri.SendsPicture(((LibraryBot.Media.MediaSaved.Kept)two).Id);
        await sri.Presses("Poster tegak dengan foto");
        sri.Hears("Apa yang terlihat di gambar itu");
        await sri.Says("Para peserta duduk melingkar di teras");
        await sri.Says("segera");
        await sri.Presses("Serahkan untuk ditinjau");
        var pictures = (await library.Post(1)).Pictures;
        Assert.Equal(2, pictures.Count);
        Assert.StartsWith("Poster: ", pictures[0].AltText, StringComparison.Ordinal);
        Assert.Equal("Para peserta duduk melingkar di teras", pictures[1].AltText);
    }

    [Fact]
    public async Task A_photo_of_ones_own_is_cut_for_Instagram_as_the_preview_shows_and_elsewhere_it_stays_whole()
    {
        await sri.WritesEvent(picture: "?");
        var photo = ((LibraryBot.Media.MediaSaved.Kept)library.Bot.Media.Save(Photos.Plain(SkiaSharp.SKColors.Teal, 500, 1500))).Id;
        await sri.SendsPicture(photo);
        await sri.Presses("Foto saja");
        await sri.Says("Para peserta berdiri di tangga perpustakaan");
        await sri.Says("segera");
        sri.Hears("Instagram:");
        await sri.Says("ubah potongan foto");
        await sri.Presses("Atas");
        await sri.Presses("Serahkan untuk ditinjau");
        var post = await library.Post(1);
        Assert.Equal(photo, Assert.Single(post.Pictures).Media);
        var cut = Assert.Single(post.For("instagram").Pictures);
        Assert.Equal(("Para peserta berdiri di tangga perpustakaan", (500, 625)), (cut.AltText, LibraryBot.Posters.Photograph.Size(Bytes(cut.Media))!.Value));
        // The preview showed that very file, and that very file goes out.
        Assert.Contains(sri.Everything(), said => said.Attachments?.Any(shown => shown.ContentUrl == "media:" + cut.Media) == true);
        await ratna.Presses("Setujui");
        var delivery = await library.Bot.Store.Read(store => store.Find(LibraryBot.Publishing.Delivery.Deliveries, LibraryBot.Publishing.Delivery.ByPost, 1).Single(one => one.Kind == "instagram"));
        Assert.Equal(post.For("instagram"), new NetworkPost(delivery.Text, post.For("instagram").Pictures));
        Assert.Equal(cut, Assert.Single(delivery.Pictures));
    }

    [Fact]
    public async Task A_posters_description_has_between_20_and_1000_characters_whatever_the_answers()
    {
        await sri.Says("/pengumuman");
        foreach (var answer in new[] { "A", string.Concat(Enumerable.Repeat("Perpustakaan libur. ", 74)), "lewati", "Poster tegak", "segera", "ya" })
            await sri.Says(answer);
        Assert.InRange(Assert.Single((await library.Post(1)).Pictures).AltText!.Length, 20, 1000);
        await sri.WritesEvent();
        await sri.Says("ubah gambar");
        await sri.Presses("Poster persegi");
        await sri.Says("ubah keterangan poster");
        (await sri.Says("Pendek")).Hears("paling sedikit 20");
        await sri.Says("Poster biru bedah buku, Kamis pukul 15.00, Ruang Baca");
        await sri.Presses("Serahkan untuk ditinjau");
        Assert.Equal("Poster biru bedah buku, Kamis pukul 15.00, Ruang Baca", Assert.Single((await library.Post(2)).Pictures).AltText);
    }

    private byte[] Bytes(string media)
    {
        using var bytes = new MemoryStream();
        using (var file = library.Bot.Media.Open(media)!.Value.Bytes)
            file.CopyTo(bytes);
        return bytes.ToArray();
    }

    [Fact]
    public async Task An_approved_announcement_changes_the_hours_that_patrons_are_told_and_a_withdrawn_one_does_not()
    {
        await Announces("Libur Lebaran", "tutup 20-23 Maret");
        await ratna.Presses("Setujui");
        await library.Bot.Knowledge.RefreshAll();
        var dewi = await library.Patron();
        (await dewi.Says("tanggal 21 maret buka jam berapa?")).Hears("tutup");
        (await dewi.Says("tanggal 24 maret buka jam berapa?")).DoesNotHear("tutup");
        await sri.Says("/tarik 1");
        await library.Bot.Knowledge.RefreshAll();
        (await dewi.Says("tanggal 21 maret buka jam berapa?")).DoesNotHear("Libur Lebaran");
    }

    [Theory]
    [InlineData("tutup 25 Desember", "closed|2026-12-25|2026-12-25||")]
    [InlineData("closed 24-26 December", "closed|2026-12-24|2026-12-26||")]
    [InlineData("Senin-Jumat 08.00-20.00 mulai 1 April", "open|2026-04-01||0,1,2,3,4|08:00-20:00")]
    [InlineData("Saturday 9:00-13:00", "open|2026-03-11||5|09:00-13:00")]
    [InlineData("Minggu 10-14", "open|2026-03-11||6|10:00-14:00")]
    [InlineData("setiap hari 08.00-21.00 sampai 30 Juni", "open|2026-03-11|2026-06-30|0,1,2,3,4,5,6|08:00-21:00")]
    [InlineData("tutup", null)]
    [InlineData("tutup kapan-kapan", null)]
    [InlineData("Senin 20.00-08.00", null)]
    [InlineData("kapan-kapan 08.00-10.00", null)]
    public async Task Hours_are_read_as_people_write_them_or_refused(string said, string? value)
    {
        await sri.Says("/pengumuman");
        await sri.Says("Jam buka");
        await sri.Says("Isi pengumuman.");
        await sri.Says(said);
        var conversation = Assert.Single(await library.Bot.Store.Read(store => store.All(LibraryBot.Turns.Conversation.Conversations)));
        Assert.Equal(value, conversation.Dialog!.Given["hours"]);
    }

    [Fact]
    public async Task A_pathfinder_is_kept_answers_and_is_looked_through_after_half_a_year()
    {
        await sri.Says("/pathfinder");
        foreach (var answer in new[] { "Sungai Nusantara", "Untuk siswa.", "Ensiklopedia Sungai - ringkas", "lewati", "lewati", "Sungai dan Kota - sejarah air", "Selesai", "lewati", "segera" })
            await sri.Says(answer);
        sri.Hears("Selengkapnya: https://bot.perpus.example/pathfinders/guide-");
        await sri.Presses("Serahkan untuk ditinjau");
        var page = PostedGuide.IdOf((await library.Post(1)).Given);
        Assert.Empty(await library.Bot.Store.Read(store => store.All(Pathfinder.Collection).Where(guide => guide.Id == page).ToList()));
        await ratna.Presses("Setujui");
        await library.PublishDue();
        await library.Bot.Knowledge.RefreshAll();
        (await (await library.Patron()).Says("ada pathfinder tentang sungai nusantara?")).Hears("Sungai Nusantara", "Sungai dan Kota", "https://bot.perpus.example/pathfinders/" + page);
        await library.Pass(TimeSpan.FromDays(180));
        sri.DoesNotHear("waktunya ditinjau ulang");
        await library.Pass(TimeSpan.FromDays(6));
        sri.Hears("Pathfinder \"Sungai Nusantara\" (#1) waktunya ditinjau ulang");
        (await sri.Presses("Masih sesuai")).Hears("Saya akan bertanya lagi pada");
        Assert.Equal(new DateOnly(2027, 3, 13), (await library.Bot.Store.Read(store => store.Get(Pathfinder.Collection, page)))!.ReviewBy);
    }

    [Fact]
    public async Task Books_are_gathered_over_several_answers_until_there_are_enough()
    {
        await sri.Says("/bukubaru");
        (await sri.Says("Sungai dan Kota")).Hears("Paling sedikit 3 buku", "baru ada 1: Sungai dan Kota");
        await sri.Says("pengarang rahman");
        (await sri.Presses("Sungai dan Kota (Rahman)")).Hears("baru ada 1");
        (await sri.Says("zzz tidak ada")).Hears("Saya tidak menemukan buku \"zzz tidak ada\"");
        (await sri.Says("subjek zzz")).Hears("Tidak ada buku yang cocok");
        (await sri.Says("2 terbaru; 3")).Hears("Saya tidak menemukan");
        (await sri.Says("3 terbaru")).Hears("Mengapa pembaca akan menyukainya?");
    }

    [Fact]
    public async Task A_book_is_found_by_its_ISBN_typed_or_in_a_photo_of_its_barcode()
    {
        var book = (await library.Bot.Store.Read(store => store.All(Book.Collection).ToList()))[0] with { Isbn = ["9786020312583"] };
        await library.Bot.Store.Commit(store => { store.Put(Book.Collection, book); });
        await library.Bot.Knowledge.RefreshAll();
        await sri.Says("/bukubaru");
        (await sri.Says("978-602-03-1258-3")).Hears("baru ada 1: " + book.Title);
        await sri.Says("batal");
        await sri.Says("/bukubaru");
        var photo = (LibraryBot.Media.MediaSaved.Kept)library.Bot.Media.Save(Photos.Barcode("9786020312583"));
        (await sri.SendsPicture(photo.Id)).Hears("baru ada 1: " + book.Title);
        var other = (LibraryBot.Media.MediaSaved.Kept)library.Bot.Media.Save(Photos.Plain(SkiaSharp.SKColors.Teal));
        (await sri.SendsPicture(other.Id)).Hears("tidak menemukan kode batang");
    }

    private async Task Announces(string title, string hours)
    {
        await sri.Says("/pengumuman");
        foreach (var answer in new[] { title, "Kami libur sebentar.", hours, "lewati", "segera", "ya" })
            await sri.Says(answer);
        sri.Hears("sudah diserahkan untuk ditinjau");
    }
}
