namespace LibraryBot.Language;

/// <summary>One way of naming days. Reads at a place of the text and answers null for what is named in another way.</summary>
internal abstract class DayReading(DateWords words, DateOnly today)
{
    protected DateWords Words => words;

    protected DateOnly Today => today;

    public abstract DaysFound? At(int at);

    protected static DaysFound One(int at, int length, DateOnly day) => new(at, length, day, day);

    /// <summary>The Monday of this week, or of another one.</summary>
    protected DateOnly Monday(int weeks) => MondayOf(today).AddDays(7 * weeks);

    protected static DateOnly MondayOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    protected DateOnly FirstOfMonth(int months) => new DateOnly(today.Year, today.Month, 1).AddMonths(months);

    protected static DaysFound Month(int at, int length, DateOnly first) => new(at, length, first, first.AddMonths(1).AddDays(-1), Grain.Month);

    /// <summary>
    /// Years far from ours are history, not a time that someone would visit: "buku tentang Maret 1962" names no days.
    /// Someone who was asked for a date may give any.
    /// </summary>
    protected bool IsNear(int year) => words.IsAnswer || Math.Abs(year - today.Year) <= 15;

    protected static DateOnly? Valid(int year, int month, int day) =>
        year is >= 1900 and <= 2200 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;
}
