using LibraryBot.Knowledge;
using LibraryBot.Knowledge.Import;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.Knowledge;

public sealed class IcsFileTests : IAsyncLifetime
{
    private const string Library = """{"timezone": "Asia/Jakarta", "library": {"id": "x", "name": "X", "branches": [{"id": "pusat", "name": "Gedung Pusat"}]}}""";
    private readonly TempStore temp = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await temp.DisposeAsync();

    [Fact]
    public async Task A_description_tells_of_sign_up_seats_and_fullness()
    {
        await Import(
            Event("a", "SUMMARY:Kelas A\nDESCRIPTION:Pendaftaran wajib. Kuota 25 peserta.\nLOCATION:Lab 1\\, Gedung Pusat"),
            Event("b", "SUMMARY:Story hour (NOW FULL)\nDESCRIPTION:Registration required."),
            Event("c", "SUMMARY:Lego\nDESCRIPTION:No registration required for this drop-in program."),
            Event("d", "SUMMARY:A full day of reading\nLOCATION:Daring (Zoom)"));
        var a = await Stored("a");
        Assert.Equal((Registration.Required, 25, "pusat", "Lab 1"), (a.Registration, a.Quota!.Value, a.Branch, a.Room));
        Assert.Equal(Registration.Full, (await Stored("b")).Registration);
        Assert.Equal(Registration.None, (await Stored("c")).Registration);
        var d = await Stored("d");
        Assert.Equal((Registration.NotTold, true, null), (d.Registration, d.Online, d.Room));
    }

    [Fact]
    public async Task A_session_that_was_moved_leaves_its_series()
    {
        await Import(
            Event("s", "SUMMARY:Kelas\nRRULE:FREQ=WEEKLY;BYDAY=TH;COUNT=3", "20260305T030000Z", "20260305T040000Z"),
            Event("s", "SUMMARY:Kelas (pindah)\nRECURRENCE-ID:20260312T030000Z", "20260313T030000Z", "20260313T040000Z"));
        var knowledge = await LibraryKnowledge.Load(temp.Store);
        var days = knowledge.Occurrences(new DateOnly(2026, 3, 1), new DateOnly(2026, 3, 31)).Select(time => (time.Day.Day, time.Event.Id)).ToList();
        Assert.Equal([(5, "s"), (13, "s#20260312"), (19, "s")], days);
    }

    [Fact]
    public async Task An_all_day_event_ends_on_the_day_before_its_dtend()
    {
        await Import("BEGIN:VEVENT\nUID:p\nSUMMARY:Pameran\nDTSTART;VALUE=DATE:20260325\nDTEND;VALUE=DATE:20260330\nEND:VEVENT");
        var knowledge = await LibraryKnowledge.Load(temp.Store);
        var only = Assert.Single(knowledge.Occurrences(new DateOnly(2026, 3, 29), new DateOnly(2026, 3, 31)));
        Assert.Equal((new DateOnly(2026, 3, 25), new DateOnly(2026, 3, 29)), (only.Day, only.LastDay));
    }

    [Fact]
    public async Task A_broken_event_is_skipped_and_the_others_come_in()
    {
        var run = await Import(
            Event("ok", "SUMMARY:Baik"),
            "BEGIN:VEVENT\nUID:x1\nSUMMARY:Tanpa waktu\nEND:VEVENT",
            "BEGIN:VEVENT\nUID:x2\nSUMMARY:Waktu rusak\nDTSTART:kapan-kapan\nEND:VEVENT",
            Event("x3", "SUMMARY:Tiap detik\nRRULE:FREQ=SECONDLY"),
            Event("x4", "DESCRIPTION:tanpa judul"));
        Assert.Equal((5, 1, 4), (run.Seen, run.New, run.Skipped));
        Assert.All(Enumerable.Range(1, 4), at => Assert.Contains(run.Problems, problem => problem.StartsWith($"VEVENT[{at}]", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_private_event_never_reaches_patrons()
    {
        await Import(Event("p", "SUMMARY:Kunjungan\nCLASS:PRIVATE"), Event("c", "SUMMARY:Rapat\nCLASS:CONFIDENTIAL"), Event("u", "SUMMARY:Umum\nCLASS:PUBLIC"));
        var knowledge = await LibraryKnowledge.Load(temp.Store);
        Assert.Equal(["u"], knowledge.Now.PublicEvents.Select(found => found.Id));
    }

    [SkippableFact]
    public async Task The_shared_calendar_gives_the_same_times_as_the_native_file()
    {
        var (world, agenda) = (SharedData.Path("world/world.json"), SharedData.Path("world/agenda.ics"));
        Skip.If(world is null || agenda is null, "shared data is not here");
        await NativeFile.Import(world!, new Importing(temp.Store, TimeProvider.System));
        var run = await IcsFile.Import(agenda!, new Importing(temp.Store, TimeProvider.System));
        Assert.Equal("seen 12, new 12, changed 0, skipped 0, warnings 0", run.Summary);
        Assert.Equal("seen 12, new 0, changed 0, skipped 0, warnings 0", (await IcsFile.Import(agenda!, new Importing(temp.Store, TimeProvider.System))).Summary);
        var events = await temp.Store.Read(s => s.All(LibraryEvent.Collection));
        var zone = Zones.Find("Asia/Jakarta");
        List<(string, DateTimeOffset, DateTimeOffset, bool, bool, bool, string?)> Times(string source) =>
        [
            .. EventCalendar.Between(events.Where(found => found.Source == source), new DateOnly(2026, 2, 1), new DateOnly(2026, 5, 31), zone)
                .Select(time => (time.Event.Title, time.Start, time.End, time.Event.Cancelled, time.Event.Internal, time.Event.IsFull, time.Event.Branch)).Order(),
        ];
        Assert.Equal(Times("library"), Times("ics"));
    }

    [SkippableFact]
    public async Task Calendars_from_elsewhere_never_break_the_import()
    {
        var one = SharedData.Path("ics/libcal-shape/springwater-excerpt.ics");
        Skip.If(one is null, "shared data is not here");
        var folder = Path.Combine(Path.GetDirectoryName(Path.GetDirectoryName(one))!, "ical.net");
        var files = Directory.GetFiles(folder, "*.ics");
        Assert.NotEmpty(files);
        foreach (var file in files.Append(one!))
        {
            var run = await IcsFile.Import(file, new Importing(temp.Store, TimeProvider.System));
            Assert.True(run.Seen >= run.New + run.Changed + run.Skipped, file);
        }

        var knowledge = await LibraryKnowledge.Load(temp.Store);
        Assert.NotEmpty(knowledge.Occurrences(new DateOnly(2026, 8, 17), new DateOnly(2026, 8, 24)));
    }

    [Theory]
    [InlineData("http://127.0.0.1:9/agenda.ics")]
    [InlineData("http://localhost:9/agenda.ics")]
    [InlineData("http://[::1]:9/agenda.ics")]
    [InlineData("http://user:pass@127.0.0.1/agenda.ics")]
    public async Task A_link_into_the_own_network_is_refused_in_one_line(string link)
    {
        var refusal = await Assert.ThrowsAsync<ImportRefused>(() => IcsFile.Import(link, new Importing(temp.Store, TimeProvider.System)));
        Assert.DoesNotContain('\n', refusal.Message);
    }

    [Fact]
    public async Task A_file_that_is_no_calendar_is_refused() =>
        await Assert.ThrowsAsync<ImportRefused>(() => IcsFile.Import(temp.Write("x.ics", "halo"), new Importing(temp.Store, TimeProvider.System)));

    private async Task<ImportRun> Import(params string[] events)
    {
        await NativeFile.ImportText(Library, "x.json", new Importing(temp.Store, TimeProvider.System));
        var text = $"BEGIN:VCALENDAR\nVERSION:2.0\n{string.Join('\n', events)}\nEND:VCALENDAR\n".Replace("\n", "\r\n", StringComparison.Ordinal);
        return await IcsFile.Import(temp.Write("agenda.ics", text), new Importing(temp.Store, TimeProvider.System));
    }

    private async Task<LibraryEvent> Stored(string id) => (await temp.Store.Read(s => s.Get(LibraryEvent.Collection, id)))!;

    private static string Event(string uid, string lines, string start = "20260314T020000Z", string end = "20260314T043000Z") =>
        $"BEGIN:VEVENT\nUID:{uid}\nDTSTART:{start}\nDTEND:{end}\n{lines}\nEND:VEVENT";
}
