using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using LibraryBot.Knowledge;
using LibraryBot.Knowledge.Import;
using LibraryBot.Knowledge.Import.Feeds;
using LibraryBot.Knowledge.Import.Marc;
using LibraryBot.Knowledge.Import.Oai;
using LibraryBot.Knowledge.Import.Sheets;
using LibraryBot.Tests.Support;
using Xunit.Abstractions;

namespace LibraryBot.Tests.Knowledge;

/// <summary>
/// Files that are made to take all time or memory are refused, or followed only so far. What is counted is the work (how much was read of
/// what has no end, how much came in); the time that each takes beyond a small good file of its kind is written down.
/// </summary>
public sealed class BombTests(ITestOutputHelper output)
{
    private const int Tries = 3;
    private const string Laughs = "<!DOCTYPE r [<!ENTITY a 'haha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'><!ENTITY d '&c;&c;&c;&c;&c;&c;&c;&c;'><!ENTITY e '&d;&d;&d;&d;&d;&d;&d;&d;'>]>";
    private const string Outside = "<!DOCTYPE r [<!ENTITY e SYSTEM 'file:///etc/hostname'>]>";
    private static readonly string Deep = string.Concat(Enumerable.Repeat("<a>", 1_000_000));
    private static readonly string Attributes = $"<a {string.Concat(Enumerable.Range(0, 100_000).Select(at => $"a{at}='' "))}/>";

    private static readonly Dictionary<string, Func<string, Task<string>>> Xml = new()
    {
        ["MARCXML"] = bomb => Said(into => MarcXmlFile.Import(Bytes(bomb.Replace("{0}", MarcXmlTests.Record("1", "&e;"), StringComparison.Ordinal)), "x.xml", into)),
        ["OAI"] = bomb => Task.FromResult(ReadToEnd(Encoding.UTF8.GetBytes(bomb.Replace("{0}", OaiPages.Records(null, OaiPages.Dc("1", "&e;")), StringComparison.Ordinal)))),
        ["feed"] = bomb => Said(into => FeedFile.Import(Encoding.UTF8.GetBytes(bomb.Replace("{0}", "<rss><channel><item><title>&e;</title><link>https://a.example/1</link></item></channel></rss>", StringComparison.Ordinal)), "x.xml", into)),
        ["item of a feed"] = bomb => Said(into => FeedFile.Import(Encoding.UTF8.GetBytes($"<rss><channel><item>{bomb.Replace("{0}", "<title>&e;</title>", StringComparison.Ordinal)}</item></channel></rss>"), "x.xml", into)),
        ["sheet"] = bomb => Said(into => Workbooks(Workbook.WithSheet(bomb.Replace("{0}", Workbook.Sheet(["Judul", "Tahun"], ["E", 1]).Replace(">E<", ">&e;<", StringComparison.Ordinal), StringComparison.Ordinal)), into)),
        ["texts of a workbook"] = bomb => Said(into => Workbooks(WithPart("xl/sharedStrings.xml", bomb.Replace("{0}", "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><si><t>&e;</t></si></sst>", StringComparison.Ordinal)), into)),
        ["styles of a workbook"] = bomb => Said(into => Workbooks(WithPart("xl/styles.xml", bomb.Replace("{0}", "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><numFmts><numFmt numFmtId=\"200\" formatCode=\"&e;\"/></numFmts></styleSheet>", StringComparison.Ordinal)), into)),
        ["workbook"] = bomb => Said(into => Workbooks(WithPart("xl/workbook.xml", bomb.Replace("{0}", "<workbook>&e;</workbook>", StringComparison.Ordinal)), into)),
    };

    public static TheoryData<string> Documents => [.. Xml.Keys];

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task An_entity_is_never_opened_wherever_it_stands(string document)
    {
        foreach (var bomb in new[] { Laughs, Outside })
        {
            var said = await Timed($"{document}, {(bomb == Laughs ? "a billion laughs" : "an entity from outside")}", () => Xml[document]($"{bomb}{{0}}"), () => Xml[document]("{0}"));
            Assert.DoesNotContain("haha", said, StringComparison.Ordinal);
            Assert.DoesNotContain(Environment.MachineName, said, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task Elements_in_elements_and_attributes_without_number_are_not_followed(string document)
    {
        await Timed($"{document}, a million elements in one another", () => Xml[document](Deep), () => Xml[document]("{0}"));
        await Timed($"{document}, an element with 100,000 attributes", () => Xml[document](Attributes), () => Xml[document]("{0}"));
    }

    [Theory]
    [InlineData("one part of 100 MB", "unpacks to far more")]
    [InlineData("a part of 64 MB in a file of 2 MB", "unpacks to far more")]
    [InlineData("a zip in a zip", "not a workbook")]
    [InlineData("10,000 parts", "more than 500 parts")]
    [InlineData("400,000 empty rows", "more than 200000 rows")]
    public async Task A_zip_bomb_is_refused(string bomb, string why)
    {
        var workbook = bomb switch
        {
            "one part of 100 MB" => Workbook.Zip(("xl/worksheets/sheet1.xml", new string(' ', 100 << 20))),
            "a part of 64 MB in a file of 2 MB" => Workbook.Zip(("xl/worksheets/sheet1.xml", new string(' ', 64 << 20)), ("a", Noise(1_500_000))),
            "a zip in a zip" => Workbook.Zip(("x.xlsx", Encoding.Latin1.GetString(Workbook.Zip(("x", new string(' ', 7 << 20)))))),
            "10,000 parts" => Workbook.Zip([.. Enumerable.Range(0, 10_000).Select(at => ($"a{at}", ""))]),
            _ => Workbook.WithSheet(Workbook.Sheet(string.Concat(Enumerable.Range(1, 400_000).Select(at => $"<row r=\"{at}\"/>")))),
        };
        Assert.Contains(why, await Timed($"workbook, {bomb}", () => Said(into => Workbooks(workbook, into)), Good), StringComparison.Ordinal);

        static Task<string> Good() => Said(into => Workbooks(Workbook.Of(["Judul", "Tahun"], ["Satu", 2024]), into));
    }

    [Theory]
    [InlineData("a rule of every second", "RRULE:FREQ=SECONDLY", "seen 1, new 0")]
    [InlineData("a rule of every minute", "RRULE:FREQ=MINUTELY", "seen 1, new 0")]
    [InlineData("a rule of every second of the minute", "RRULE:FREQ=DAILY;BYSECOND=0,1,2,3,4,5,6,7,8,9", "seen 1, new 0")]
    [InlineData("a rule without end", "RRULE:FREQ=HOURLY", "seen 1, new 1")]
    [InlineData("a rule that never comes true", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "seen 1, new 1")]
    [InlineData("500 days added", "RDATE:{0}", "seen 367, new 367", 500)]
    [InlineData("10,000 days added", "RDATE:{0}", "seen 1, new 0", 10_000)]
    [InlineData("10,000 days left out", "RRULE:FREQ=DAILY\r\nEXDATE:{0}", "seen 1, new 0", 10_000)]
    public async Task A_calendar_without_end_gives_only_so_many_days(string bomb, string line, string run, int count = 0)
    {
        var days = string.Join(',', Enumerable.Range(0, count).Select(at => new DateTime(2026, 3, 6).AddDays(at).ToString("yyyyMMdd'T'100000'Z'", CultureInfo.InvariantCulture)));
        var said = await Timed($"calendar, {bomb}", () => Calendar(Event(line.Replace("{0}", days, StringComparison.Ordinal))), () => Calendar(Event("LOCATION:Aula")));
        Assert.StartsWith(run, said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Series_without_end_are_asked_for_their_days_only_so_long()
    {
        var store = new MemoryStore();
        await IcsFile.ImportText($"BEGIN:VCALENDAR\r\n{string.Concat(Enumerable.Range(0, 1000).Select(at => Event("RRULE:FREQ=HOURLY").Replace("UID:a", $"UID:{at}", StringComparison.Ordinal).Replace("Kelas", $"Kelas {at}", StringComparison.Ordinal)))}END:VCALENDAR\r\n", "x.ics", new Importing(store, TimeProvider.System));
        var knowledge = await LibraryKnowledge.Load(store);
        var found = await Timed("1000 series of every hour, asked for a year", () => Task.FromResult($"{knowledge.Occurrences(new DateOnly(2026, 6, 1), new DateOnly(2027, 6, 1)).Count}"), () => Task.FromResult(""));
        Assert.Equal($"{EventCalendar.TogetherAtMost}", found);
    }

    [Fact]
    public async Task A_calendar_of_100_000_events_is_refused_before_any_of_them_is_read()
    {
        var events = new EndlessText("BEGIN:VCALENDAR\r\n", Event("LOCATION:Aula"));
        var said = await Timed("calendar, events without end", () => Said(into => IcsFile.Import(() => events, "x.ics", into)), () => Calendar(Event("LOCATION:Aula")), once: true);
        Assert.Contains("more than 20000 events", said, StringComparison.Ordinal);
        Assert.True(events.Given < 3 << 20, $"{events.Given} letters were read");
    }

    [Theory]
    [InlineData("a line of 100 MB", "DESCRIPTION:", "x")]
    [InlineData("a folded line of 100 MB", "DESCRIPTION:", "x\r\n ")]
    public async Task A_line_of_a_calendar_that_does_not_end_is_refused(string bomb, string begin, string again)
    {
        var line = new EndlessText($"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n{begin}", again);
        var said = await Timed($"calendar, {bomb}", () => Said(into => IcsFile.Import(() => line, "x.ics", into)), () => Calendar(Event("LOCATION:Aula")), once: true);
        Assert.Contains("line that does not end", said, StringComparison.Ordinal);
        Assert.True(line.Given <= (1 << 22) + 100, $"{line.Given} letters were read");
    }

    [Theory]
    [InlineData("a line of 100 MB", "", "x", "line that does not end")]
    [InlineData("a line of 100 MB within quotation marks", "\"", "x", "line that does not end")]
    [InlineData("a quotation mark on each line that is never closed", "Judul,Pengarang,Tahun\n", "\"abc abc abc abc abc abc abc abc abc abc\n", "None of the first 1000 records")]
    [InlineData("quotation marks that close and open again", "Judul,Pengarang,Tahun,A,B,C,D,E,F,G,H,I,J,K,L,M,N,O,P,Q,R,S,T,U,V,W,X,Y,Z\n", "a\",\"a\n", "None of the first 1000 records")]
    public async Task A_table_that_does_not_end_its_lines_or_fields_is_refused(string bomb, string begin, string again, string why)
    {
        var table = new EndlessText(begin.Length > 1 ? begin : $"Judul,Pengarang\n{begin}", again);
        var said = await Timed($"table, {bomb}", () => Said(into => SheetFile.Import(SheetRows.OfText(table), "x.csv", into)), () => Said(into => SheetFile.Import(SheetRows.OfText(new StringReader("Judul,Pengarang\nSatu,Ana\n")), "x.csv", into)), once: true);
        Assert.Contains(why, said, StringComparison.Ordinal);
        Assert.True(table.Given <= (1 << 22) + 200, $"{table.Given} letters were read");
    }

    [Fact]
    public async Task Records_of_MARC_that_claim_more_than_there_is_are_given_up_after_a_thousand()
    {
        var records = new EndlessBytes("", "99999nam a2200000 a 4500\u001E\u001D");
        var said = await Timed("MARC, records without end that claim 99,999 bytes", () => Said(into => MarcFile.Import(records, "x.mrc", into)), GoodMarc, once: true);
        Assert.Contains("None of the first 1000 records can be used", said, StringComparison.Ordinal);
        Assert.True(records.Given < 2 << 20, $"{records.Given} bytes were read");
    }

    [Fact]
    public async Task Fields_of_MARC_that_lie_on_one_another_are_read_as_often_as_there_is_room()
    {
        var field = $"  \u001Fa{new string('x', 9_990)}\u001E";
        var directory = string.Concat(Enumerable.Repeat($"500{field.Length:D4}00000", 60_000));
        var record = Encoding.Latin1.GetBytes($"99999nam a2200000 a 4500{directory}\u001E{field}\u001D");
        var before = GC.GetAllocatedBytesForCurrentThread();
        await Timed("MARC, 60,000 entries for one long field", () => Said(into => MarcFile.Import(new MemoryStream(record), "x.mrc", into)), GoodMarc);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 150L << 20, "each entry was given a field of its own");
    }

    [Theory]
    [InlineData("{\"books\": ", "[", 10_000)]
    [InlineData("", "{\"books\": ", 10_000)]
    public async Task JSON_nested_10_000_deep_is_refused(string begin, string again, int times)
    {
        var text = begin + string.Concat(Enumerable.Repeat(again, times));
        var said = await Timed($"knowledge file, {again} 10,000 times", () => Said(into => NativeFile.ImportText(text, "x.json", into)), () => Said(into => NativeFile.ImportText("""{"books": []}""", "x.json", into)));
        Assert.Contains("is not JSON", said, StringComparison.Ordinal);
    }

    /// <summary>What the bomb came to; writes how much longer it took than a good file. The quickest of some tries, as others are at work too.</summary>
    private async Task<string> Timed(string bomb, Func<Task<string>> explode, Func<Task<string>> good, bool once = false)
    {
        await good();
        var (said, extra) = ("", TimeSpan.MaxValue);
        for (var tries = 0; tries < (once ? 1 : Tries); tries++)
        {
            var began = Stopwatch.GetTimestamp();
            await good();
            var usual = Stopwatch.GetElapsedTime(began);
            began = Stopwatch.GetTimestamp();
            said = await explode();
            extra = Stopwatch.GetElapsedTime(began) - usual is var took && took < extra ? took : extra;
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{bomb}: {extra.TotalMilliseconds:0} ms more than a good one"));
        return said;
    }

    /// <summary>The refusal, or the run and the titles that came in.</summary>
    private static async Task<string> Said(Func<Importing, Task<ImportRun>> import)
    {
        var store = new MemoryStore();
        try
        {
            var run = await import(new Importing(store, TimeProvider.System));
            return $"{run.Summary} {string.Join(' ', (await store.Read(reader => reader.All(Book.Collection))).Select(book => book.Title))}";
        }
        catch (ImportRefused refused)
        {
            return refused.Message;
        }
    }

    private static string ReadToEnd(byte[] page)
    {
        using var read = new OaiPage(page);
        var titles = new StringBuilder();
        while (read.Next() is { } record)
            titles.Append(record.Metadata?.Value);
        return $"{read.Fault} {titles}";
    }

    private static Task<string> Calendar(string events) => Said(into => IcsFile.ImportText($"BEGIN:VCALENDAR\r\n{events}END:VCALENDAR\r\n", "x.ics", into));

    private static string Event(string line) => $"BEGIN:VEVENT\r\nUID:a\r\nSUMMARY:Kelas\r\nDTSTART:20260305T100000Z\r\n{line}\r\nEND:VEVENT\r\n";

    private static Task<string> GoodMarc() => Said(into => MarcFile.Import(new MemoryStream(MarcDraft.Titled("One")), "x.mrc", into));

    private static Task<ImportRun> Workbooks(byte[] workbook, Importing into) => SheetFile.Import(SheetRows.OfWorkbook(workbook, "x.xlsx"), "x.xlsx", into);

    /// <summary>A good workbook with one part of it put in another's place.</summary>
    private static byte[] WithPart(string name, string text)
    {
        using var bytes = new MemoryStream();
        bytes.Write(Workbook.Of(["Judul", "Tahun"], ["Satu", 2024]));
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Update, leaveOpen: true))
        {
            zip.GetEntry(name)?.Delete();
            using var part = zip.CreateEntry(name).Open();
            part.Write(Encoding.UTF8.GetBytes(text));
        }

        return bytes.ToArray();
    }

    private static MemoryStream Bytes(string text) => new(Encoding.UTF8.GetBytes(text));

    /// <summary>Letters that no zip makes smaller by much.</summary>
    private static string Noise(int length)
    {
        var random = new Random(1);
        return string.Create(length, random, (letters, dice) =>
        {
            foreach (ref var letter in letters)
                letter = (char)dice.Next('!', '~');
        });
    }
}
