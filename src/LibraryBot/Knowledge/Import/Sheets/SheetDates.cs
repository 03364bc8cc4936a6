using System.Globalization;
using System.Text.RegularExpressions;
using LibraryBot.Language;

namespace LibraryBot.Knowledge.Import.Sheets;

/// <summary>Days and hours as people write them into tables, in both languages: "2/3/2026" is the second of March, as in Indonesia.</summary>
internal static partial class SheetDates
{
    private static readonly DateOnly FirstDay = new(1899, 12, 30);

    /// <summary>The day that a text names; a bare number is a day of Excel's calendar.</summary>
    public static DateOnly? Day(string text)
    {
        var written = text.Trim().ToLowerInvariant();
        if (double.TryParse(written, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var serial))
            return serial is >= 10_000 and < 80_000 ? FirstDay.AddDays((int)serial) : null;
        if (YearFirst().Match(written) is { Success: true } iso)
            return Of(iso.Groups[1].Value, iso.Groups[2].Value, iso.Groups[3].Value);
        if (DayFirst().Match(written) is { Success: true } numbers)
            return Of(numbers.Groups[4].Value, numbers.Groups[3].Value, numbers.Groups[1].Value) ?? Of(numbers.Groups[4].Value, numbers.Groups[1].Value, numbers.Groups[3].Value);
        if (DayAndMonth().Match(written) is { Success: true } named)
            return Named(named.Groups[3].Value, named.Groups[2].Value, named.Groups[1].Value);
        return MonthAndDay().Match(written) is { Success: true } english ? Named(english.Groups[3].Value, english.Groups[1].Value, english.Groups[2].Value) : null;
    }

    /// <summary>The hours of a text: "09.00-11.30 WIB" has two. A bare fraction is a time of Excel's.</summary>
    public static IReadOnlyList<TimeOnly> Hours(string text)
    {
        if (double.TryParse(text.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var fraction) && fraction is > 0 and < 1 && !HourOnly().IsMatch(text.Trim()))
            return [TimeOnly.FromTimeSpan(TimeSpan.FromMinutes(Math.Round(fraction * 24 * 60) % (24 * 60)))];
        return [.. Hour().Matches(text).Take(2).Select(match => new TimeOnly(Number(match.Groups[1].Value), Number(match.Groups[2].Value)))];
    }

    /// <summary>The text without the day it begins with, so that "14.03.2026" is not heard as an hour.</summary>
    public static string WithoutDay(string text) => NumbersOfDay().Replace(text, " ");

    private static DateOnly? Named(string year, string month, string day) =>
        CalendarNames.AnyMonth(month) is { } number ? Of(year, number.ToString(CultureInfo.InvariantCulture), day) : null;

    private static DateOnly? Of(string year, string month, string day)
    {
        var (y, m, d) = (Number(year), Number(month), Number(day));
        y = y < 100 ? 2000 + y : y;
        return y is > 1900 and < 2200 && m is >= 1 and <= 12 && d >= 1 && d <= DateTime.DaysInMonth(y, m) ? new DateOnly(y, m, d) : null;
    }

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?<![0-9])([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?![0-9])")]
    private static partial Regex YearFirst();

    [GeneratedRegex(@"(?<![0-9.])([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})(?![0-9])")]
    private static partial Regex DayFirst();

    [GeneratedRegex(@"(?<![0-9])([0-9]{1,2})[ -]+(\p{L}{3,12})\.?,?[ -]+([0-9]{4})(?![0-9])")]
    private static partial Regex DayAndMonth();

    [GeneratedRegex(@"(\p{L}{3,12})\.? +([0-9]{1,2})(?:st|nd|rd|th)?,? +([0-9]{4})(?![0-9])")]
    private static partial Regex MonthAndDay();

    [GeneratedRegex(@"(?<![0-9])(?:[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}|[0-9]{1,2}([-/.])[0-9]{1,2}\1(?:[0-9]{4}|[0-9]{2}))(?![0-9])")]
    private static partial Regex NumbersOfDay();

    [GeneratedRegex(@"(?<![0-9.:])([01]?[0-9]|2[0-3])[.:]([0-5][0-9])(?![0-9])")]
    private static partial Regex Hour();

    [GeneratedRegex(@"^[0-9]{1,2}[.:][0-9]{2}$")]
    private static partial Regex HourOnly();
}
