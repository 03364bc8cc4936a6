using LibraryBot.Knowledge;
using LibraryBot.Posts;
using LibraryBot.Storage;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.Posts;

/// <summary>The monthly report and the weekly series. The clock begins at Wednesday, 11 March 2026, 10.00 WIB.</summary>
public sealed class ReportDeskTests : IAsyncLifetime
{
    private TempLibrary library = null!;
    private TestPerson sri = null!;
    private TestPerson ratna = null!;

    public async Task InitializeAsync()
    {
        library = await TempLibrary.Open();
        sri = await library.Librarian("Sri");
        ratna = await library.Approver("Ratna");
    }

    public async Task DisposeAsync() => await library.DisposeAsync();

    [Fact]
    public async Task A_month_is_told_in_numbers_with_a_chart_and_a_document()
    {
        var budi = await library.Librarian("Budi");
        foreach (var (author, title) in new[] { (sri, "Satu"), (sri, "Dua"), (budi, "Tiga") })
            await author.SubmitsEvent(title, "20 Maret jam 3 sore");
        await ratna.Says("/setujui 1");
        await ratna.Says("/setujui 3");
        await ratna.Says("/tolak 2");
        await ratna.Says("Sudah pernah.");
        await library.PublishDue();
        var dewi = await library.Patron();
        await dewi.Says("/tanya");
        await dewi.Says("Bolehkah membawa anak?");

        await ratna.Says("/laporan");
        ratna.Hears("Laporan promosi Maret 2026", "Unggahan yang terbit: 2", "agenda kegiatan: 2", "Diusulkan oleh: Sri 2, Budi 1", "Disetujui oleh: Ratna 2", "Ditolak: 1",
            "Pengiriman: 2 terbit, 4 latihan, 0 gagal, 0 belum pasti", "Pertanyaan kepada pustakawan: 1, dijawab: 0");
        var (chart, document) = (ratna.Everything()[^2].Attachments![0], ratna.Everything()[^1].Attachments![0]);
        Assert.Contains("agenda kegiatan 2, buku baru 0", chart.Name, StringComparison.Ordinal);
        Assert.Equal(("application/pdf", "laporan-promosi-2026-03.pdf"), (document.ContentType, document.Name));
        using var pdf = library.Bot.Media.Open(document.ContentUrl!["media:".Length..])!.Value.Bytes;
        Assert.InRange(pdf.Length, 5_000, 2_000_000);

        (await ratna.Says("/laporan februari")).Hears("Laporan promosi Februari 2026", "Unggahan yang terbit: 0");
        (await ratna.Says("/laporan entah")).Hears("Bulan yang mana?");
        (await ratna.Says("/laporan april")).Hears("April 2025");
    }

    [Fact]
    public async Task Nobody_outside_the_staff_gets_the_report() =>
        (await (await library.Patron()).Says("/laporan")).Hears("Perintah itu tidak tersedia di sini");

    [Fact]
    public async Task Weekly_new_books_are_prepared_for_review_and_never_published_by_themselves()
    {
        await sri.Says("/rutin");
        sri.Hears("Hari apa dan jam berapa");
        (await sri.Says("Senin jam 8 pagi")).Hears("Setiap Senin pukul 08.00", "Senin, 16 Maret 2026 pukul 08.00 WIB");
        await Arrived(3, new DateOnly(2026, 3, 14));
        await library.Pass(TimeSpan.FromDays(4));
        sri.DoesNotHear("sudah saya siapkan");
        await library.Pass(TimeSpan.FromDays(1));
        sri.Hears("Unggahan rutin #1", "sudah saya siapkan");
        ratna.Hears("Sri menyerahkan unggahan #1 (buku baru", "Buku Datang 1", "Bagaimana keputusan Anda");
        await library.PublishDue();
        Assert.Empty(await library.Board());
        var post = await library.Post(1);
        Assert.Equal((PostStatus.InReview, "Sri"), (post.Status, post.AuthorName));
        Assert.Single(post.Pictures);

        // The next week has no new books.
        await library.Pass(TimeSpan.FromDays(7));
        sri.Hears("baru ada 0 buku baru");
        await sri.Says("/rutin");
        (await sri.Presses("Hentikan Senin 08.00")).Hears("dihentikan");
        await library.Pass(TimeSpan.FromDays(8));
        sri.DoesNotHear("buku baru, jadi");
    }

    [Fact]
    public async Task Who_left_the_staff_prepares_nothing_any_more()
    {
        await sri.Says("/rutin");
        await sri.Says("Senin jam 8 pagi");
        await Arrived(5, new DateOnly(2026, 3, 15));
        await library.Bot.Store.Commit(store => { store.Put(LibraryBot.People.Person.People, new LibraryBot.People.Person("Sri", "Sri", LibraryBot.People.Role.Patron)); });
        await library.Pass(TimeSpan.FromDays(6));
        Assert.Empty(await library.Bot.Store.Read(store => store.All(Post.Posts)));
    }

    private async Task Arrived(int count, DateOnly day)
    {
        await library.Bot.Store.Commit(store =>
        {
            for (var book = 1; book <= count; book++)
                store.Put(Book.Collection, new Book($"n{book}", $"Buku Datang {book}") { Authors = ["Rahman, Ayu"], Summary = "Ringkas dan jernih. Panjang.", Added = day });
        });
        await library.Bot.Knowledge.RefreshAll();
    }
}
