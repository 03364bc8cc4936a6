using LibraryBot.Activities;
using LibraryBot.Language;
using LibraryBot.Posts;
using LibraryBot.Publishing;
using LibraryBot.Responses;
using LibraryBot.Storage;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.Posts;

/// <summary>A post on its way to many places, and what people can still do about it.</summary>
public sealed class BroadcastTests : IAsyncLifetime
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
        await library.Group("Grup Warga", DestinationState.Confirmed);
        await library.Group("Grup Guru", DestinationState.Confirmed);
    }

    public async Task DisposeAsync() => await library.DisposeAsync();

    [Fact]
    public async Task A_doubtful_delivery_asks_whether_it_is_there_and_a_yes_settles_it()
    {
        await DoubtfulAtWarga();
        sri.Hears("Grup Warga: mungkin sudah terkirim", "mungkin sudah sampai di \"Grup Warga\"");
        await sri.Presses("Sudah ada di sana");
        sri.Hears("saya catat sudah terbit: Grup Warga");
        Assert.Equal(DeliveryState.Published, await StateAt("Grup Warga"));
        await ratna.Presses("Sudah ada di sana");
        ratna.Hears("sudah diselesaikan");
        await library.PublishDue();
        Assert.Equal(2, telegram.Published.Count);
    }

    [Fact]
    public async Task A_doubtful_delivery_that_is_not_there_is_sent_once_more_on_one_persons_word()
    {
        await DoubtfulAtWarga();
        telegram.Answer = _ => Task.FromResult<SendResult>(new SendResult.Published("8"));
        await sri.Presses("Kirim lagi");
        await sri.Presses("Kirim lagi");
        sri.Hears("sudah dipakai oleh Sri");
        await library.PublishDue();
        await library.PublishDue();
        Assert.Equal(2, telegram.Published.Count(request => request.Address == "Grup Warga"));
        Assert.Equal(DeliveryState.Published, await StateAt("Grup Warga"));
        sri.Hears("Grup Warga: terbit");
    }

    [Fact]
    public async Task A_doubtful_delivery_that_is_left_is_never_sent_again()
    {
        await DoubtfulAtWarga();
        await sri.Presses("Biarkan");
        sri.Hears("saya biarkan: Grup Warga");
        await library.PublishDue();
        Assert.Equal(DeliveryState.NeedsHuman, await StateAt("Grup Warga"));
        Assert.Equal(2, telegram.Published.Count);
    }

    [Fact]
    public async Task A_broadcast_that_is_held_sends_nothing_until_it_goes_on()
    {
        await Approved();
        await library.Bot.Store.Commit(session => Publication.Pause(session, Only(session)));
        await library.PublishDue();
        Assert.Empty(telegram.Published);
        (await sri.Says("/siaran")).Hears("dijeda", "menunggu 5");
        await sri.Presses("Lanjutkan");
        sri.Hears("Sedang mengirim");
        await library.PublishDue();
        Assert.Equal(2, telegram.Published.Count);
        Assert.Equal(PostStatus.Published, (await library.Post(1)).Status);
    }

    [Fact]
    public async Task A_held_broadcast_holds_no_other_post_of_the_same_group()
    {
        await Approved();
        await library.Bot.Store.Commit(session => Publication.Pause(session, Only(session)));
        await Approved(2);
        await library.PublishDue();
        Assert.Equal(["Grup Guru", "Grup Warga"], telegram.Published.Select(request => request.Address).Order());
        Assert.Equal(PostStatus.Published, (await library.Post(2)).Status);
        Assert.Equal(PostStatus.Approved, (await library.Post(1)).Status);
    }

    [Fact]
    public async Task The_rest_of_a_broadcast_can_be_cancelled_and_the_report_says_what_did_not_go_out()
    {
        telegram.Answer = address => Task.FromResult<SendResult>(address == "Grup Warga" ? new SendResult.TryAgain(TimeSpan.FromMinutes(5), "flood") : new SendResult.Published("7"));
        await Approved();
        await library.PublishDue();
        await sri.Says("/siaran");
        await sri.Presses("Batalkan sisanya");
        sri.Hears("Grup Warga: dibatalkan");
        library.Clock.Advance(TimeSpan.FromMinutes(10));
        await library.PublishDue();
        Assert.Single(telegram.Published, request => request.Address == "Grup Warga");
        Assert.Equal(DeliveryState.Cancelled, await StateAt("Grup Warga"));
    }

    [Fact]
    public async Task Cancelling_before_anything_has_gone_out_takes_the_post_back()
    {
        await Approved();
        library.Clock.Advance(TimeSpan.FromHours(3));
        await library.PublishDue();
        await sri.Presses("Batalkan sisanya");
        sri.Hears("sudah Anda tarik kembali. Tidak ada yang diterbitkan");
        await library.PublishDue();
        Assert.Equal(PostStatus.Withdrawn, (await library.Post(1)).Status);
        Assert.Empty(telegram.Published);
    }

    [Fact]
    public async Task What_a_person_said_is_there_cannot_be_corrected_by_the_bot_and_the_report_says_so()
    {
        await DoubtfulAtWarga();
        await sri.Presses("Sudah ada di sana");
        await Correct("Teras");
        await ratna.Presses("Setujui");
        await library.PublishDue();
        Assert.Equal("Grup Guru", Assert.Single(telegram.Corrected).Address);
        sri.Hears("Grup Warga: tidak dapat diralat, karena sejak awal belum pasti");
    }

    [Fact]
    public async Task Only_the_author_or_an_approver_holds_a_broadcast()
    {
        await Approved();
        var budi = await library.Librarian("Budi");
        await budi.Says("/siaran");
        await budi.Presses("Jeda");
        budi.Hears("milik Sri");
        Assert.Equal(BroadcastState.Running, (await library.Bot.Store.Read(Only)).State);
        var patron = await library.Patron();
        await patron.Says(budi.ButtonId("Jeda"));
        patron.Hears("tidak tersedia");
        await ratna.Says("/siaran");
        await ratna.Presses("Jeda");
        Assert.Equal(BroadcastState.Paused, (await library.Bot.Store.Read(Only)).State);
    }

    [Fact]
    public async Task A_post_that_is_more_than_two_hours_late_asks_first()
    {
        await Approved();
        library.Clock.Advance(TimeSpan.FromHours(3));
        await library.PublishDue();
        Assert.Empty(telegram.Published);
        Assert.Empty(await library.Board());
        sri.Hears("seharusnya dikirim pukul 10.01", "Masih perlu dikirim?");
        await sri.Presses("Lanjutkan");
        await library.PublishDue();
        Assert.Equal(2, telegram.Published.Count);
        Assert.Single(await library.Board());
    }

    [Fact]
    public async Task A_correction_takes_the_place_of_what_was_published_after_a_fresh_approval()
    {
        await Published();
        await Correct("Teras, Lantai 1");
        ratna.Hears("menyerahkan ralat untuk unggahan #1", "📍 Teras, Lantai 1");
        Assert.Empty(telegram.Corrected);
        await ratna.Presses("Setujui");
        await library.PublishDue();
        Assert.Equal(["Grup Guru", "Grup Warga"], telegram.Corrected.Select(request => request.Address).Order());
        Assert.All(telegram.Corrected, request => Assert.Contains("Teras, Lantai 1", request.Text, StringComparison.Ordinal));
        Assert.Equal(2, telegram.Published.Count);
        Assert.Contains("Teras, Lantai 1", Assert.Single(await library.Board()), StringComparison.Ordinal);
        sri.Hears("Ralat unggahan #1", "Grup Warga: sudah diralat");
        var post = await library.Post(1);
        Assert.Equal((PostStatus.Published, 2), (post.Status, post.Version));
    }

    [Fact]
    public async Task A_correction_reaches_only_places_that_have_the_post()
    {
        telegram.Answer = address => Task.FromResult<SendResult>(address == "Grup Warga" ? new SendResult.Refused("no") : new SendResult.Published("7"));
        await Published();
        await library.Group("Grup Baru", DestinationState.Confirmed);
        await Correct("Teras");
        await ratna.Presses("Setujui");
        await library.PublishDue();
        Assert.Equal("Grup Guru", Assert.Single(telegram.Corrected).Address);
    }

    [Fact]
    public async Task A_correction_that_is_rejected_leaves_the_published_post_as_it_was()
    {
        await Published();
        var before = await library.Post(1);
        await Correct("Teras");
        await ratna.Presses("Tolak");
        await ratna.Says("Tempatnya sudah benar.");
        await library.PublishDue();
        var after = await library.Post(1);
        Assert.Equal((before.Status, before.Version, before.Text, before.ApprovedHash), (after.Status, after.Version, after.Text, after.ApprovedHash));
        Assert.Empty(telegram.Corrected);
        await Correct("Aula");
        await sri.Says("/tarik 1");
        sri.Hears("Yang sudah terbit tetap seperti semula");
        Assert.Equal(before.Text, (await library.Post(1)).Text);
    }

    [Fact]
    public async Task A_published_post_is_withdrawn_everywhere_after_one_more_press_and_the_list_is_honest()
    {
        await Published();
        telegram.AnswerLater = address => Task.FromResult<SendResult>(address == "Grup Warga" ? new SendResult.Refused("cannot_delete") : new SendResult.Published(""));
        await sri.Says("/tarik 1");
        sri.Hears("sudah terbit di", "Lanjutkan?");
        Assert.Empty(telegram.Withdrawn);
        await sri.Presses("Ya, tarik dari semua tempat");
        await library.PublishDue();
        sri.Hears("ditarik - inilah hasilnya");
        var report = sri.Everything()[^2].Text + sri.Everything()[^1].Text;
        Assert.Contains("Grup Guru: sudah dihapus", report, StringComparison.Ordinal);
        Assert.Contains("Grup Warga: tidak dapat dihapus, karena Telegram tidak mengizinkannya lagi", report, StringComparison.Ordinal);
        Assert.Contains("Instagram: latihan, tidak ada yang perlu dihapus", report, StringComparison.Ordinal);
        Assert.DoesNotContain("Bedah Buku", Assert.Single(await library.Board()), StringComparison.Ordinal);
        Assert.Equal(PostStatus.Withdrawn, (await library.Post(1)).Status);
        await library.Bot.Knowledge.RefreshAll();
        (await (await library.Patron()).Says("ada acara apa besok?")).DoesNotHear("Bedah Buku");
        await ratna.Says("/setujui 1");
        ratna.Hears("sudah diputuskan: ditarik kembali oleh Sri");
    }

    [Fact]
    public async Task A_button_to_withdraw_that_somebody_else_was_shown_does_nothing()
    {
        await Published();
        await sri.Says("/tarik 1");
        await ratna.Says(sri.ButtonId("Ya, tarik dari semua tempat"));
        ratna.Hears("diperlihatkan kepada orang lain");
        Assert.Equal(PostStatus.Published, (await library.Post(1)).Status);
    }

    [Fact]
    public async Task A_subscriber_gets_the_post_once_in_private_with_a_reason_and_a_stop_button()
    {
        await Subscribe("telegram", "901", Topic.All, Lang.Id);
        await Subscribe("telegram", "901", "event", Lang.Id);
        await Subscribe("telegram", "902", "new_books", Lang.Id);
        await Published();
        Assert.Contains(ratna.Everything(), said => said.Text!.Contains("Grup Warga, 1 pelanggan.", StringComparison.Ordinal));
        var sent = Assert.Single(telegram.Published, request => request.Address == "901");
        Assert.DoesNotContain(telegram.Published, request => request.Address == "902");
        Assert.Contains("karena berlangganan agenda kegiatan", sent.Text, StringComparison.Ordinal);
        Assert.Single(sent.Buttons);
        sri.Hears("Pelanggan: 1 terkirim");
    }

    [Fact]
    public async Task A_subscriber_reads_it_in_their_language_when_the_approver_has_seen_it_so()
    {
        await Subscribe("telegram", "901", "event", Lang.En);
        await Approved();
        Assert.Contains(ratna.Everything(), said => said.Text!.Contains("Thursday, 12 March 2026", StringComparison.Ordinal));
        await Subscribe("telegram", "902", "event", Lang.Id);
        await library.PublishDue();
        Assert.Contains("Thursday, 12 March 2026", Assert.Single(telegram.Published, request => request.Address == "901").Text, StringComparison.Ordinal);
        Assert.Contains("Kamis, 12 Maret 2026", Assert.Single(telegram.Published, request => request.Address == "902").Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_stops_before_it_goes_out_gets_nothing_and_whoever_blocks_the_bot_is_paused()
    {
        await Subscribe("telegram", "901", "event", Lang.Id);
        await Subscribe("telegram", "902", "event", Lang.Id);
        telegram.Answer = address => Task.FromResult<SendResult>(address == "902" ? new SendResult.Refused("blocked", TargetGone: true) : new SendResult.Published("7"));
        await Approved();
        await library.Bot.Store.Commit(session => session.Delete(Subscription.Subscriptions, "telegram|901|event"));
        await library.PublishDue();
        Assert.DoesNotContain(telegram.Published, request => request.Address == "901");
        var paused = await library.Bot.Store.Read(session => session.Get(Subscription.Subscriptions, "telegram|902|event"));
        Assert.False(paused!.IsActive);
        Assert.Equal(PostStatus.Published, (await library.Post(1)).Status);
    }

    private async Task Published()
    {
        await Approved();
        await library.PublishDue();
    }

    private async Task Approved(int number = 1)
    {
        await sri.Says("/acara");
        foreach (var answer in new[] { "Bedah Buku Sungai dan Kota", "besok jam 3 sore", "Ruang Baca", "Ayu Rahman", "lewati", "segera", "ya" })
            await sri.Says(answer);
        await ratna.Says($"/setujui {number}");
        Assert.Equal(PostStatus.Approved, (await library.Post(number)).Status);
    }

    private async Task DoubtfulAtWarga()
    {
        telegram.Answer = address => Task.FromResult<SendResult>(address == "Grup Warga" ? new SendResult.Unknown("answer lost") : new SendResult.Published("7"));
        await Published();
    }

    private async Task Correct(string place)
    {
        await sri.Says("/ralat 1");
        await sri.Says("ganti tempat");
        await sri.Says(place);
        await sri.Presses("Serahkan untuk ditinjau");
    }

    private Task Subscribe(string channel, string chat, string topic, Lang lang) => library.Bot.Store.Commit(session =>
        session.Put(Subscription.Subscriptions, Subscription.To(topic, new ConversationReference(channel, chat), lang, library.Clock.GetUtcNow())));

    private static Broadcast Only(IStoreReader session) => session.All(Broadcast.Broadcasts).Single();

    private async Task<DeliveryState> StateAt(string destination) => await library.Bot.Store.Read(session =>
        session.All(Delivery.Deliveries).Where(delivery => delivery.DestinationName == destination).MaxBy(delivery => delivery.Version)!.State);
}
