using System.Globalization;
using System.Text.RegularExpressions;

namespace LibraryBot.Tests.Support;

/// <summary>Moments as Meta takes them: UNIX seconds, ISO 8601, or "+2 days".</summary>
internal static partial class GraphMoments
{
    public static DateTimeOffset? Read(string text, DateTimeOffset now)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return DateTimeOffset.FromUnixTimeSeconds(seconds);
        if (text == "now")
            return now;
        if (Later().Match(text.Trim()) is { Success: true } later)
            return now + Span(later.Groups[2].Value) * int.Parse(later.Groups[1].Value, CultureInfo.InvariantCulture);
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;
    }

    private static TimeSpan Span(string unit) => unit.ToLowerInvariant() switch
    {
        "second" or "sec" => TimeSpan.FromSeconds(1),
        "minute" or "min" => TimeSpan.FromMinutes(1),
        "hour" => TimeSpan.FromHours(1),
        "day" => TimeSpan.FromDays(1),
        _ => TimeSpan.FromDays(7),
    };

    [GeneratedRegex(@"^([+-]?\d+) ?(second|sec|minute|min|hour|day|week)s?$", RegexOptions.IgnoreCase)]
    private static partial Regex Later();
}
