using System.Security.Cryptography;
using System.Text;
using LibraryBot.Storage;

namespace LibraryBot.Knowledge.Import.Marc;

/// <summary>A bibliographic record as a book of the library (MARC 21 Format for Bibliographic Data).</summary>
internal static class MarcBook
{
    private static readonly string[] PictureEndings = [".jpg", ".jpeg", ".png", ".gif", ".webp"];

    /// <summary>
    /// Added is the earliest day that a copy was acquired (952 $d), or else the day its record was made (008/00-05).
    /// </summary>
    /// <param name="source">Stands before the record's own number in the id: "marc".</param>
    /// <param name="id">The whole id, where the source has a better one than the record.</param>
    /// <exception cref="BrokenRow">The record is no book, or has no title.</exception>
    public static Book Of(MarcRecord record, BranchPlaces places, string source = "marc", string? id = null)
    {
        if (MarcKinds.Refusal(record) is { } refusal)
            throw new BrokenRow(refusal);
        var book = MarcKinds.IsUnimarc(record) ? UnimarcBook.Of(record) : Described(record, MarcTitles.Of(record));
        var holdings = MarcHoldings.Of(record, places);
        return book with
        {
            Id = id ?? IdOf(record, book, source),
            CallNumber = holdings.CallNumber ?? book.CallNumber,
            Added = holdings.Acquired ?? book.Added,
            Copies = holdings.Copies,
            Branches = holdings.Branches,
            Shelves = holdings.Shelves,
            Cover = Cover(record),
            Hidden = record.First("942", 'n') == "1",
        };
    }

    private static Book Described(MarcRecord record, string title) => new("", title)
    {
        OtherTitles = MarcTitles.OthersOf(record, title),
        Authors = MarcNames.All(record),
        Subjects = MarcSubjects.Of(record),
        Isbn = Isbn(record.Of("020")),
        Year = MarcDates.Year(record),
        Publisher = Imprint(record, "b"),
        Place = Imprint(record, "a"),
        Edition = MarcTidy.OrNull(MarcTidy.Part(string.Join(' ', record.Of("250").Take(1).SelectMany(field => field.All("ab"))))),
        Series = record.Of("490", "830").Select(Series).FirstOrDefault(series => series.Length > 0),
        Summary = MarcTidy.OrNull(PlainText.Long(DoubleEncoding.Repair(string.Join(' ', record.Of("520").SelectMany(field => field.All("ab")))))),
        Class = Class(record),
        CallNumber = record.Of("090", "099", "050").Select(field => MarcTidy.Line(string.Join(' ', field.All("ab")))).FirstOrDefault(number => number.Length > 0),
        Language = MarcLanguages.Of(record),
        Added = MarcDates.Entered(record),
    };

    /// <summary>Several numbers may share a subfield, and say what they are for: "9786020324562 (jil. 1); 9786020324579 (jil. 2)".</summary>
    internal static IReadOnlyList<string> Isbn(IEnumerable<MarcField> fields) => MarcTidy.List(fields.SelectMany(field => field.All("a"))
        .SelectMany(text => text.Split([';', ',', '(', ')', ':', '/'], StringSplitOptions.RemoveEmptyEntries)).Select(text => IsbnNumber.Find(text) ?? ""));

    // Of the fields 264 the one of the publisher has the second indicator 1.
    private static string? Imprint(MarcRecord record, string code) => record.Of("260", "264")
        .OrderBy(field => field.Tag == "264" && field.Indicator2 != '1' ? 1 : 0)
        .SelectMany(field => field.All(code)).Select(text => MarcTidy.WithoutBrackets(MarcTidy.Line(text))).FirstOrDefault(text => text is not null);

    private static string Series(MarcField field) =>
        string.Join(" ; ", new[] { field.First('a'), field.First('v') }.Select(MarcTidy.Part).Where(part => part.Length > 0));

    /// <summary>DDC before others. Its "/" and "'" only show where a number may be cut: "813/.54".</summary>
    private static string? Class(MarcRecord record)
    {
        var classes = record.Of("082").SelectMany(field => field.All("a")).Select(text => MarcTidy.Line(text).Replace("/", "", StringComparison.Ordinal).Replace("'", "", StringComparison.Ordinal))
            .Where(text => text.Length > 0).ToList();
        return classes.Find(text => char.IsAsciiDigit(text[0])) ?? classes.FirstOrDefault() ?? MarcTidy.OrNull(MarcTidy.Line(record.First("084", 'a') ?? record.First("080", 'a')));
    }

    private static string? Cover(MarcRecord record) => record.Of("856")
        .Where(field => field.First('u') is { } link && (IsPicture(link) || field.First('q')?.StartsWith("image/", StringComparison.OrdinalIgnoreCase) == true))
        .Select(field => field.First('u')!.Trim()).FirstOrDefault(link => link.Length <= 1000 && Uri.TryCreate(link, UriKind.Absolute, out var address) && address.Scheme is "http" or "https");

    private static bool IsPicture(string link) => PictureEndings.Any(ending => link.Trim().Split('?', '#')[0].EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    /// <summary>001 with the catalogue it counts in (003); Koha's own number (999 $c); or a hash of what describes the book.</summary>
    private static string IdOf(MarcRecord record, Book book, string source)
    {
        var number = PlainText.Line(record.Control("001") ?? "");
        var system = PlainText.Line(record.Control("003") ?? "");
        var id = number.Length > 0 ? $"{source}-{(system.Length > 0 ? system + "-" : "")}{number}"
            : record.First("999", 'c') is { } koha && koha.All(char.IsAsciiDigit) ? $"{source}-koha-{koha}" : "";
        return KeyText.IsId(id) ? id : $"{source}-{HashOf($"{number}|{book.Title}|{string.Join('|', book.Authors)}|{book.Edition}|{book.Year}|{string.Join('|', book.Isbn)}")}";
    }

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
}
