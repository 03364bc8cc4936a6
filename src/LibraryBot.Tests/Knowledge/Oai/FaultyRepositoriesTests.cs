using System.Text;
using LibraryBot.Knowledge;
using LibraryBot.Knowledge.Import;
using LibraryBot.Knowledge.Import.Oai;
using LibraryBot.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace LibraryBot.Tests.Knowledge.Oai;

/// <summary>What SLiMS, INLISLite, Koha and DSpace do otherwise than the protocol, each borne by name.</summary>
public sealed class FaultyRepositoriesTests : IAsyncLifetime
{
    private const string Library = """{"library": {"id": "x", "name": "X", "branches": [{"id": "pusat", "name": "Gedung Pusat"}]}}""";
    private readonly TempStore temp = new();
    private readonly HurriedClock clock = new(new DateTimeOffset(2026, 3, 11, 3, 0, 0, TimeSpan.Zero));

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await temp.DisposeAsync();

    [Fact]
    public async Task SLiMS_has_no_datestamp_and_an_empty_list_where_there_is_nothing()
    {
        await using var site = await AnsweringSite.Start(_ => OaiPages.Of("<ListRecords></ListRecords>"));
        Assert.Equal("seen 0, new 0, changed 0, skipped 0, warnings 0", (await Harvest(site)).Summary);
        await using var other = await Slims(["Satu"]);
        Assert.Equal(1, (await Harvest(other)).New);
    }

    [Fact]
    public async Task SLiMS_ignores_from_alone_so_it_is_never_asked_with_it()
    {
        await using var site = await Slims(["Satu", "Dua", "Tiga"]);
        await Harvest(site);
        await Harvest(site);
        Assert.DoesNotContain(site.Requests, request => request.Contains("from=", StringComparison.Ordinal) || request.Contains("until=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task SLiMS_forgets_the_set_on_its_second_page_and_what_does_not_belong_is_left_out()
    {
        await using var site = await AnsweringSite.Start(request => request.Query.ContainsKey("resumptionToken")
            ? OaiPages.Records(null, OaiPages.Dc("oai:x:2", "Lain", header: "<setSpec>lain</setSpec>"), OaiPages.Dc("oai:x:3", "Dalam", header: "<setSpec>buku:fiksi</setSpec>"))
            : OaiPages.Records("oai_dc/1", OaiPages.Dc("oai:x:1", "Satu", header: "<setSpec>buku</setSpec>")));
        var run = await OaiHarvest.Import($"{site.Url}/oai.php", Importing(), "oai_dc", "buku");
        Assert.Equal((2, 1), (run.New, run.Warnings));
    }

    [Fact]
    public async Task SLiMS_has_the_same_identifiers_everywhere_and_two_libraries_never_meet()
    {
        await using var one = await Slims(["Satu"]);
        await using var two = await Slims(["Dua"]);
        await Harvest(one);
        await Harvest(two);
        var books = await temp.Store.Read(s => s.All(Book.Collection));
        Assert.Equal(["Dua", "Satu"], books.Select(book => book.Title).Order(StringComparer.Ordinal));
        Assert.All(books, book => Assert.Equal(book.Source.Replace("oai:", "oai-", StringComparison.Ordinal) + "-slims/1", book.Id));
    }

    [Fact]
    public async Task A_SLiMS_that_was_read_whole_is_read_again_only_to_the_first_page_without_news()
    {
        var titles = Enumerable.Range(1, 35).Select(number => $"Judul {number}").ToList();
        await using var site = await Slims(titles);
        Assert.Equal(35, (await Harvest(site)).New);
        var before = Lists(site);
        Assert.Equal(4, before);

        titles.AddRange(["Baru A", "Baru B"]);
        var run = await Harvest(site);
        Assert.Equal((2, 0), (run.New, run.Changed));
        Assert.Equal(2, Lists(site) - before);

        before = Lists(site);
        Assert.Equal("seen 10, new 0, changed 0, skipped 0, warnings 0", (await Harvest(site)).Summary);
        Assert.Equal(1, Lists(site) - before);
    }

    [Fact]
    public async Task A_SLiMS_that_broke_off_is_read_to_its_end_next_time()
    {
        var breaks = true;
        var titles = Enumerable.Range(1, 35).Select(number => $"Judul {number}").ToList();
        await using var site = await Slims(titles, request => breaks && request.Query["resumptionToken"] == "oai_dc/20" ? new AnsweringSite.Page([], 404) : null);
        Assert.Equal(20, (await Harvest(site)).New);
        breaks = false;
        Assert.Equal(15, (await Harvest(site)).New);
    }

    [Fact]
    public async Task A_changed_title_on_a_page_of_known_ones_comes_in()
    {
        List<string> titles = ["Satu", "Dua"];
        await using var site = await Slims(titles);
        await Harvest(site);
        titles[0] = "Satu, diperbaiki";
        Assert.Equal((0, 1), (await Harvest(site)) is var run ? (run.New, run.Changed) : default);
        Assert.Contains("Satu, diperbaiki", (await temp.Store.Read(s => s.All(Book.Collection))).Select(book => book.Title));
    }

    [Fact]
    public async Task SLiMS_encodes_titles_twice_and_puts_names_of_its_own_into_Dublin_Core()
    {
        var twice = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes("Café “Ä”"));
        await using var site = await AnsweringSite.Start(request => request.Path == "/oai.php"
            ? OaiPages.Records(null, OaiPages.Dc("oai:slims/1", twice, "<dc:hasVersion>Cet. 2</dc:hasVersion><dc:isPartOf>Seri A</dc:isPartOf><dc:medium>Text</dc:medium><dc:abstract>Ringkas</dc:abstract><dc:subject>Fiksi</dc:subject><dc:subject>899.2213</dc:subject><dc:identifier>978-979-97312-3-4</dc:identifier><dc:identifier>899.2213 TOE b</dc:identifier><dc:language>Indonesia</dc:language>"))
            : new AnsweringSite.Page([], 404));
        await Harvest(site);
        var book = Assert.Single(await temp.Store.Read(s => s.All(Book.Collection)));
        Assert.Equal(("Café “Ä”", "Cet. 2", "Seri A", "Ringkas", "899.2213", "899.2213 TOE b", "id"), (book.Title, book.Edition, book.Series, book.Summary, book.Class, book.CallNumber, book.Language));
        Assert.Equal(["Fiksi"], book.Subjects);
        Assert.Equal(["9789799731234"], book.Isbn);
    }

    [Fact]
    public async Task Old_SLiMS_says_a_word_before_the_XML_and_escapes_its_token_twice()
    {
        await using var site = await AnsweringSite.Start(request => request.Query["resumptionToken"].ToString() switch
        {
            "" => OaiPages.Records("offset%3D1%26metadataPrefix%3Doai_dc", OaiPages.Dc("oai:slims/2", "Dua")),
            "offset=1&metadataPrefix=oai_dc" => "resumption\n" + OaiPages.Records(null, OaiPages.Dc("oai:slims/1", "Satu")),
            _ => OaiPages.Error("badResumptionToken"),
        });
        Assert.Equal(2, (await Harvest(site)).New);
    }

    [Fact]
    public async Task A_byte_that_is_no_UTF_8_costs_a_letter_and_a_forbidden_letter_costs_nothing()
    {
        var page = Encoding.Latin1.GetBytes(OaiPages.Records(null, OaiPages.Dc("oai:x:1", "Caf\u00E9 \u0001baru"), OaiPages.Dc("oai:x:2", "Dua&#x2;")));
        await using var site = await AnsweringSite.Start(_ => new AnsweringSite.Page(page));
        Assert.Equal(2, (await Harvest(site)).New);
        Assert.Equal(["Caf\uFFFD baru", "Dua"], (await temp.Store.Read(s => s.All(Book.Collection))).Select(book => book.Title).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task SLiMS_tells_day_copies_shelf_and_cover_of_new_books_beside_OAI()
    {
        await NativeFile.ImportText(Library, "x.json", Importing());
        List<string> titles = ["Panel Surya: Panduan"];
        await using var site = await Slims(titles, detail: number => Detail(number, "Panel Surya:", "Panduan"));
        await Harvest(site);
        var book = Assert.Single(await temp.Store.Read(s => s.All(Book.Collection)));
        Assert.Equal(("Panel Surya: Panduan", new DateOnly(2026, 3, 2), 2, "621.47 HAD p"), (book.Title, book.Added, book.Copies, book.CallNumber));
        Assert.Equal(["pusat"], book.Branches);
        Assert.Equal([new ShelfPlace("pusat", "Rak 12")], book.Shelves);
        Assert.Equal($"{site.Url}/images/docs/panel%20surya.jpg", book.Cover);

        titles.Add("Lain");
        Assert.Equal("seen 2, new 1, changed 0, skipped 0, warnings 0", (await Harvest(site)).Summary);
        Assert.Equal(["1", "2"], site.Requests.Where(request => request.Contains("show_detail", StringComparison.Ordinal)).Select(request => request.Split("id=")[1].Split('&')[0]));
    }

    [Fact]
    public async Task SLiMS_loses_a_title_with_a_slash_in_MODS_and_the_rest_is_still_read()
    {
        await using var site = await Slims(["Satu / Dua"], detail: number => Detail(number, "", ""));
        await Harvest(site);
        var book = Assert.Single(await temp.Store.Read(s => s.All(Book.Collection)));
        Assert.Equal(("Satu / Dua", new DateOnly(2026, 3, 2)), (book.Title, book.Added));
    }

    [Fact]
    public async Task A_SLiMS_whose_details_are_switched_off_is_asked_once_and_warned_of_once()
    {
        await using var site = await Slims([.. Enumerable.Range(1, 15).Select(number => $"Judul {number}")], detail: _ => "<!DOCTYPE html><html><p>tidak ada</p></html>");
        var run = await Harvest(site);
        Assert.Equal((15, 1), (run.New, run.Warnings));
        Assert.Single(site.Requests, request => request.Contains("show_detail", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Details_are_asked_for_at_a_polite_pace_and_not_for_a_whole_catalogue()
    {
        await using var site = await Slims([.. Enumerable.Range(1, 320).Select(number => $"Judul {number}")], detail: number => Detail(number, $"Judul {number}", ""));
        Assert.Equal(320, (await Harvest(site)).New);
        Assert.Equal(300, site.Requests.Count(request => request.Contains("show_detail", StringComparison.Ordinal)));
        Assert.Equal(Enumerable.Repeat(TimeSpan.FromMilliseconds(500), 299), clock.Waits);
    }

    [Fact]
    public async Task INLISLite_tells_the_day_by_its_datestamp_and_has_names_of_its_own()
    {
        await using var site = await AnsweringSite.Start(request => request.Query["verb"] == "ListMetadataFormats" ? OaiPages.Formats("rif", "oai_dc", "oai_marc")
            : request.Query["verb"] == "Identify" ? OaiPages.Error("badVerb")
            : OaiPages.Records(null, OaiPages.Dc("oai:perpus.example:77", "Bumi", "<dc:creator>Toer, Pramoedya Ananta</dc:creator><dc:creator>1925-2006</dc:creator><dc:publishYear>2005</dc:publishYear><dc:coverage>Jakarta</dc:coverage><dc:publisher>Lentera,</dc:publisher><dc:identifier>http://perpus.example/uploaded_files/sampul_koleksi/original/Monograf/a.jpg</dc:identifier>", "<datestamp>2026-02-03T04:05:06Z</datestamp>")));
        await OaiHarvest.Import($"{site.Url}/opac/oai", Importing());
        var book = Assert.Single(await temp.Store.Read(s => s.All(Book.Collection)));
        Assert.Equal((new DateOnly(2026, 2, 3), 2005, "Jakarta", "Lentera"), (book.Added, book.Year, book.Place, book.Publisher));
        Assert.Equal(["Toer, Pramoedya Ananta"], book.Authors);
        Assert.EndsWith("/a.jpg", book.Cover);
    }

    [Fact]
    public async Task INLISLite_writes_marks_for_blanks_in_MARC_and_a_namespace_with_a_blank_behind()
    {
        const string marc = "<record xmlns=\"http://www.loc.gov/MARC21/slim \"><leader>00000nam a2200000 a 4500</leader><datafield tag=\"245\" ind1=\"#\" ind2=\"#\"><subfield code=\"$\">Bumi manusia /</subfield></datafield><datafield tag=\"852\" ind1=\"#\" ind2=\"#\"><subfield code=\"b\">Gedung Pusat</subfield></datafield></record>";
        await using var site = await AnsweringSite.Start(_ => OaiPages.Records(null, OaiPages.Record("oai:perpus.example:77", marc, "<datestamp>2026-02-03T04:05:06Z</datestamp>")));
        await OaiHarvest.Import($"{site.Url}/inlislite3/opac/oai", Importing(), "marcxml");
        var book = Assert.Single(await temp.Store.Read(s => s.All(Book.Collection)));
        Assert.Equal(("Bumi manusia", new DateOnly(2026, 2, 3)), (book.Title, book.Added));
        Assert.EndsWith("/inlislite3-perpus.example:77", book.Id);
    }

    [Fact]
    public async Task The_older_form_of_MARC_is_read_as_MARC()
    {
        const string marc = "<oai_marc xmlns=\"http://www.openarchives.org/OAI/1.1/oai_marc\" status=\"n\" type=\"a\" level=\"m\"><fixfield id=\"008\">\"260302s2005    io            000 0 ind d\"</fixfield><varfield id=\"100\" i1=\"1\" i2=\"#\"><subfield label=\"a\">Toer, Pramoedya Ananta</subfield></varfield><varfield id=\"245\" i1=\"1\" i2=\"0\"><subfield label=\"a\">Bumi manusia :</subfield><subfield label=\"b\">roman</subfield></varfield></oai_marc>";
        await using var site = await AnsweringSite.Start(_ => OaiPages.Records(null, OaiPages.Record("oai:x:1", marc)));
        await Harvest(site);
        var book = Assert.Single(await temp.Store.Read(s => s.All(Book.Collection)));
        Assert.Equal(("Bumi manusia : roman", 2005, "id"), (book.Title, book.Year, book.Language));
        Assert.Equal(["Toer, Pramoedya Ananta"], book.Authors);
    }

    [Fact]
    public async Task Evergreen_and_Koha_give_MARCXML_with_copies_that_leads_to_shelf_and_day()
    {
        await NativeFile.ImportText(Library, "x.json", Importing());
        const string marc = "<marc:record xmlns:marc=\"http://www.loc.gov/MARC21/slim\"><marc:leader>00000nam a2200000 a 4500</marc:leader><marc:datafield tag=\"245\" ind1=\"1\" ind2=\"0\"><marc:subfield code=\"a\">Bumi manusia</marc:subfield></marc:datafield><marc:datafield tag=\"952\" ind1=\" \" ind2=\" \"><marc:subfield code=\"a\">Gedung Pusat</marc:subfield><marc:subfield code=\"d\">2026-03-02</marc:subfield></marc:datafield></marc:record>";
        await using var site = await AnsweringSite.Start(_ => OaiPages.Records(null, OaiPages.Record("oai:evergreen.example:biblio/1", marc)));
        await Harvest(site, "/opac/extras/oai/biblio");
        var book = Assert.Single(await temp.Store.Read(s => s.All(Book.Collection)));
        Assert.Equal(new DateOnly(2026, 3, 2), book.Added);
        Assert.Equal(["pusat"], book.Branches);
    }

    [Fact]
    public async Task Koha_ends_titles_with_a_slash_and_writes_place_and_publisher_together()
    {
        await using var site = await AnsweringSite.Start(request => request.Query["resumptionToken"].ToString() switch
        {
            "" => OaiPages.Records("oai_dc/50/1970-01-01/2026-03-11/buku", OaiPages.Dc("KOHA-OAI-TEST:1", "Bumi manusia /", "<dc:creator>Toer, Pramoedya Ananta,</dc:creator><dc:publisher>Jakarta : Lentera Dipantara,</dc:publisher><dc:date>c2005.</dc:date><dc:language>ind</dc:language><dc:identifier>URN:ISBN:9789799731234</dc:identifier>")),
            "oai_dc/50/1970-01-01/2026-03-11/buku" => OaiPages.Records(null, OaiPages.Dc("KOHA-OAI-TEST:2", "Dua")),
            _ => OaiPages.Error("badResumptionToken"),
        });
        Assert.Equal(2, (await Harvest(site, "/cgi-bin/koha/oai.pl")).New);
        var book = (await temp.Store.Read(s => s.All(Book.Collection))).Single(book => book.Id.EndsWith("-KOHA-OAI-TEST:1", StringComparison.Ordinal));
        Assert.Equal(("Bumi manusia", 2005, "Jakarta", "Lentera Dipantara", "id", "9789799731234"), (book.Title, book.Year, book.Place, book.Publisher, book.Language, Assert.Single(book.Isbn)));
        Assert.Equal(["Toer, Pramoedya Ananta"], book.Authors);
    }

    [Fact]
    public async Task DSpace_has_the_day_of_accession_among_its_dates()
    {
        await using var site = await AnsweringSite.Start(_ => OaiPages.Records(null, OaiPages.Dc("oai:repo.example:123456789/4", "Skripsi", "<dc:date>2026-03-05T01:02:03Z</dc:date><dc:date>2026-03-05T01:02:03Z</dc:date><dc:date>2019</dc:date>")));
        await Harvest(site, "/server/oai/request");
        var book = Assert.Single(await temp.Store.Read(s => s.All(Book.Collection)));
        Assert.Equal((new DateOnly(2026, 3, 5), 2019), (book.Added, book.Year));
    }

    [Fact]
    public async Task An_identifier_of_any_length_can_be_kept()
    {
        var identifier = $"oai:x:{new string('9', 400)}";
        await using var site = await AnsweringSite.Start(_ => OaiPages.Records(null, OaiPages.Dc(identifier, "Satu"), OaiPages.Dc(identifier + "0", "Dua")));
        Assert.Equal((2, 0), (await Harvest(site)) is var run ? (run.New, run.Skipped) : default);
    }

    [SkippableFact]
    public async Task The_SLiMS_of_the_shared_data_is_harvested_whole()
    {
        var first = SharedData.Path("oai/slims-shape/page1.xml");
        Skip.If(first is null, "shared data is not here");
        await using var site = await AnsweringSite.Start(request => request.Path != "/oai.php" ? new AnsweringSite.Page([], 404)
            : File.ReadAllText(first!.Replace("page1", request.Query["resumptionToken"].ToString() switch { "" => "page1", "oai_dc/10" => "page2", _ => "page3" }, StringComparison.Ordinal)));
        var run = await Harvest(site);
        Assert.Equal("seen 24, new 24, changed 0, skipped 0, warnings 1", run.Summary);
        var world = SharedData.Path("world/world.json");
        await NativeFile.Import(world!, Importing());
        var books = await temp.Store.Read(s => s.All(Book.Collection));
        Assert.Equal(
            books.Where(book => book.Source == "library").Select(book => (book.Id == "B06" ? "Filosofi Teras – Edisi Baru" : book.Title, book.Year, book.Language)).Order(),
            books.Where(book => book.Source != "library").Select(book => (book.Title, book.Year, book.Language)).Order());
    }

    private static int Lists(AnsweringSite site) => site.Requests.Count(request => request.StartsWith("/oai.php", StringComparison.Ordinal));

    private Importing Importing() => new(temp.Store, clock) { Web = AnsweringSite.Web };

    private Task<ImportRun> Harvest(AnsweringSite site, string path = "/oai.php") => OaiHarvest.Import(site.Url + path, Importing(), "oai_dc");

    /// <summary>A SLiMS with ten records a page, newest first; its detail pages are missing unless given.</summary>
    private static Task<AnsweringSite> Slims(IReadOnlyList<string> titles, Func<HttpRequest, AnsweringSite.Page?>? first = null, Func<int, string>? detail = null) => AnsweringSite.Start(request =>
    {
        if (first?.Invoke(request) is { } said)
            return said;
        if (request.Path == "/index.php")
            return detail is null ? new AnsweringSite.Page([], 404) : detail(int.Parse(request.Query["id"].ToString()));
        var offset = request.Query["resumptionToken"].ToString() is { Length: > 0 } token ? int.Parse(token.Split('/')[1]) : 0;
        var records = Enumerable.Range(0, titles.Count).Reverse().Skip(offset).Take(10).Select(at => OaiPages.Dc($"oai:slims/{at + 1}", titles[at]));
        return OaiPages.Records(offset + 10 < titles.Count ? $"oai_dc/{offset + 10}" : null, records);
    });

    private static string Detail(int number, string title, string rest) => $"""
        <?xml version="1.0" encoding="UTF-8" ?>
        <modsCollection xmlns="http://www.loc.gov/mods/v3" xmlns:slims="http://slims.web.id"><mods version="3.3" id="{number}">
        <titleInfo><title><![CDATA[{title}]]></title><subTitle><![CDATA[{rest}]]></subTitle></titleInfo>
        <relatedItem type="series"><titleInfo/><title>Seri</title></relatedItem><classification>621.47</classification>
        <location><shelfLocator>621.47 HAD p</shelfLocator><holdingSimple>
        <copyInformation><numerationAndChronology type="1">K1</numerationAndChronology><sublocation>Gedung Pusat (Rak 12)</sublocation></copyInformation>
        <copyInformation><numerationAndChronology type="1">K2</numerationAndChronology><sublocation>Gedung Pusat</sublocation></copyInformation></holdingSimple></location>
        <slims:image>panel%2Bsurya.jpg</slims:image>
        <recordInfo><recordIdentifier>{number}</recordIdentifier><recordCreationDate encoding="w3cdtf">2026-03-02 09:00:00</recordCreationDate></recordInfo></mods></modsCollection>
        """;
}
