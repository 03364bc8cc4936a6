namespace LibraryBot.Posters;

/// <summary>The two shapes of a poster: 1080 x 1350 and 1080 x 1080 pixels.</summary>
public enum PosterShape
{
    Portrait,
    Square,
}

/// <summary>When an event is, in words: "Kamis", "26", "November 2026", "13.00-15.00 WIB".</summary>
public sealed record PosterDate(string Weekday, string Day, string MonthYear, string Hours);

/// <summary>
/// What stands on a poster. Characters that the font cannot show (emoji, other scripts) are left out; a title of which nothing
/// remains becomes the name of the kind.
/// </summary>
/// <param name="Kind">The kind of post, whose arrangement it gets: "event", "new-books", "report", "pathfinder", "announcement".</param>
public sealed record PosterContent(string Kind, string Title)
{
    /// <summary>The visible name of the kind, above the title.</summary>
    public string Eyebrow { get; init; } = "";
    public PosterDate? Date { get; init; }
    public string? Place { get; init; }

    /// <summary>What else is told, the most important first; what does not fit is counted ("+3").</summary>
    public IReadOnlyList<string> Lines { get; init; } = [];

    /// <summary>Where the QR code leads; null: there is none.</summary>
    public string? Link { get; init; }
    public string? LinkWords { get; init; }

    /// <summary>A picture in any format that Skia reads; one that cannot be read is left out.</summary>
    public byte[]? Photo { get; init; }
}
