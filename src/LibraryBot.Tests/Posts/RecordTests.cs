using LibraryBot.People;
using LibraryBot.Storage;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.Posts;

/// <summary>The record of who did what: only ever longer, and whoever changes it by hand is seen.</summary>
public sealed class RecordTests
{
    [Fact]
    public async Task A_record_that_nobody_touched_is_whole() => Assert.Empty(await FaultsAfter(_ => { }));

    [Fact]
    public async Task A_line_that_was_changed_is_named() =>
        Assert.Equal([(3, AuditFault.Changed)], await FaultsAfter(store => Put(store, Line(store, 3) with { PersonName = "Budi" })));

    [Fact]
    public async Task A_line_that_was_changed_and_hashed_again_breaks_the_next() =>
        Assert.Equal([(4, AuditFault.Unchained)], await FaultsAfter(store =>
        {
            var changed = Line(store, 3) with { PersonName = "Budi" };
            Put(store, changed with { Hash = AuditLine.HashOf(changed) });
        }));

    [Fact]
    public async Task A_line_that_was_taken_out_is_missed() =>
        Assert.Contains((3, AuditFault.Missing), await FaultsAfter(store => store.Delete(AuditLine.Lines, AuditLine.Lines.Id(Line(store, 3)))));

    [Fact]
    public async Task Lines_that_were_cut_off_at_the_end_are_missed() =>
        Assert.Equal([(5, AuditFault.Missing)], await FaultsAfter(store => store.Delete(AuditLine.Lines, AuditLine.Lines.Id(Line(store, 5)))));

    [Fact]
    public async Task Lines_that_changed_places_are_named() =>
        Assert.NotEmpty(await FaultsAfter(store =>
        {
            var (two, three) = (Line(store, 2), Line(store, 3));
            Put(store, two with { Number = 3 });
            Put(store, three with { Number = 2 });
        }));

    [Fact]
    public async Task Turns_that_come_at_once_make_one_chain()
    {
        await using var library = await TempLibrary.Open();
        await Task.WhenAll(Enumerable.Range(0, 50).Select(turn => library.Bot.Store.Commit(store => AuditLine.Add(store, $"p{turn}", "Sri", "test", null, TempLibrary.Morning))));
        Assert.Empty(await Faults(library));
        Assert.Equal(50, await library.Bot.Store.Read(store => store.All(AuditLine.Lines).Count));
    }

    private static async Task<IReadOnlyList<(long, AuditFault)>> FaultsAfter(Action<IStoreSession> change)
    {
        await using var library = await TempLibrary.Open();
        for (var line = 1; line <= 5; line++)
            await library.Bot.Store.Commit(store => AuditLine.Add(store, "p1", "Sri", "submit", "kata", TempLibrary.Morning, about => about with { Post = line, Version = 1, ContentHash = "AB", Destinations = ["board"], DueAt = TempLibrary.Morning }));
        await library.Bot.Store.Commit(change);
        await library.Restart();
        return await Faults(library);
    }

    private static Task<List<(long, AuditFault)>> Faults(TempLibrary library) => library.Bot.Store.Read(store =>
        AuditLine.Faults(store.All(AuditLine.Lines), store.Get(AuditEnd.Ends, AuditEnd.TheOne)).ToList());

    private static AuditLine Line(IStoreReader store, long number) => store.All(AuditLine.Lines).Single(line => line.Number == number);

    private static void Put(IStoreSession store, AuditLine line) => store.Put(AuditLine.Lines, line);
}
