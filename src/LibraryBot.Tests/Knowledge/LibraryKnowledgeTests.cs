using LibraryBot.Knowledge;
using LibraryBot.Storage;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.Knowledge;

public sealed class LibraryKnowledgeTests : IAsyncDisposable
{
    private readonly TempStore temp = new();

    public ValueTask DisposeAsync() => temp.DisposeAsync();

    [Fact]
    public async Task What_came_from_two_sources_is_shown_once_and_found_by_either_id()
    {
        var when = new DateTimeOffset(2026, 3, 14, 2, 0, 0, TimeSpan.Zero);
        await temp.Store.Commit(s =>
        {
            s.Put(Book.Collection, new Book("A-1", "Madilog") { Authors = ["Malaka, Tan"], Source = "slims" });
            s.Put(Book.Collection, new Book("B1", "Madilog") { Authors = ["Malaka, Tan"], Source = "library" });
            s.Put(LibraryEvent.Collection, new LibraryEvent("E-ics", "Bazar", when, when) { Source = "ics" });
            s.Put(LibraryEvent.Collection, new LibraryEvent("X", "Bazar", when, when) { Source = "typed" });
            s.Put(LibraryEvent.Collection, new LibraryEvent("R1", "Rapat", when, when) { Source = "library", Internal = true });
            s.Put(LibraryEvent.Collection, new LibraryEvent("R2", "Rapat", when, when) { Source = "ics" });
        });
        var knowledge = await LibraryKnowledge.Load(temp.Store);
        Assert.Equal(["B1"], knowledge.NewestBooks(5).Select(book => book.Id));
        Assert.Equal("X", Assert.Single(knowledge.Occurrences(new DateOnly(2026, 3, 14), new DateOnly(2026, 3, 14))).Event.Id);
        Assert.NotNull(knowledge.Book("A-1"));
        Assert.NotNull(knowledge.Event("E-ics"));
        Assert.Null(knowledge.Event("R2"));
    }

    [Fact]
    public async Task A_refresh_shows_what_was_written_since()
    {
        var knowledge = await LibraryKnowledge.Load(temp.Store);
        await temp.Store.Commit(s => s.Put(Book.Collection, new Book("B1", "Bumi Manusia") { Authors = ["Toer, Pramoedya Ananta, Dr."], Isbn = ["978-979-97312-3-4"] }));
        Assert.Empty(knowledge.FindBooks("pramoedya", 5));
        await knowledge.RefreshAll();
        Assert.All(["pramoedya", "bumi manusa", "979-97312-3-2", "9789799731234", "Toer"], text => Assert.Single(knowledge.FindBooks(text, 5)));
        Assert.Empty(knowledge.FindBooks("sesuatu yang lain", 5));
    }

    [Fact]
    public void A_rule_that_never_comes_true_gives_no_times_and_ends()
    {
        var start = new DateTimeOffset(2026, 1, 1, 2, 0, 0, TimeSpan.Zero);
        var never = new LibraryEvent("E", "Tak pernah", start, start) { Rrule = "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30" };
        var hourly = new LibraryEvent("H", "Tiap jam", start, start) { Rrule = "FREQ=HOURLY" };
        var zone = Zones.Find("Asia/Jakarta");
        Assert.Empty(EventCalendar.Of(never, new DateOnly(2026, 3, 1), new DateOnly(2030, 1, 1), zone));
        Assert.Equal(EventCalendar.AtMost, EventCalendar.Of(hourly, new DateOnly(2026, 3, 1), new DateOnly(2030, 1, 1), zone).Count());
    }
}
