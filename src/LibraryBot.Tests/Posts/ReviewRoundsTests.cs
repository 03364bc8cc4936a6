using LibraryBot.Posts;
using LibraryBot.Storage;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.Posts;

/// <summary>Rounds of review, as a library may set them.</summary>
public sealed class ReviewRoundsTests
{
    [Fact]
    public async Task All_of_a_round_must_approve_before_the_next_is_asked_and_only_the_last_approval_publishes()
    {
        await using var library = await Open("all Budi, Ratna; any owner");
        var (sri, budi, ratna, hendra) = (await library.Librarian("Sri"), await library.Librarian("Budi"), await library.Approver("Ratna"), await library.Owner("Hendra"));
        await sri.SubmitsEvent();
        budi.Hears("Bagaimana keputusan Anda");
        ratna.Hears("Bagaimana keputusan Anda");
        hendra.HearsNothing();

        (await hendra.Says("/setujui 1")).Hears("belum sampai pada giliran Anda", "Budi, Ratna");
        await budi.Presses("Setujui");
        budi.Hears("sudah dicatat", "Masih menunggu: Ratna");
        sri.Hears("Budi menyetujui unggahan #1", "Masih menunggu: Ratna");
        (await budi.Says("/setujui 1")).Hears("sudah Anda setujui", "Ratna");
        hendra.HearsNothing();
        await ratna.Presses("Setujui");
        hendra.Hears("📣 Bedah Buku Sungai dan Kota", "Bagaimana keputusan Anda");
        Assert.Equal(PostStatus.InReview, (await library.Post(1)).Status);
        await library.PublishDue();
        Assert.Empty(await library.Board());

        await hendra.Presses("Setujui");
        sri.Hears("disetujui oleh Hendra");
        await library.PublishDue();
        Assert.Single(await library.Board());
    }

    [Fact]
    public async Task Any_one_of_a_round_is_enough_and_the_next_round_wants_another_pair_of_eyes()
    {
        await using var library = await Open("any approver; any approver");
        var (sri, ratna, wati) = (await library.Librarian("Sri"), await library.Approver("Ratna"), await library.Approver("Wati"));
        await sri.SubmitsEvent();
        await ratna.Presses("Setujui");
        ratna.Hears("Masih menunggu: Wati");
        (await ratna.Says("/setujui 1")).Hears("sudah Anda setujui");
        Assert.Equal(PostStatus.InReview, (await library.Post(1)).Status);
        await wati.Presses("Setujui");
        Assert.Equal(["Ratna", "Wati"], (await library.Post(1)).ApprovedBy);
        Assert.Equal(PostStatus.Approved, (await library.Post(1)).Status);
    }

    [Fact]
    public async Task A_new_version_begins_again_with_the_first_round()
    {
        await using var library = await Open("any Budi; any approver");
        var (sri, budi, ratna) = (await library.Librarian("Sri"), await library.Librarian("Budi"), await library.Approver("Ratna"));
        await sri.SubmitsEvent();
        await budi.Presses("Setujui");
        await sri.Says("/ubah 1");
        await sri.Says("ubah tempat");
        await sri.Says("Aula");
        await sri.Presses("Serahkan untuk ditinjau");
        (await ratna.Presses("Setujui")).Hears("versi 1, sedangkan yang terbaru versi 2");
        (await ratna.Says("/setujui 1")).Hears("belum sampai pada giliran Anda", "Budi");
        await budi.Presses("Setujui");
        await ratna.Presses("Setujui");
        Assert.Equal(PostStatus.Approved, (await library.Post(1)).Status);
    }

    [Fact]
    public async Task Rounds_of_a_kind_hold_for_that_kind_alone()
    {
        await using var library = await TempLibrary.Open(set: settings => settings with
        {
            Review = new ReviewRules { ByKind = new Dictionary<string, IReadOnlyList<ReviewRound>> { ["event"] = ReviewRound.ReadAll("any owner")! } },
        });
        var (sri, ratna, hendra) = (await library.Librarian("Sri"), await library.Approver("Ratna"), await library.Owner("Hendra"));
        await sri.SubmitsEvent();
        ratna.HearsNothing();
        (await ratna.Says("/setujui 1")).Hears("hanya dapat diambil oleh penyetuju", "Hendra");
        await hendra.Presses("Setujui");
        Assert.Equal(PostStatus.Approved, (await library.Post(1)).Status);
    }

    [Fact]
    public async Task Authority_is_that_of_the_moment_not_of_the_submission()
    {
        await using var library = await Open("any approver");
        var (sri, ratna) = (await library.Librarian("Sri"), await library.Approver("Ratna"));
        await sri.SubmitsEvent();
        await library.Bot.Store.Commit(store => store.Put(LibraryBot.People.Person.People, new LibraryBot.People.Person("Ratna", "Ratna", LibraryBot.People.Role.Librarian)));
        (await ratna.Presses("Setujui")).Hears("hanya dapat diambil oleh penyetuju");
        Assert.Equal(PostStatus.InReview, (await library.Post(1)).Status);
    }

    [Theory]
    [InlineData("any approver", 1)]
    [InlineData("all Sari Dewi, Budi; any owner", 2)]
    [InlineData("approver", 0)]
    [InlineData("some approver", 0)]
    [InlineData("any", 0)]
    [InlineData(";", 0)]
    public void Rounds_are_read_or_refused(string text, int rounds) => Assert.Equal(rounds, ReviewRound.ReadAll(text)?.Count ?? 0);

    private static Task<TempLibrary> Open(string rounds) =>
        TempLibrary.Open(set: settings => settings with { Review = new ReviewRules { Usual = ReviewRound.ReadAll(rounds)! } });
}
