using LibraryBot.Knowledge;
using LibraryBot.Knowledge.Import;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.Knowledge;

public sealed class NativeFileTests : IAsyncLifetime
{
    private const string Small = """
        {
          "timezone": "Asia/Jakarta",
          "library": {"id": "x", "name": "Perpustakaan Uji", "branches": [{"id": "a", "name": "Gedung A"}]},
          "books": [
            {"id": "K1", "title": "Buku Satu", "author": "Satu, Ana", "added": "2026-01-02", "copies": 2, "available": 1},
            {"id": "K2", "title": "Buku Dua", "author": "Dua, Budi"}
          ],
          "events": [{"id": "E1", "title": "Acara", "start": "2026-02-01T09:00+07:00", "end": "2026-02-01T10:00+07:00", "branch": "a", "books": ["K1"]}]
        }
        """;

    private readonly TempStore temp = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await temp.DisposeAsync();

    [Fact]
    public async Task Importing_again_changes_only_what_changed()
    {
        var first = await Import(Small);
        var again = await Import(Small);
        var edited = await Import(Small.Replace("Buku Dua", "Buku Dua Edisi Baru", StringComparison.Ordinal));
        Assert.Equal("seen 5, new 5, changed 0, skipped 0, warnings 0", first.Summary);
        Assert.Equal("seen 5, new 0, changed 0, skipped 0, warnings 0", again.Summary);
        Assert.Equal("seen 5, new 0, changed 1, skipped 0, warnings 0", edited.Summary);
        Assert.Equal("Buku Dua Edisi Baru", (await temp.Store.Read(s => s.Get(Book.Collection, "K2")))!.Title);
    }

    [Fact]
    public async Task A_broken_row_is_skipped_and_named_and_the_others_come_in()
    {
        var run = await Import("""
            {"books": [
              {"id": "K1", "title": "Baik"}, {"title": "tanpa id"}, {"id": "K3"}, "bukan objek",
              {"id": "K5", "title": "T", "added": "kemarin"}, {"id": "K6", "title": "T", "copies": "tiga"}, {"id": "K7", "title": ["x"], "year": 5}],
             "events": [
              {"id": "E1", "title": "T", "start": "2026-02-30T09:00"}, {"id": "E2", "title": "T", "start": "2026-02-03T09:00", "end": "2026-02-01T09:00"},
              {"id": "E3", "title": "T", "start": "2026-02-03T09:00", "rrule": "FREQ=SECONDLY"}, {"id": "E4", "title": "T", "start": "2026-02-03T09:00", "branch": "tidak ada", "books": ["hilang"]}],
             "hours": [{"id": "H1", "mon_thu": "16:00-08:00"}, {"id": "H2", "branch": "tidak ada", "all": "closed"}, {"id": "H3", "valid": "besok", "all": "closed"}],
             "faq": {"bukan": "daftar"}}
            """);
        Assert.Equal(16 - 1, run.Seen);
        Assert.Equal(2, run.New);
        Assert.Equal(13, run.Skipped);
        Assert.Equal(3, run.Warnings);
        foreach (var place in new[] { "books[1]", "books[2]", "books[3]", "books[4]", "books[5]", "books[6]", "events[0]", "events[1]", "events[2]", "hours[0]", "hours[1]", "hours[2]", "faq:" })
            Assert.Contains(run.Problems, problem => problem.StartsWith(place, StringComparison.Ordinal));
        Assert.All(run.Problems, problem => Assert.DoesNotContain('\n', problem));
    }

    [Theory]
    [InlineData("")]
    [InlineData("bukan json")]
    [InlineData("[1, 2]")]
    [InlineData("{\"lain\": 1}")]
    [InlineData("{\"books\": [")]
    public async Task A_file_that_is_no_knowledge_file_is_refused_in_one_line_and_changes_nothing(string text)
    {
        await Import(Small);
        var refusal = await Assert.ThrowsAsync<ImportRefused>(() => NativeFile.Import(temp.Write("rusak.json", text), new Importing(temp.Store, TimeProvider.System)));
        Assert.DoesNotContain('\n', refusal.Message);
        Assert.Equal(2, (await temp.Store.Read(s => s.All(Book.Collection))).Count);
        await Assert.ThrowsAsync<ImportRefused>(() => NativeFile.Import("/tidak/ada.json", new Importing(temp.Store, TimeProvider.System)));
    }

    [Fact]
    public async Task Text_from_outside_is_made_one_clean_line()
    {
        await Import("{\"books\": [{\"id\": \"K1\", \"title\": \"Dua\\nbaris \\u202E terbalik\\u0000\"}]}");
        Assert.Equal("Dua baris terbalik", (await temp.Store.Read(s => s.Get(Book.Collection, "K1")))!.Title);
    }

    [Fact]
    public async Task What_is_not_plainly_public_stays_inside()
    {
        await Import("""{"events": [{"id": "E1", "title": "Rapat", "start": "2026-02-01T09:00", "visibility": "staf saja"}, {"id": "E2", "title": "Umum", "start": "2026-02-01T09:00", "visibility": "public"}]}""");
        var knowledge = await LibraryKnowledge.Load(temp.Store);
        Assert.Null(knowledge.Event("E1"));
        Assert.Equal("Umum", Assert.Single(knowledge.Occurrences(new DateOnly(2026, 2, 1), new DateOnly(2026, 2, 1))).Event.Title);
    }

    [SkippableFact]
    public async Task The_shared_world_comes_in_whole()
    {
        var world = SharedData.Path("world/world.json");
        Skip.If(world is null, "shared data is not here");
        var run = await NativeFile.Import(world!, new Importing(temp.Store, TimeProvider.System));
        Assert.Equal("seen 58, new 58, changed 0, skipped 0, warnings 0", run.Summary);
    }

    [Theory]
    [InlineData("0001-01-01")]
    [InlineData("0001-01-01T00:00:00+07:00")]
    [InlineData("9999-12-31T23:59:59-07:00")]
    public async Task A_moment_at_the_edge_of_the_calendar_is_no_time(string start) =>
        Assert.Equal(1, (await Import($$"""{"timezone": "Asia/Jakarta", "events": [{"id": "E1", "title": "Acara", "start": "{{start}}"}]}""")).Skipped);

    [Fact]
    public async Task A_series_whose_sessions_last_for_ages_leaves_the_calendar_readable()
    {
        await Import("""{"timezone": "Asia/Jakarta", "events": [{"id": "E1", "title": "Acara", "start": "1000-01-01T09:00", "end": "9000-01-01T09:00", "rrule": "FREQ=DAILY"}]}""");
        var knowledge = await LibraryKnowledge.Load(temp.Store);
        Assert.NotEmpty(knowledge.Occurrences(new DateOnly(2026, 3, 1), new DateOnly(2026, 3, 1)));
    }

    private Task<ImportRun> Import(string text) => NativeFile.ImportText(text, "uji.json", new Importing(temp.Store, TimeProvider.System));
}
