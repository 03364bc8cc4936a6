using System.Diagnostics;
using System.Globalization;
using System.Text;
using CsCheck;
using LibraryBot.Knowledge;
using LibraryBot.Knowledge.Import;
using LibraryBot.Knowledge.Import.Feeds;
using LibraryBot.Knowledge.Import.Oai;
using LibraryBot.Knowledge.Import.Sheets;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.Knowledge;

/// <summary>
/// Whatever comes in, an importer takes it in or refuses it in one line, soon. Good inputs are cut, doubled, shuffled and overwritten;
/// LIBRARYBOT_FUZZ=N tries N of each kind.
/// </summary>
public sealed class ImportFuzzTests
{
    private static readonly int Tries = int.TryParse(Environment.GetEnvironmentVariable("LIBRARYBOT_FUZZ"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : 1000;

    private static readonly string[] Odd =
    [
        "\0", "\u0001", "\uFFFF", "\uFEFF", "\u202E", "<", ">", "&", "&#0;", "&#x1F4DA;", "]]>", "<![CDATA[", "<!--", "<?x?>", "<!DOCTYPE a>", "\"", "'", "\"\"", "\\\"", ",", ";", "\t", "|", "\r", "\n", "\r\n ", ":",
        "99999999999999999999", "-1", "0000-00-00", "9999-12-31T23:59:59Z", "00010101T000000Z", "99991231T235959Z", "BEGIN:VEVENT\n", "END:VEVENT\n", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\n", "RRULE:FREQ=DAILY;UNTIL=00010101\n", "DURATION:P99999W\n",
        "RDATE:99991231T000000Z,x\n", "EXDATE:x\n", "RECURRENCE-ID:x\n", "TZID=:", "TZID=../../etc/passwd:", "<record>", "</record>", "<resumptionToken>a</resumptionToken>", "status=\"deleted\"", "<a>", "\uD83D", "é", "Ã©",
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

    private static readonly string[] Tables =
    [
        "Judul;Pengarang;Tahun;Tanggal masuk;Eksemplar;Subjek\n\"Bumi; Manusia\";Toer;2005;02/03/2026;3;a|b\nDua;\"Ana \"\"A\"\"\";2024;2 Maret 2026;1;\n",
        "Acara,Tanggal,Jam,Tempat,Kuota,Pendaftaran\nBedah Buku,14/03/2026,09.00-11.30,Aula,25,wajib\n",
        "\"title\",\"gmd_name\",\"edition\",\"isbn_issn\",\"publisher_name\",\"publish_year\",\"collation\",\"series_title\",\"call_number\",\"language_name\",\"place_name\",\"classification\",\"notes\",\"image\",\"sor\",\"authors\",\"topics\",\"item_code\"\n\"Bumi\",\"Text\",\"\",\"\",\"X\",\"2005\",\"\",\"\",\"899 TOE b\",\"Indonesia\",\"Jakarta\",\"899\",\"a\\nb\",\"\",\"\",\"<Toer>\",\"<Fiksi>\",\"<K1><K2>\"\n",
    ];

    [Fact]
    public void A_page_of_OAI_is_taken_in_or_refused() => EachOf(Oai, async (page, into, _) =>
    {
        var pages = 0;
        await using var site = await AnsweringSite.Start(_ => ++pages <= 4 ? new AnsweringSite.Page(page) : new AnsweringSite.Page([], 404));
        await OaiHarvest.Import($"{site.Url}/oai", into with { Web = AnsweringSite.Web }, "oai_dc");
    }, Tries / 4);

    [Fact]
    public void A_page_of_OAI_is_read_to_its_end() => EachOf(Oai, (page, _, _) =>
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
    }, Tries * 4);

    [Fact]
    public void A_feed_is_taken_in_or_refused() => EachOf(Feeds, (feed, into, _) => FeedFile.Import(feed, "x", into), Tries * 2);

    [Fact]
    public void A_calendar_is_taken_in_or_refused_and_its_events_have_days() => EachOf(Calendars, async (calendar, into, _) =>
    {
        await IcsFile.ImportText(Encoding.UTF8.GetString(calendar), "x", into);
        var events = await into.Store.Read(reader => reader.All(LibraryEvent.Collection));
        Assert.All(EventCalendar.Between(events, new DateOnly(2026, 3, 1), new DateOnly(2026, 4, 1), Zones.Find(null)), time => Assert.True(time.End >= time.Start));
    }, Tries * 2);

    [Fact]
    public void A_table_is_taken_in_or_refused() => EachOf(Tables, (table, into, _) => SheetFile.Import(SheetRows.OfText(new StringReader(Encoding.UTF8.GetString(table))), "x", into), Tries * 2);

    [Fact]
    public void A_pair_of_SLiMS_is_taken_in_or_refused() => EachOf(Tables, async (table, into, folder) =>
    {
        await File.WriteAllBytesAsync(folder.File("titles.csv"), table);
        await SlimsFiles.Import(folder.File("titles.csv"), folder.File("titles.csv"), into);
        await SlimsFiles.Import(folder.File("titles.csv"), null, into);
    }, Tries);

    [Fact]
    public void A_workbook_is_taken_in_or_refused() => Hold(Overwritten(Workbook.Of(["Judul", "Tahun"], ["Satu", 2024], ["Dua", new DateOnly(2026, 3, 2)])),
        (workbook, into, _) => SheetFile.Import(SheetRows.OfWorkbook(workbook, "x"), "x", into), Tries);

    [Fact]
    public void A_sheet_of_a_workbook_is_taken_in_or_refused() => EachOf([Workbook.Sheet(["Judul", "Tahun", "Tanggal masuk"], ["Satu", 2024, new DateOnly(2026, 3, 2)], ["Dua", 1.5, "x"])],
        (sheet, into, _) => SheetFile.Import(SheetRows.OfWorkbook(Workbook.WithSheet(Encoding.UTF8.GetString(sheet)), "x"), "x", into), Tries);

    [Fact]
    public void Anything_is_sniffed_without_harm() => EachOf([.. Oai, .. Feeds, .. Calendars, .. Tables], (first, _, _) =>
    {
        _ = ImportSniffer.Of("x.csv", first);
        return Task.CompletedTask;
    }, Tries * 2);

    private static void EachOf(string[] seeds, Func<byte[], Importing, TempFolder, Task> import, int tries) =>
        Hold(Gen.Int[0, seeds.Length - 1].SelectMany(at => Changed(seeds[at])).Select(Encoding.UTF8.GetBytes), import, tries);

    private static void Hold(Gen<byte[]> inputs, Func<byte[], Importing, TempFolder, Task> import, int tries)
    {
        using var folder = new TempFolder();
        inputs.Sample(
            // The machine may have been busy with something else: only what is slow again and again is slow.
            input => Assert.True(Enumerable.Range(0, 3).Any(_ => Lasts(input, import, folder) < TimeSpan.FromSeconds(1)), "it took more than a second"),
            iter: tries, threads: 1, print: Convert.ToBase64String);
    }

    private static TimeSpan Lasts(byte[] input, Func<byte[], Importing, TempFolder, Task> import, TempFolder folder)
    {
        var begun = Stopwatch.GetTimestamp();
        try
        {
            import(input, new Importing(new MemoryStore(), new HurriedClock(new DateTimeOffset(2026, 3, 11, 3, 0, 0, TimeSpan.Zero))), folder).GetAwaiter().GetResult();
        }
        catch (ImportRefused refused)
        {
            Assert.DoesNotContain('\n', refused.Message);
        }

        return Stopwatch.GetElapsedTime(begun);
    }

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
