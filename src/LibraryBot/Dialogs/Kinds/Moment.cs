using System.Globalization;
using LibraryBot.Language;

namespace LibraryBot.Dialogs.Kinds;

/// <summary>What a date_time answer holds: when something starts, and when it ends if that was said. Kept as ISO 8601, "start" or "start/end".</summary>
public sealed record Moment(DateTimeOffset Starts, DateTimeOffset? Ends = null)
{
    private const string Iso = "yyyy-MM-ddTHH:mmzzz";

    /// <summary>Null when the text is not such a value.</summary>
    public static Moment? Read(string? value)
    {
        var parts = (value ?? "").Split('/');
        if (parts.Length > 2 || ReadOne(parts[0]) is not { } starts)
            return null;
        return parts.Length == 1 ? new Moment(starts) : ReadOne(parts[1]) is { } ends ? new Moment(starts, ends) : null;
    }

    /// <summary>A day and hours in the library's own offset. An end before its start is on the next day.</summary>
    public static Moment At(DateOnly day, TimeOnly hour, TimeOnly? until, TimeSpan offset)
    {
        var starts = new DateTimeOffset(day, hour, offset);
        if (until is not { } end || end == hour)
            return new Moment(starts);
        return new Moment(starts, new DateTimeOffset(end < hour ? day.AddDays(1) : day, end, offset));
    }

    public string Value => Ends is { } ends ? $"{Write(Starts)}/{Write(ends)}" : Write(Starts);

    public string Day(Lang lang) => SayTime.Day(DateOnly.FromDateTime(Starts.DateTime), lang);

    public string Hour(Lang lang) => SayTime.Hour(TimeOnly.FromDateTime(Starts.DateTime), lang);

    public string EndHour(Lang lang) => Ends is { } ends ? SayTime.Hour(TimeOnly.FromDateTime(ends.DateTime), lang) : "";

    public string Zone => SayTime.Zone(Starts.Offset);

    /// <summary>"Sabtu, 14 Maret 2026 pukul 09.00 WIB", in the words of dialogs/common.</summary>
    public string Say(Words words, Lang lang) => words.Say(lang, Words.Common, Ends is null ? "moment" : "moment_range",
        ("day", Day(lang)), ("hour", Hour(lang)), ("end_hour", EndHour(lang)), ("zone", Zone));

    private static DateTimeOffset? ReadOne(string text) =>
        DateTimeOffset.TryParseExact(text, Iso, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) ? moment : null;

    private static string Write(DateTimeOffset moment) => moment.ToString(Iso, CultureInfo.InvariantCulture);
}
