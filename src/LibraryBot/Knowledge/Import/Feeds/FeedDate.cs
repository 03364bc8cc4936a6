using System.Globalization;
using System.Text.RegularExpressions;

namespace LibraryBot.Knowledge.Import.Feeds;

/// <summary>The day of an item: RFC 822 as feeds really write it (full months, no zone, a wrong day of the week), or ISO 8601.</summary>
internal static partial class FeedDate
{
    private static readonly string[] Written =
        ["d MMM yyyy HH:mm:ss", "d MMMM yyyy HH:mm:ss", "d MMM yyyy HH:mm", "d MMMM yyyy HH:mm", "d MMM yyyy", "d MMMM yyyy", "d MMM yy HH:mm:ss"];

    /// <summary>In the library's zone; a time without a zone is the library's own.</summary>
    public static DateOnly? Day(string? text, TimeZoneInfo zone)
    {
        if (text is null)
            return null;
        if (Iso().IsMatch(text) && DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var iso))
            return iso.Kind == DateTimeKind.Unspecified || text.Length <= 10 || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var there) ? DateOnly.FromDateTime(iso) : Day(there, zone);
        var parts = Rfc822().Match(text);
        if (!parts.Success || !DateTime.TryParseExact(Spaces().Replace(parts.Groups[1].Value.Trim(), " "), Written, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment))
            return null;
        return Offset(parts.Groups[2].Value) is { } offset ? Day(new DateTimeOffset(moment, offset), zone) : DateOnly.FromDateTime(moment);
    }

    private static DateOnly Day(DateTimeOffset moment, TimeZoneInfo zone) =>
        moment.Year is > 1 and < 9999 ? DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, zone).DateTime) : DateOnly.FromDateTime(moment.DateTime);

    private static TimeSpan? Offset(string zone) => zone switch
    {
        "GMT" or "UT" or "UTC" or "Z" => TimeSpan.Zero,
        "WIB" => TimeSpan.FromHours(7),
        "WITA" => TimeSpan.FromHours(8),
        "WIT" => TimeSpan.FromHours(9),
        _ when zone is ['+' or '-', ..] && TimeSpan.TryParseExact(zone[1..].Replace(":", "", StringComparison.Ordinal), "hhmm", CultureInfo.InvariantCulture, out var span) && span <= TimeSpan.FromHours(14) => zone[0] == '-' ? -span : span,
        _ => null,
    };

    [GeneratedRegex(@"^\s*(?:\p{L}{2,10}\.?,?\s+)?(\d{1,2}\s+\p{L}{3,10}\.?\s+\d{2,4}(?:\s+\d{2}:\d{2}(?::\d{2})?)?)\s*([A-Z]{1,5}|[+-]\d{2}:?\d{2})?\s*$")]
    private static partial Regex Rfc822();

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}")]
    private static partial Regex Iso();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
