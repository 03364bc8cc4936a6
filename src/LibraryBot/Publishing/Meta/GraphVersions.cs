using System.Globalization;

namespace LibraryBot.Publishing.Meta;

/// <summary>Until when Meta serves which version of the Graph API (developers.facebook.com/docs/graph-api/changelog, September 2026).</summary>
public static class GraphVersions
{
    private static readonly IReadOnlyList<(string Version, DateOnly? EndsOn)> Table =
    [
        ("v26.0", null),
        ("v25.0", new(2028, 7, 29)),
        ("v24.0", new(2028, 2, 18)),
        ("v23.0", new(2027, 10, 8)),
        ("v22.0", new(2027, 5, 20)),
        ("v21.0", new(2027, 1, 21)),
        ("v20.0", new(2026, 9, 24)),
    ];

    /// <summary>The newest that we know.</summary>
    public static string Newest => Table[0].Version;

    /// <summary>When a version ends; null: no day is known. One that is older than all that we know ended with the oldest of them at the latest.</summary>
    public static DateTimeOffset? EndOf(string version)
    {
        var row = Table.FirstOrDefault(row => row.Version == version);
        var endsOn = row.Version is null && Number(version) < Number(Table[^1].Version) ? Table[^1].EndsOn : row.EndsOn;
        return endsOn is { } day ? new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero) : null;
    }

    private static decimal Number(string version) => decimal.Parse(version.AsSpan(1), CultureInfo.InvariantCulture);
}
