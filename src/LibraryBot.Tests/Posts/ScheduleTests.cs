using LibraryBot.Dialogs.Kinds;
using LibraryBot.Knowledge;
using LibraryBot.Posts;
using LibraryBot.Publishing;
using LibraryBot.Storage;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.Posts;

/// <summary>When posts go out, and when they do not. The clock begins at Wednesday, 11 March 2026, 10.00 WIB.</summary>
public sealed class ScheduleTests : IAsyncLifetime
{
    private TempLibrary library = null!;
    private TestPerson sri = null!;
    private TestPerson ratna = null!;

    public async Task InitializeAsync()
    {
        library = await TempLibrary.Open(set: settings => settings with { QuietHours = QuietHours.Read("21:00-06:00")! });
        sri = await library.Librarian("Sri");
        ratna = await library.Approver("Ratna");
    }

    public async Task DisposeAsync() => await library.DisposeAsync();

    [Fact]
    public async Task The_next_slots_of_weekdays_are_offered_and_a_post_waits_for_the_one_that_was_chosen()
    {
        await sri.WritesEvent(when: "20 Maret jam 3 sore", sendAt: "?");
        sri.Hears("Kapan dikirim?");
        await sri.Presses("Rabu, 11 Maret 2026 pukul 12.15 WIB");
        sri.Hears("Waktu kirim: Rabu, 11 Maret 2026 pukul 12.15 WIB");
        await sri.Presses("Serahkan untuk ditinjau");
        ratna.Hears("Waktu kirim: Rabu, 11 Maret 2026 pukul 12.15 WIB", "Kode isi:");
        await ratna.Presses("Setujui");
        ratna.Hears("Dikirim pada Rabu, 11 Maret 2026 pukul 12.15 WIB");
        await library.PublishDue();
        Assert.Empty(await library.Board());
        library.Clock.Advance(TimeSpan.FromHours(2.3));
        await library.PublishDue();
        Assert.Single(await library.Board());
    }

    [Fact]
    public async Task A_time_in_words_is_taken_one_in_quiet_hours_and_one_that_has_passed_are_not()
    {
        await sri.WritesEvent(when: "20 Maret jam 3 sore", sendAt: "besok jam 10 malam");
        sri.Hears("termasuk jam tenang", "Jumat, 13 Maret 2026 pukul 06.00 WIB");
        (await sri.Says("hari ini jam 9 pagi")).Hears("sudah lewat");
        (await sri.Says("besok jam 9 pagi")).Hears("Waktu kirim: Kamis, 12 Maret 2026 pukul 09.00 WIB");
    }

    [Fact]
    public async Task An_announcement_after_its_event_has_begun_is_refused_while_it_is_written()
    {
        await sri.WritesEvent(when: "besok jam 3 sore", sendAt: "besok jam 4 sore");
        sri.Hears("kegiatannya sudah mulai saat itu");
        (await sri.Presses("Serahkan untuk ditinjau")).Hears("kegiatannya sudah mulai saat itu");
        await sri.Says("ubah waktu kirim");
        await sri.Says("besok jam 9 pagi");
        await sri.Presses("Serahkan untuk ditinjau");
        Assert.Equal(PostStatus.InReview, (await library.Post(1)).Status);
    }

    [Fact]
    public async Task The_time_is_part_of_what_is_approved()
    {
        await sri.SubmitsEvent(sendAt: "besok jam 9 pagi");
        await ratna.Presses("Setujui");
        await library.Bot.Store.Commit(store => store.Put(Post.Posts, store.Get(Post.Posts, "1")! with { DueAt = TempLibrary.Morning.AddHours(1) }));
        library.Clock.Advance(TimeSpan.FromHours(23));
        await library.PublishDue();
        Assert.Empty(await library.Board());
        sri.Hears("tidak lagi sama dengan yang disetujui");
    }

    [Fact]
    public async Task An_approval_that_comes_hours_after_the_chosen_time_asks_before_anything_goes_out()
    {
        await sri.SubmitsEvent(when: "20 Maret jam 3 sore", sendAt: "besok jam 9 pagi");
        library.Clock.Advance(TimeSpan.FromHours(27));
        await ratna.Presses("Setujui");
        await library.PublishDue();
        Assert.Empty(await library.Board());
        ratna.Hears("Masih perlu dikirim?");
        await ratna.Presses("Lanjutkan");
        await library.PublishDue();
        Assert.Single(await library.Board());
    }

    [Fact]
    public async Task Those_who_have_not_decided_are_reminded_after_a_day_and_again_after_another()
    {
        await sri.SubmitsEvent(when: "20 Maret jam 3 sore");
        await library.Pass(TimeSpan.FromHours(23));
        ratna.DoesNotHear("masih menunggu keputusan Anda");
        await library.Pass(TimeSpan.FromHours(2));
        ratna.Hears("#1 (Bedah Buku Sungai dan Kota) dari Sri masih menunggu keputusan Anda");
        (await ratna.Presses("Lihat")).Hears("📣 Bedah Buku Sungai dan Kota", "Bagaimana keputusan Anda");
        await library.Pass(TimeSpan.FromHours(25));
        ratna.Hears("masih menunggu keputusan Anda");
        await ratna.Presses("Setujui");
        await library.Pass(TimeSpan.FromHours(25));
        ratna.DoesNotHear("masih menunggu keputusan Anda");
    }

    [Fact]
    public async Task What_could_not_go_out_within_its_window_expires_and_is_not_sent_in_silence()
    {
        await sri.SubmitsEvent(when: "20 Maret jam 3 sore");
        await ratna.Presses("Setujui");
        await library.Pass(TimeSpan.FromHours(49));
        sri.Hears("#1 (Bedah Buku Sungai dan Kota) kedaluwarsa");
        await library.PublishDue();
        Assert.Empty(await library.Board());
        Assert.Equal(PostStatus.Expired, (await library.Post(1)).Status);
        await sri.Presses("Perbaiki");
        await sri.Presses("Serahkan untuk ditinjau");
        Assert.Equal((PostStatus.InReview, 2), ((await library.Post(1)).Status, (await library.Post(1)).Version));
    }

    [Fact]
    public async Task An_approved_post_that_is_changed_waits_for_a_fresh_approval()
    {
        await sri.SubmitsEvent(sendAt: "besok jam 9 pagi");
        await ratna.Presses("Setujui");
        await sri.Says("/ubah 1");
        await sri.Says("ganti tempat");
        await sri.Says("Aula");
        await sri.Presses("Serahkan untuk ditinjau");
        library.Clock.Advance(TimeSpan.FromHours(24));
        await library.PublishDue();
        Assert.Empty(await library.Board());
        Assert.Equal(PostStatus.InReview, (await library.Post(1)).Status);
        await ratna.Presses("Setujui");
        await library.PublishDue();
        Assert.Contains("Aula", Assert.Single(await library.Board()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_event_that_was_moved_or_cancelled_holds_its_waiting_posts(bool isMoved)
    {
        await Calendar(new LibraryEvent("e9", "Kelas Menulis", At("2026-03-14T09:00"), At("2026-03-14T11:00")) { Room = "Aula" });
        await sri.Says("/acara");
        (await sri.Presses("Kelas Menulis (Sabtu, 14 Maret 2026)")).Hears("Adakah keterangan lain?");
        foreach (var answer in new[] { "lewati", "lewati", "besok jam 9 pagi", "ya" })
            await sri.Says(answer);
        ratna.Hears("📣 Kelas Menulis", "📍 Aula");
        await ratna.Presses("Setujui");

        await Calendar(isMoved
            ? new LibraryEvent("e9", "Kelas Menulis", At("2026-03-15T13:00"), At("2026-03-15T15:00"))
            : new LibraryEvent("e9", "Kelas Menulis", At("2026-03-14T09:00"), At("2026-03-14T11:00")) { Cancelled = true });
        library.Clock.Advance(TimeSpan.FromHours(23));
        await library.PublishDue();
        Assert.Empty(await library.Board());
        sri.Hears("saya tahan", isMoved ? "dipindah menjadi Minggu, 15 Maret 2026 pukul 13.00 WIB" : "dibatalkan");
        ratna.Hears("saya tahan");
        Assert.Equal(PostStatus.ChangesRequested, (await library.Post(1)).Status);
        if (!isMoved)
            return;

        // The new time is there already when the post is opened, and it is not held back again.
        await sri.Presses("Perbaiki");
        sri.Hears("🗓 Minggu, 15 Maret 2026");
        await sri.Says("ubah waktu kirim");
        await sri.Says("segera");
        await sri.Presses("Serahkan untuk ditinjau");
        await ratna.Presses("Setujui");
        await library.PublishDue();
        Assert.Contains("Minggu, 15 Maret 2026", Assert.Single(await library.Board()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_time_that_is_not_the_calendars_is_pointed_out()
    {
        await Calendar(new LibraryEvent("e9", "Kelas Menulis", At("2026-03-14T09:00"), At("2026-03-14T11:00")) { Room = "Aula" });
        await sri.Says("/acara");
        await sri.Presses("Kelas Menulis (Sabtu, 14 Maret 2026)");
        foreach (var answer in new[] { "lewati", "lewati", "segera", "ubah waktu" })
            await sri.Says(answer);
        (await sri.Says("15 Maret jam 9 pagi")).Hears("menurut kalender perpustakaan kegiatan ini mulai pada Sabtu, 14 Maret 2026 pukul 09.00 WIB");
    }

    [Fact]
    public async Task A_picked_event_is_not_known_twice()
    {
        await Calendar(new LibraryEvent("e9", "Kelas Menulis", At("2026-03-14T09:00"), At("2026-03-14T11:00")) { Room = "Aula" });
        await sri.Says("/acara");
        await sri.Presses("Kelas Menulis (Sabtu, 14 Maret 2026)");
        foreach (var answer in new[] { "lewati", "lewati", "segera", "ya" })
            await sri.Says(answer);
        await ratna.Presses("Setujui");
        await library.Bot.Knowledge.RefreshAll();
        Assert.Single(library.Bot.Knowledge.Occurrences(new DateOnly(2026, 3, 14), new DateOnly(2026, 3, 14)), occurrence => occurrence.Event.Title == "Kelas Menulis");
    }

    [Fact]
    public async Task Reminders_a_week_a_day_and_an_hour_before_are_proposed_and_each_is_reviewed()
    {
        await sri.SubmitsEvent(when: "25 Maret jam 3 sore");
        sri.Hears("Rabu, 18 Maret 2026 pukul 15.00 WIB", "Selasa, 24 Maret 2026 pukul 15.00 WIB", "Rabu, 25 Maret 2026 pukul 14.00 WIB");
        await sri.Presses("Siapkan pengingat");
        sri.Hears("#2, #3, #4");
        Assert.Equal(PostStatus.InReview, (await library.Post(3)).Status);
        Assert.StartsWith("Besok!\n\n📣 Bedah Buku", (await library.Post(3)).Text, StringComparison.Ordinal);
        for (var post = 1; post <= 4; post++)
            await ratna.Says($"/setujui {post}");
        await library.PublishDue();
        Assert.Single(await library.Board());
        library.Clock.Advance(At("2026-03-24T15:00") - library.Clock.GetUtcNow());
        await library.Bot.Publication.PublishWhatIsDue(default);
        Assert.StartsWith("Besok!", (await library.Board())[^1], StringComparison.Ordinal);
        await library.Bot.Knowledge.RefreshAll();
        Assert.Single(library.Bot.Knowledge.Occurrences(new DateOnly(2026, 3, 25), new DateOnly(2026, 3, 25)), occurrence => occurrence.Event.Title.StartsWith("Bedah", StringComparison.Ordinal));
    }

    [Fact]
    public async Task After_the_event_its_author_is_asked_for_a_report()
    {
        await sri.SubmitsEvent(when: "besok jam 3 sore");
        await ratna.Presses("Setujui");
        await library.PublishDue();
        await library.Pass(TimeSpan.FromHours(30));
        sri.DoesNotHear("Bagaimana hasilnya?");
        await library.Pass(TimeSpan.FromHours(3));
        sri.Hears("\"Bedah Buku Sungai dan Kota\" sudah selesai. Bagaimana hasilnya?");
    }

    [Fact]
    public async Task The_history_shows_each_version_with_what_changed_and_who_decided()
    {
        await sri.SubmitsEvent();
        await ratna.Presses("Minta perubahan");
        await ratna.Says("Tolong sebutkan lantainya.");
        await sri.Presses("Perbaiki");
        await sri.Says("ganti tempat");
        await sri.Says("Ruang Baca, Lantai 2");
        await sri.Presses("Serahkan untuk ditinjau");
        await ratna.Presses("Setujui");
        await library.PublishDue();
        await sri.Says("/riwayat 1");
        sri.Hears(
            "Riwayat #1 Bedah Buku Sungai dan Kota (agenda kegiatan, terbit), dibuat oleh Sri",
            "Versi 1, diserahkan Sri, Rabu, 11 Maret 2026 pukul 10.00 WIB",
            "Diminta perubahan oleh Ratna", "Tolong sebutkan lantainya.",
            "Versi 2",
            "tempat: Ruang Baca → Ruang Baca, Lantai 2",
            "Disetujui Ratna",
            "Diterbitkan LibraryBot");
        Assert.Contains(PostHash.Short((await library.Post(1)).ApprovedHash!), sri.Everything()[^1].Text, StringComparison.Ordinal);
    }

    private static DateTimeOffset At(string moment) => Moment.Read(moment + "+07:00")!.Starts;

    private async Task Calendar(LibraryEvent found)
    {
        await library.Bot.Store.Commit(store => store.Put(LibraryEvent.Collection, found));
        await library.Bot.Knowledge.RefreshAll();
    }
}
