using System.Globalization;
using System.Text.RegularExpressions;
using LibraryBot.Language;

namespace LibraryBot.Demo;

/// <summary>
/// The library that the demo shows, in the native shape. Its days are written relative to the demo's clock: {D-1} is
/// yesterday, {SAT} the coming Saturday (today, if it is one), {SAT-28} four weeks before that.
/// </summary>
public static partial class SampleLibrary
{
    public const string Name = "sample-library.json";
    private static readonly string[] DayNames = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    /// <summary>A native knowledge file whose dates fit the clock.</summary>
    public static string Text(DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.DateTime);
        return Placeholder().Replace(EmbeddedText.Read(Name), match =>
        {
            var from = match.Groups[1].Value == "D" ? today : Coming(today, (DayOfWeek)Array.IndexOf(DayNames, match.Groups[1].Value));
            var days = match.Groups[2].Success ? int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture) : 0;
            return from.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        });
    }

    private static DateOnly Coming(DateOnly today, DayOfWeek day) => today.AddDays(((int)day - (int)today.DayOfWeek + 7) % 7);

    [GeneratedRegex(@"\{(D|SUN|MON|TUE|WED|THU|FRI|SAT)([+-]\d+)?\}")]
    private static partial Regex Placeholder();
}
