using System.Text.Json;
using LibraryBot.Activities;
using LibraryBot.People;
using LibraryBot.Posts;
using LibraryBot.Responses;
using LibraryBot.Storage;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.Turns;

/// <summary>Forwarded and edited messages, on whatever channel: they may be answered, they decide nothing.</summary>
public sealed class SecondHandTests : IAsyncLifetime
{
    private static readonly JsonElement Forwarded = JsonSerializer.SerializeToElement(new { forwarded = true });
    private TempLibrary library = null!;

    public async Task InitializeAsync() => library = await TempLibrary.Open();

    public async Task DisposeAsync() => await library.DisposeAsync();

    [Fact]
    public async Task A_forwarded_message_is_no_answer_in_a_dialog()
    {
        var sri = await library.Librarian();
        await sri.Says("/acara");
        (await Forwards(sri, "Judul dari orang lain")).Hears("pesan terusan", "Apa judul kegiatannya?");
        (await sri.Says("Bedah Buku")).Hears("Kapan kegiatannya?");
        (await Forwards(sri, "batal")).Hears("pesan terusan", "Kapan kegiatannya?");
        (await Forwards(sri, "/batal")).Hears("pesan terusan", "Kapan kegiatannya?");
    }

    [Theory]
    [InlineData("/acara")]
    [InlineData("/tujuan")]
    [InlineData("/keluar")]
    [InlineData("/bahasa en")]
    public async Task A_forwarded_command_is_not_obeyed(string command)
    {
        var sri = await library.Librarian();
        (await Forwards(sri, command)).Hears("pesan terusan");
        Assert.Single(sri.Everything());
        (await sri.Says("/bantuan")).Hears("Perintah untuk pustakawan");
    }

    [Fact]
    public async Task A_forwarded_yes_passes_nothing_on_and_the_persons_own_yes_still_does()
    {
        var (dewi, sri) = (await library.Patron(), await library.Librarian());
        (await dewi.Says("ada buku tentang kriptografi kuantum?")).Hears("pustakawan");
        (await Forwards(dewi, "ya")).Hears("pesan terusan");
        sri.HearsNothing();
        Assert.Empty(await library.Bot.Store.Read(store => store.All(Ticket.Tickets)));
        (await dewi.Says("ya")).Hears("nomor 1");
    }

    [Fact]
    public async Task A_forwarded_consent_approves_no_post()
    {
        var (sri, ratna) = (await library.Librarian(), await library.Approver());
        await Submit(sri);
        var id = ratna.ButtonId("Setujui");
        await Forwards(ratna, id);
        await Forwards(ratna, "Setujui");
        await Forwards(ratna, "/setujui 1");
        Assert.Equal(PostStatus.InReview, (await library.Post(1)).Status);
        await ratna.Says(id);
        Assert.NotEqual(PostStatus.InReview, (await library.Post(1)).Status);
    }

    [Fact]
    public async Task A_forwarded_sign_in_code_signs_nobody_in_and_stays_good_for_its_owner()
    {
        var dewi = await library.Patron();
        var code = await library.Bot.Store.Commit(store => Staff.Invite(store, Role.Librarian, "Sri", library.Clock.GetUtcNow()));
        (await Forwards(dewi, "/masuk " + code)).Hears("pesan terusan").DoesNotHear("Selamat datang");
        (await Forwards(dewi, code)).DoesNotHear("Selamat datang");
        (await dewi.Says("/masuk " + code)).Hears("Selamat datang, Sri");
    }

    [Fact]
    public async Task A_forwarded_question_is_answered_like_one()
    {
        var dewi = await library.Patron();
        (await Forwards(dewi, "ada acara apa hari Sabtu?")).Hears("Klub Baca Sore");
        (await Forwards(dewi, "Buku baru")).Hears("307.76 RAH s");
    }

    [Fact]
    public async Task A_forwarded_picture_enters_the_draft_that_asks_for_one_and_its_caption_does_not_count()
    {
        var sri = await library.Librarian();
        foreach (var said in (string[])["/acara", "Bedah Buku", "besok jam 3 sore", "Ruang Baca", "lewati"])
            await sri.Says(said);
        sri.Hears("Gambarnya bagaimana?");
        await sri.Sends(new Activity
        {
            Text = "lewati", ChannelData = Forwarded,
            Attachments = [new Attachment { ContentType = "image/png", ContentUrl = "media:abc.png" }],
        });
        sri.Hears("Fotonya dipakai bagaimana?");
    }

    [Fact]
    public async Task An_edited_question_is_answered_anew()
    {
        var dewi = await library.Patron();
        await dewi.Says("ada acara apa hari Minggu?");
        (await Edits(dewi, "ada acara apa hari Sabtu?")).Hears("Anda mengubah pesan Anda", "Klub Baca Sore");
        Assert.Equal(2, dewi.Everything().Count);
        await dewi.Says("what is on this Saturday?");
        (await Edits(dewi, "what is on this Saturday, please?")).Hears("You changed your message", "Klub Baca Sore");
    }

    [Fact]
    public async Task An_edited_message_is_no_second_answer_in_a_dialog()
    {
        var sri = await library.Librarian();
        await sri.Says("/acara");
        await sri.Says("Bedah Bukuu");
        (await Edits(sri, "Bedah Buku")).Hears("jawaban Anda yang pertama tetap berlaku");
        Assert.Empty(sri.Unheard);
        (await sri.Says("besok jam 3 sore")).Hears("Di mana tempatnya?");
        (await Edits(sri, "/batal")).Hears("jawaban Anda yang pertama tetap berlaku");
        await sri.Says("ganti judul");
        sri.Hears("Bedah Bukuu");
    }

    [Fact]
    public async Task An_edited_message_is_obeyed_neither_as_a_command_nor_as_a_yes()
    {
        var (dewi, sri) = (await library.Patron(), await library.Librarian());
        (await Edits(sri, "/acara")).Hears("Pesan yang diubah tidak saya jalankan");
        (await sri.Says("ada buku baru apa?")).Hears("307.76 RAH s");
        await dewi.Says("ada buku tentang kriptografi kuantum?");
        (await Edits(dewi, "ya")).Hears("Pesan yang diubah tidak saya jalankan");
        Assert.Empty(await library.Bot.Store.Read(store => store.All(Ticket.Tickets)));
    }

    [Fact]
    public async Task What_cannot_be_read_is_told_with_what_can_and_a_dialog_stays_where_it_was()
    {
        var voice = new Activity { Text = "", ChannelData = JsonSerializer.SerializeToElement(new { unread = "voice" }) };
        var sri = await library.Librarian();
        (await sri.Sends(voice)).Hears("JPEG atau PNG");
        await sri.Says("/acara");
        (await sri.Sends(voice)).Hears("JPEG atau PNG", "Apa judul kegiatannya?");
    }

    private async Task Submit(TestPerson author)
    {
        foreach (var said in (string[])["/acara", "Bedah Buku", "besok jam 3 sore", "Ruang Baca", "lewati", "lewati", "lewati"])
            await author.Says(said);
        await author.Presses("Serahkan untuk ditinjau");
        author.Hears("sudah diserahkan untuk ditinjau");
    }

    private static Task<TestPerson> Forwards(TestPerson person, string text) => person.Sends(new Activity { Text = text, ChannelData = Forwarded });

    private static Task<TestPerson> Edits(TestPerson person, string text) => person.Sends(new Activity { Type = ActivityTypes.MessageUpdate, Text = text });
}
