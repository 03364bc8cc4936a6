using System.Globalization;
using System.Text.RegularExpressions;

namespace LibraryBot.Knowledge.Import;

/// <summary>What stands in the free text of a catalogue: a year, a class, a call number, a day, and the marks of ISBD between.</summary>
internal static partial class CatalogueText
{
    /// <summary>The first year of a text ("c2005.", "[2019]", "2020-05-01T10:20:30Z").</summary>
    public static int? Year(string? text) => text is not null && YearIn().Match(text) is { Success: true } year ? int.Parse(year.Value, CultureInfo.InvariantCulture) : null;

    /// <summary>A DDC number and nothing else, "899.2213".</summary>
    public static string? Class(string? text) => text is not null && ClassOnly().IsMatch(text.Trim()) ? text.Trim() : null;

    /// <summary>"899.2213 TOE b": a class with letters behind it.</summary>
    public static bool IsCallNumber(string text) => ClassAndLetters().IsMatch(text.Trim());

    /// <summary>A day that a text begins with, "2026-03-02 09:00:00"; a day of zeros is none.</summary>
    public static DateOnly? Day(string? text) =>
        text is { Length: >= 10 } && DateOnly.TryParseExact(text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year > 1900 ? day : null;

    /// <summary>Without the mark that tells of the field behind ("Judul /", "Penerbit,").</summary>
    public static string WithoutIsbd(string text) => text.TrimEnd(' ', '/', ':', ';', ',', '=');

    public static bool HasLetter(string text) => text.Any(char.IsLetter);

    [GeneratedRegex(@"(?<![0-9])(1[0-9]|20|21)[0-9][0-9](?![0-9])")]
    private static partial Regex YearIn();

    [GeneratedRegex(@"^[0-9]{3}(\.[0-9]{1,15})?$")]
    private static partial Regex ClassOnly();

    [GeneratedRegex(@"^([A-Z]{1,3} )?[0-9]{3}(\.[0-9]{1,15})?( [\p{L}][\p{L}.\-]{0,9}){1,3}( [\w.]{1,8})?$")]
    private static partial Regex ClassAndLetters();
}
