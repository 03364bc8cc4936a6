using System.Globalization;
using LibraryBot.Dialogs;
using LibraryBot.Dialogs.Kinds;
using LibraryBot.Language;

namespace LibraryBot.Posts;

/// <summary>Two or three facts, a line each, kept as lines. The numbers are the step's at_least and at_most.</summary>
internal sealed class Facts : IAnswerKind
{
    private const int LongestFact = 200;

    public Reading Read(Heard heard, StepScene at)
    {
        var lines = ReadableText.Of(heard.Text, true).Split(['\n', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.TrimStart('-', '*', '•', ' ')).Where(ReadableText.HasWords).ToList();
        var (least, most) = (at.Step.AtLeast ?? 1, at.Step.AtMost ?? 3);
        if (lines.Count == 0)
            return new Reading.Refused("nothing_readable");
        if (lines.Count < least || lines.Count > most)
            return new Reading.Refused("lines", ("count", Say(lines.Count)));
        return lines.Find(line => ReadableText.Length(line) > LongestFact) is { } longest
            ? new Reading.Refused("too_long", ("count", Say(ReadableText.Length(longest))), ("at_most", Say(LongestFact)))
            : new Reading.Accepted(string.Join('\n', lines));
    }

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Show(string value, StepScene at) =>
        new Dictionary<string, IReadOnlyList<string>> { [""] = value.Split('\n') };

    private static string Say(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Whether everyone in the photos agrees to their being published. Asked only when there are photos; a no takes them out.</summary>
internal sealed class Consent : IAnswerKind
{
    private const string No = "no";
    private readonly YesNoKind answers = new();

    public bool IsNeeded(StepScene at) => PictureKind.Media(at.Given[PostSteps.Picture]).Count > 0;

    public Reading Read(Heard heard, StepScene at) => answers.Read(heard, at) is Reading.Accepted { Value: No }
        ? new Reading.Accepted("", at.Say("photos_out").Trim()) { Also = new Dictionary<string, string> { [PostSteps.Picture] = "" } }
        : answers.Read(heard, at);

    public IReadOnlyList<string> Offers(StepScene at) => answers.Offers(at);

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Show(string value, StepScene at) => answers.Show(value, at);
}

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
