using System.Globalization;
using System.Text.RegularExpressions;

namespace LibraryBot.Knowledge.Import.Marc;

/// <summary>The year of a book and the day its record was made.</summary>
internal static partial class MarcDates
{
    private const int Earliest = 1000;
    private const int Latest = 2200;

    /// <summary>008/07-10, or what 260 or 264 $c says; a date with an unknown digit ("19uu", "197-?") is no year.</summary>
    public static int? Year(MarcRecord record)
    {
        // Type b is before our era; q has two years between which it must be.
        if (record.Control("008") is { Length: >= 11 } coded && coded[6] is not ('b' or 'q') && YearOf(coded.AsSpan(7, 4)) is { } year)
            return year;
        return record.Of("260", "264").OrderBy(field => field.Indicator2 == '4' ? 1 : 0).SelectMany(field => field.All("c")).Select(Printed).FirstOrDefault(found => found is not null);
    }

    /// <summary>"c1998", "[1998]", "1998, c1997", "1419 H [1998]": the first year of our own era.</summary>
    public static int? Printed(string text)
    {
        var years = Written().Matches(text).Where(found => !Hijri().IsMatch(text[(found.Index + 4)..]))
            .Select(found => YearOf(found.ValueSpan)).OfType<int>().ToList();
        // 1300 to 1449 is nearly always the year of the Hijrah when another year stands beside it.
        return years.Where(year => year >= 1450).Cast<int?>().FirstOrDefault() ?? years.Cast<int?>().FirstOrDefault();
    }

    /// <summary>008/00-05, "date entered on file". 005 is the last change and says nothing about when a book came.</summary>
    public static DateOnly? Entered(MarcRecord record)
    {
        if (record.Control("008") is not { Length: >= 6 } coded || !int.TryParse(coded.AsSpan(0, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var year))
            return null;
        // The first records of MARC are of 1966.
        var century = year >= 66 ? "19" : "20";
        return Day(string.Concat(century, coded.AsSpan(0, 6)), "yyyyMMdd");
    }

    public static DateOnly? Day(string? text, string format = "yyyy-MM-dd") =>
        DateOnly.TryParseExact(text is { Length: > 10 } ? text[..10] : text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static int? YearOf(ReadOnlySpan<char> digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= Earliest and < Latest ? year : null;

    [GeneratedRegex(@"(?<!\d)\d{4}(?!\d)")]
    private static partial Regex Written();

    [GeneratedRegex(@"^\s*(?:H|AH|A\.H)\b|^\s*Hij", RegexOptions.IgnoreCase)]
    private static partial Regex Hijri();
}
