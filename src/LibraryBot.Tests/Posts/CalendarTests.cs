using LibraryBot.Dialogs.Kinds;
using LibraryBot.Knowledge;
using LibraryBot.Posters;
using LibraryBot.Posts;
using LibraryBot.Storage;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.Posts;

/// <summary>The calendar. The clock begins at Wednesday, 11 March 2026, 10.00 WIB.</summary>
public sealed class CalendarTests : IAsyncLifetime
{
    private TempLibrary library = null!;
    private TestPerson sri = null!;

    public async Task InitializeAsync()
    {
        library = await TempLibrary.Open();
        sri = await library.Librarian("Sri");
    }

    public async Task DisposeAsync() => await library.DisposeAsync();

    [Fact]
    public async Task The_week_is_shown_as_a_picture_and_in_words_with_gaps_and_clashes_named()
    {
        await library.Bot.Store.Commit(store =>
        {
            store.Put(LibraryEvent.Collection, new LibraryEvent("a", "Kelas Menulis", At("2026-03-13T09:00"), At("2026-03-13T11:00")) { Room = "Aula" });
            store.Put(LibraryEvent.Collection, new LibraryEvent("b", "Rapat Warga", At("2026-03-13T10:00"), At("2026-03-13T12:00")) { Room = "Aula" });
        });
        await library.Bot.Knowledge.RefreshAll();
        await library.Approver();
        await sri.SubmitsEvent(title: "Bedah Buku", when: "20 Maret jam 3 sore", sendAt: "besok jam 12.15");
        await sri.SubmitsEvent(title: "Klub Puisi", when: "21 Maret jam 3 sore", sendAt: "besok jam 12.45");
        await sri.SubmitsEvent(title: "Tanpa Jadwal", when: "22 Maret jam 3 sore");
        await sri.Says("/kalender");
        sri.Hears("Minggu ini, 11-17 Maret 2026",
            "Kamis, 12 Maret 2026", "12.15 unggahan #1 Bedah Buku (menunggu tinjauan)",
            "09.00 Kelas Menulis (Aula)",
            "Segera sesudah disetujui:", "#3 Tanpa Jadwal",
            "Berdekatan: #1 Bedah Buku dan #2 Klub Puisi terbit dalam satu jam",
            "Bentrok: \"Kelas Menulis\" dan \"Rapat Warga\" di Aula, Jumat, 13 Maret 2026 pukul 09.00",
            "Hari kerja tanpa unggahan: Rabu 11, Jumat 13, Senin 16, Selasa 17");
        var picture = sri.Everything()[^2].Attachments![0];
        Assert.Contains("unggahan", picture.Name, StringComparison.Ordinal);
        using var file = library.Bot.Media.Open(picture.ContentUrl!["media:".Length..])!.Value.Bytes;
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes);
        Assert.Equal((1080, 1350), Photograph.Size(bytes.ToArray()));
    }

    [Fact]
    public async Task A_post_gets_another_time_from_the_calendar_and_wants_a_fresh_approval()
    {
        var ratna = await library.Approver("Ratna");
        await sri.SubmitsEvent(when: "20 Maret jam 3 sore", sendAt: "besok jam 12.15");
        await ratna.Presses("Setujui");
        await sri.Says("/kalender");
        (await sri.Presses("Ubah waktu #1")).Hears("Kapan dikirim?");
        (await sri.Says("lusa jam 9 pagi")).Hears("Waktu kirim: Jumat, 13 Maret 2026 pukul 09.00 WIB");
        await sri.Presses("Serahkan untuk ditinjau");
        var post = await library.Post(1);
        Assert.Equal((PostStatus.InReview, 2, At("2026-03-13T09:00")), (post.Status, post.Version, post.DueAt));
        Assert.Null(post.ApprovedHash);
    }

    [Fact]
    public async Task The_month_is_a_press_away_and_in_the_readers_language()
    {
        await sri.Says("/calendar");
        sri.Hears("This week, 11-17 March 2026");
        await sri.Presses("This month");
        sri.Hears("March 2026", "Working days without a post");
        var budi = await library.Librarian("Budi");
        (await budi.Says("/kalender bulan")).Hears("Maret 2026");
        budi.DoesNotHear("Ubah waktu");
    }

    private static DateTimeOffset At(string moment) => Moment.Read(moment + "+07:00")!.Starts;
}
