using System.Globalization;
using LibraryBot.Dialogs;
using LibraryBot.Dialogs.Kinds;
using LibraryBot.Language;

namespace LibraryBot.Posts;

/// <summary>One day in words, kept as "2026-05-14".</summary>
internal sealed class DayAnswer : IAnswerKind
{
    private const string Iso = "yyyy-MM-dd";

    /// <summary>Null when a value is no day.</summary>
    public static DateOnly? Of(string? value) => DateOnly.TryParseExact(value, Iso, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public static string Write(DateOnly day) => day.ToString(Iso, CultureInfo.InvariantCulture);

    public Reading Read(Heard heard, StepScene at)
    {
        if (heard.Text.Length > 200 || DatePhrase.Find(heard.Text, at.Now) is not { NamesDay: true } phrase)
            return new Reading.Refused("date_not_understood");
        if (phrase.From != phrase.To)
            return new Reading.Refused("one_day");
        return phrase.From <= DateOnly.FromDateTime(at.Now.DateTime)
            ? new Reading.Refused("in_the_past", ("when", SayTime.Day(phrase.From, at.Lang)), ("now", SayTime.Day(DateOnly.FromDateTime(at.Now.DateTime), at.Lang)))
            : new Reading.Accepted(Write(phrase.From), SayTime.Day(phrase.From, at.Lang));
    }

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Show(string value, StepScene at) => Of(value) is { } day ? Shown.As(SayTime.Day(day, at.Lang)) : Shown.Nothing;
}
