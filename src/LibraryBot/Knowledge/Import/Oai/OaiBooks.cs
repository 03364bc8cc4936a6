using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using LibraryBot.Knowledge.Import.Marc;
using LibraryBot.Knowledge.Import.Xml;
using LibraryBot.Storage;

namespace LibraryBot.Knowledge.Import.Oai;

/// <summary>The books of one repository: what their ids are, and their metadata in whichever form it came.</summary>
/// <param name="place">The host, so that "oai:slims/1" of two libraries are two books.</param>
internal sealed class OaiBooks(string place, IReadOnlyList<Branch> branches, Action<string> warn)
{
    private readonly BranchPlaces places = new(branches, warn);

    public string IdOf(string identifier)
    {
        var id = $"oai-{place}-{(identifier.StartsWith("oai:", StringComparison.Ordinal) ? identifier[4..] : identifier)}";
        if (id.Length <= KeyText.IdAtMost && KeyText.IsId(id))
            return id;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identifier)).AsSpan(0, 16));
        return string.Create(CultureInfo.InvariantCulture, $"oai-{place[..Math.Min(place.Length, 100)]}-{hash}");
    }

    /// <exception cref="BrokenRow">The metadata is in no form that is known, or tells of no book.</exception>
    public Book Read(XElement metadata, string id)
    {
        var book = metadata.Name.LocalName switch
        {
            "dc" or "qualifieddc" => DublinCore.Read(metadata, id),
            "mods" => new Mods(branches).Read(metadata, id),
            "modsCollection" when metadata.Kid("mods") is { } mods => new Mods(branches).Read(mods, id),
            "record" => Marc(metadata, id),
            "collection" when metadata.Kid("record") is { } record => Marc(record, id),
            "oai_marc" => Marc(OaiMarc.AsMarcXml(metadata), id),
            var other => throw new BrokenRow($"its metadata is \"{PlainText.Line(other)}\", which is not read here"),
        };
        return book ?? throw new BrokenRow("it has no title");
    }

    private Book? Marc(XElement record, string id)
    {
        using var reader = record.CreateReader();
        reader.MoveToContent();
        return MarcXmlRecord.Read(reader) is { } read ? MarcBook.Of(read, places, id: id) : throw new BrokenRow("its record has no fields of MARC");
    }

    /// <summary>A book with all it tells itself, and the rest from what is known of it otherwise.</summary>
    public static Book Filled(Book book, Book from) => book with
    {
        OtherTitles = Some(book.OtherTitles, from.OtherTitles),
        Authors = Some(book.Authors, from.Authors),
        Subjects = Some(book.Subjects, from.Subjects),
        Isbn = Some(book.Isbn, from.Isbn),
        Year = book.Year ?? from.Year,
        Publisher = book.Publisher ?? from.Publisher,
        Place = book.Place ?? from.Place,
        Edition = book.Edition ?? from.Edition,
        Series = book.Series ?? from.Series,
        Summary = book.Summary ?? from.Summary,
        Class = book.Class ?? from.Class,
        CallNumber = book.CallNumber ?? from.CallNumber,
        Language = book.Language ?? from.Language,
        Added = book.Added ?? from.Added,
        Copies = book.Copies ?? from.Copies,
        Branches = Some(book.Branches, from.Branches),
        Shelves = Some(book.Shelves, from.Shelves),
        Cover = book.Cover ?? from.Cover,
    };

    private static IReadOnlyList<T> Some<T>(IReadOnlyList<T> own, IReadOnlyList<T> other) => own.Count > 0 ? own : other;
}
