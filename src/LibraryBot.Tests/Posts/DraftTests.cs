using LibraryBot.Posts;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.Posts;

public sealed class DraftTests : IAsyncLifetime
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
    public async Task What_was_left_is_kept_listed_and_gone_on_with()
    {
        await sri.Says("/acara");
        await sri.Says("Bedah Buku");
        await sri.Says("besok jam 3 sore");
        (await sri.Says("batal")).Hears("Tidak ada yang dikirim", "\"Bedah Buku\" saya simpan 30 hari");
        (await sri.Says("/konsep")).Hears("1. Bedah Buku - agenda kegiatan");
        (await sri.Presses("Lanjutkan 1")).Hears("Di mana tempatnya?");
        (await sri.Says("Aula")).Hears("Adakah keterangan lain?");
    }

    [Fact]
    public async Task The_same_person_goes_on_in_another_conversation_and_the_first_one_is_closed()
    {
        await sri.Says("/acara");
        await sri.Says("Bedah Buku");
        var elsewhere = await library.Again("Sri");
        (await elsewhere.Says("/konsep")).Hears("1. Bedah Buku");
        (await elsewhere.Presses("Lanjutkan 1")).Hears("Kapan kegiatannya?");
        await elsewhere.Says("besok jam 3 sore");
        (await sri.Says("lusa jam 9 pagi")).Hears("di percakapan lain");
        (await sri.Says("ada buku baru apa?")).Hears("Sungai dan Kota");
        elsewhere.Hears("Di mana tempatnya?");
        foreach (var answer in new[] { "Aula", "lewati", "lewati", "segera", "ya" })
            await elsewhere.Says(answer);
        Assert.Equal("Sri", (await library.Post(1)).AuthorName);
        Assert.Contains("pukul 15.00", (await library.Post(1)).Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_draft_that_was_handed_in_is_no_draft_any_more()
    {
        await sri.SubmitsEvent();
        (await sri.Says("/konsep")).Hears("Belum ada konsep");
    }

    [Fact]
    public async Task A_draft_can_be_thrown_away_and_nobody_elses_can()
    {
        await sri.Says("/acara");
        await sri.Says("Bedah Buku");
        await sri.Says("batal");
        await sri.Says("/konsep");
        var drop = sri.ButtonId("Buang 1");
        var budi = await library.Librarian("Budi");
        await budi.Says(drop);
        (await sri.Says("/konsep")).Hears("Bedah Buku");
        (await sri.Presses("Buang 1")).Hears("dibuang");
        (await sri.Says("/konsep")).Hears("Belum ada konsep");
    }

    [Fact]
    public async Task Nothing_written_is_nothing_kept()
    {
        await sri.Says("/acara");
        (await sri.Says("batal")).DoesNotHear("saya simpan");
        (await sri.Says("/konsep")).Hears("Belum ada konsep");
    }

    [Fact]
    public async Task After_thirty_days_a_draft_is_forgotten()
    {
        await sri.Says("/acara");
        await sri.Says("Bedah Buku");
        await sri.Says("batal");
        await library.Pass(TimeSpan.FromDays(29));
        Assert.Single(await library.Bot.Store.Read(store => store.All(Draft.Drafts)));
        await library.Pass(TimeSpan.FromDays(2));
        Assert.Empty(await library.Bot.Store.Read(store => store.All(Draft.Drafts)));
    }

    [Fact]
    public async Task What_was_handed_in_or_thrown_away_elsewhere_cannot_be_handed_in_here_again()
    {
        await sri.WritesEvent();
        var elsewhere = await library.Again("Sri");
        (await elsewhere.Says("/konsep")).Hears("masih terbuka di percakapan lain");
        await elsewhere.Presses("Lanjutkan 1");
        await elsewhere.Presses("Serahkan untuk ditinjau");
        elsewhere.Hears("sudah diserahkan");
        (await sri.Says("Serahkan untuk ditinjau")).Hears("saya tutup di sini");
        await sri.Says("/acara");
        await sri.Says("Klub Puisi");
        await elsewhere.Says("/konsep");
        await elsewhere.Presses("Buang 1");
        (await sri.Says("besok jam 3 sore")).Hears("saya tutup di sini");
        Assert.Single(await library.Bot.Store.Read(store => store.All(Post.Posts)));
    }

    [Fact]
    public async Task A_post_whose_draft_had_moved_can_be_changed_anywhere()
    {
        var ratna = await library.Approver("Ratna");
        await sri.WritesEvent();
        var elsewhere = await library.Again("Sri");
        await elsewhere.Says("/konsep");
        await elsewhere.Presses("Lanjutkan 1");
        await elsewhere.Presses("Serahkan untuk ditinjau");
        await ratna.Presses("Minta perubahan");
        await ratna.Says("Tolong sebutkan lantainya.");
        await sri.Says("halo");
        await sri.Presses("Perbaiki");
        await sri.Says("ganti tempat");
        await sri.Says("Aula, Lantai 2");
        await sri.Presses("Serahkan untuk ditinjau");
        sri.Hears("versi 2");
    }

    [Fact]
    public async Task A_dialog_that_stays_where_it_was_begun_writes_no_record_of_its_own()
    {
        await sri.SubmitsEvent();
        Assert.Empty(await library.Bot.Store.Read(store => store.All(Draft.Drafts)));
    }
}
