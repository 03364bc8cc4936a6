namespace LibraryBot.Bench.Catalogue;

/// <summary>A title of the invented catalogue.</summary>
internal sealed record CatalogueRecord(int Number, string Title, string? Subtitle, IReadOnlyList<string> Authors)
{
    public required IReadOnlyList<string> Subjects { get; init; }
    public required string Language { get; init; }
    public required string Publisher { get; init; }
    public required string Place { get; init; }
    public required int Year { get; init; }
    public required string Isbn { get; init; }
    public required string Class { get; init; }
    public required string CallNumber { get; init; }
    public required string? Summary { get; init; }
    public required IReadOnlyList<CatalogueCopy> Copies { get; init; }
}

internal sealed record CatalogueCopy(string Barcode, string Branch, string Shelf, DateOnly Acquired);
