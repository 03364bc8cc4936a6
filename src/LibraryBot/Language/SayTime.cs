using System.Globalization;
using Humanizer;

namespace LibraryBot.Language;

/// <summary>Days, hours and waits as the library writes them; days and months from our own table. Moments are shown in the offset that they carry.</summary>
public static class SayTime
{
    private static readonly string[] DaysId = ["Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu"];
    private static readonly string[] DaysEn = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
    private static readonly string[] MonthsId =
        ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"];
    private static readonly string[] MonthsEn =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    /// <summary>"Sabtu, 14 Maret 2026" or "Saturday, 14 March 2026".</summary>
    public static string Day(DateOnly day, Lang lang) => $"{DayName(day.DayOfWeek, lang)}, {Date(day, lang)}";

    /// <summary>"14 Maret 2026" or "14 March 2026".</summary>
    public static string Date(DateOnly day, Lang lang) => string.Create(CultureInfo.InvariantCulture, $"{day.Day} {Month(day.Month, lang)} {day.Year}");

    /// <summary>"Sabtu" or "Saturday".</summary>
    public static string DayName(DayOfWeek day, Lang lang) => (lang == Lang.En ? DaysEn : DaysId)[(int)day];

    public static string Month(int month, Lang lang) => (lang == Lang.En ? MonthsEn : MonthsId)[month - 1];

    /// <summary>
    /// A phrase in words that nobody can misread: "Sabtu, 14 November 2026, pukul 09.00 WIB", "until Friday, 13 March 2026".
    /// A phrase that names no day is said with today, which it means.
    /// </summary>
    /// <param name="offset">The library's zone.</param>
    public static string Phrase(DatePhrase phrase, Lang lang, TimeSpan offset)
    {
        var days = EdgeWord(phrase.Edge, lang) + (phrase.Edge switch
        {
            Edge.Before or Edge.From or Edge.Since => Day(phrase.From, lang),
            Edge.Until or Edge.After => Day(phrase.To, lang),
            _ => DaysInFull(phrase.From, phrase.To, lang),
        });
        return (phrase.Hour, phrase.Part) switch
        {
            ({ } from, _) when phrase is { Until: { } until } && phrase.From != phrase.To && phrase.Grain <= Grain.Minute && phrase.Places.Count == 1 =>
                $"{Day(phrase.From, lang)}, {Clock(from, lang)} - {Day(phrase.To, lang)}, {Clock(until, lang)} {Zone(offset)}",
            ({ } from, _) => $"{days}, {EdgeWord(phrase.HourEdge, lang)}{Clock(from, lang)}{(phrase.Until is { } until ? $"-{Hour(until, lang)}" : "")} {Zone(offset)}",
            (null, { } part) => $"{days}, {part.Name(lang)} ({(lang == Lang.En ? "about" : "sekitar")} {Hour(part.From, lang)}-{EndHour(part.Until, lang)} {Zone(offset)})",
            _ => days,
        };
    }

    private static string DaysInFull(DateOnly from, DateOnly to, Lang lang)
    {
        if (from == to)
            return Day(from, lang);
        var first = from.Year == to.Year ? string.Create(CultureInfo.InvariantCulture, $"{DayName(from.DayOfWeek, lang)}, {from.Day} {Month(from.Month, lang)}") : Day(from, lang);
        return $"{first} - {Day(to, lang)}";
    }

    private static string Clock(TimeOnly hour, Lang lang) => lang == Lang.En ? Hour(hour, lang) : $"pukul {Hour(hour, lang)}";

    private static string EndHour(TimeOnly hour, Lang lang) => hour == TimeOnly.MinValue ? EndOfDay(lang) : Hour(hour, lang);

    private static string EndOfDay(Lang lang) => lang == Lang.En ? "24:00" : "24.00";

    private static string EdgeWord(Edge edge, Lang lang) => (edge, lang) switch
    {
        (Edge.Within, _) => "",
        (Edge.Before, Lang.En) => "before ",
        (Edge.Before, _) => "sebelum ",
        (Edge.Until, Lang.En) => "until ",
        (Edge.Until, _) => "sampai ",
        (Edge.From, Lang.En) => "from ",
        (Edge.From, _) => "mulai ",
        (Edge.Since, Lang.En) => "since ",
        (Edge.Since, _) => "sejak ",
        (_, Lang.En) => "after ",
        _ => "setelah ",
    };

    /// <summary>"18-24 Maret 2026", "30 Maret - 2 April 2026", or one date when both are the same.</summary>
    public static string Days(DateOnly from, DateOnly to, Lang lang)
    {
        if (from == to)
            return Date(from, lang);
        if (from.Year != to.Year)
            return $"{Date(from, lang)} - {Date(to, lang)}";
        var first = from.Day.ToString(CultureInfo.InvariantCulture);
        return from.Month == to.Month ? $"{first}-{Date(to, lang)}" : $"{first} {Month(from.Month, lang)} - {Date(to, lang)}";
    }

    /// <summary>"09.00" in Indonesian, "09:00" in English. The last moment of a day is its end, "24.00".</summary>
    public static string Hour(TimeOnly hour, Lang lang) => hour == TimeOnly.MaxValue
        ? EndOfDay(lang)
        : hour.ToString(lang == Lang.En ? "HH':'mm" : "HH'.'mm", CultureInfo.InvariantCulture);

    /// <summary>A wait in the unit that people would use: "10 detik", "2 menit", "1 minute". Rounded up to whole seconds.</summary>
    public static string Span(TimeSpan wait, Lang lang) =>
        TimeSpan.FromSeconds(Math.Ceiling(wait.TotalSeconds)).Humanize(culture: CultureInfo.GetCultureInfo(lang.Code()));

    /// <summary>"WIB", "WITA", "WIT", or "UTC+9" style for any other offset.</summary>
    public static string Zone(TimeSpan offset) => offset.TotalMinutes switch
    {
        7 * 60 => "WIB",
        8 * 60 => "WITA",
        9 * 60 => "WIT",
        0 => "UTC",
        var minutes => string.Create(CultureInfo.InvariantCulture,
            $"UTC{(minutes < 0 ? '-' : '+')}{Math.Abs(offset.Hours)}{(offset.Minutes == 0 ? "" : $":{Math.Abs(offset.Minutes):00}")}"),
    };
}
