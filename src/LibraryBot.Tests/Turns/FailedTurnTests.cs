using LibraryBot.Activities;
using LibraryBot.Channels.DirectLine;
using LibraryBot.People;
using LibraryBot.Storage;
using LibraryBot.Tests.Support;
using LibraryBot.Turns;
using Microsoft.Extensions.Logging.Abstractions;

namespace LibraryBot.Tests.Turns;

/// <summary>Turns that fail: by a bug of ours, or because the store cannot save.</summary>
public sealed class FailedTurnTests : IAsyncLifetime
{
    private TempLibrary library = null!;
    private int tries;

    public async Task InitializeAsync()
    {
        library = await TempLibrary.Open();
        Breaks("/rusak", untilTry: int.MaxValue);
    }

    public async Task DisposeAsync() => await library.DisposeAsync();

    [Fact]
    public async Task A_turn_that_fails_three_times_is_put_aside_with_its_words_and_the_reason()
    {
        var patron = await library.Patron();
        await patron.Says("/rusak sekali", id: "r1");
        patron.Hears("kesalahan di pihak kami");
        Assert.Equal(3, tries);
        var aside = Assert.Single(await Quarantine());
        Assert.Equal(("test|r1", "test"), (aside.Id, aside.ChannelId));
        Assert.Contains("/rusak sekali", aside.Raw, StringComparison.Ordinal);
        Assert.Contains("a bug at try 3", aside.Why, StringComparison.Ordinal);
        (await patron.Says("/rusak sekali", id: "r1")).HearsNothing();
        (await patron.Says("/jam")).Hears("08.00");
        Assert.Equal(3, tries);
    }

    [Fact]
    public async Task A_bug_that_does_not_come_again_is_seen_by_nobody()
    {
        Breaks("/ragu", untilTry: 3);
        var patron = await library.Patron();
        (await patron.Says("/ragu")).Hears("berhasil");
        patron.DoesNotHear("kesalahan");
        Assert.Empty(await Quarantine());
    }

    [Fact]
    public async Task The_owners_are_told_once_an_hour_each_in_their_language_with_the_count()
    {
        var hendra = await library.Owner();
        var wati = await library.Owner("Wati");
        var sri = await library.Librarian();
        await wati.Says("/language en");
        var patron = await library.Patron();
        await patron.Says("/rusak");
        hendra.Hears("gagal saya tangani", "pemberitahuan terakhir: 1.");
        wati.Hears("A message failed", "last notice: 1.");
        sri.HearsNothing();
        await patron.Says("/rusak");
        await patron.Says("/rusak");
        hendra.DoesNotHear("terakhir: 2");
        library.Clock.Advance(TimeSpan.FromMinutes(59));
        await Tidy();
        hendra.DoesNotHear("terakhir: 2");
        library.Clock.Advance(TimeSpan.FromMinutes(2));
        await Tidy();
        hendra.Hears("terakhir: 2.");
        await Tidy();
        hendra.HearsNothing();
        library.Clock.Advance(TimeSpan.FromHours(2));
        await patron.Says("/rusak");
        hendra.Hears("terakhir: 1.");
    }

    [Fact]
    public async Task A_sign_in_code_does_not_lie_readable_in_the_quarantine()
    {
        Breaks("/signin@bot", untilTry: int.MaxValue);
        await Web(library.Bot.Line, "/signin@bot ABCD-EFGH", "s1");
        Assert.DoesNotContain("ABCD", (await Quarantine())[0].Raw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_store_cannot_save_the_turn_is_nobodys_fault_and_can_be_taken_again()
    {
        var store = new TroubledStore(library.Bot.Store);
        var line = Line(store);
        await Web(line, "halo", "h1");
        store.FailsNext(1);
        await Assert.ThrowsAsync<IOException>(() => Web(line, "/jam", "j1"));
        Assert.Empty(await Quarantine());
        Assert.True(await Web(line, "/jam", "j1"));
        Assert.False(await Web(line, "/jam", "j1"));
        Assert.Single(await Transcript(), text => text == "/jam");
        Assert.Single(await Transcript(), text => text!.Contains("08.00", StringComparison.Ordinal));
    }

    [Fact]
    public async Task When_the_store_cannot_save_a_failure_either_it_is_put_aside_later()
    {
        var store = new TroubledStore(library.Bot.Store);
        var line = Line(store);
        await Web(line, "halo", "h1");
        Breaks("/penuh", untilTry: int.MaxValue, atTry: number => store.FailsNext(number == 3 ? 1 : 0));
        await Assert.ThrowsAsync<IOException>(() => Web(line, "/penuh", "p1"));
        Assert.Empty(await Quarantine());
        Assert.True(await Web(line, "/penuh", "p1"));
        Assert.Single(await Quarantine());
    }

    [Fact]
    public async Task A_plain_turn_is_one_access_to_the_store_and_writes_two_documents()
    {
        var store = new WatchedStore(library.Bot.Store);
        var line = Line(store);
        await Web(line, "halo", "halo");
        var before = store.Accesses.Count;
        foreach (var text in (string[])["/tanya", "batal", "ada buku tentang kota?"])
            await Web(line, text, text);
        Assert.Equal(3, store.Accesses.Count - before);
        Assert.All(store.Accesses.Skip(before), written => Assert.Equal(["conversations/directline|web", "directline_pages/web|0000001"], written.Order()));
    }

    private void Breaks(string command, int untilTry, Action<int>? atTry = null)
    {
        tries = 0;
        library.Bot.Repertoire.Add(new Command(command, command, Role.Patron, (turn, _) =>
        {
            atTry?.Invoke(++tries);
            if (atTry is null)
                tries++;
            turn.Say("berhasil");
            if (tries < untilTry)
                throw new InvalidOperationException($"a bug at try {tries}");
        })
        { InDialog = InDialog.Interrupts });
    }

    private TurnLine Line(ILibraryStore store) =>
        new(store, library.Bot.House, new Inbox(store, library.Clock, (_, _) => { }), NullLogger<TurnLine>.Instance);

    private static Task<bool> Web(TurnLine line, string text, string id) => line.Take(new Activity
    {
        Text = text,
        Id = id,
        ChannelId = DirectLineChannel.ChannelId,
        Conversation = new ConversationAccount { Id = "web" },
        From = new ChannelAccount { Id = "dl_1", Role = "user" },
    });

    private Task<IReadOnlyList<Quarantined>> Quarantine() => library.Bot.Store.Read(store => store.All(Quarantined.Rows));

    private Task<List<string?>> Transcript() => library.Bot.Store.Read(store =>
        LibraryBot.Channels.DirectLine.Transcript.Since(store, "web", 0)!.Activities.Select(activity => activity.Text).ToList());

    private Task Tidy() =>
        new Housekeeping(library.Bot.Store, new OwnerNotices(library.Bot.House), library.Clock, NullLogger<Housekeeping>.Instance).Tidy();
}
