using LibraryBot.People;
using LibraryBot.Storage;
using LibraryBot.Tests.Support;
using LibraryBot.Turns;
using Microsoft.Extensions.Logging.Abstractions;

namespace LibraryBot.Tests.Turns;

/// <summary>The inbox: an id takes effect once, for as long as a network may bring it again.</summary>
public sealed class HeardOnceTests : IAsyncLifetime
{
    private TempLibrary library = null!;
    private readonly List<Trouble> troubles = [];

    public async Task InitializeAsync() => library = await TempLibrary.Open();

    public async Task DisposeAsync() => await library.DisposeAsync();

    [Fact]
    public async Task A_repeat_after_three_hundred_other_messages_and_a_restart_takes_effect_once()
    {
        var sri = await library.Librarian();
        await sri.Says("/acara", id: "a");
        await sri.Says("Bedah Buku", id: "b");
        for (var other = 0; other < 300; other++)
            await sri.Says("/bantuan");
        (await sri.Says("Bedah Buku", id: "b")).HearsNothing();
        await library.Restart();
        (await sri.Says("Bedah Buku", id: "b")).HearsNothing();
        (await sri.Says("besok jam 3 sore")).Hears("Di mana tempatnya?");
    }

    [Fact]
    public async Task What_is_there_already_is_not_kept_again_whether_it_waits_or_is_done()
    {
        var inbox = Inbox();
        Assert.True(await Keep(inbox, "test|1"));
        Assert.False(await Keep(inbox, "test|1"));
        Assert.Equal("raw", Assert.Single(await inbox.LeftOver("test")).Raw);
        Assert.True(await Hear("test|1"));
        Assert.False(await Hear("test|1"));
        Assert.False(await Keep(inbox, "test|1"));
        Assert.Empty(await inbox.LeftOver("test"));
        Assert.Null(await Row("test|1"));
    }

    [Fact]
    public async Task What_has_no_number_is_heard_once_too_and_its_words_are_not_kept()
    {
        var inbox = Inbox();
        foreach (var id in (string[])["test|f00d", "test|007", "test|-7", "test|", "test|99999999999999999999"])
        {
            Assert.True(await Keep(inbox, id));
            Assert.True(await Hear(id));
            Assert.False(await Hear(id));
            Assert.False(await Keep(inbox, id));
            Assert.Equal("", (await Row(id))!.Raw);
        }

        Assert.True(await Hear("test|7"));
    }

    [Fact]
    public async Task Numbers_are_heard_once_in_any_order_and_each_network_has_its_own()
    {
        int[] numbers = [.. Enumerable.Range(0, 200), int.MaxValue, 700_000_063, 700_000_064];
        foreach (var number in numbers.OrderBy(number => number * 7919L % 211))
            Assert.True(await Hear($"test|{number}"));
        await library.Restart();
        Assert.All(await Task.WhenAll(numbers.Select(number => Hear($"test|{number}"))), Assert.False);
        Assert.True(await Hear("test|200"));
        Assert.True(await Hear("other|7"));
        Assert.True(await Hear("7"));
    }

    [Fact]
    public async Task What_is_done_is_remembered_for_two_days_and_what_waits_for_ever()
    {
        var inbox = Inbox();
        await Keep(inbox, "test|waits");
        await Hear("test|old");
        for (var number = 0; number < 450; number++)
            await Hear($"test|{number}");
        library.Clock.Advance(TimeSpan.FromHours(47));
        await Hear("test|younger");
        await Hear("test|450");
        await Tidy();
        Assert.False(await Hear("test|0"));
        library.Clock.Advance(TimeSpan.FromHours(1.5));
        await Tidy();
        Assert.Null(await Row("test|old"));
        Assert.NotNull(await Row("test|younger"));
        Assert.False(await Hear("test|450"));
        Assert.True(await Hear("test|0"));
        Assert.True(await Hear("test|383"));
        Assert.Single(await inbox.LeftOver("test"));
    }

    [Fact]
    public async Task Buttons_and_codes_that_open_nothing_any_more_are_removed()
    {
        await library.Bot.Store.Commit(store =>
        {
            Button.For(store, "Setujui", "post.approve", "1", 1, library.Clock.GetUtcNow());
            Staff.Invite(store, Role.Librarian, "Sri", library.Clock.GetUtcNow());
            Staff.Invite(store, Role.Owner, "Hendra", library.Clock.GetUtcNow(), reusable: true);
        });
        await Tidy();
        Assert.Equal((1, 2), await Left());
        library.Clock.Advance(TimeSpan.FromMinutes(16));
        await Tidy();
        Assert.Equal((1, 1), await Left());
        library.Clock.Advance(Button.Life + Button.KeptAfterwards);
        await Tidy();
        Assert.Equal((0, 1), await Left());

        Task<(int Buttons, int Codes)> Left() => library.Bot.Store.Read(store => (store.All(Button.Buttons).Count, store.All(SignInCode.Codes).Count));
    }

    private Inbox Inbox() => new(library.Bot.Store, library.Clock, (_, trouble) => troubles.Add(trouble));

    private Task<bool> Keep(Inbox inbox, string id) => library.Bot.Store.Commit(session => inbox.Keep(session, id, "test", "raw"));

    private Task<bool> Hear(string id) => library.Bot.Store.Commit(session => LibraryBot.Turns.Inbox.Hear(session, id, "test", library.Clock.GetUtcNow()));

    private Task<InboxRow?> Row(string id) => library.Bot.Store.Read(store => store.Get(InboxRow.Rows, id));

    private Task Tidy() =>
        new Housekeeping(library.Bot.Store, new OwnerNotices(library.Bot.House), library.Clock, NullLogger<Housekeeping>.Instance).Tidy();
}
