using LibraryBot.Storage;

namespace LibraryBot.Knowledge;

/// <summary>A book as the catalogue describes it. <c>Added</c> is the day it came into the collection.</summary>
public sealed record Book(string Id, string Title) : KnowledgeRecord(Id)
{
    public static readonly Collection<Book> Collection = new("books", book => book.Id);

    /// <summary>Other titles it is found under: in its own script, parallel, former.</summary>
    public IReadOnlyList<string> OtherTitles { get; init; } = [];

    /// <summary>As the catalogue writes them, "Toer, Pramoedya Ananta".</summary>
    public IReadOnlyList<string> Authors { get; init; } = [];
    public IReadOnlyList<string> Subjects { get; init; } = [];
    public IReadOnlyList<string> Isbn { get; init; } = [];
    public int? Year { get; init; }
    public string? Publisher { get; init; }
    public string? Place { get; init; }
    public string? Edition { get; init; }
    public string? Series { get; init; }
    public string? Summary { get; init; }

    /// <summary>The DDC class, "899.2213".</summary>
    public string? Class { get; init; }

    /// <summary>Where it stands, "899.2213 TOE b".</summary>
    public string? CallNumber { get; init; }

    /// <summary>"id", "en" or another ISO 639 code.</summary>
    public string? Language { get; init; }
    public DateOnly? Added { get; init; }

    /// <summary>How many copies there are; <c>Available</c> is how many stand on the shelf, null when the source does not tell.</summary>
    public int? Copies { get; init; }
    public int? Available { get; init; }

    /// <summary>Ids of the branches that hold a copy.</summary>
    public IReadOnlyList<string> Branches { get; init; } = [];

    /// <summary>The shelves that the source names, and at which branch; most sources name none.</summary>
    public IReadOnlyList<ShelfPlace> Shelves { get; init; } = [];

    /// <summary>A link to a picture of its cover.</summary>
    public string? Cover { get; init; }

    /// <summary>Kept, but never shown to patrons.</summary>
    public bool Hidden { get; init; }
}

/// <summary>A shelf as the library calls it ("Rak 12"), at a branch when the source tells which.</summary>
public sealed record ShelfPlace(string? Branch, string Shelf);
