using System.Net;
using System.Xml.Linq;
using LibraryBot.Knowledge.Import.Xml;

namespace LibraryBot.Knowledge.Import.Oai;

/// <summary>
/// A book out of MODS 3.x. In that of SLiMS recordCreationDate is the day of entry, copies are named one by one with their place, the
/// colon stays at the title, and the series' title stands beside its titleInfo.
/// </summary>
/// <param name="pictures">The folder that slims:image names a file of; null: pictures are not looked for.</param>
internal sealed class Mods(IReadOnlyList<Branch> branches, string? pictures = null)
{
    private static readonly string[] Writers = ["author", "aut", "creator", "cre", "primary author", "pengarang"];

    /// <returns>Null: it has no title.</returns>
    public Book? Read(XElement mods, string id)
    {
        var titles = mods.Kids("titleInfo").ToList();
        if (titles.Where(title => title.Value("type") is null).Concat(titles).Select(Title).FirstOrDefault(title => title.Length > 0) is not { } main)
            return null;
        var origin = mods.Kid("originInfo");
        var locations = mods.Kids("location").ToList();
        var copies = locations.SelectMany(location => location.Kids("holdingSimple")).SelectMany(holding => holding.Kids("copyInformation")).ToList();
        return new Book(id, main)
        {
            OtherTitles = [.. titles.Select(Title).Where(title => title.Length > 0 && title != main).Distinct()],
            Authors = Names(mods),
            Subjects = [.. mods.Kids("subject").Select(Subject).Where(subject => subject.Length > 0).Distinct()],
            Isbn = [.. mods.Kids("identifier").Where(IsIsbn).Select(number => IsbnNumber.Find(number.Said())).OfType<string>().Distinct()],
            Year = new[] { "dateIssued", "copyrightDate", "dateCreated" }.SelectMany(name => mods.Kids("originInfo").SelectMany(found => found.Texts(name))).Select(CatalogueText.Year).FirstOrDefault(year => year is not null),
            Publisher = Line(origin.Text("publisher")),
            Place = Line(Places(origin).FirstOrDefault()),
            Edition = Line(origin.Text("edition")),
            Series = mods.Kids("relatedItem").Where(item => item.Value("type") == "series").Select(item => item.Kid("titleInfo") is { HasElements: true } title ? Title(title) : Line(item.Text("title")) ?? "").FirstOrDefault(title => title.Length > 0),
            Summary = mods.Text("abstract") ?? mods.Kids("note").Where(note => note.Value("type") is null).Select(note => note.Said()).FirstOrDefault(note => note.Length > 0),
            Class = Class(mods),
            CallNumber = Line(locations.Select(location => location.Text("shelfLocator")).Concat(copies.Select(copy => copy.Text("shelfLocator"))).FirstOrDefault(number => number is not null)),
            Language = mods.Kids("language").SelectMany(language => language.Kids("languageTerm")).OrderBy(term => term.Value("type") == "code" ? 0 : 1).Select(term => CatalogueLanguage.Of(term.Said())).FirstOrDefault(found => found is not null),
            Added = CatalogueText.Day(mods.Kid("recordInfo").Text("recordCreationDate")),
            Copies = copies.Count > 0 ? copies.Count : null,
            Branches = [.. copies.Select(copy => BranchOf(copy)?.Id).OfType<string>().Distinct().Order(StringComparer.Ordinal)],
            Shelves = [.. copies.Select(Shelf).OfType<ShelfPlace>().Distinct()],
            Cover = Cover(mods),
        };
    }

    private static string Title(XElement info)
    {
        var main = CatalogueText.WithoutIsbd(string.Join(' ', info.Texts("nonSort").Concat(info.Texts("title").Take(1))));
        var rest = info.Texts("subTitle").Concat(info.Texts("partNumber")).Concat(info.Texts("partName"));
        return PlainText.Line(string.Join(": ", rest.Prepend(main).Select(CatalogueText.WithoutIsbd).Where(part => part.Length > 0)));
    }

    private static List<string> Names(XElement mods) =>
        [.. mods.Kids("name").OrderBy(name => IsWriter(name) ? 0 : 1).Select(Name).Where(CatalogueText.HasLetter).Distinct()];

    private static bool IsWriter(XElement name)
    {
        var roles = name.Kids("role").SelectMany(role => role.Texts("roleTerm")).Select(role => role.ToLowerInvariant()).ToList();
        return roles.Count == 0 || roles.Any(Writers.Contains);
    }

    private static string Name(XElement name)
    {
        string Part(string? type) => string.Join(' ', name.Kids("namePart").Where(part => part.Value("type") == type).Select(part => part.Said()).Where(part => part.Length > 0));
        var whole = Part(null) is { Length: > 0 } plain ? plain : string.Join(", ", new[] { Part("family"), Part("given") }.Where(part => part.Length > 0));
        return PlainText.Line(CatalogueText.WithoutIsbd(whole));
    }

    private static string Subject(XElement subject) => PlainText.Line(string.Join(" - ", subject.Elements()
        .Select(part => part.HasElements ? part.Kid("titleInfo").Text("title") ?? part.Text("title") ?? string.Join(' ', part.Texts("namePart")) : part.Said())
        .Where(CatalogueText.HasLetter)));

    private static bool IsIsbn(XElement number) => (number.Value("type") ?? "isbn").StartsWith("isbn", StringComparison.OrdinalIgnoreCase) && number.Value("invalid") != "yes";

    private static IEnumerable<string> Places(XElement? origin) => (origin?.Kids("place") ?? []).SelectMany(place => place.Kids("placeTerm"))
        .Where(term => term.Value("type") != "code").Select(term => term.Said()).Where(place => place.Length > 0);

    private static string? Class(XElement mods) => mods.Kids("classification").OrderBy(found => found.Value("authority") == "ddc" ? 0 : 1)
        .Where(found => found.Value("authority") is null or "" or "ddc").Select(found => Line(found.Said().Replace("/", "", StringComparison.Ordinal))).FirstOrDefault(found => found is not null);

    private Branch? BranchOf(XElement copy) => copy.Text("sublocation") is { } place ? BranchNames.Find(place, branches) : null;

    /// <summary>"Gedung Pusat (Rak 12)", as SLiMS writes a place and the shelf in it.</summary>
    private ShelfPlace? Shelf(XElement copy)
    {
        var place = copy.Text("sublocation") ?? "";
        var open = place.LastIndexOf('(');
        return open > 0 && place.EndsWith(')') && PlainText.Line(place[(open + 1)..^1]) is { Length: > 0 } shelf ? new ShelfPlace(BranchOf(copy)?.Id, shelf) : null;
    }

    /// <summary>SLiMS escapes the name of the picture for a link twice.</summary>
    private string? Cover(XElement mods) => pictures is not null && mods.Text("image") is { } file && WebUtility.UrlDecode(WebUtility.UrlDecode(file)) is { Length: > 0 } name
        ? pictures + string.Join('/', name.Split('/').Select(Uri.EscapeDataString)) : null;

    private static string? Line(string? text) => text is not null && PlainText.Line(CatalogueText.WithoutIsbd(text)) is { Length: > 0 } line ? line : null;
}
