using LibraryBot.Knowledge;
using LibraryBot.People;
using LibraryBot.Posts;
using LibraryBot.Publishing;
using LibraryBot.Storage;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.EndToEnd;

/// <summary>
/// A week at a library, as its people live it: five posts of five kinds, two who review, one request for changes, one withdrawal, one
/// that would have been late; Sri writes in the web chat and on her way in Telegram.
/// </summary>
public sealed class WeekTests
{
    [Fact]
    public async Task A_week_at_the_library()
    {
        var telegram = new RecordingPublisher();
        await using var library = await TempLibrary.Open(telegram, settings => settings with
        {
            QuietHours = QuietHours.Read("21:00-06:00")!,
            PublicUrl = "https://bot.perpus.example",
            Review = new ReviewRules { ByKind = new Dictionary<string, IReadOnlyList<ReviewRound>> { ["announcement"] = ReviewRound.ReadAll("any approver; any owner")! } },
        });
        await library.Group("Grup Warga", DestinationState.Confirmed);
        var sri = await library.OnTheWeb("Sri", Role.Librarian);
        var ratna = await library.OnTelegram("Ratna", Role.Approver);
        var hendra = await library.OnTheWeb("Hendra", Role.Owner);
        var dewi = await library.OnTelegram("Dewi", Role.Patron);

        // Wednesday, 10.00: an event is announced for the day's first slot. Ratna wants the floor named.
        await sri.Says("/buat");
        await sri.Presses("Agenda kegiatan");
        foreach (var answer in new[] { "Bedah Buku Laut Bercerita", "Sabtu 14 Maret jam 9 pagi", "Ruang Baca", "Pembicara: Ayu Rahman; Biaya: gratis", "Poster tegak" })
            await sri.Says(answer);
        await sri.Presses("Rabu, 11 Maret 2026 pukul 12.15 WIB");
        await sri.Presses("Serahkan untuk ditinjau");
        ratna.Hears("Sri menyerahkan unggahan #1 (agenda kegiatan, versi 1)", "📣 Bedah Buku Laut Bercerita", "Waktu kirim: Rabu, 11 Maret 2026 pukul 12.15 WIB");
        await ratna.Presses("Minta perubahan");
        await ratna.Says("Tolong sebutkan lantainya.");
        sri.Hears("Ratna meminta perubahan pada unggahan #1", "Tolong sebutkan lantainya.");
        await sri.Presses("Perbaiki");
        await sri.Says("ganti tempat");
        await sri.Says("Ruang Baca, Lantai 2");
        await sri.Presses("Serahkan untuk ditinjau");
        await ratna.Says("/setujui 1");
        sri.Hears("disetujui oleh Ratna");
        await Comes(library, At(11, 12, 16));
        Assert.Contains("Lantai 2", Assert.Single(await library.Board()), StringComparison.Ordinal);
        Assert.Contains("Lantai 2", Assert.Single(telegram.Published).Text, StringComparison.Ordinal);
        sri.Hears("inilah hasilnya", "Grup Warga: terbit");
        await library.Bot.Knowledge.RefreshAll();
        (await dewi.Says("hari Sabtu ada acara apa?")).Hears("Bedah Buku Laut Bercerita");

        // Thursday: new books are begun at the desk and finished on the way home.
        await Comes(library, At(12, 15, 30));
        await sri.Says("/buat");
        await sri.Presses("Buku baru");
        await sri.Says("3 terbaru");
        var sriOnTheWay = await library.Again("Sri");
        (await sriOnTheWay.Says("/konsep")).Hears("buku baru, masih terbuka di percakapan lain");
        await sriOnTheWay.Presses("Lanjutkan 1");
        foreach (var answer in new[] { "Bacaan sore.\nUntuk tangan yang ingin belajar.\nMulai dari nol.", "Poster persegi", "besok jam 9 pagi" })
            await sriOnTheWay.Says(answer);
        await sriOnTheWay.Presses("Serahkan untuk ditinjau");
        ratna.Hears("unggahan #2 (buku baru, versi 1)", "Bacaan sore.");
        await ratna.Presses("Setujui");
        await Comes(library, At(13, 9, 1));
        Assert.Contains("Bacaan sore.", (await library.Board())[^1], StringComparison.Ordinal);

        // Friday: an announcement goes by two rounds, and Sri thinks better of it inside the window.
        await sri.Says("/pengumuman");
        foreach (var answer in new[] { "Libur Lebaran", "Perpustakaan libur.", "tutup 20-23 Maret", "lewati", "segera", "ya" })
            await sri.Says(answer);
        await ratna.Presses("Setujui");
        hendra.Hears("(pengumuman, versi 1)", "📢 Libur Lebaran");
        await hendra.Presses("Setujui");
        await library.Bot.Knowledge.RefreshAll();
        (await dewi.Says("tanggal 21 Maret buka?")).Hears("tutup");
        await sri.Presses("Batalkan pengiriman");
        sri.Hears("sudah Anda tarik kembali");
        await library.PublishDue();
        Assert.Equal(2, (await library.Board()).Count);
        await library.Bot.Knowledge.RefreshAll();
        (await dewi.Says("tanggal 21 Maret buka?")).DoesNotHear("Libur Lebaran");

        // Saturday: the event takes place; the bot asks how it went, and the report already knows what and where.
        await Comes(library, At(14, 12, 30));
        sri.Hears("\"Bedah Buku Laut Bercerita\" sudah selesai. Bagaimana hasilnya?");
        (await sri.Presses("Buat laporan")).Hears("Berapa orang yang hadir?");
        foreach (var answer in new[] { "45", "Ayu membaca bab pertama; Klub baca dibuka", "Poster tegak", "segera", "ya" })
            await sri.Says(answer);
        ratna.Hears("(laporan kegiatan, versi 1)", "👥 45 peserta");
        await ratna.Presses("Setujui");
        await library.PublishDue();
        Assert.Contains("📍 Ruang Baca, Lantai 2", (await library.Board())[^1], StringComparison.Ordinal);

        // Sunday evening: a pathfinder for Monday at 9. The machine is off until noon; on Monday nobody lets it out late in silence.
        await Comes(library, At(15, 19, 0));
        await sri.Says("/pathfinder");
        foreach (var answer in new[] { "Sungai Nusantara", "Untuk siswa.", "Ensiklopedia Sungai - ringkas", "lewati", "lewati", "Sungai dan Kota - sejarah air", "Selesai", "Poster tegak", "besok jam 9 pagi", "ya" })
            await sri.Says(answer);
        await ratna.Presses("Setujui");
        library.Clock.Advance(At(16, 12, 0) - library.Clock.GetUtcNow());
        await library.Restart();
        await library.PublishDue();
        Assert.Equal(3, (await library.Board()).Count);
        ratna.Hears("Masih perlu dikirim?");
        await ratna.Presses("Lanjutkan");
        await library.PublishDue();
        Assert.Contains("https://bot.perpus.example/pathfinders/", (await library.Board())[^1], StringComparison.Ordinal);

        // At the end: five posts of five kinds, each with its way on the record, and a report that can be filed.
        var posts = await library.Bot.Store.Read(store => store.All(Post.Posts).OrderBy(post => post.Number).ToList());
        Assert.Equal([("event", PostStatus.Published), ("new-books", PostStatus.Published), ("announcement", PostStatus.Withdrawn), ("report", PostStatus.Published), ("pathfinder", PostStatus.Published)], posts.Select(post => (post.Kind, post.Status)));
        Assert.Equal(4, (await library.Board()).Count);
        Assert.Equal(4, telegram.Published.Count);
        (await hendra.Says("/laporan")).Hears("Unggahan yang terbit: 4", "Diusulkan oleh: Sri 5", "Disetujui oleh: Ratna 5, Hendra 1", "Diminta perubahan: 1", "Ditarik sebelum terbit: 1");
        Assert.Empty(await library.Bot.Store.Read(store => AuditLine.Faults(store.All(AuditLine.Lines), store.Get(AuditEnd.Ends, AuditEnd.TheOne)).ToList()));
    }

    private static DateTimeOffset At(int day, int hour, int minute) => new(2026, 3, day, hour, minute, 0, TimeSpan.FromHours(7));

    /// <summary>The clock comes to a moment, and all that is due by then is done.</summary>
    private static async Task Comes(TempLibrary library, DateTimeOffset moment)
    {
        await library.Pass(moment - library.Clock.GetUtcNow());
        await library.Bot.Publication.PublishWhatIsDue(default);
    }
}
