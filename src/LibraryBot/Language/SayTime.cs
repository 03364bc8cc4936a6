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

    /// <summary>"09.00" in Indonesian, "09:00" in English.</summary>
    public static string Hour(TimeOnly hour, Lang lang) =>
        hour.ToString(lang == Lang.En ? "HH':'mm" : "HH'.'mm", CultureInfo.InvariantCulture);

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
