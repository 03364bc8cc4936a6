using LibraryBot.Accessions;
using LibraryBot.Knowledge;
using LibraryBot.Knowledge.Import;
using LibraryBot.Storage;
using LibraryBot.People;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.Accessions;

/// <summary>Files that librarians send in chat, from the message to the patron's answer.</summary>
public sealed class AccessionTests
{
    [Fact]
    public async Task A_knowledge_file_is_looked_at_confirmed_brought_in_and_answered_from()
    {
        await using var library = await TempLibrary.Open();
        var (sri, dewi) = (await library.Librarian(), await library.Patron());
        await sri.SendsFile("buku maret.json", SomeFiles.Knowledge);
        sri.Hears("Berkas buku maret.json diterima: berkas pengetahuan", "belum ada yang dimasukkan");
        await Work(library);
        sri.Hears("Isi buku maret.json", "Baru 1, berubah 0, tetap 0, dilewati 1", "books[1]: tidak ada judulnya", "Masukkan?");
        Assert.DoesNotContain("Meronce", (await dewi.Says("ada buku meronce manik?")).Everything()[^1].Text, StringComparison.OrdinalIgnoreCase);

        await sri.Presses("Masukkan");
        sri.Hears("buku maret.json sedang dimasukkan");
        await Work(library);
        sri.Hears("Selesai: buku maret.json sudah masuk", "Baru 1", "/bukubaru");
        (await dewi.Says("ada buku meronce manik?")).Hears("Meronce Manik Nusantara");
        Assert.Empty(library.KeptFiles);
        Assert.Equal(
            ["Sri: send file library: buku maret.json", "Sri: confirm import library: buku maret.json", "Sri: import library: buku maret.json; seen 2, new 1, changed 0, skipped 1, warnings 0"],
            await library.Record());
    }

    [Fact]
    public async Task A_row_that_was_left_out_is_named_in_the_librarians_language()
    {
        await using var library = await TempLibrary.Open();
        var sri = await library.Librarian();
        await sri.SendsFile("baru.csv", "judul;pengarang;tahun\nMerawat Kebun;Sari;2025\n;Tanpa Judul;2020\n");
        await Work(library);
        sri.Hears("baris 3: tidak ada judulnya");
    }

    [Fact]
    public async Task A_calendar_is_brought_in_and_answered_from()
    {
        await using var library = await TempLibrary.Open();
        var (sri, dewi) = (await library.Librarian(), await library.Patron());
        await BringIn(library, sri, ("agenda.ics", SomeFiles.Calendar));
        sri.Hears("Baru 1", "/acara");
        (await dewi.Says("ada acara apa tanggal 21 Maret?")).Hears("Lokakarya Manik");
    }

    [Fact]
    public async Task Titles_of_SLiMS_wait_for_their_copies_in_either_order()
    {
        foreach (var isTitlesFirst in new[] { true, false })
        {
            await using var library = await TempLibrary.Open();
            var sri = await library.Librarian();
            var (titles, copies) = (("biblio.csv", SomeFiles.SlimsTitles), ("item.csv", SomeFiles.SlimsCopies));
            var (first, second) = isTitlesFirst ? (titles, copies) : (copies, titles);
            await sri.SendsFile(first.Item1, first.Item2);
            sri.Hears(isTitlesFirst ? "Kirim juga ekspor eksemplarnya" : "Kirim juga ekspor judulnya");
            await Work(library);
            sri.HearsNothing();
            await sri.SendsFile(second.Item1, second.Item2);
            sri.Hears("biblio.csv + item.csv diterima");
            await Work(library);
            await sri.Presses("Masukkan");
            await Work(library);
            var book = await library.Bot.Store.Read(store => store.Get(Book.Collection, "slims-B001"));
            Assert.Equal((new DateOnly(2026, 3, 1), 2), (book!.Added, book.Copies));
        }
    }

    [Fact]
    public async Task A_pair_in_one_message_is_one_pair()
    {
        await using var library = await TempLibrary.Open();
        var sri = await library.Librarian();
        await sri.SendsFiles(("item.csv", System.Text.Encoding.UTF8.GetBytes(SomeFiles.SlimsCopies)), ("biblio.csv", System.Text.Encoding.UTF8.GetBytes(SomeFiles.SlimsTitles)));
        sri.Hears("biblio.csv + item.csv diterima").HearsNothing();
    }

    [Fact]
    public async Task Titles_of_SLiMS_may_go_on_without_their_copies()
    {
        await using var library = await TempLibrary.Open();
        var (sri, dewi) = (await library.Librarian(), await library.Patron());
        await sri.SendsFile("biblio.csv", SomeFiles.SlimsTitles);
        await sri.Presses("Lanjut tanpa eksemplar");
        await Work(library);
        await sri.Presses("Masukkan");
        await Work(library);
        (await dewi.Says("ada buku tenun ikat sumba?")).Hears("Tenun Ikat Sumba");
    }

    [Theory]
    [InlineData("catatan.txt", "belanja: gula, kopi")]
    [InlineData("anggota.doc", "nama,alamat\nBudi,Jalan Mawar\n")]
    [InlineData("jebakan.ics", "%PDF-1.7 bukan kalender")]
    [InlineData("..\\..\\kosong.json", "")]
    public async Task What_is_no_importable_file_is_answered_with_what_can_be_sent(string name, string text)
    {
        await using var library = await TempLibrary.Open();
        var sri = await library.Librarian();
        await sri.SendsFile(name, text);
        sri.Hears("tidak saya kenali", "tidak ada yang dimasukkan", "kalender kegiatan (.ics)", "SLiMS");
        Assert.Empty(library.KeptFiles);
    }

    [Fact]
    public async Task A_broken_file_says_why_in_words_and_never_where_it_lay()
    {
        await using var library = await TempLibrary.Open();
        var sri = await library.Librarian();
        await sri.SendsFile("buku.json", "{ \"books\": [ { \"id\": ");
        await Work(library);
        sri.Hears("buku.json tidak dapat dibaca", "tidak ada yang berubah", "bukan JSON yang benar (baris 1)");
        Assert.DoesNotContain(sri.Everything(), said => said.Text!.Contains(library.Bot.Settings.DataFolder, StringComparison.Ordinal));
        Assert.Empty(library.KeptFiles);
    }

    [Fact]
    public async Task Patrons_are_told_that_files_are_for_the_staff()
    {
        await using var library = await TempLibrary.Open();
        var dewi = await library.Patron();
        await dewi.SendsFile("buku.json", SomeFiles.Knowledge);
        dewi.Hears("hanya dapat diterima dari petugas");
        Assert.Empty(library.KeptFiles);
        Assert.Empty(await library.Bot.Store.Read(store => store.All(Accession.All)));
    }

    [Fact]
    public async Task Who_is_no_librarian_any_more_confirms_nothing()
    {
        await using var library = await TempLibrary.Open();
        var sri = await library.Librarian();
        await sri.SendsFile("buku.json", SomeFiles.Knowledge);
        await Work(library);
        await library.Bot.Store.Commit(store => store.Put(Person.People, new Person("Sri", "Sri", Role.Patron)));
        await sri.Presses("Masukkan");
        await Work(library);
        Assert.Null(await library.Bot.Store.Read(store => store.Get(Book.Collection, "N1")));
        sri.DoesNotHear("sedang dimasukkan");
    }

    [Fact]
    public async Task Somebody_else_does_not_decide_on_a_colleagues_file()
    {
        await using var library = await TempLibrary.Open();
        var (sri, budi) = (await library.Librarian(), await library.Librarian("Budi"));
        await sri.SendsFile("buku.json", SomeFiles.Knowledge);
        await Work(library);
        await budi.Says(sri.ButtonId("Masukkan"));
        budi.Hears("diperlihatkan kepada orang lain");
    }

    [Fact]
    public async Task What_was_looked_at_when_the_bot_ended_is_looked_at_again_and_what_was_decided_is_brought_in()
    {
        await using var library = await TempLibrary.Open();
        var sri = await library.Librarian();
        await sri.SendsFile("buku.json", SomeFiles.Knowledge);
        await library.Restart();
        await Work(library);
        sri.Hears("Isi buku.json");
        await sri.Presses("Masukkan");
        // Half of it is in when the bot ends.
        await NativeFile.ImportText(SomeFiles.Knowledge, "buku.json", new Importing(library.Bot.Store, library.Clock));
        await library.Restart();
        await Work(library);
        sri.Hears("Selesai: buku.json sudah masuk");
        Assert.Single(await library.Bot.Store.Read(store => store.All(Book.Collection)), book => book.Id == "N1");
    }

    [Fact]
    public async Task Two_librarians_files_are_brought_in_one_after_another()
    {
        await using var library = await TempLibrary.Open();
        var (sri, budi) = (await library.Librarian(), await library.Librarian("Budi"));
        await sri.SendsFile("buku.json", SomeFiles.Knowledge);
        await budi.SendsFile("agenda.ics", SomeFiles.Calendar);
        budi.Hears("sesudah 1 berkas lain selesai");
        await Work(library);
        await sri.Presses("Masukkan");
        await budi.Presses("Masukkan");
        budi.Hears("sesudah 1 berkas lain selesai");
        await Work(library);
        sri.Hears("Selesai: buku.json");
        budi.Hears("Selesai: agenda.ics");
    }

    [Fact]
    public async Task A_file_that_is_not_wanted_is_deleted_at_once_and_one_without_a_decision_after_a_day()
    {
        await using var library = await TempLibrary.Open();
        var sri = await library.Librarian();
        await sri.SendsFile("buku.json", SomeFiles.Knowledge);
        await Work(library);
        await sri.Presses("Jangan");
        sri.Hears("tidak dimasukkan dan sudah dihapus");
        Assert.Empty(library.KeptFiles);

        await sri.SendsFile("agenda.ics", SomeFiles.Calendar);
        await Work(library);
        library.Clock.Advance(TimeSpan.FromHours(23));
        Assert.NotNull(await Work(library));
        Assert.Single(library.KeptFiles);
        library.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Null(await Work(library));
        sri.Hears("agenda.ics dihapus, karena belum diputuskan dalam sehari");
        Assert.Empty(library.KeptFiles);
        await sri.Presses("Masukkan");
        sri.Hears("sudah selesai");
    }

    [Fact]
    public async Task What_is_here_already_needs_no_decision()
    {
        await using var library = await TempLibrary.Open();
        var sri = await library.Librarian();
        await sri.SendsFile("uji.json", SmallLibrary.Json);
        await Work(library);
        sri.Hears("Semua isi uji.json", "sudah ada");
        Assert.Empty(library.KeptFiles);
    }

    [Fact]
    public async Task In_the_middle_of_a_dialog_a_file_is_not_taken_and_the_question_is_asked_again()
    {
        await using var library = await TempLibrary.Open();
        var sri = await library.Librarian();
        await sri.Says("/acara");
        await sri.SendsFile("buku.json", SomeFiles.Knowledge);
        sri.Hears("Berkas tadi tidak saya pakai", "Apa judul kegiatannya?");
        Assert.Empty(library.KeptFiles);
    }

    [Fact]
    public async Task A_file_that_ends_the_bot_each_time_is_let_go()
    {
        await using var library = await TempLibrary.Open();
        var sri = await library.Librarian();
        await sri.SendsFile("buku.json", SomeFiles.Knowledge);
        await library.Bot.Store.Commit(store => store.Put(Accession.All, store.All(Accession.All).Single() with { Tries = Accession.TriesAtMost }));
        await Work(library);
        sri.Hears("sudah dicoba tiga kali");
        Assert.Empty(library.KeptFiles);
    }

    [Fact]
    public async Task Imports_lists_what_waits_or_what_can_be_sent()
    {
        await using var library = await TempLibrary.Open();
        var sri = await library.Librarian();
        (await sri.Says("/impor")).Hears("Tidak ada berkas yang menunggu", "kalender kegiatan (.ics)");
        await sri.SendsFile("agenda.ics", SomeFiles.Calendar);
        await Work(library);
        (await sri.Says("/impor")).Hears("agenda.ics", "menunggu keputusan Anda");
        await sri.Presses("Masukkan");
        sri.Hears("sedang dimasukkan");
    }

    private static async Task BringIn(TempLibrary library, TestPerson by, (string Name, string Text) file)
    {
        await by.SendsFile(file.Name, file.Text);
        await Work(library);
        await by.Presses("Masukkan");
        await Work(library);
    }

    private static Task<DateTimeOffset?> Work(TempLibrary library) => library.Bot.Accessions.DoWhatWaits(default);
}
