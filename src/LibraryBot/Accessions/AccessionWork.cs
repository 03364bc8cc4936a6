using LibraryBot.Knowledge;
using LibraryBot.Knowledge.Import;
using LibraryBot.Language;
using LibraryBot.Media;
using LibraryBot.People;
using LibraryBot.Publishing;
using LibraryBot.Storage;
using LibraryBot.Turns;

namespace LibraryBot.Accessions;

/// <summary>
/// Looks at sent files and brings in those that were decided on, one after another. What was under way when the bot ended is done
/// again: to look changes nothing, and an import that was done in part is the same when it is done whole.
/// </summary>
public sealed class AccessionWork
{
    private const string Lane = "files";

    /// <summary>A file is kept before the turn that tells of it. The disk has the machine's clock, not the library's.</summary>
    private static readonly TimeSpan Underway = TimeSpan.FromHours(2);
    private readonly ILibraryStore store;
    private readonly TurnHouse house;
    private readonly LibraryKnowledge knowledge;
    private readonly SentFiles sent;
    private readonly OneImport one;
    private readonly ILogger log;
    private readonly AccessionDesk desk;
    private readonly AccessionCards cards;
    private readonly ImportProgress progress;
    private readonly WokenLanes lanes;

    internal AccessionWork(ILibraryStore store, TurnHouse house, LibraryKnowledge knowledge, SentFiles sent, OneImport one, ILogger<AccessionWork> log)
    {
        (this.store, this.house, this.knowledge, this.sent, this.one, this.log) = (store, house, knowledge, sent, one, log);
        lanes = new WokenLanes((_, cancel) => DoWhatWaits(cancel), house.Clock, log);
        desk = new AccessionDesk(house, sent, () => lanes.Wake(Lane));
        cards = new AccessionCards(house);
        progress = new ImportProgress(store, house);
    }

    public void Join(Repertoire repertoire) => desk.Join(repertoire);

    public Task Run(CancellationToken cancel) => lanes.Run(() => Task.FromResult<IReadOnlyList<string>>([Lane]), cancel);

    /// <summary>Does all that waits; answers when the next one ends undecided, or null.</summary>
    public async Task<DateTimeOffset?> DoWhatWaits(CancellationToken cancel)
    {
        await LetUndecidedGo();
        while (!cancel.IsCancellationRequested && await store.Commit(Begin) is { } accession)
        {
            if (accession.Tries > Accession.TriesAtMost)
                await End(accession, lang => cards.Say(lang, "given_up", cards.Named(accession, lang)), "give up import");
            else
                await one.Run(() => Do(accession, cancel));
        }

        return await store.Read(reader => reader.All(Accession.All).Where(accession => accession.State is AccessionState.Half or AccessionState.Shown).Min(accession => (DateTimeOffset?)accession.EndsAt));
    }

    /// <summary>The next one, counted as begun.</summary>
    private static Accession? Begin(IStoreSession session)
    {
        if (AccessionDesk.Queue(session) is not [var next, ..])
            return null;
        var begun = next with { Tries = next.Tries + 1 };
        session.Put(Accession.All, begun);
        return begun;
    }

    private async Task Do(Accession accession, CancellationToken cancel)
    {
        try
        {
            if (accession.Files.Any(file => !sent.Has(file.Id)))
                await End(accession, lang => cards.Say(lang, "file_gone", cards.Named(accession, lang)), "lose import");
            else if (accession.State == AccessionState.Looking)
                await Look(accession, cancel);
            else
                await BringIn(accession, cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The bot stops in good order: it is done again at the next start, and this was no try.
            await store.Commit(session =>
            {
                if (session.Get(Accession.All, accession.Id) is { } waits)
                    session.Put(Accession.All, waits with { Tries = waits.Tries - 1 });
            });
        }
        catch (ImportRefused refused)
        {
            await End(accession, lang => cards.Say(lang, "refused", [.. cards.Named(accession, lang), ("reason", Reason(accession, refused.Message, lang)), ("sendable", cards.Sendable(lang))]), "refuse import");
        }
        // Any: a file that no importer expected must not keep the others waiting. Trouble of the store goes on to the lanes, which try again.
        catch (Exception fault) when (fault is not IOException)
        {
            log.LogError(fault, "The import of accession {Accession} failed", accession.Id);
            await End(accession, lang => cards.Say(lang, accession.State == AccessionState.Importing ? "failed" : "failed.look", cards.Named(accession, lang)), "fail import");
        }
    }

    private async Task Look(Accession accession, CancellationToken cancel)
    {
        var run = await Read(accession, new Importing(store, house.Clock) { OnlyLook = true, Cancel = cancel });
        if (run.New + run.Changed == 0)
        {
            await End(accession, lang => cards.NothingNew(accession, run, lang), "nothing to import");
            return;
        }

        await store.Commit(session =>
        {
            // It may have been discarded meanwhile, or its sender may be of the staff no longer.
            if (session.Get(Accession.All, accession.Id) is not { State: AccessionState.Looking } looked)
                return;
            if (!Staff.Of(session, accession.Place).May(Role.Librarian))
            {
                desk.Forget(session, looked);
                return;
            }

            var shown = looked with { State = AccessionState.Shown, Seen = run.Seen, EndsAt = house.Clock.GetUtcNow() + Accession.Life };
            session.Put(Accession.All, shown);
            house.TellAt(session, accession.Place, lang => [cards.Preview(session, shown, run, lang)]);
        });
    }

    private async Task BringIn(Accession accession, CancellationToken cancel)
    {
        var run = await Read(accession, new Importing(store, house.Clock) { Cancel = cancel });
        if (run.New + run.Changed > 0)
            await (accession.Importer.BringsBooks ? knowledge.RefreshAll() : knowledge.Refresh());
        await End(accession, lang => cards.Done(accession, run, lang), "import", run.Summary);
    }

    private Task<ImportRun> Read(Accession accession, Importing into) => progress.Follow(
        accession.Place, "accession " + accession.Id + accession.State, (seen, isEnd, lang) => cards.Progress(accession, seen, isEnd, lang), into,
        importing => accession.Importer.Import([.. accession.Files.Select(file => sent.PathOf(file.Id))], importing));

    /// <summary>Importers name a file by its path, which is nobody's business.</summary>
    private string Reason(Accession accession, string message, Lang lang) =>
        ReasonWords.Of(house.Book.Words, lang, accession.Files.Aggregate(message, (text, file) => text.Replace(sent.PathOf(file.Id), file.Name, StringComparison.Ordinal)));

    private Task End(Accession accession, Func<Lang, string> says, string verb, string? words = null) => store.Commit(session =>
    {
        if (session.Get(Accession.All, accession.Id) is not { } ended || ended.State != accession.State)
            return;
        desk.Forget(session, ended);
        AuditLine.Add(session, ended.PersonId, ended.PersonName, verb, $"{ended.Kind}: {ended.Name}{(words is null ? "" : $"; {words}")}", house.Clock.GetUtcNow());
        if (Staff.Of(session, ended.Place).IsStaff)
            house.TellAt(session, ended.Place, lang => [Message.Of(says(lang))]);
    });

    private async Task LetUndecidedGo()
    {
        var now = house.Clock.GetUtcNow();
        var all = await store.Read(reader => reader.All(Accession.All));
        foreach (var late in all.Where(accession => accession.State is AccessionState.Half or AccessionState.Shown && accession.EndsAt <= now))
            await End(late, lang => cards.Say(lang, "too_late", cards.Named(late, lang)), "let import go");
        sent.DeleteOthers(all.SelectMany(accession => accession.Files).Select(file => file.Id).ToHashSet(), TimeProvider.System.GetUtcNow() - Underway);
    }
}
