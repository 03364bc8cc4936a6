using LibraryBot.Activities;
using LibraryBot.Knowledge.Import;
using LibraryBot.Language;
using LibraryBot.Storage;
using LibraryBot.Turns;

namespace LibraryBot.Accessions;

/// <summary>What people read of a source: its health in a line, what it would bring, and the buttons for it.</summary>
internal sealed class SourceCards(TurnHouse house)
{
    public const string Folder = "sources";
    private readonly AccessionCards files = new(house);

    public string Say(Lang lang, string key, params (string Name, string Value)[] values) => house.Book.Words.Say(lang, Folder, key, values).Trim();

    /// <summary>"Kalender calendar.example.org".</summary>
    public string Name(KnowledgeSource source, Lang lang) => $"{Say(lang, "kind." + source.Kind)} {source.Host}{(source.Options.Set is { } set ? $" ({set})" : "")}";

    public string Health(KnowledgeSource source, Lang lang)
    {
        var now = house.Clock.GetUtcNow();
        (string, string)[] facts =
        [
            ("name", Name(source, lang)),
            ("ago", source.LastGood is { } good ? Ago(now - good, lang) : ""),
            ("holds", AccessionCards.Number(source.Holds, lang)),
            ("new", AccessionCards.Number(source.New, lang)),
            ("since", source.FailingSince is { } since ? Moment(since, lang) : ""),
            ("reason", source.Trouble is { } trouble ? Reason(trouble, lang) : ""),
            ("next", Moment(source.NextAt, lang)),
        ];
        return Say(lang, source switch
        {
            { State: SourceState.Paused } => "health.paused",
            { IsSick: true, LastGood: null } => "health.sick_from_start",
            { IsSick: true } => "health.sick",
            { LastGood: null } => "health.not_yet",
            _ => "health.well",
        }, facts);
    }

    public Activity Card(IStoreSession store, KnowledgeSource source, Lang lang) => Message.Card(
        $"{Health(source, lang)}\n{Say(lang, "card", ("link", source.Link), ("every", Every(source, lang)), ("by", source.AddedByName))}",
        [
            .. source.State == SourceState.Paused ? [] : new[] { Press(store, source, lang, "now", "primary") },
            Press(store, source, lang, source.State == SourceState.Paused ? "resume" : "pause"),
            Press(store, source, lang, "remove", "destructive"),
        ]);

    public Activity Preview(IStoreSession store, KnowledgeSource source, ImportRun run, Lang lang) => Message.Card(
        string.Join('\n', new[]
        {
            Say(lang, "preview", ("name", Name(source, lang))), files.Counts(run, lang), files.Problems(run, lang), Say(lang, "preview.ask", ("every", Every(source, lang))),
        }.OfType<string>()),
        [Press(store, source, lang, "follow", "positive"), Press(store, source, lang, "discard", "destructive")]);

    public string Counts(ImportRun run, Lang lang) => files.Counts(run, lang);

    public string Reason(string trouble, Lang lang) => trouble == OurFault ? Say(lang, "our_fault") : ReasonWords.Of(house.Book.Words, lang, trouble).TrimEnd('.');

    public CardAction Press(IStoreSession store, KnowledgeSource source, Lang lang, string verb, string? style = null, string? words = null) =>
        Button.For(store, words ?? Say(lang, "buttons." + verb), "source." + verb, source.Id, 1, house.Clock.GetUtcNow(), new ButtonRules(Style: style));

    /// <summary>What stands as the reason when the fault is ours.</summary>
    public const string OurFault = "our fault";

    public string Every(KnowledgeSource source, Lang lang) => Say(lang, source.Every switch { 1 => "every.hourly", 6 => "every.six_hours", 168 => "every.weekly", _ => "every.daily" });

    public string Moment(DateTimeOffset at, Lang lang)
    {
        var local = house.Settings.Local(at);
        return house.Book.Words.Say(lang, "common", "moment",
            ("day", SayTime.Day(DateOnly.FromDateTime(local.DateTime), lang)), ("hour", SayTime.Hour(TimeOnly.FromDateTime(local.DateTime), lang)), ("zone", SayTime.Zone(local.Offset))).Trim();
    }

    private static string Ago(TimeSpan since, Lang lang) => SayTime.Span(since < TimeSpan.FromMinutes(1) ? TimeSpan.FromMinutes(1) : since, lang);
}
