using System.Globalization;
using LibraryBot.Activities;
using LibraryBot.Knowledge.Import;
using LibraryBot.Language;
using LibraryBot.Storage;
using LibraryBot.Turns;

namespace LibraryBot.Accessions;

/// <summary>What people read of a file on its way: what came, how far it is, what it would bring and what it brought.</summary>
internal sealed class AccessionCards(TurnHouse house)
{
    private const string Folder = "accessions";
    private const int ProblemsShown = 5;

    public string Say(Lang lang, string key, params (string Name, string Value)[] values) => house.Book.Words.Say(lang, Folder, key, values).Trim();

    /// <summary>What can be sent, a line for each kind of file.</summary>
    public string Sendable(Lang lang) => string.Join('\n', FileImporter.All.Select(importer => "• " + Say(lang, "sends." + importer.Kind)));

    public string KindOf(Accession accession, Lang lang) => Say(lang, "kind." + accession.Kind);

    /// <summary>One half came: which is missing, and what can be done without it.</summary>
    public Activity Half(IStoreSession store, Accession accession, Lang lang) => Message.Card(
        Say(lang, accession.Importer.IsSecond ? "half.second" : "half.first", Named(accession, lang)),
        accession.Importer.IsSecond ? [Press(store, accession, lang, "discard", "destructive")] : [Press(store, accession, lang, "alone", "primary"), Press(store, accession, lang, "discard", "destructive")]);

    /// <summary>What it would bring, with the buttons that decide.</summary>
    public Activity Preview(IStoreSession store, Accession accession, ImportRun run, Lang lang) => Message.Card(
        Lines(Say(lang, "preview", Named(accession, lang)), Counts(run, lang), Problems(run, lang), Say(lang, "preview.ask")),
        [Press(store, accession, lang, "bring_in", "positive"), Press(store, accession, lang, "discard", "destructive")]);

    public string NothingNew(Accession accession, ImportRun run, Lang lang) =>
        Lines(Say(lang, run.Seen == 0 ? "empty" : "nothing_new", Named(accession, lang)), run.Seen == 0 ? null : Counts(run, lang), Problems(run, lang));

    public string Done(Accession accession, ImportRun run, Lang lang) =>
        Lines(Say(lang, "done", Named(accession, lang)), Counts(run, lang), Problems(run, lang), Say(lang, accession.Importer.BringsBooks ? "done.next" : "done.next_events"));

    /// <summary>"Baru 3, berubah 1, tetap 20, dilewati 2".</summary>
    public string Counts(ImportRun run, Lang lang) => Say(lang, run.Warnings > 0 ? "counts.warned" : "counts",
        ("new", Number(run.New, lang)), ("changed", Number(run.Changed, lang)), ("same", Number(Math.Max(0, run.Seen - run.New - run.Changed - run.Skipped), lang)),
        ("skipped", Number(run.Skipped, lang)), ("warnings", Number(run.Warnings, lang)));

    /// <summary>How far it is; a bar when it is known how much there is.</summary>
    public string Progress(Accession accession, int seen, bool isEnd, Lang lang) => accession.State == AccessionState.Importing && accession.Seen > 0
        ? Lines(Say(lang, isEnd ? "importing.end" : "importing", Named(accession, lang)), Bar.Of(seen, accession.Seen), Say(lang, "importing.counts", ("count", Number(Math.Min(seen, accession.Seen), lang)), ("total", Number(accession.Seen, lang))))
        : Lines(Say(lang, isEnd ? "looking.end" : "looking", Named(accession, lang)), Say(lang, "looking.counts", ("count", Number(seen, lang))));

    /// <summary>The first reasons of what is left out, then the first doubts; the rest as a count.</summary>
    public string? Problems(ImportRun run, Lang lang)
    {
        var reasons = run.Problems.Where(problem => problem.Length > 0 && problem != "... and more").ToList();
        if (reasons.Count == 0)
            return null;
        var shown = reasons.OrderByDescending(reason => reason.EndsWith("; skipped", StringComparison.Ordinal)).Take(ProblemsShown).ToList();
        var more = run.Skipped + run.Warnings - shown.Count;
        return Lines([Say(lang, "problems"), .. shown.Select(problem => "• " + ReasonWords.Of(house.Book.Words, lang, problem)), more > 0 ? Say(lang, "problems.more", ("count", Number(more, lang))) : null]);
    }

    public (string, string)[] Named(Accession accession, Lang lang) => [("file", accession.Name), ("kind", KindOf(accession, lang))];

    public CardAction Press(IStoreSession store, Accession accession, Lang lang, string verb, string? style = null) =>
        Button.For(store, Say(lang, "buttons." + verb), "accession." + verb, accession.Id, 1, house.Clock.GetUtcNow(), new ButtonRules(accession.PersonId, Style: style));

    public static string Number(int number, Lang lang) => number.ToString("#,0", CultureInfo.GetCultureInfo(lang == Lang.En ? "en-US" : "id-ID"));

    private static string Lines(params IEnumerable<string?> parts) => string.Join('\n', parts.Where(part => part is { Length: > 0 }));
}
