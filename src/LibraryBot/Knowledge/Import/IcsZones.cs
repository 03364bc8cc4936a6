using System.Globalization;
using NodaTime.TimeZones;

namespace LibraryBot.Knowledge.Import;

/// <summary>
/// The time zones a calendar names: of the world's list, of Windows, behind a path ("/mozilla.org/20070129_1/Europe/Berlin"), or of its own,
/// which its VTIMEZONE tells (X-LIC-LOCATION, or one offset all the year).
/// </summary>
internal sealed class IcsZones
{
    private const int ZonesAtMost = 200;
    private readonly Dictionary<string, TimeZoneInfo?> own = new(StringComparer.Ordinal);

    /// <param name="lines">A VTIMEZONE.</param>
    public void Add(IReadOnlyList<string> lines)
    {
        var id = Values(lines, "TZID").FirstOrDefault();
        if (id is null || own.Count == ZonesAtMost)
            return;
        var offsets = Values(lines, "TZOFFSETTO").Distinct().ToList();
        own[id] = Values(lines, "X-LIC-LOCATION").Select(Known).FirstOrDefault(zone => zone is not null) ?? (offsets.Count == 1 ? Fixed(offsets[0]) : null);
    }

    /// <summary>Null: nobody knows it.</summary>
    public TimeZoneInfo? Find(string name) => Known(name) ?? own.GetValueOrDefault(name) ?? Behind(name);

    private static TimeZoneInfo? Behind(string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length is < 3 or > 10 ? null : Enumerable.Range(1, parts.Length - 2).Select(skipped => Known(string.Join('/', parts.Skip(skipped)))).FirstOrDefault(zone => zone is not null);
    }

    // A machine without ICU does not know the names of Windows.
    private static TimeZoneInfo? Known(string name)
    {
        if (name.Length is 0 or > 100 || name.Contains("..", StringComparison.Ordinal) || name[0] == '/')
            return null;
        if (TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone))
            return zone;
        return TzdbDateTimeZoneSource.Default.WindowsMapping.PrimaryMapping.TryGetValue(name, out var iana) && TimeZoneInfo.TryFindSystemTimeZoneById(iana, out zone) ? zone : null;
    }

    private static TimeZoneInfo? Fixed(string offset) =>
        offset.Length >= 5 && TimeSpan.TryParseExact(offset[1..5], "hhmm", CultureInfo.InvariantCulture, out var span) && span < TimeSpan.FromHours(14)
            ? TimeZoneInfo.CreateCustomTimeZone(offset, offset[0] == '-' ? -span : span, offset, offset) : null;

    private static IEnumerable<string> Values(IEnumerable<string> lines, string name) =>
        lines.Where(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase)).Select(line => line[(name.Length + 1)..].Trim());
}
