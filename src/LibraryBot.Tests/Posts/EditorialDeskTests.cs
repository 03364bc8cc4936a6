using LibraryBot.Posts;
using LibraryBot.Publishing;
using LibraryBot.Storage;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.Posts;

/// <summary>From /buat to the board, as librarians and approvers live it.</summary>
public sealed class EditorialDeskTests : IAsyncLifetime
{
    private readonly RecordingPublisher telegram = new();
    private TempLibrary library = null!;
    private TestPerson sri = null!;
    private TestPerson ratna = null!;

    public async Task InitializeAsync()
    {
        library = await TempLibrary.Open(telegram);
        sri = await library.Librarian("Sri");
        ratna = await library.Approver("Ratna");
    }

    public async Task DisposeAsync() => await library.DisposeAsync();

    [Fact]
    public async Task A_librarian_drafts_an_approver_approves_and_the_post_goes_everywhere()
    {
        await library.Group("Grup Warga", DestinationState.Confirmed);
        await library.Group("Grup Baru", DestinationState.Pending);
        await Submit(sri);
        sri.Hears("sudah diserahkan untuk ditinjau");
        ratna.Hears("Sri menyerahkan unggahan #1", "📣 Bedah Buku Sungai dan Kota", "Bagaimana keputusan Anda");

        await ratna.Presses("Setujui");
        ratna.Hears("sudah Anda setujui");
        sri.Hears("disetujui oleh Ratna");
        Assert.Empty(await library.Board());

        await library.PublishDue();
        var onBoard = Assert.Single(await library.Board());
        Assert.Equal((await library.Post(1)).Text.TrimEnd('\n'), onBoard);
        Assert.Equal(["Grup Warga"], telegram.Published.Select(request => request.Address));
        Assert.Equal(onBoard, telegram.Published[0].Text.TrimEnd('\n'));
        sri.Hears("inilah hasilnya");
        var report = Assert.Single(sri.Everything(), said => said.Text!.Contains("inilah hasilnya", StringComparison.Ordinal));
        Assert.Contains("Papan pengumuman: terbit", report.Text, StringComparison.Ordinal);
        Assert.Contains("Grup Warga: terbit", report.Text, StringComparison.Ordinal);
        Assert.Contains(sri.Everything(), said => said.Text!.Contains("Instagram: latihan", StringComparison.Ordinal));
        Assert.Equal(PostStatus.Published, (await library.Post(1)).Status);
    }

    [Fact]
    public async Task What_the_approver_sees_is_exactly_what_the_author_saw_and_what_is_sent()
    {
        await Submit(sri);
        await ratna.Presses("Setujui");
        await library.PublishDue();
        var sent = (await library.Board()).Single();
        Assert.Contains(sri.Everything(), said => said.Text == sent);
        Assert.Contains(ratna.Everything(), said => said.Text == sent);
    }

    [Fact]
    public async Task Nobody_approves_their_own_post_whatever_their_role()
    {
        await Submit(ratna);
        ratna.Hears("sudah diserahkan");
        await ratna.Says("/setujui 1");
        ratna.Hears("harus ada orang kedua");
        await Submit(sri);
        await sri.Says("/setujui 2");
        sri.Hears("Anda buat sendiri", "Ratna");
        var budi = await library.Librarian("Budi");
        (await budi.Says("/setujui 2")).Hears("hanya dapat diambil oleh penyetuju");
        Assert.Equal(PostStatus.InReview, (await library.Post(1)).Status);
    }

    [Fact]
    public async Task A_librarian_or_a_patron_with_a_stolen_button_decides_nothing()
    {
        await Submit(sri);
        var stolen = ratna.ButtonId("Setujui");
        var budi = await library.Librarian("Budi");
        var patron = await library.Patron();
        (await budi.Says(stolen)).Hears("hanya dapat diambil oleh penyetuju");
        (await patron.Says(stolen)).Hears("Perintah itu tidak tersedia di sini");
        Assert.Equal(PostStatus.InReview, (await library.Post(1)).Status);
    }

    [Fact]
    public async Task Changes_asked_for_reach_the_author_who_edits_and_submits_a_new_version()
    {
        await Submit(sri);
        await ratna.Presses("Minta perubahan");
        ratna.Hears("Apa pesan Anda untuk penulisnya?");
        await ratna.Says("Tolong sebutkan lantainya.");
        ratna.Hears("sudah disampaikan kepada Sri");
        sri.Hears("meminta perubahan pada unggahan #1", "Tolong sebutkan lantainya.");

        var old = ratna.ButtonId("Setujui");
        await sri.Presses("Perbaiki");
        sri.Hears("Beginilah persisnya");
        await sri.Says("ganti tempat");
        sri.Hears("Di mana tempatnya?");
        await sri.Says("Teras, Lantai 1");
        sri.Hears("📍 Teras, Lantai 1");
        await sri.Presses("Serahkan untuk ditinjau");
        sri.Hears("versi 2");
        ratna.Hears("versi 2");

        await ratna.Says(old);
        ratna.Hears("Tombol itu untuk versi 1, sedangkan yang terbaru versi 2", "📍 Teras, Lantai 1");
        Assert.Equal(PostStatus.InReview, (await library.Post(1)).Status);
        await ratna.Presses("Setujui");
        await library.PublishDue();
        Assert.Contains("Lantai 1", (await library.Board()).Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rejection_carries_its_reason_and_publishes_nothing()
    {
        await Submit(sri);
        await ratna.Presses("Tolak");
        await ratna.Says("Acaranya dibatalkan.");
        sri.Hears("menolak unggahan #1", "Acaranya dibatalkan.");
        await library.PublishDue();
        Assert.Empty(await library.Board());
        Assert.Equal(PostStatus.Rejected, (await library.Post(1)).Status);
    }

    [Fact]
    public async Task The_second_decision_is_told_who_decided()
    {
        var hendra = await library.Owner("Hendra");
        await Submit(sri);
        await ratna.Presses("Setujui");
        await hendra.Presses("Tolak");
        hendra.Hears("sudah diputuskan: disetujui oleh Ratna");
        Assert.Equal(PostStatus.Approved, (await library.Post(1)).Status);
    }

    [Fact]
    public async Task Review_by_command_shows_what_waits_and_takes_decisions_in_words()
    {
        await Submit(sri);
        await ratna.Says("/tinjau");
        ratna.Hears("📣 Bedah Buku Sungai dan Kota", "Bagaimana keputusan Anda");
        await Submit(sri);
        await ratna.Says("/tinjau");
        await ratna.Presses("#2 Bedah Buku Sungai dan Kota");
        ratna.Hears("#2");
        await ratna.Says("/tolak 2");
        ratna.Hears("Apa pesan Anda");
        await ratna.Says("Jamnya keliru.");
        sri.Hears("Jamnya keliru.");
        Assert.Equal(PostStatus.Rejected, (await library.Post(2)).Status);
        await ratna.Says("setujui");
        Assert.Equal(PostStatus.Approved, (await library.Post(1)).Status);
    }

    [Fact]
    public async Task With_nothing_to_review_the_approver_is_told_so_and_is_in_no_dialog()
    {
        (await ratna.Says("/tinjau")).Hears("Tidak ada unggahan yang menunggu");
        (await ratna.Says("/batal")).Hears("tidak ada yang perlu dibatalkan");
    }

    [Fact]
    public async Task A_broadcast_can_be_stopped_inside_its_cancel_window_and_not_after()
    {
        await Submit(sri);
        await ratna.Presses("Setujui");
        await sri.Presses("Batalkan pengiriman");
        sri.Hears("sudah Anda tarik kembali");
        await library.PublishDue();
        Assert.Empty(await library.Board());

        await sri.SubmitsEvent("Klub Puisi");
        await ratna.Presses("Setujui");
        await library.PublishDue();
        await sri.Presses("Batalkan pengiriman");
        Assert.Single(await library.Board());
        sri.Hears("sudah mulai dikirim");
    }

    [Fact]
    public async Task A_text_edited_by_hand_in_the_store_after_approval_is_never_sent()
    {
        await Submit(sri);
        await ratna.Presses("Setujui");
        await library.Bot.Store.Commit(store =>
        {
            foreach (var delivery in store.All(Delivery.Deliveries))
                store.Put(Delivery.Deliveries, delivery with { Text = "Perpustakaan tutup selamanya" });
        });
        await library.PublishDue();
        Assert.Empty(await library.Board());
        sri.Hears("tidak lagi sama dengan yang disetujui");
    }

    [Fact]
    public async Task An_approved_event_is_known_to_patrons()
    {
        await Submit(sri);
        await ratna.Presses("Setujui");
        await library.Bot.Knowledge.RefreshAll();
        var patron = await library.Patron();
        (await patron.Says("ada acara apa besok?")).Hears("Bedah Buku Sungai dan Kota");
    }

    [Fact]
    public async Task Every_move_is_on_the_record_with_person_version_and_hash()
    {
        await Submit(sri);
        await ratna.Presses("Setujui");
        await library.PublishDue();
        var lines = await library.Bot.Store.Read(store => store.All(LibraryBot.People.AuditLine.Lines).OrderBy(line => line.Number).ToList());
        Assert.Equal([("submit", "Sri"), ("approve", "Ratna"), ("published", "LibraryBot")], lines.Select(line => (line.Verb, line.PersonName)));
        Assert.All(lines, line => Assert.Equal((lines[0].ContentHash, 1, 1), (line.ContentHash, line.Post, line.Version)));
        Assert.All(lines, line => Assert.Contains("board", line.Destinations));
        Assert.Empty(LibraryBot.People.AuditLine.Faults(lines, await library.Bot.Store.Read(store => store.Get(LibraryBot.People.AuditEnd.Ends, LibraryBot.People.AuditEnd.TheOne))));
    }

    [Fact]
    public async Task Books_are_picked_from_the_newest_in_the_store()
    {
        await sri.Says("/buat");
        sri.Hears("Unggahan apa yang ingin Anda buat?");
        await sri.Presses("Buku baru");
        await sri.Says("1, 2 dan 3");
        await sri.Presses("Lewati");
        await sri.Presses("Lewati");
        await sri.Presses("Segera setelah disetujui");
        sri.Hears("Sungai dan Kota");
        await sri.Presses("Serahkan untuk ditinjau");
        var post = await library.Post(1);
        Assert.Equal("new-books", post.Kind);
        Assert.Contains("307.76 RAH s", post.Text, StringComparison.Ordinal);
        Assert.Contains("Belajar Merajut", post.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_patron_who_tries_any_staff_command_is_told_what_patrons_can_do()
    {
        var patron = await library.Patron();
        foreach (var command in library.Bot.Repertoire.Commands.Where(command => command.Who > LibraryBot.People.Role.Patron).Select(command => command.Indonesian)
            .Concat(library.Bot.House.Book.Flows.Values.Where(flow => flow.Who != "anyone").SelectMany(flow => flow.Start)))
        {
            await patron.Says(command);
            Assert.True(patron.Everything()[^1].Text!.Contains("/buku", StringComparison.Ordinal) || patron.Everything()[^1].Text!.Contains("/books", StringComparison.Ordinal), command);
        }
    }

    [Fact]
    public async Task A_restart_in_the_middle_of_a_dialog_goes_on_at_the_same_question()
    {
        await sri.Says("/acara");
        await sri.Says("Bedah Buku Sungai dan Kota");
        sri.Hears("Kapan kegiatannya?");
        await library.Restart();
        (await sri.Says("besok jam 3 sore")).Hears("Kamis, 12 Maret 2026 pukul 15.00 WIB", "Di mana tempatnya?");
    }

    [Fact]
    public async Task A_delivery_interrupted_by_a_crash_is_in_doubt_and_never_sent_again()
    {
        await library.Group("Grup Warga", DestinationState.Confirmed);
        await Submit(sri);
        await ratna.Presses("Setujui");
        await library.Bot.Store.Commit(store =>
        {
            foreach (var delivery in store.All(Delivery.Deliveries).Where(delivery => delivery.Kind == Destination.Telegram))
                store.Put(Delivery.Deliveries, delivery with { State = DeliveryState.Committing });
        });
        await library.Restart();
        await library.Bot.Publication.DoubtWhatWasInterrupted();
        await library.PublishDue();
        Assert.Empty(telegram.Published);
        sri.Hears("mungkin sudah terkirim");
    }

    private static Task Submit(TestPerson author) => author.SubmitsEvent();
}
