using System.Runtime.CompilerServices;
using System.Text;
using CsCheck;
using LibraryBot.Knowledge;
using LibraryBot.Knowledge.Import;
using LibraryBot.Knowledge.Import.Feeds;
using LibraryBot.Knowledge.Import.Oai;
using LibraryBot.Knowledge.Import.Sheets;
using LibraryBot.Tests.Support;
using Xunit.Abstractions;

namespace LibraryBot.Tests.Knowledge;

/// <summary>
/// Whatever comes in, an importer takes it in or refuses it in one line, soon. Good inputs are cut, doubled, shuffled and overwritten.
/// </summary>
public sealed class ImportFuzzTests(ITestOutputHelper output)
{
    private static readonly string[] Odd =
    [
        "\0", "\u0001", "\uFFFF", "\uFEFF", "\u202E", "<", ">", "&", "&#0;", "&#x1F4DA;", "]]>", "<![CDATA[", "<!--", "<?x?>", "<!DOCTYPE a>", "\"", "'", "\"\"", "\\\"", ",", ";", "\t", "|", "\r", "\n", "\r\n ", ":",
        "99999999999999999999", "-1", "0000-00-00", "9999-12-31T23:59:59Z", "00010101T000000Z", "99991231T235959Z", "BEGIN:VEVENT\n", "END:VEVENT\n", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\n", "RRULE:FREQ=DAILY;UNTIL=00010101\n", "DURATION:P99999W\n",
        "RDATE:99991231T000000Z,x\n", "EXDATE:x\n", "RECURRENCE-ID:x\n", "TZID=:", "TZID=../../etc/passwd:", "<record>", "</record>", "<resumptionToken>a</resumptionToken>", "status=\"deleted\"", "<a>", "\uD83D", "é", "Ã©", "٣", "٢٠٢٦", "\u0308", "null", "{}", "[]", "[[", "{\"\":", "true", "1e999",
    ];

    private static readonly string[] Oai =
    [
        OaiPages.Records("t", OaiPages.Dc("oai:slims/1", "Satu", "<dc:date>2026-03-05T01:02:03Z</dc:date><dc:identifier>9789799731234</dc:identifier><dc:subject>899.2</dc:subject>"), OaiPages.Deleted("oai:x:2")),
        OaiPages.Records(null, OaiPages.Record("oai:x:3", "<record xmlns=\"http://www.loc.gov/MARC21/slim\"><leader>00000nam a2200000 a 4500</leader><controlfield tag=\"008\">260302s2005    io            000 0 ind d</controlfield><datafield tag=\"245\" ind1=\"1\" ind2=\"0\"><subfield code=\"a\">Bumi</subfield></datafield></record>")),
        OaiPages.Records(null, OaiPages.Record("oai:x:4", "<oai_marc><fixfield id=\"008\">\"x\"</fixfield><varfield id=\"245\" i1=\"1\" i2=\"0\"><subfield label=\"a\">Bumi</subfield></varfield></oai_marc>")),
        OaiPages.Records(null, OaiPages.Record("oai:x:5", "<mods xmlns=\"http://www.loc.gov/mods/v3\"><titleInfo><nonSort>The</nonSort><title>Bumi</title></titleInfo><name><namePart type=\"family\">Toer</namePart><role><roleTerm>aut</roleTerm></role></name><originInfo><dateIssued>2005</dateIssued></originInfo><location><holdingSimple><copyInformation><sublocation>A (B)</sublocation></copyInformation></holdingSimple></location><recordInfo><recordCreationDate>2026-03-02</recordCreationDate></recordInfo></mods>")),
        OaiPages.Error("cannotDisseminateFormat"),
        OaiPages.Formats("oai_dc", "marcxml"),
    ];

    private static readonly string[] Feeds =
    [
        "<?xml version=\"1.0\"?><rss xmlns:dc=\"urn:dc\"><channel><item><title>Bumi / by Toer</title><link>https://a.example/1</link><description>&lt;img src=\"https://a.example/a.jpg\"&gt; ISBN 9789799731234</description><pubDate>Mon, 02 March 2026 09:00:00</pubDate><dc:creator>Toer</dc:creator></item></channel></rss>",
        "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><title>Bumi</title><id>urn:isbn:9789799731234</id><link href=\"https://a.example/1\"/><updated>2026-03-02T01:00:00+07:00</updated></entry></feed>",
    ];

    private static readonly string[] Calendars =
    [
        "BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:Kita\nBEGIN:STANDARD\nTZOFFSETTO:+0700\nEND:STANDARD\nEND:VTIMEZONE\nBEGIN:VEVENT\nUID:a\nSUMMARY:Kelas (PENUH)\nDTSTART;TZID=Kita:20260305T100000\nDTEND;TZID=Asia/Jakarta:20260305T110000\nRRULE:FREQ=WEEKLY;BYDAY=TH;COUNT=3\nEXDATE;TZID=Asia/Jakarta:20260312T100000\nRDATE:20260313T030000Z\nDESCRIPTION:Kuota 25 peserta\\, wajib daftar.\nEND:VEVENT\nEND:VCALENDAR\n",
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:b\nSUMMARY:Pameran\nDTSTART;VALUE=DATE:20260325\nDURATION:P3D\nCLASS:PRIVATE\nSTATUS:CANCELLED\nRECURRENCE-ID;VALUE=DATE:20260325\nEND:VEVENT\nEND:VCALENDAR\n",
    ];

    private static readonly string[] Natives =
    [
        """{"timezone": "Asia/Jakarta", "library": {"id": "x", "name": "X", "branches": [{"id": "pusat", "name": "Gedung Pusat", "aliases": ["pusat"], "address": "Jalan 1"}]}, "books": [{"id": "B1", "title": "Bumi", "author": "Toer", "year": 2005, "isbn": "9789799731234", "subjects": ["Fiksi"], "added": "2026-03-01", "copies": 3, "branches": ["pusat"], "hidden": false}], "terms": [["buku", "book"], {"words": ["a", "b"]}]}""",
        """{"events": [{"id": "E1", "title": "Kelas", "start": "2026-03-05T10:00+07:00", "end": "2026-03-05T11:00+07:00", "rrule": "FREQ=WEEKLY;BYDAY=TH", "exdate": ["2026-03-12"], "quota": 25, "taken": 3, "registration": "required", "online": true, "link": "https://a.example", "visibility": "internal"}, {"id": "E2", "title": "Pameran", "start": "2026-03-25", "end_inclusive": "2026-03-29", "all_day": true}], "hours": [{"id": "H1", "branch": "pusat", "valid": "2026-02-18/2026-03-19", "mon_thu": "08:00-11:30,13:00-17:00", "fri": "24:00", "sun": "closed"}], "faq": [{"id": "F1", "q": "Denda?", "a": "Rp1.000", "a_en": "1", "also": ["denda"]}], "pathfinders": [{"id": "P1", "topic": "Sejarah", "subjects": ["x"], "books": ["B1"], "links": [{"title": "t", "url": "https://a.example"}]}]}""",
    ];

    private static readonly string[] Tables =
    [
        "Judul;Pengarang;Tahun;Tanggal masuk;Eksemplar;Subjek\n\"Bumi; Manusia\";Toer;2005;02/03/2026;3;a|b\nDua;\"Ana \"\"A\"\"\";2024;2 Maret 2026;1;\n",
        "Acara,Tanggal,Jam,Tempat,Kuota,Pendaftaran\nBedah Buku,14/03/2026,09.00-11.30,Aula,25,wajib\n",
        "\"title\",\"gmd_name\",\"edition\",\"isbn_issn\",\"publisher_name\",\"publish_year\",\"collation\",\"series_title\",\"call_number\",\"language_name\",\"place_name\",\"classification\",\"notes\",\"image\",\"sor\",\"authors\",\"topics\",\"item_code\"\n\"Bumi\",\"Text\",\"\",\"\",\"X\",\"2005\",\"\",\"\",\"899 TOE b\",\"Indonesia\",\"Jakarta\",\"899\",\"a\\nb\",\"\",\"\",\"<Toer>\",\"<Fiksi>\",\"<K1><K2>\"\n",
    ];

    [Fact]
    public async Task A_page_of_OAI_is_taken_in_or_refused()
    {
        var (page, asked) = (Array.Empty<byte>(), 0);
        await using var site = await AnsweringSite.Start(_ => ++asked <= 4 ? new AnsweringSite.Page(page) : new AnsweringSite.Page([], 404));
        var web = AnsweringSite.Web;
        EachOf(Oai, (made, into) =>
        {
            (page, asked) = (made, 0);
            return OaiHarvest.Import($"{site.Url}/oai", into with { Web = web }, "oai_dc");
        }, 200);
    }

    [Fact]
    public void A_page_of_OAI_is_read_to_its_end() => EachOf(Oai, (page, _) =>
    {
        using var read = new OaiPage(page);
        var books = new OaiBooks("x", [], _ => { });
        while (read.Next() is { } record)
        {
            try
            {
                books.Read(record.Metadata ?? throw new BrokenRow(""), books.IdOf(record.Identifier ?? "x"));
            }
            catch (BrokenRow)
            {
                // A record that is skipped and named.
            }
        }

        return Task.CompletedTask;
    }, 2000);

    [Fact]
    public void A_feed_is_taken_in_or_refused() => EachOf(Feeds, (feed, into) => FeedFile.Import(feed, "x", into), 1000);

    [Fact]
    public void A_calendar_is_taken_in_or_refused_and_its_events_have_days() => EachOf(Calendars, async (calendar, into) =>
    {
        await IcsFile.ImportText(Encoding.UTF8.GetString(calendar), "x", into);
        var events = await into.Store.Read(reader => reader.All(LibraryEvent.Collection));
        Assert.All(EventCalendar.Between(events, new DateOnly(2026, 3, 1), new DateOnly(2026, 4, 1), Zones.Find(null)), time => Assert.True(time.End >= time.Start));
    }, 1000);

    [Fact]
    public void A_table_is_taken_in_or_refused() => EachOf(Tables, (table, into) => SheetFile.Import(SheetRows.OfText(Text(table)), "x", into), 1000);

    [Fact]
    public void A_pair_of_SLiMS_is_taken_in_or_refused() => EachOf(Tables, async (table, into) =>
    {
        await SlimsFiles.Import((Text(table), "titles.csv"), (Text(table), "copies.csv"), into);
        await SlimsFiles.Import((Text(table), "titles.csv"), null, into);
    }, 1000);

    [Fact]
    public void A_workbook_is_taken_in_or_refused() => Hold(Overwritten(Workbook.Of(["Judul", "Tahun"], ["Satu", 2024], ["Dua", new DateOnly(2026, 3, 2)])),
        (workbook, into) => SheetFile.Import(SheetRows.OfWorkbook(workbook, "x"), "x", into), 500);

    [Fact]
    public void A_sheet_of_a_workbook_is_taken_in_or_refused() => EachOf([Workbook.Sheet(["Judul", "Tahun", "Tanggal masuk"], ["Satu", 2024, new DateOnly(2026, 3, 2)], ["Dua", 1.5, "x"])],
        (sheet, into) => SheetFile.Import(SheetRows.OfWorkbook(Workbook.WithSheet(Encoding.UTF8.GetString(sheet)), "x"), "x", into), 500);

    [Fact]
    public void A_knowledge_file_is_taken_in_or_refused() => EachOf(Natives, (native, into) => NativeFile.ImportText(Encoding.UTF8.GetString(native), "x", into), 1000);

    [Fact]
    public void Anything_is_sniffed_without_harm() => EachOf([.. Oai, .. Feeds, .. Calendars, .. Tables, .. Natives], (first, into) =>
    {
        ImportSniffer.Of("x.csv", first);
        return Task.CompletedTask;
    }, 1000);

    private static StringReader Text(byte[] table) => new(Encoding.UTF8.GetString(table));

    private void EachOf(string[] seeds, Func<byte[], Importing, Task> import, int usual, [CallerMemberName] string kind = "") =>
        Hold(Gen.Int[0, seeds.Length - 1].SelectMany(at => Changed(seeds[at])).Select(Encoding.UTF8.GetBytes), import, usual, kind);

    private void Hold(Gen<byte[]> inputs, Func<byte[], Importing, Task> import, int usual, [CallerMemberName] string kind = "") => Fuzz.Play(
        output, inputs, usual,
        input =>
        {
            try
            {
                import(input, new Importing(new MemoryStore(), new HurriedClock(new DateTimeOffset(2026, 3, 11, 3, 0, 0, TimeSpan.Zero)))).GetAwaiter().GetResult();
            }
            catch (ImportRefused refused)
            {
                Assert.DoesNotContain('\n', refused.Message);
            }
        }, Convert.ToBase64String, kind);

    /// <summary>One to six changes: a piece cut out, said twice or moved, something odd put in, a letter overwritten.</summary>
    private static Gen<string> Changed(string seed) => Gen.Select(Gen.Int[0, 5], Gen.Double[0, 1], Gen.Double[0, 1], Gen.Int[0, Odd.Length - 1], Gen.Char).List[1, 6].Select(changes =>
        changes.Aggregate(seed, (text, change) =>
        {
            var (kind, from, length, which, letter) = change;
            var odd = Odd[which];
            var start = (int)(from * text.Length);
            var end = Math.Min(text.Length, start + (int)(length * length * text.Length));
            return kind switch
            {
                0 => text.Remove(start, end - start),
                1 => text.Insert(start, text[start..end]),
                2 => text[..start] + text[end..] + text[start..end],
                3 => text.Insert(start, string.Concat(Enumerable.Repeat(odd, 1 + (int)(length * length * length * 300)))),
                4 => text[..start],
                _ => start < text.Length ? text[..start] + letter + text[(start + 1)..] : text,
            };
        }));

    private static Gen<byte[]> Overwritten(byte[] seed) => Gen.Select(Gen.Double[0, 1], Gen.Byte).List[1, 5].Select(changes =>
    {
        var bytes = seed.ToArray();
        foreach (var (place, value) in changes)
            bytes[Math.Min(bytes.Length - 1, (int)(place * bytes.Length))] = value;
        return bytes;
    });
}
