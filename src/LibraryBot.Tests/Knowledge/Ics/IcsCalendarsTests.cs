using System.Globalization;
using System.Text;
using LibraryBot.Knowledge;
using LibraryBot.Knowledge.Import;
using LibraryBot.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace LibraryBot.Tests.Knowledge.Ics;

/// <summary>Calendars as Google, LibCal, Outlook and others write them, and calendars that would rather not be read.</summary>
public sealed class IcsCalendarsTests : IAsyncLifetime
{
    private readonly TempStore temp = new();
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 3, 11, 3, 0, 0, TimeSpan.Zero));

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await temp.DisposeAsync();

    [Theory]
    [InlineData("DTSTART;TZID=Asia/Makassar:20260314T100000", "09:00")]
    [InlineData("DTSTART;TZID=\"Singapore Standard Time\":20260314T100000", "09:00")]
    [InlineData("DTSTART;TZID=/mozilla.org/20070129_1/Asia/Makassar:20260314T100000", "09:00")]
    [InlineData("DTSTART;TZID=Perpustakaan:20260314T100000", "09:00")]
    [InlineData("DTSTART;TZID=Kota Kami:20260314T100000", "08:00")]
    [InlineData("DTSTART:20260314T020000Z", "09:00")]
    [InlineData("DTSTART:20260314T090000", "09:00")]
    [InlineData("DTSTART;TZID=Entah:20260314T090000", "09:00")]
    public async Task Times_are_taken_from_every_kind_of_zone(string start, string here)
    {
        const string zones = "X-WR-TIMEZONE:America/New_York\nBEGIN:VTIMEZONE\nTZID:Perpustakaan\nBEGIN:STANDARD\nTZOFFSETFROM:+0800\nTZOFFSETTO:+0800\nDTSTART:19700101T000000\nEND:STANDARD\nEND:VTIMEZONE\nBEGIN:VTIMEZONE\nTZID:Kota Kami\nX-LIC-LOCATION:Asia/Jayapura\nEND:VTIMEZONE\n";
        await Import(zones + Event("a", start.Replace("DTSTART", "SUMMARY:A\nDTSTART", StringComparison.Ordinal)));
        Assert.Equal(here, (await Stored("a")).Start.ToOffset(TimeSpan.FromHours(7)).ToString("HH:mm", CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_zone_that_nobody_knows_is_told() =>
        Assert.Contains("\"Entah\" is not known", Assert.Single((await Import(Event("a", "SUMMARY:A\nDTSTART;TZID=Entah:20260314T090000"))).Problems), StringComparison.Ordinal);

    [Fact]
    public async Task Days_that_RDATE_adds_become_events_and_a_change_of_one_wins()
    {
        await Import(
            Event("s", "SUMMARY:Kelas\nDTSTART;TZID=Asia/Jakarta:20260305T100000\nDTEND;TZID=Asia/Jakarta:20260305T110000\nRDATE;TZID=Asia/Jakarta:20260305T100000,20260307T130000,20260309T100000\nEXDATE;TZID=Asia/Jakarta:20260309T100000")
            + Event("s", "SUMMARY:Kelas (batal)\nSTATUS:CANCELLED\nRECURRENCE-ID;TZID=Asia/Jakarta:20260307T130000\nDTSTART;TZID=Asia/Jakarta:20260307T130000"));
        var knowledge = await LibraryKnowledge.Load(temp.Store);
        Assert.Equal([(5, "Kelas", false), (7, "Kelas (batal)", true)], knowledge.Occurrences(new DateOnly(2026, 3, 1), new DateOnly(2026, 3, 31)).Select(time => (time.Day.Day, time.Event.Title, time.Event.Cancelled)));
    }

    [Fact]
    public async Task A_change_of_all_later_sessions_is_told_and_made_for_one()
    {
        var run = await Import(
            Event("s", "SUMMARY:Kelas\nDTSTART:20260305T030000Z\nDTEND:20260305T040000Z\nRRULE:FREQ=WEEKLY;COUNT=3")
            + Event("s", "SUMMARY:Kelas sore\nRECURRENCE-ID;RANGE=THISANDFUTURE:20260312T030000Z\nDTSTART:20260312T080000Z\nDTEND:20260312T090000Z"));
        Assert.Contains("only this one was changed", Assert.Single(run.Problems), StringComparison.Ordinal);
        var knowledge = await LibraryKnowledge.Load(temp.Store);
        Assert.Equal([10, 15, 10], knowledge.Occurrences(new DateOnly(2026, 3, 1), new DateOnly(2026, 3, 31)).Select(time => time.Start.Hour));
    }

    [Theory]
    [InlineData("Kelas (PENUH)", Registration.Full)]
    [InlineData("Story time NOW FULL", Registration.Full)]
    [InlineData("A full day", Registration.NotTold)]
    public async Task Fullness_is_read_from_the_title(string title, Registration registration)
    {
        await Import(Event("a", $"SUMMARY:{title}\nDTSTART:20260314T020000Z"));
        Assert.Equal(registration, (await Stored("a")).Registration);
    }

    [Theory]
    [InlineData("FREQ=SECONDLY")]
    [InlineData("FREQ=MINUTELY;INTERVAL=30")]
    [InlineData("FREQ=DAILY;BYHOUR=9;BYMINUTE=0,10,20,30,40,50")]
    [InlineData("FREQ=DAILY;BYSECOND=0,1")]
    [InlineData("FREQ=HOURLY;COUNT=1000000")]
    [InlineData("FREQ=KADANG")]
    public async Task A_rule_of_seconds_or_minutes_or_none_at_all_is_skipped(string rule) =>
        Assert.Equal(1, (await Import(Event("a", $"SUMMARY:A\nDTSTART:20260314T020000Z\nRRULE:{rule}"))).Skipped);

    [Theory]
    [InlineData("FREQ=HOURLY", 377)] // of 400 in all, those of the evening before counted too
    [InlineData("FREQ=HOURLY;INTERVAL=36", 21)]
    [InlineData("FREQ=DAILY", 31)]
    [InlineData("FREQ=DAILY;INTERVAL=3", 11)]
    [InlineData("FREQ=WEEKLY;INTERVAL=2", 2)]
    [InlineData("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR", 4)]
    [InlineData("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", 0)]
    [InlineData("FREQ=DAILY;COUNT=20", 0)]
    public async Task A_series_that_began_in_another_century_gives_its_days_all_the_same(string rule, int times)
    {
        await Import(Event("a", $"SUMMARY:A\nDTSTART:19000101T020000Z\nDTEND:19000101T030000Z\nRRULE:{rule}"));
        var knowledge = await LibraryKnowledge.Load(temp.Store);
        Assert.Equal(times, knowledge.Occurrences(new DateOnly(2026, 3, 1), new DateOnly(2026, 3, 31)).Count);
    }

    [Fact]
    public async Task A_series_of_every_other_day_keeps_its_days()
    {
        await Import(Event("a", "SUMMARY:A\nDTSTART:20200101T020000Z\nRRULE:FREQ=DAILY;INTERVAL=2"));
        var knowledge = await LibraryKnowledge.Load(temp.Store);
        var far = knowledge.Occurrences(new DateOnly(2026, 3, 1), new DateOnly(2026, 3, 5)).Select(time => time.Day.DayNumber % 2).Distinct();
        Assert.Equal([new DateOnly(2020, 1, 1).DayNumber % 2], far);
    }

    [Fact]
    public async Task An_event_without_end_and_one_with_alarms_and_attached_files_harm_nobody()
    {
        var run = await Import("BEGIN:VEVENT\nUID:broken\nSUMMARY:A\nDTSTART:20260314T020000Z\n"
            + Event("ok", $"SUMMARY:B\nDTSTART:20260314T020000Z\nATTACH;ENCODING=BASE64:{new string('A', 400_000)}\nBEGIN:VALARM\nSUMMARY:Bangun\nTRIGGER:-PT5M\nEND:VALARM"));
        Assert.Equal((1, 1), (run.New, run.Skipped));
        Assert.Equal("B", (await Stored("ok")).Title);
        Assert.Contains("VEVENT[0]: it has no end", run.Problems[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_of_any_length_is_read_to_its_limit_only()
    {
        var run = await Import(Event("a", $"SUMMARY:A\nDTSTART:20260314T020000Z\nDESCRIPTION:{string.Concat(Enumerable.Repeat("<<a ", 20_000))}\n {new string('x', 3_000_000)}") + Event("b", $"SUMMARY:B\nDTSTART:20260314T020000Z{string.Concat(Enumerable.Range(0, 300).Select(_ => $"\nDESCRIPTION:{new string('y', 1000)}"))}"));
        Assert.Equal((1, 1), (run.New, run.Skipped));
        Assert.True((await Stored("a")).Description!.Length <= 4000);
    }

    [Fact]
    public async Task More_events_than_a_library_ever_has_are_refused_before_anything_is_written()
    {
        var many = new StringBuilder();
        for (var at = 0; at <= 20_000; at++)
            many.Append(CultureInfo.InvariantCulture, $"BEGIN:VEVENT\nUID:{at}\nEND:VEVENT\n");
        await Assert.ThrowsAsync<ImportRefused>(() => Import(many.ToString()));
        Assert.Empty(await temp.Store.Read(s => s.All(LibraryEvent.Collection)));
    }

    [Fact]
    public async Task Two_calendars_of_one_host_are_two_sources_and_a_secret_address_is_not_repeated()
    {
        await using var site = await AnsweringSite.Start(request => Calendar(Event("same@x", $"SUMMARY:{request.Path}\nDTSTART:20260314T020000Z")));
        foreach (var path in new[] { "/rahasia-1/basic.ics", "/rahasia-2/basic.ics" })
            await IcsFile.Import(site.Url + path, Importing());
        var events = await temp.Store.Read(s => s.All(LibraryEvent.Collection));
        Assert.Equal(2, events.Select(found => found.Source).Distinct().Count());
        Assert.Equal(["/rahasia-1/basic.ics", "/rahasia-2/basic.ics"], events.Select(found => found.Title).Order(StringComparer.Ordinal));
        Assert.All(events, found => Assert.DoesNotContain("rahasia", found.Source + found.Id, StringComparison.Ordinal));
        Assert.All(events, found => Assert.StartsWith("ics:127.0.0.1/", found.Source));
    }

    [Fact]
    public async Task An_event_to_come_that_the_calendar_no_longer_lists_is_taken_out_and_a_past_one_stays()
    {
        var all = Event("past", "SUMMARY:Lalu\nDTSTART:20260201T020000Z") + Event("one", "SUMMARY:Satu\nDTSTART:20260314T020000Z") + Event("two", "SUMMARY:Dua\nDTSTART:20260401T020000Z") + Event("series", "SUMMARY:Seri\nDTSTART:20250101T020000Z\nRRULE:FREQ=WEEKLY");
        var fewer = Event("one", "SUMMARY:Satu\nDTSTART:20260314T020000Z") + Event("series", "SUMMARY:Seri\nDTSTART:20250101T020000Z\nRRULE:FREQ=WEEKLY");
        Assert.Equal(["Dua", "Lalu", "Satu", "Seri"], await TitlesAfter(Calendar(all)));
        Assert.Equal(["Lalu", "Satu", "Seri"], await TitlesAfter(Calendar(all), Calendar(fewer)));
    }

    [Theory]
    [InlineData("BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR\n")]
    [InlineData("BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:one\nSUMMARY:Satu\nDTSTART:20260314T020000Z\nEND:VEVENT\nBEGIN:VEV")]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:one\nSUMMARY:Satu\nDTSTART:20260314T020000Z\nEND:VEVENT\nBEGIN:VEVENT\nUID:two\nSUMMARY:Dua\nDTSTART:rusak\nEND:VEVENT\nEND:VCALENDAR\n")]
    public async Task A_calendar_that_came_empty_cut_off_or_broken_takes_nothing_out(string later)
    {
        var all = Event("one", "SUMMARY:Satu\nDTSTART:20260314T020000Z") + Event("two", "SUMMARY:Dua\nDTSTART:20260401T020000Z");
        Assert.Equal(["Dua", "Satu"], await TitlesAfter(Calendar(all), later));
    }

    [SkippableFact]
    public async Task LibCal_is_right_in_UTC_although_it_names_a_wrong_zone()
    {
        var file = SharedData.Path("ics/libcal-shape/springwater-excerpt.ics");
        Skip.If(file is null, "shared data is not here");
        await IcsFile.Import(file!, new Importing(temp.Store, clock));
        var full = await Stored("LibCal-8312-4024546");
        Assert.Equal((new DateTimeOffset(2026, 8, 18, 14, 30, 0, TimeSpan.Zero), Registration.Full), (full.Start.ToUniversalTime(), full.Registration));
        Assert.Equal(Registration.None, (await Stored("LibCal-8312-4024558")).Registration);
        Assert.Equal("https://springwater-ca.libcal.com/event/4024558", (await Stored("LibCal-8312-4024558")).Link);
    }

    [SkippableFact]
    public async Task Every_calendar_of_the_shared_data_comes_in_or_is_refused_with_a_reason()
    {
        var one = SharedData.Path("ics/libcal-shape/springwater-excerpt.ics");
        Skip.If(one is null, "shared data is not here");
        var files = Directory.GetFiles(Path.GetDirectoryName(Path.GetDirectoryName(one))!, "*.ics", SearchOption.AllDirectories);
        Assert.True(files.Length > 100);
        foreach (var file in files)
        {
            var run = await IcsFile.Import(file, new Importing(temp.Store, clock));
            Assert.Equal(run.Skipped + run.Warnings, run.Problems.Count);
            Assert.DoesNotContain(run.Problems, problem => problem.Contains("time zone", StringComparison.Ordinal) && !problem.Contains("US-Eastern", StringComparison.Ordinal));
        }
    }

    private static string Calendar(string inside) => $"BEGIN:VCALENDAR\nVERSION:2.0\n{inside}END:VCALENDAR\n";

    private static string Event(string uid, string lines) => $"BEGIN:VEVENT\nUID:{uid}\n{lines}\nEND:VEVENT\n";

    private Task<ImportRun> Import(string inside) => IcsFile.ImportText(Calendar(inside), "agenda.ics", new Importing(temp.Store, clock));

    private Importing Importing() => new(temp.Store, clock) { Web = AnsweringSite.Web };

    private async Task<LibraryEvent> Stored(string id) => (await temp.Store.Read(s => s.Get(LibraryEvent.Collection, id)))!;

    private async Task<string[]> TitlesAfter(params string[] calendars)
    {
        var next = 0;
        await using var site = await AnsweringSite.Start(_ => calendars[next++]);
        foreach (var _ in calendars)
            await IcsFile.Import($"{site.Url}/agenda.ics", Importing() with { Source = "ics:contoh" });
        return [.. (await temp.Store.Read(s => s.All(LibraryEvent.Collection))).Select(found => found.Title).Order(StringComparer.Ordinal)];
    }
}
