using LibraryBot.Dialogs.Kinds;

namespace LibraryBot.Dialogs;

/// <summary>The kinds of answer that every dialog may use. Kinds that look into the library are made by the turn.</summary>
public static class StaticKinds
{
    internal const string Choice = "choice";
    internal const string Picture = "picture";
    internal const string AltText = "alt_text";
    internal const string InTheFuture = "in_the_future";

    public static readonly IReadOnlyDictionary<string, IAnswerKind> All = new Dictionary<string, IAnswerKind>
    {
        ["text"] = new TextKind(),
        [Choice] = new ChoiceKind(),
        ["yes_no"] = new YesNoKind(),
        ["number"] = new NumberKind(),
        ["date_time"] = new DayAndHourKind(),
        [Picture] = new PictureKind(),
        [AltText] = new AltTextKind(),
    };

    /// <summary>The names that the values of each kind fill in templates. A picture is shown, never named.</summary>
    public static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> Placeholders = All.Keys.ToDictionary(
        kind => kind,
        kind => (IReadOnlyList<string>)(kind switch
        {
            Picture => [],
            "date_time" => ["", "day", "hour", "end_hour", "zone"],
            _ => [""],
        }));

    /// <summary>The named checks that a step may carry.</summary>
    public static readonly IReadOnlyList<string> Rules = [InTheFuture];

    /// <summary>All that dialogs may name: the static kinds, the kinds of the turn and the endings in code.</summary>
    public static DialogParts With(IReadOnlyDictionary<string, IReadOnlyList<string>> turnKinds, IReadOnlyList<string> endings) =>
        new(Placeholders.Concat(turnKinds).ToDictionary(), Rules, endings);
}
