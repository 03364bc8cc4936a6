using System.Globalization;
using System.Text.RegularExpressions;
using LibraryBot.Language;

namespace LibraryBot.Answers;

/// <summary>A rule that names an amount a day ("Rp1.000 per hari per buku"), worked out for the days that someone asks about.</summary>
internal static partial class DailyAmount
{
    /// <summary>Days, the daily amount and the sum, as texts in the library's own manner of writing numbers; null when either is not told.</summary>
    public static (string Days, string Daily, string Sum)? Of(string rule, string question)
    {
        if (PerDay().Match(rule) is not { Success: true } written || DaysAsked(question) is not { } days || Amount(written.Groups["amount"].Value) is not { } amount)
            return null;
        var per = written.Groups["per"].Value;
        return (days.ToString(CultureInfo.InvariantCulture), $"Rp{Dotted(amount)}", $"Rp{Dotted(amount * days)}{per}");
    }

    /// <summary>Whether a question names a number of days.</summary>
    public static bool Asks(string question) => DaysAsked(question) is not null;

    /// <summary>Null: nobody pays so much.</summary>
    private static long? Amount(string digits) =>
        int.TryParse(digits.Replace(".", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out var amount) ? amount : null;

    private static int? DaysAsked(string question)
    {
        var tokens = DateTokens.Of(question);
        for (var at = 0; at < tokens.Count; at++)
        {
            var single = tokens[at].Text switch { "seminggu" or "sepekan" => 7, "sehari" => 1, "sebulan" => 30, _ => 0 };
            if (single > 0)
                return single;
            var number = tokens[at].Text is "a" or "one" ? (Value: 1, Length: 1) : CalendarNames.Number(tokens, at);
            if (number is not { Value: > 0 and <= 3660 } count || at + count.Length >= tokens.Count)
                continue;
            var unit = tokens[at + count.Length].Text switch
            {
                "hari" or "day" or "days" or "hr" => 1,
                "minggu" or "pekan" or "week" or "weeks" => 7,
                "bulan" or "month" or "months" => 30,
                _ => 0,
            };
            if (unit > 0)
                return count.Value * unit;
        }

        return null;
    }

    private static string Dotted(long amount) => amount.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', '.');

    [GeneratedRegex(@"(?i)Rp\.?\s?(?<amount>[0-9]{1,3}(?:[.,][0-9]{3})*|[0-9]{1,9})(?:,-)?(?<per1>\s*(?:per|/)\s*(?:buku|book|judul|item|eksemplar))?\s*(?:per|/|a|each|tiap|setiap)\s*(?:hari|day)(?<per>\s*(?:per|/)\s*(?:buku|book|judul|item|eksemplar))?")]
    private static partial Regex PerDay();
}
