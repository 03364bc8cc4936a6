using System.Xml.Linq;
using LibraryBot.Knowledge.Import.Xml;

namespace LibraryBot.Knowledge.Import.Oai;

/// <summary>
/// A book out of Dublin Core. SLiMS puts names of its own into the namespace (hasVersion = edition, isPartOf = series, abstract), writes
/// the class as a subject; INLISLite has publishYear, its place as coverage, and the cover among the identifiers; DSpace has the day of
/// accession among the dates; Koha has "Place : Publisher" and ends its titles with a slash.
/// </summary>
internal static class DublinCore
{
    /// <returns>Null: it has no title.</returns>
    public static Book? Read(XElement dc, string id)
    {
        var titles = dc.Texts("title").Select(title => PlainText.Line(CatalogueText.WithoutIsbd(title))).Where(title => title.Length > 0).ToList();
        if (titles.Count == 0)
            return null;
        var identifiers = dc.Texts("identifier").ToList();
        var subjects = dc.Texts("subject").ToList();
        var callNumber = identifiers.FirstOrDefault(CatalogueText.IsCallNumber);
        var (place, publisher) = Publisher(dc);
        return new Book(id, titles[0])
        {
            OtherTitles = [.. titles.Skip(1).Concat(dc.Texts("alternative").Select(PlainText.Line)).Distinct()],
            Authors = Authors(dc),
            Subjects = [.. subjects.Where(CatalogueText.HasLetter).Select(PlainText.Line).Distinct()],
            Isbn = [.. identifiers.Where(text => !IsLink(text)).Select(IsbnNumber.Find).OfType<string>().Distinct()],
            Year = Year(dc),
            Publisher = publisher,
            Place = place,
            Edition = Line(dc.Text("hasVersion")),
            Series = Line(dc.Text("isPartOf")),
            Summary = dc.Text("abstract") ?? dc.Text("description"),
            Class = subjects.Select(CatalogueText.Class).FirstOrDefault(found => found is not null) ?? CatalogueText.Class(callNumber?.Split(' ')[0]),
            CallNumber = callNumber,
            Language = dc.Texts("language").Select(CatalogueLanguage.Of).FirstOrDefault(found => found is not null),
            Added = Accession(dc),
            Cover = identifiers.Concat(dc.Texts("relation")).FirstOrDefault(IsPicture),
        };
    }

    // INLISLite gives each subfield of an author as a creator of its own, the years of life among them.
    private static List<string> Authors(XElement dc) =>
        [.. dc.Texts("creator").Concat(dc.Texts("contributor")).Select(name => PlainText.Line(CatalogueText.WithoutIsbd(name))).Where(CatalogueText.HasLetter).Distinct()];

    private static (string? Place, string? Publisher) Publisher(XElement dc)
    {
        var told = Line(dc.Text("publisher"));
        var place = dc.Text("publishYear") is null ? null : Line(dc.Text("coverage"));
        var mark = told?.IndexOf(" : ", StringComparison.Ordinal) ?? -1;
        return mark > 0 ? (told![..mark].Trim(), Line(told[(mark + 3)..])) : (place, told);
    }

    private static int? Year(XElement dc) =>
        dc.Texts("publishYear").Concat(dc.Texts("issued")).Concat(dc.Texts("date").OrderBy(HasTime)).Select(CatalogueText.Year).FirstOrDefault(year => year is not null);

    /// <summary>A date with its hour is when it came into the collection; nobody prints one into a book.</summary>
    private static DateOnly? Accession(XElement dc) => dc.Texts("date").Where(HasTime).Select(CatalogueText.Day).Min();

    private static bool HasTime(string date) => date.Length > 10 && date[10] is 'T';

    private static bool IsLink(string text) => text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    private static bool IsPicture(string text) => IsLink(text) && text.Split('?')[0].ToLowerInvariant() is var path
        && (path.EndsWith(".jpg", StringComparison.Ordinal) || path.EndsWith(".jpeg", StringComparison.Ordinal) || path.EndsWith(".png", StringComparison.Ordinal) || path.EndsWith(".webp", StringComparison.Ordinal));

    private static string? Line(string? text) => text is null ? null : PlainText.Line(CatalogueText.WithoutIsbd(text)) is { Length: > 0 } line ? line : null;
}
