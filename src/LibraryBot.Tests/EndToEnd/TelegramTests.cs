using System.Globalization;
using LibraryBot.Activities;
using LibraryBot.Channels.DirectLine;
using LibraryBot.People;
using LibraryBot.Publishing;
using LibraryBot.Tests.Channels.DirectLine;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.EndToEnd;

/// <summary>What people on Telegram see of the whole bot.</summary>
public sealed class TelegramTests
{
    private const string Title = "Bedah Buku Sungai dan Kota";

    [SkippableFact]
    public async Task A_patron_asks_in_private_and_in_a_group_and_gets_the_records()
    {
        var world = SharedData.Path("world/world.json");
        Skip.If(world is null, "The sample world (shared/data/world/world.json) is not here.");
        await using var library = await TelegramLibrary.Open(world);
        var dewi = library.Patron();
        dewi.Says("Ada buku baru apa minggu ini?");
        await dewi.Hears("Filosofi Teras");
        var john = library.Patron("John", "en");
        john.Says("new books this week?");
        Assert.Contains("Filosofi Teras", (await john.Hears("Laut Bercerita")).Text, StringComparison.Ordinal);

        var group = library.Fake.Group("Warga");
        group.AddsBot(dewi.User);
        group.Says(dewi.User, "Ada buku baru apa minggu ini?");
        group.Says(dewi.User, "/agenda@lain_bot");
        group.Says(dewi.User, "/buku@" + FakeTelegram.BotUsername);
        var asked = await group.Hears("Filosofi Teras");
        group.Says(dewi.User, $"@{FakeTelegram.BotUsername} ada acara apa hari Sabtu?");
        var answered = await group.Hears("Bedah Buku: Laut Bercerita");
        Assert.Equal([asked.Id, answered.Id], group.Messages.Select(message => message.Id));
        Assert.NotNull(answered.ReplyTo);
    }

    [Fact]
    public async Task A_sign_in_link_makes_a_librarian_and_works_once()
    {
        await using var library = await TelegramLibrary.Open();
        var code = await library.Bot.Store.Commit(store => Staff.Invite(store, Role.Librarian, "Sri", library.Bot.Clock.GetUtcNow()));
        var (sri, other) = (library.Patron("Sri"), library.Patron("Orang lain"));
        sri.Says("/start " + code);
        await sri.Hears("Anda masuk sebagai pustakawan");
        other.Says("/start " + code);
        await other.Hears("Kode itu salah, sudah dipakai");
        other.Says("/buat");
        await other.Hears("/buku");
        sri.Says("/buat");
        await sri.Hears("Unggahan apa yang ingin Anda buat?");
        Assert.DoesNotContain(library.Logs.Lines, line => line.Contains(code, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_post_goes_from_the_dialog_over_the_approver_to_the_confirmed_group_and_the_board()
    {
        await using var library = await TelegramLibrary.Open();
        var (sri, ratna) = (await library.Staff("Sri", Role.Librarian), await library.Staff("Ratna", Role.Approver));
        var group = await library.ConfirmedGroup(sri, "Grup Warga");
        var pending = library.Fake.Supergroup("Grup Lain");
        pending.AddsBot(sri.User);
        await sri.Hears("Grup Lain");

        await TelegramLibrary.SubmitEvent(sri, Title);
        await TelegramLibrary.Approve(ratna, Title);

        var posted = await group.Hears("📣 " + Title);
        Assert.Contains("🗓 Kamis, 12 Maret 2026", posted.Text, StringComparison.Ordinal);
        var link = $"https://t.me/c/{group.Id.ToString(CultureInfo.InvariantCulture)["-100".Length..]}/{posted.Id}";
        await sri.Hears($"Grup Warga: terbit, {link}");
        await ratna.Hears(link);
        await sri.Hears("latihan");
        Assert.Empty(pending.Messages);
        var board = await library.Read(store => Transcript.Since(store, DirectLineChannel.Board, 0)!.Activities.Select(activity => activity.Text).ToList());
        Assert.Contains(Title, Assert.Single(board), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_with_its_alt_text_arrives_as_a_photo_with_the_post_as_caption()
    {
        await using var library = await TelegramLibrary.Open();
        var (sri, ratna) = (await library.Staff("Sri", Role.Librarian), await library.Staff("Ratna", Role.Approver));
        var group = await library.ConfirmedGroup(sri, "Grup Warga");
        await TelegramLibrary.SubmitEvent(sri, Title, Pictures.Png, "Poster biru bedah buku");
        await TelegramLibrary.Approve(ratna, Title);
        var posted = await group.Hears("📣 " + Title);
        Assert.Equal(Pictures.Png, posted.Picture);
        Assert.Equal(Pictures.Png, ratna.Messages.First(message => message.Text.StartsWith("📣", StringComparison.Ordinal)).Picture);
        Assert.Equal("Poster biru bedah buku", Assert.Single((await library.Delivery("Grup Warga")).Pictures).AltText);
    }

    [Fact]
    public async Task An_author_cannot_approve_her_own_post_and_an_old_button_tells_who_decided()
    {
        await using var library = await TelegramLibrary.Open();
        var (sri, ratna, hadi) = (await library.Staff("Sri", Role.Approver), await library.Staff("Ratna", Role.Approver), await library.Staff("Hadi", Role.Owner));
        await TelegramLibrary.SubmitEvent(sri, Title);
        await hadi.Hears("Bagaimana keputusan Anda");
        var data = hadi.Messages[^1].CallbackData("Setujui")!;
        sri.PressesData(data);
        Assert.Contains("Ratna", (await sri.Hears("Anda buat sendiri")).Text, StringComparison.Ordinal);
        await TelegramLibrary.Approve(ratna, Title);
        hadi.Presses("Setujui");
        await hadi.Hears("sudah diputuskan: disetujui oleh Ratna");
        hadi.PressesData("btn-0123456789abcdef0123");
        await hadi.Hears("Tombol itu sudah tidak berlaku");
        await library.Fake.WaitsForCall("answerCallbackQuery");
    }

    [Fact]
    public async Task A_group_is_offered_to_librarians_confirmed_by_one_and_switched_off_when_the_bot_is_removed()
    {
        await using var library = await TelegramLibrary.Open();
        var (sri, dewi) = (await library.Staff("Sri", Role.Librarian), library.Patron());
        dewi.Says("/start");
        await dewi.Hears("selamat datang");
        var group = library.Fake.Supergroup("Grup Warga");
        group.AddsBot(dewi.User);
        var offer = await sri.Hears("Saya ditambahkan ke \"Grup Warga\" oleh Dewi");

        dewi.PressesData(offer.CallbackData("Pakai tujuan ini")!);
        var told = await dewi.Hears("/buku");
        Assert.DoesNotContain("Grup Warga", told.Text, StringComparison.Ordinal);
        Assert.Equal(DestinationState.Pending, await StateOf(library, "Grup Warga"));

        sri.Presses("Pakai tujuan ini");
        await sri.Hears("juga dikirim ke \"Grup Warga\"");
        Assert.Equal(DestinationState.Confirmed, await StateOf(library, "Grup Warga"));

        group.RemovesBot(dewi.User);
        await sri.Hears("tidak lagi dapat mengirim ke \"Grup Warga\"");
        Assert.Equal(DestinationState.Off, await StateOf(library, "Grup Warga"));
    }

    [Fact]
    public async Task A_staff_command_is_refused_in_a_group_even_to_staff()
    {
        await using var library = await TelegramLibrary.Open();
        var sri = await library.Staff("Sri", Role.Librarian);
        var group = library.Fake.Group("Warga");
        group.AddsBot(sri.User);
        group.Says(sri.User, "/acara@" + FakeTelegram.BotUsername);
        await group.Hears("percakapan pribadi");
        group.Says(library.Patron().User, "/tujuan@" + FakeTelegram.BotUsername);
        await group.Hears("/buku");
        Assert.Equal(2, group.Messages.Count);
    }

    [Fact]
    public async Task A_lost_answer_leaves_a_post_in_doubt_and_it_is_never_sent_twice()
    {
        await using var library = await TelegramLibrary.Open();
        var (sri, ratna) = (await library.Staff("Sri", Role.Librarian), await library.Staff("Ratna", Role.Approver));
        var group = await library.ConfirmedGroup(sri, "Grup Warga");
        await TelegramLibrary.SubmitEvent(sri, Title, Pictures.Png);
        await ratna.Hears("Bagaimana keputusan Anda");
        // The next photo is the group's: what the approver saw has arrived.
        library.Fake.Faults.Next("sendPhoto", new Fault.DropAfter());
        ratna.Presses("Setujui");
        await sri.Hears("Grup Warga: mungkin sudah terkirim");
        await library.Stop();
        await library.Prepare();
        library.Run();
        await ratna.Hears("sudah Anda setujui");
        sri.Says("/tujuan");
        await sri.Hears("Grup Warga");
        Assert.Equal(DeliveryState.NeedsHuman, (await library.Delivery("Grup Warga")).State);
        Assert.Single(group.Messages);
    }

    [Fact]
    public async Task A_flood_answer_is_obeyed_and_the_post_arrives_once()
    {
        await using var library = await TelegramLibrary.Open();
        var (sri, ratna) = (await library.Staff("Sri", Role.Librarian), await library.Staff("Ratna", Role.Approver));
        var group = await library.ConfirmedGroup(sri, "Grup Warga");
        await TelegramLibrary.SubmitEvent(sri, Title, Pictures.Png);
        await ratna.Hears("Bagaimana keputusan Anda");
        var before = library.Bot.Clock.GetUtcNow();
        library.Fake.Faults.Next("sendPhoto", new Fault.Flood(120));
        ratna.Presses("Setujui");
        await group.Hears("📣 " + Title);
        Assert.True(library.Bot.Clock.GetUtcNow() - before >= TimeSpan.FromSeconds(120));
        await sri.Hears("Grup Warga: terbit");
        Assert.Single(group.Messages);
        Assert.Equal(2, (await library.Delivery("Grup Warga")).Attempts);
    }

    [Fact]
    public async Task A_reply_committed_before_a_crash_is_sent_after_it()
    {
        await using var library = await TelegramLibrary.Open();
        var dewi = library.Patron();
        await library.Stop();
        await library.Prepare();
        await library.Bot.Line.Take(new Activity
        {
            Id = "u1m1",
            ChannelId = "telegram",
            Text = "/bantuan",
            Conversation = new ConversationAccount { Id = dewi.Id.ToString(CultureInfo.InvariantCulture) },
            From = new ChannelAccount { Id = dewi.Id.ToString(CultureInfo.InvariantCulture), Name = "Dewi" },
        });
        await library.Bot.DisposeAsync();
        Assert.Empty(dewi.Messages);

        await library.Prepare();
        library.Run();
        await dewi.Hears("Anda dapat bertanya dengan kalimat biasa");
    }

    [Fact]
    public async Task A_patron_who_blocked_the_bot_costs_nobody_else_their_answer()
    {
        await using var library = await TelegramLibrary.Open();
        var (dewi, tono) = (library.Patron(), library.Patron("Tono"));
        dewi.Says("/bantuan");
        await dewi.Hears("Anda dapat bertanya");
        dewi.Blocks();
        dewi.Says("/bantuan");
        tono.Says("/bantuan");
        await tono.Hears("Anda dapat bertanya");
        await library.Fake.WaitsForCall("sendMessage", times: 3);
        Assert.Single(dewi.Messages);
        dewi.Unblocks();
        dewi.Says("/bantuan");
        await dewi.Hears("Anda dapat bertanya");
        Assert.Equal(2, dewi.Messages.Count);
    }

    [Fact]
    public async Task A_group_that_becomes_a_supergroup_stays_confirmed_and_gets_the_post_that_waits()
    {
        await using var library = await TelegramLibrary.Open();
        var (sri, ratna) = (await library.Staff("Sri", Role.Librarian), await library.Staff("Ratna", Role.Approver));
        var group = await library.ConfirmedGroup(sri, "Grup Warga", library.Fake.Group("Grup Warga"));
        await TelegramLibrary.SubmitEvent(sri, Title);
        var moved = group.BecomesSupergroup(sri.User);
        await TelegramLibrary.Approve(ratna, Title);
        await moved.Hears("📣 " + Title);
        await sri.Hears("Grup Warga: terbit, https://t.me/c/");
        Assert.Equal(DestinationState.Confirmed, await StateOf(library, "Grup Warga"));
    }

    private static Task<DestinationState> StateOf(TelegramLibrary library, string name) => library.Read(store =>
        store.All(Destination.Destinations).Single(destination => destination.Name == name).State);
}
