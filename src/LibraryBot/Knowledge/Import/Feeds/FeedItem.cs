using System.Net;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using LibraryBot.Knowledge.Import.Xml;
using LibraryBot.OutsideWeb;

namespace LibraryBot.Knowledge.Import.Feeds;

/// <summary>
/// One item as a book. The day it was put into the feed is the day it was added. Koha writes "Judul / by Pengarang" and the ISBN into the text,
/// Evergreen an urn:isbn, DSpace its authors as dc:creator.
/// </summary>
internal sealed partial class FeedItem(string? source, TimeZoneInfo zone)
{
    private const int TextAtMost = 20_000;

    /// <exception cref="BrokenRow">It has no title, or nothing by which to know it again.</exception>
    public Book Read(XElement item)
    {
        var (title, author) = Parted(PlainText.Line(Plain(item.Text("title") ?? "")));
        if (title.Length == 0)
            throw new BrokenRow("it has no title");
        var text = PlainText.Long(Plain(item.Text("description") ?? item.Text("summary") ?? item.Text("encoded") ?? item.Text("content") ?? ""));
        var link = Link(item);
        var identifiers = item.Texts("identifier").Concat(item.Texts("id")).Concat(item.Texts("guid")).ToList();
        var known = item.Text("guid") ?? item.Text("id") ?? link ?? throw new BrokenRow("it has neither id nor link");
        return new Book($"{(source is null ? "feed" : $"feed-{IcsEvent.Mark(source)}")}-{IcsEvent.Mark(known)}{IcsEvent.Mark(title)}", title)
        {
            Authors = Authors(item, author),
            Isbn = [.. identifiers.Where(identifier => WebLink.Of(identifier) is null).Concat([text]).Select(IsbnNumber.Find).OfType<string>().Distinct().Take(1)],
            Subjects = [.. item.Kids("category").Select(category => PlainText.Line(category.Value("term") ?? category.Said())).Concat(item.Texts("subject").Select(PlainText.Line)).Where(subject => subject.Length > 0).Distinct()],
            Publisher = item.Text("publisher") is { } publisher ? PlainText.Line(publisher) : null,
            Year = CatalogueText.Year(item.Text("issued")),
            Language = CatalogueLanguage.Of(item.Text("language")),
            Summary = text.Length > 0 ? text : null,
            Added = new[] { "pubDate", "published", "date", "updated" }.Select(name => FeedDate.Day(item.Text(name), zone)).FirstOrDefault(day => day is not null),
            Cover = Cover(item),
        };
    }

    // "Bumi manusia / by Toer, Pramoedya Ananta": only where nobody else tells who wrote it.
    private static (string Title, string? Author) Parted(string title)
    {
        var mark = ByWhom().Match(title);
        return mark.Success ? (CatalogueText.WithoutIsbd(title[..mark.Index]), PlainText.Line(CatalogueText.WithoutIsbd(title[(mark.Index + mark.Length)..]))) : (CatalogueText.WithoutIsbd(title), null);
    }

    private static List<string> Authors(XElement item, string? fromTitle)
    {
        var told = item.Texts("creator").Concat(item.Kids("author").Select(author => author.Text("name") ?? author.Said()))
            .Select(name => PlainText.Line(CatalogueText.WithoutIsbd(MailOf().Replace(name, "$1")))).Where(CatalogueText.HasLetter).Distinct().ToList();
        return told.Count > 0 || fromTitle is not { Length: > 0 } ? told : [fromTitle];
    }

    private static string? Link(XElement item) => item.Kids("link").OrderBy(link => link.Value("rel") is null or "alternate" ? 0 : 1)
        .Select(link => WebLink.Of(link.Value("href") ?? link.Said())?.AbsoluteUri).FirstOrDefault(link => link is not null);

    private static string? Cover(XElement item)
    {
        var named = item.Kids("enclosure").Where(IsPicture).Select(found => found.Value("url"))
            .Concat(item.Kids("content").Concat(item.Kids("thumbnail")).Where(found => found.Value("url") is not null).Select(found => found.Value("url")))
            .Concat(item.Kids("link").Where(found => found.Value("rel") == "enclosure" && IsPicture(found)).Select(found => found.Value("href")))
            .Concat(item.Kids("image").Select(found => found.Text("url") ?? found.Said()));
        return named.Concat(PictureIn().Matches(Beginning(item.Kid("description")?.Value)).Take(1).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value)))
            .Select(link => WebLink.Of(link)?.AbsoluteUri).FirstOrDefault(link => link is not null);
    }

    private static bool IsPicture(XElement enclosure) => (enclosure.Value("type") ?? "").StartsWith("image/", StringComparison.OrdinalIgnoreCase);

    private static string Plain(string html) => WebUtility.HtmlDecode(Tag().Replace(Beginning(html), " "));

    private static string Beginning(string? text) => text is null ? "" : text.Length <= TextAtMost ? text : text[..TextAtMost];

    [GeneratedRegex(@"<[^<>]{1,1000}>")]
    private static partial Regex Tag();

    [GeneratedRegex(@" / (?:by |oleh )| (?:by|oleh) (?=\p{Lu}[^/]{1,100}$)")]
    private static partial Regex ByWhom();

    // RSS 2.0 wants "mail@example.org (Name)" for an author.
    [GeneratedRegex(@"^\S{1,100}@\S{1,100} \((.{1,200})\)$")]
    private static partial Regex MailOf();

    [GeneratedRegex("""<img\b[^<>]{0,500}?\bsrc\s?=\s?["']([^"'<>]{1,1000})["']""", RegexOptions.IgnoreCase)]
    private static partial Regex PictureIn();
}
