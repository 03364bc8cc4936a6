using System.Text.Json;
using LibraryBot.Knowledge;
using LibraryBot.Knowledge.Import;
using LibraryBot.Knowledge.Import.Oai;
using LibraryBot.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace LibraryBot.Tests.Knowledge.Oai;

/// <summary>The protocol itself: OAI-PMH 2.0, and what repositories make of it.</summary>
public sealed class OaiHarvestTests : IAsyncLifetime
{
    private readonly TempStore temp = new();
    private readonly HurriedClock clock = new(new DateTimeOffset(2026, 3, 11, 3, 0, 0, TimeSpan.Zero));

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await temp.DisposeAsync();

    [Fact]
    public async Task Pages_are_walked_by_their_tokens_and_with_a_token_nothing_else_goes_along()
    {
        await using var site = await Pages(new() { [""] = OaiPages.Records("a/1&b", OaiPages.Dc("oai:x:1", "Satu")), ["a/1&b"] = OaiPages.Records(null, OaiPages.Dc("oai:x:2", "Dua")) });
        var run = await Harvest(site, "oai_dc", "buku");
        Assert.Equal("seen 2, new 2, changed 0, skipped 0, warnings 0", run.Summary);
        Assert.Equal(["/oai?verb=ListRecords&metadataPrefix=oai_dc&set=buku", "/oai?verb=ListRecords&resumptionToken=a%2F1%26b"], site.Requests);
        Assert.Equal(["Dua", "Satu"], await Titles());
    }

    [Theory]
    [InlineData("oai_dc,marcxml,mods", "marcxml")]
    [InlineData("oai_dc,marc21,oai_marc", "marc21")]
    [InlineData("oai_dc,mods,oai_marc", "oai_marc")]
    [InlineData("mods,oai_dc", "mods")]
    [InlineData("rdf,oai_dc", "oai_dc")]
    [InlineData("", "oai_dc")]
    public async Task The_format_that_tells_most_is_asked_for(string offered, string asked)
    {
        await using var site = await AnsweringSite.Start(request => Verb(request) switch
        {
            "ListMetadataFormats" => OaiPages.Formats(offered.Split(',', StringSplitOptions.RemoveEmptyEntries)),
            "Identify" => OaiPages.Of("<Identify><repositoryName>Contoh</repositoryName></Identify>"),
            _ => OaiPages.Error("noRecordsMatch"),
        });
        await Harvest(site);
        Assert.Equal($"/oai?verb=ListRecords&metadataPrefix={asked}", site.Requests[^1]);
    }

    [Fact]
    public async Task A_format_that_does_not_exist_is_refused_with_those_that_do()
    {
        await using var site = await AnsweringSite.Start(request => Verb(request) == "ListMetadataFormats" ? OaiPages.Formats("oai_dc", "mods") : OaiPages.Error("cannotDisseminateFormat"));
        var refused = await Assert.ThrowsAsync<ImportRefused>(() => Harvest(site, "marcxml"));
        Assert.EndsWith("does not give marcxml; it gives oai_dc, mods.", refused.Message);
        Assert.Empty(await temp.Store.Read(s => s.All(ImportRun.Collection)));
    }

    [Fact]
    public async Task No_records_is_fine_and_empty()
    {
        await using var site = await AnsweringSite.Start(_ => OaiPages.Error("noRecordsMatch"));
        Assert.Equal("seen 0, new 0, changed 0, skipped 0, warnings 0", (await Harvest(site, "oai_dc")).Summary);
    }

    [Theory]
    [InlineData(503, "120", 120)]
    [InlineData(429, "7", 7)]
    [InlineData(503, "Wed, 11 Mar 2026 03:01:30 GMT", 90)]
    [InlineData(503, "Wed, 11 Mar 2020 03:00:00 GMT", 1)]
    [InlineData(503, "86400", 300)]
    [InlineData(503, null, 10)]
    public async Task A_busy_repository_is_asked_again_when_it_says_so_but_not_after_days(int status, string? after, int seconds)
    {
        var asked = 0;
        await using var site = await AnsweringSite.Start(_ => ++asked == 1 ? new AnsweringSite.Page([], status, after) : OaiPages.Records(null, OaiPages.Dc("oai:x:1", "Satu")));
        Assert.Equal(1, (await Harvest(site, "oai_dc")).New);
        Assert.Equal([TimeSpan.FromSeconds(seconds)], clock.Waits);
    }

    [Fact]
    public async Task A_repository_that_stays_busy_is_given_up_and_what_came_before_is_kept()
    {
        await using var site = await AnsweringSite.Start(request => request.Query.ContainsKey("resumptionToken") ? new AnsweringSite.Page([], 503, "5") : OaiPages.Records("2", OaiPages.Dc("oai:x:1", "Satu")));
        var run = await Harvest(site, "oai_dc");
        Assert.Equal((1, 1), (run.New, run.Warnings));
        Assert.False(run.IsWhole);
        Assert.Equal(6, site.Requests.Count);
        Assert.Contains("answered 503", Assert.Single(run.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_expired_begins_the_harvest_anew_once()
    {
        var expired = 0;
        await using var site = await AnsweringSite.Start(request => request.Query["resumptionToken"].ToString() switch
        {
            "" => OaiPages.Records("two", OaiPages.Dc("oai:x:1", "Satu")),
            "two" => ++expired == 1 ? OaiPages.Error("badResumptionToken") : OaiPages.Records(null, OaiPages.Dc("oai:x:2", "Dua")),
            _ => "?",
        });
        var run = await Harvest(site, "oai_dc");
        Assert.Equal("seen 2, new 2, changed 0, skipped 0, warnings 1", run.Summary);
        Assert.Contains("began anew", Assert.Single(run.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_expires_again_ends_the_harvest_and_what_came_is_kept()
    {
        await using var site = await AnsweringSite.Start(request => request.Query.ContainsKey("resumptionToken") ? OaiPages.Error("badResumptionToken") : OaiPages.Records("two", OaiPages.Dc("oai:x:1", "Satu")));
        var run = await Harvest(site, "oai_dc");
        Assert.Equal((1, 2, false), (run.New, run.Warnings, run.IsWhole));
        Assert.Equal(4, site.Requests.Count);
    }

    [Fact]
    public async Task A_token_that_comes_twice_ends_the_harvest()
    {
        await using var site = await AnsweringSite.Start(request => OaiPages.Records("same", OaiPages.Dc($"oai:x:{request.Query.Count}", "Satu")));
        var run = await Harvest(site, "oai_dc");
        Assert.Equal(2, site.Requests.Count);
        Assert.Contains("the same token came twice", Assert.Single(run.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ever_new_tokens_with_the_same_records_end_the_harvest()
    {
        var page = 0;
        await using var site = await AnsweringSite.Start(_ => OaiPages.Records($"t{++page}", OaiPages.Dc("oai:x:1", "Satu")));
        var run = await Harvest(site, "oai_dc");
        Assert.Equal(4, site.Requests.Count);
        Assert.Contains("again and again", Assert.Single(run.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deleted_record_is_taken_out_of_this_source_only()
    {
        await using var first = await AnsweringSite.Start(_ => OaiPages.Records(null, OaiPages.Dc("oai:x:1", "Satu"), OaiPages.Dc("oai:x:2", "Dua")));
        await Harvest(first, "oai_dc", "", first.Url);
        await using var other = await AnsweringSite.Start(_ => OaiPages.Records(null, OaiPages.Deleted("oai:x:1")));
        await Harvest(other, "oai_dc");
        Assert.Equal(["Dua", "Satu"], await Titles());

        await using var again = await AnsweringSite.Start(_ => OaiPages.Records(null, OaiPages.Deleted("oai:x:1")));
        var run = await OaiHarvest.Import($"{again.Url}/oai", Importing() with { Source = $"oai:{new Uri(again.Url).Authority}" }, "oai_dc");
        Assert.Equal(0, run.Changed);
        await using var same = await Pages(new() { [""] = OaiPages.Records("2", OaiPages.Dc("oai:x:9", "Sembilan")), ["2"] = OaiPages.Records(null, OaiPages.Deleted("oai:x:9")) });
        await Harvest(same, "oai_dc");
        Assert.DoesNotContain("Sembilan", await Titles());
    }

    [Fact]
    public async Task A_page_that_breaks_off_keeps_what_stood_before_and_the_pages_behind()
    {
        var broken = OaiPages.Records("2", OaiPages.Dc("oai:x:1", "Satu"), OaiPages.Dc("oai:x:2", "Dua <b>tebal"), OaiPages.Dc("oai:x:3", "Tiga"));
        await using var site = await Pages(new() { [""] = broken, ["2"] = OaiPages.Records(null, OaiPages.Dc("oai:x:4", "Empat")) });
        var run = await Harvest(site, "oai_dc");
        Assert.Equal(["Empat", "Satu"], await Titles());
        Assert.StartsWith("page 1 is not well-formed", Assert.Single(run.Problems));
    }

    [Theory]
    [InlineData("<!DOCTYPE html><html><body>Masuk</body></html>")]
    [InlineData("<html><body>Masuk</body></html>")]
    [InlineData("broken xml")]
    [InlineData("")]
    [InlineData("<!DOCTYPE a [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><OAI-PMH><ListRecords>&b;</ListRecords></OAI-PMH>")]
    public async Task What_is_no_repository_is_refused_in_one_line(string page)
    {
        await using var site = await AnsweringSite.Start(_ => page);
        var refused = await Assert.ThrowsAsync<ImportRefused>(() => Harvest(site, "oai_dc"));
        Assert.EndsWith("/oai is no OAI-PMH repository.", refused.Message);
        await Assert.ThrowsAsync<ImportRefused>(() => Harvest(site));
    }

    [Fact]
    public async Task Elements_without_end_in_one_another_are_no_record()
    {
        await using var site = await AnsweringSite.Start(_ => OaiPages.Records(null, OaiPages.Dc("oai:x:1", "Satu"), OaiPages.Record("oai:x:2", string.Concat(Enumerable.Repeat("<a>", 50_000)))));
        Assert.Equal(1, (await Harvest(site, "oai_dc")).New);
    }

    [Theory]
    [InlineData("http://127.0.0.1:9/oai.php")]
    [InlineData("http://localhost/oai.php")]
    [InlineData("ftp://opac.example.org/oai.php")]
    [InlineData("oai.php")]
    public async Task An_address_inside_or_no_address_is_refused_in_one_line(string link)
    {
        var refused = await Assert.ThrowsAsync<ImportRefused>(() => OaiHarvest.Import(link, new Importing(temp.Store, clock)));
        Assert.DoesNotContain('\n', refused.Message);
    }

    [Theory]
    [InlineData("http://a.example/slims/oai.php?verb=Identify", "a.example/slims", "http://a.example/slims/oai.php?verb=X")]
    [InlineData("https://a.example:8443/cgi-bin/koha/oai.pl", "a.example:8443", "https://a.example:8443/cgi-bin/koha/oai.pl?verb=X")]
    [InlineData("http://a.example/inlislite3/opac/index.php?r=oai&metadataPrefix=oai_dc", "a.example/inlislite3", "http://a.example/inlislite3/opac/index.php?r=oai&verb=X")]
    [InlineData("http://a.example/server/oai/request#x", "a.example", "http://a.example/server/oai/request?verb=X")]
    public void A_pasted_address_becomes_a_base_URL(string link, string place, string request)
    {
        var address = OaiAddress.Of(link);
        Assert.Equal((place, request), (address.Place, address.Request(("verb", "X"), ("set", null))));
    }

    [SkippableFact]
    public async Task The_pages_of_sickle_are_walked_to_their_end_and_a_record_that_is_met_again_is_taken_once()
    {
        var first = SharedData.Path("oai/sickle/sickle__tests__sample_data__ListRecords.xml");
        Skip.If(first is null, "shared data is not here");
        await using var site = await AnsweringSite.Start(request => File.ReadAllText(Path.Combine(Path.GetDirectoryName(first)!, $"sickle__tests__sample_data__{(request.Query["resumptionToken"].ToString() is { Length: > 0 } token ? token : "ListRecords.xml")}")));
        var run = await Harvest(site, "oai_dc");
        Assert.Equal(4, site.Requests.Count);
        Assert.Equal("page 4 record 1: its header has no identifier; skipped", Assert.Single(run.Problems));
        var book = Assert.Single(await temp.Store.Read(s => s.All(Book.Collection)));
        Assert.Equal(("Sample Title", 2010, "en"), (book.Title, book.Year, book.Language));
    }

    [SkippableTheory]
    [InlineData("noRecordsMatch", false)]
    [InlineData("badArgument", true)]
    [InlineData("badResumptionToken", true)]
    [InlineData("cannotDisseminateFormat", true)]
    [InlineData("idDoesNotExist", true)]
    [InlineData("noSetHierarchy", true)]
    [InlineData("undefinedError", true)]
    [InlineData("ListRecordsBroken", true)]
    public async Task Every_error_of_sickle_is_understood(string name, bool isRefused)
    {
        var file = SharedData.Path($"oai/sickle/sickle__tests__sample_data__{name}.xml");
        Skip.If(file is null, "shared data is not here");
        await using var site = await AnsweringSite.Start(_ => File.ReadAllText(file!));
        var harvest = Harvest(site, "oai_dc");
        if (isRefused)
            await Assert.ThrowsAsync<ImportRefused>(() => harvest);
        else
            Assert.Equal(0, (await harvest).Seen);
    }

    [SkippableTheory]
    [InlineData("01", 0, 3)]
    [InlineData("05", 3, 0)]
    [InlineData("07", 3, 0)]
    public async Task The_scripts_of_natlibfi_are_followed(string script, int books, int skipped)
    {
        var metadata = SharedData.Path($"oai/natlibfi/test-fixtures__index__{script}__metadata.json");
        Skip.If(metadata is null, "shared data is not here");
        var expected = JsonDocument.Parse(File.ReadAllText(metadata!)).RootElement.GetProperty("requests").EnumerateArray().Select(request => request.GetProperty("url").GetString()!).ToList();
        await using var site = await AnsweringSite.Start(request => expected.IndexOf($"/{request.QueryString}") is var at and >= 0
            ? File.ReadAllText(metadata!.Replace("metadata.json", $"response{at + 1:00}.xml", StringComparison.Ordinal)) : new AnsweringSite.Page([], 404));
        var run = await OaiHarvest.Import($"{site.Url}/", Importing(), "foo");
        Assert.Equal(expected, site.Requests);
        Assert.Equal((books, skipped), (run.New, run.Skipped));
    }

    private Importing Importing() => new(temp.Store, clock) { Web = AnsweringSite.Web };

    private Task<ImportRun> Harvest(AnsweringSite site, string? prefix = null, string? set = null, string? url = null) =>
        OaiHarvest.Import($"{url ?? site.Url}/oai", Importing(), prefix, set is "" ? null : set);

    private async Task<string[]> Titles() => [.. (await temp.Store.Read(s => s.All(Book.Collection))).Select(book => book.Title).Order(StringComparer.Ordinal)];

    private static Task<AnsweringSite> Pages(Dictionary<string, string> byToken) => AnsweringSite.Start(request => byToken[request.Query["resumptionToken"].ToString()]);

    private static string Verb(HttpRequest request) => request.Query["verb"].ToString();
}
