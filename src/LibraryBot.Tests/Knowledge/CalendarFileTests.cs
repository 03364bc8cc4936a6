using System.Globalization;
using System.Text;
using LibraryBot.Knowledge;
using LibraryBot.Knowledge.Import;
using LibraryBot.Tests.Support;
using Calendar = Ical.Net.Calendar;

namespace LibraryBot.Tests.Knowledge;

/// <summary>Events as a file to keep: what calendars and our own importer read in it is what the library has.</summary>
public sealed class CalendarFileTests : IAsyncLifetime
{
    private const string Head = """{"timezone": "ZONE", "library": {"id": "uji", "name": "X", "branches": [{"id": "pusat", "name": "Gedung Pusat", "address": "Jl. Uji 1"}]}, "events": [""";
    private static readonly DateTimeOffset Made = new(2026, 3, 11, 10, 0, 0, TimeSpan.FromHours(7));
    private static readonly DateOnly From = new(2026, 3, 1);
    private static readonly DateOnly To = new(2026, 5, 31);
    private readonly TempStore temp = new();
    private readonly TempStore other = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await temp.DisposeAsync();
        await other.DisposeAsync();
    }

    [Theory]
    [InlineData("""{"id": "a", "title": "Bedah Buku", "start": "2026-03-14T09:00+07:00", "end": "2026-03-14T11:30+07:00", "branch": "pusat", "room": "Aula"}""")]
    [InlineData("""{"id": "a", "title": "Tenggat", "start": "2026-03-14T09:00+07:00"}""")]
    [InlineData("""{"id": "a", "title": "Malam Baca", "start": "2026-03-14T20:00+07:00", "end": "2026-03-15T06:00+07:00"}""")]
    [InlineData("""{"id": "a", "title": "Pameran", "start": "2026-03-25", "end": "2026-03-30", "all_day": true}""")]
    [InlineData("""{"id": "a", "title": "Hari Buku", "start": "2026-04-23", "all_day": true}""")]
    [InlineData("""{"id": "a", "title": "Klub", "start": "2026-03-07T15:00+07:00", "end": "2026-03-07T16:00+07:00", "rrule": "FREQ=WEEKLY;BYDAY=SA", "exdate": ["2026-03-21", "2026-04-04"]}""")]
    [InlineData("""{"id": "a", "title": "Kelas", "start": "2026-03-05T10:00+07:00", "end": "2026-03-05T11:00+07:00", "rrule": "FREQ=MONTHLY;BYDAY=1TH;UNTIL=20260501T000000Z"}""")]
    [InlineData("""{"id": "a", "title": "Dua Kali", "start": "2026-03-05T10:00+07:00", "end": "2026-03-05T11:00+07:00", "rrule": "FREQ=DAILY;BYHOUR=10,14;COUNT=12", "exdate": ["2026-03-06"]}""")]
    [InlineData("""{"id": "a", "title": "Pekan", "start": "2026-03-02", "all_day": true, "rrule": "FREQ=WEEKLY;COUNT=4", "exdate": ["2026-03-09"]}""")]
    [InlineData("""{"id": "a", "title": "Batal", "start": "2026-03-14T09:00+07:00", "end": "2026-03-14T10:00+07:00", "status": "cancelled"}""")]
    public async Task Our_importer_and_a_calendar_program_read_the_same_days_back(string native)
    {
        foreach (var zone in new[] { "Asia/Jakarta", "Europe/London" })
        {
            var before = await Known(temp, zone, native);
            var file = new CalendarFile(before.Now, _ => "").Of(["a"], Made)!;
            Assert.Equal(Times(before), await ReadBack(file, zone));
            var program = Calendar.Load(file)!;
            var theirs = program.GetOccurrences(new Ical.Net.DataTypes.CalDateTime(2026, 2, 25)).TakeWhile(time => DateOnly.FromDateTime(time.Period.StartTime.Value) <= To).Take(50)
                .Select(time => time.Period.StartTime.Value).Where(start => DateOnly.FromDateTime(start) >= From).Order();
            Assert.Equal(before.Occurrences(From, To).Select(time => time.Start.DateTime).Where(start => DateOnly.FromDateTime(start) >= From), theirs);
            Assert.Equal(native.Contains("cancelled", StringComparison.Ordinal) ? "CANCELLED" : "CONFIRMED", program.Events[0]!.Status);
        }
    }

    [Fact]
    public async Task A_changed_session_moves_in_the_series_and_a_cancelled_one_is_told()
    {
        const string Series = """{"id": "s", "title": "Kelas", "start": "2026-03-05T10:00+07:00", "end": "2026-03-05T11:00+07:00", "rrule": "FREQ=WEEKLY;BYDAY=TH;COUNT=4", "exdate": ["2026-03-12", "2026-03-19"]}""";
        const string Moved = """{"id": "s#20260312", "title": "Kelas (pindah)", "start": "2026-03-13T10:00+07:00", "end": "2026-03-13T11:00+07:00"}""";
        const string Cancelled = """{"id": "s#20260319", "title": "Kelas", "start": "2026-03-19T10:00+07:00", "end": "2026-03-19T11:00+07:00", "status": "cancelled"}""";
        var before = await Known(temp, "Asia/Jakarta", $"{Series}, {Moved}, {Cancelled}");
        var file = new CalendarFile(before.Now, _ => "").Of(["s"], Made)!;
        var program = Calendar.Load(file)!;
        Assert.Equal(["", "20260312T100000", "20260319T100000"], program.Events.Select(entry => entry.RecurrenceIdentifier?.StartTime.Value.ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture) ?? ""));
        Assert.Single(program.Events.Select(entry => entry.Uid).Distinct());
        Assert.Equal("CANCELLED", program.Events[2]!.Status);
        Assert.Equal(Times(before), await ReadBack(file, "Asia/Jakarta"));
    }

    [Fact]
    public async Task An_internal_event_is_never_in_a_file()
    {
        const string Staff = """{"id": "i", "title": "Rapat Staf", "start": "2026-03-14T09:00+07:00", "visibility": "internal"}""";
        const string SessionOfStaff = """{"id": "s#20260312", "title": "Rapat di Kelas", "start": "2026-03-12T13:00+07:00", "visibility": "internal"}""";
        const string Series = """{"id": "s", "title": "Kelas", "start": "2026-03-05T10:00+07:00", "rrule": "FREQ=WEEKLY;COUNT=3", "exdate": ["2026-03-12"]}""";
        var known = await Known(temp, "Asia/Jakarta", $"{Staff}, {Series}, {SessionOfStaff}");
        var files = new CalendarFile(known.Now, _ => "");
        Assert.Null(files.Of(["i"], Made));
        Assert.Null(files.Of(["s#20260312", "nobody"], Made));
        var both = files.Of(["i", "s", "s#20260312"], Made)!;
        Assert.DoesNotContain("Rapat", both, StringComparison.Ordinal);
        Assert.Contains("EXDATE;TZID=Asia/Jakarta:20260312T100000", both, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_are_folded_and_escaped_and_the_same_day_makes_the_same_file()
    {
        var title = "Bedah buku, \\\"Pulang\\\"; " + string.Concat(Enumerable.Repeat("図書館で", 20));
        var known = await Known(temp, "Asia/Jakarta", $$"""{"id": "a", "title": "{{title}}", "start": "2026-03-14T09:00+07:00", "end": "2026-03-14T11:00+07:00", "branch": "pusat", "room": "Aula", "link": "https://daftar.example/a?b=1,2;c"}""");
        var files = new CalendarFile(known.Now, _ => "Baris satu\nEND:VEVENT\nBEGIN:VEVENT\\n");
        var file = files.Of(["a"], Made)!;
        Assert.All(file.Split("\r\n"), line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75));
        Assert.DoesNotContain("\n", file.Replace("\r\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("DTSTAMP:20260311T000000Z", file, StringComparison.Ordinal);
        Assert.Contains("TZID:Asia/Jakarta\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZNAME:WIB\r\nTZOFFSETFROM:+0700\r\nTZOFFSETTO:+0700", file, StringComparison.Ordinal);
        var entry = Assert.Single(Calendar.Load(file)!.Events);
        Assert.Equal((known.Event("a")!.Title, "Aula, Gedung Pusat, Jl. Uji 1", "a@uji.librarybot", "Baris satu\nEND:VEVENT\nBEGIN:VEVENT\\n", "https://daftar.example/a?b=1,2;c"),
            (entry.Summary, entry.Location, entry.Uid, entry.Description, entry.Url!.AbsoluteUri));
        Assert.Equal(file, files.Of(["a"], Made.AddHours(9)));
        Assert.NotEqual(file, files.Of(["a"], Made.AddDays(1)));
    }

    private static async Task<LibraryKnowledge> Known(TempStore store, string zone, string events)
    {
        await NativeFile.ImportText(Head.Replace("ZONE", zone, StringComparison.Ordinal) + events + "]}", "test.json", new Importing(store.Store, TimeProvider.System));
        return await LibraryKnowledge.Load(store.Store);
    }

    private async Task<IReadOnlyList<string>> ReadBack(string file, string zone)
    {
        await Known(other, zone, "");
        var run = await IcsFile.ImportText(file, "kept.ics", new Importing(other.Store, TimeProvider.System));
        Assert.Empty(run.Problems);
        return Times(await LibraryKnowledge.Load(other.Store));
    }

    private static IReadOnlyList<string> Times(LibraryKnowledge known) =>
        [.. known.Occurrences(From, To).Select(time => time.Event.AllDay
            ? $"{time.Event.Title} {time.Day:O} {time.LastDay:O} {time.Event.Cancelled}"
            : $"{time.Event.Title} {time.Start:O} {time.End:O} {time.Event.Cancelled}")];
}
