namespace LibraryBot.Knowledge.Search;

/// <summary>Which books are wanted. No groups: all that pass the rest.</summary>
public sealed record BookSearch(IReadOnlyList<WordGroup> Groups)
{
    public string? Language { get; init; }
    public DateOnly? AddedFrom { get; init; }
    public DateOnly? AddedTo { get; init; }
    public string? Branch { get; init; }
    public int? Year { get; init; }

    /// <summary>Newest first; otherwise the best match first.</summary>
    public bool NewestFirst { get; init; }
}

/// <summary>Books found, and how many there are in all.</summary>
public sealed record BooksFound(IReadOnlyList<string> Ids, int Total)
{
    public static readonly BooksFound Nothing = new([], 0);
}
