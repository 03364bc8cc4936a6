using System.Text.RegularExpressions;

namespace LibraryBot.Knowledge;

/// <summary>An ISBN in running text or in a record: digits and a last X, hyphens and spaces let be.</summary>
public static partial class IsbnNumber
{
    /// <summary>Ten-digit numbers become their thirteen-digit form, so that both find the same book.</summary>
    public static string Digits(string isbn)
    {
        var digits = new string([.. isbn.ToUpperInvariant().Where(letter => char.IsAsciiDigit(letter) || letter == 'X')]);
        if (digits.Length != 10)
            return digits;
        var thirteen = "978" + digits[..9];
        var sum = thirteen.Select((digit, place) => (digit - '0') * (place % 2 == 0 ? 1 : 3)).Sum();
        return thirteen + (char)('0' + (10 - sum % 10) % 10);
    }

    /// <summary>The first ISBN of a text, as thirteen digits, or null.</summary>
    public static string? Find(string text) => Written().Match(text) is { Success: true } found && Digits(found.Value) is { Length: 13 } digits ? digits : null;

    [GeneratedRegex(@"(?<![\dX-])(?:97[89][ -]?)?\d(?:[ -]?\d){8}[ -]?[\dXx](?![\d-])")]
    private static partial Regex Written();
}
