using System.Text;
using LibraryBot.Knowledge;
using LibraryBot.Knowledge.Import;
using LibraryBot.Knowledge.Import.Feeds;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.Knowledge;

public sealed class FeedFileTests : IAsyncLifetime
{
    private readonly TempStore temp = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await temp.DisposeAsync();

    [Theory]
    [InlineData("Mon, 02 March 2026 09:00:00", 2)]
    [InlineData("Mon, 02 Mar 2026 09:00:00 +0700", 2)]
    [InlineData("Mon, 02 Mar 2026 20:00:00 GMT", 3)]
    [InlineData("Fri, 2 Mar 2026 09:00", 2)]
    [InlineData("2 Mar 2026", 2)]
    [InlineData("2026-03-02T20:00:00Z", 3)]
    [InlineData("2026-03-02", 2)]
    [InlineData("Mon, 02 Mar 2026 09:00:00 WIB", 2)]
    public async Task Days_are_read_as_feeds_really_write_them(string written, int day)
    {
        await Import(Rss($"<item><title>Satu</title><link>https://a.example/1</link><pubDate>{written}</pubDate></item>"));
        Assert.Equal(new DateOnly(2026, 3, day), Assert.Single(await Books()).Added);
    }

    [Fact]
    public async Task Koha_writes_author_and_ISBN_into_title_and_text()
    {
        await Import(Rss("<item><title>Bumi manusia / by Toer, Pramoedya Ananta,</title><dc:identifier>ISBN:9789799731234 (jil. 1)</dc:identifier><link>https://opac.example/cgi-bin/koha/opac-detail.pl?biblionumber=7</link><description><![CDATA[<img src=\"https://opac.example/covers/7.jpg\" /><p>By Toer. Jakarta: Lentera 2005</p>]]></description><guid>https://opac.example/cgi-bin/koha/opac-detail.pl?biblionumber=7</guid></item>"));
        var book = Assert.Single(await Books());
        Assert.Equal(("Bumi manusia", "https://opac.example/covers/7.jpg", "By Toer. Jakarta: Lentera 2005"), (book.Title, book.Cover, book.Summary));
        Assert.Equal(["Toer, Pramoedya Ananta"], book.Authors);
        Assert.Equal(["9789799731234"], book.Isbn);
    }

    [Fact]
    public async Task Evergreen_is_Atom_with_an_urn_and_DSpace_has_creators_and_dates_of_Dublin_Core()
    {
        await Import("""<feed xmlns="http://www.w3.org/2005/Atom"><title>Baru</title><entry><title>Bumi manusia</title><author><name>Toer, Pramoedya Ananta</name></author><id>urn:isbn:9789799731234</id><link rel="alternate" href="https://evergreen.example/7"/><link rel="enclosure" type="image/jpeg" href="https://evergreen.example/7.jpg"/><category term="Fiksi"/><updated>2026-03-02T01:00:00Z</updated></entry></feed>""");
        var book = Assert.Single(await Books());
        Assert.Equal((new DateOnly(2026, 3, 2), "https://evergreen.example/7.jpg"), (book.Added, book.Cover));
        Assert.Equal(["9789799731234"], book.Isbn);
        Assert.Equal(["Fiksi"], book.Subjects);

        await Import("""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Baru</title></channel><item rdf:about="http://repo.example/1"><title>Skripsi</title><link>http://repo.example/1</link><dc:creator>Sari, Dewi</dc:creator><dc:date>2026-03-05T01:00:00Z</dc:date></item></rdf:RDF>""");
        var other = (await Books()).Single(found => found.Title == "Skripsi");
        Assert.Equal(new DateOnly(2026, 3, 5), other.Added);
        Assert.Equal(["Sari, Dewi"], other.Authors);
    }

    [Theory]
    [InlineData("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")]
    [InlineData("")]
    public async Task The_dead_feed_of_SLiMS_is_refused_with_the_way_that_works(string feed)
    {
        var refused = await Assert.ThrowsAsync<ImportRefused>(() => Import(feed));
        Assert.Contains("empty feed", refused.Message, StringComparison.Ordinal);
        Assert.Contains("import oai", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<html><body>404</body></html>")]
    [InlineData("<!DOCTYPE rss [<!ENTITY a \"b\">]><rss><channel/></rss>")]
    [InlineData("halo")]
    public async Task What_is_no_feed_is_refused_in_one_line(string feed) =>
        Assert.EndsWith("is neither RSS nor Atom.", (await Assert.ThrowsAsync<ImportRefused>(() => Import(feed))).Message);

    [Fact]
    public async Task A_broken_item_is_named_and_what_came_before_a_broken_end_is_kept()
    {
        var run = await Import("<rss><channel><item><title>Satu</title><link>https://a.example/1</link></item><item><link>https://a.example/2</link></item><item><title>Tiga</title></item><item><title>Em");
        Assert.Equal((1, 2, 1), (run.New, run.Skipped, run.Warnings));
    }

    [Fact]
    public async Task Two_feeds_are_two_sources_and_the_same_feed_again_changes_nothing()
    {
        await using var site = await AnsweringSite.Start(_ => Rss("<item><title>Satu</title><guid>1</guid></item>"));
        var into = new Importing(temp.Store, TimeProvider.System) { Web = AnsweringSite.Web };
        await FeedFile.Import($"{site.Url}/a", into);
        await FeedFile.Import($"{site.Url}/b", into);
        Assert.Equal(2, (await Books()).Select(book => book.Source).Distinct().Count());
        Assert.Equal("seen 1, new 0, changed 0, skipped 0, warnings 0", (await FeedFile.Import($"{site.Url}/a", into)).Summary);
    }

    private Task<ImportRun> Import(string feed) => FeedFile.Import(Encoding.UTF8.GetBytes(feed), "feed.xml", new Importing(temp.Store, TimeProvider.System));

    private async Task<IReadOnlyList<Book>> Books() => await temp.Store.Read(s => s.All(Book.Collection));

    private static string Rss(string items) => $"<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel><title>Baru</title>{items}</channel></rss>";
}
