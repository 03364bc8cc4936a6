using LibraryBot.Dialogs.Kinds;

namespace LibraryBot.Dialogs;

/// <summary>A kind of answer that needs nobody else, with the names that its values fill in templates.</summary>
public sealed record StaticKind(IAnswerKind Kind, IReadOnlyList<string> Placeholders);

/// <summary>The kinds of answer that every dialog may use. Kinds that look into the library are made by the turn.</summary>
public static class StaticKinds
{
    internal const string Choice = "choice";
    internal const string Picture = "picture";
    internal const string Card = "card";
    internal const string Details = "details";
    internal const string AltText = "alt_text";
    internal const string DateTime = "date_time";
    internal const string InTheFuture = "in_the_future";
    internal const string AlreadyBegun = "already_begun";

    public static readonly IReadOnlyDictionary<string, StaticKind> All = new Dictionary<string, StaticKind>
    {
        ["text"] = new(new TextKind(), [""]),
        [Choice] = new(new ChoiceKind(), [""]),
        ["yes_no"] = new(new YesNoKind(), [""]),
        ["number"] = new(new NumberKind(), [""]),
        [DateTime] = new(new DayAndHourKind(), ["", "day", "hour", "end_hour", "zone"]),

        // A picture is shown, never named.
        [Picture] = new(new PictureKind(), []),
        [Card] = new(new CardKind(), [""]),
        [Details] = new(new DetailsKind(), []),
        [AltText] = new(new AltTextKind(), [""]),
    };

    /// <summary>The named checks that a step may carry.</summary>
    public static readonly IReadOnlyList<string> Rules = [InTheFuture, AlreadyBegun];

    /// <summary>All that dialogs may name: the static kinds, the kinds of the turn and the endings in code.</summary>
    public static DialogParts With(IReadOnlyDictionary<string, IReadOnlyList<string>> turnKinds, IReadOnlyList<string> endings) =>
        new(All.Select(kind => KeyValuePair.Create(kind.Key, kind.Value.Placeholders)).Concat(turnKinds).ToDictionary(), Rules, endings);
}
