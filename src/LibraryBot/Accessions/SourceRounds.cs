using LibraryBot.Activities;
using LibraryBot.Knowledge;
using LibraryBot.Knowledge.Import;
using LibraryBot.Language;
using LibraryBot.People;
using LibraryBot.Publishing;
using LibraryBot.Storage;
using LibraryBot.Turns;

namespace LibraryBot.Accessions;

/// <summary>Brings in from the sources what is due, one after another. A source that fails keeps what it brought, and is tried again later.</summary>
public sealed class SourceRounds
{
    private const string Lane = "sources";
    private const int CountedAtOnce = 1000;
    private static readonly TimeSpan SickFrom = TimeSpan.FromDays(1);
    private readonly ILibraryStore store;
    private readonly TurnHouse house;
    private readonly LibraryKnowledge knowledge;
    private readonly OneImport one;
    private readonly ILogger log;
    private readonly SourceDesk desk;
    private readonly SourceCards cards;
    private readonly ImportProgress progress;
    private readonly WokenLanes lanes;

    internal SourceRounds(ILibraryStore store, TurnHouse house, LibraryKnowledge knowledge, OneImport one, ILogger<SourceRounds> log)
    {
        (this.store, this.house, this.knowledge, this.one, this.log) = (store, house, knowledge, one, log);
        lanes = new WokenLanes((_, cancel) => DoWhatIsDue(cancel), house.Clock, log);
        desk = new SourceDesk(house, () => lanes.Wake(Lane));
        cards = new SourceCards(house);
        progress = new ImportProgress(store, house);
    }

    /// <summary>Reads a source; a test gives answers of its own.</summary>
    internal Func<KnowledgeSource, Importing, Task<ImportRun>> Read { get; set; } = (source, into) => SourceKind.Named(source.Kind).Import(source, into);

    public void Join(Repertoire repertoire) => desk.Join(repertoire);

    public Task Run(CancellationToken cancel) => lanes.Run(() => Task.FromResult<IReadOnlyList<string>>([Lane]), cancel);

    /// <summary>Does all that is due; answers when the next one is, or null.</summary>
    public async Task<DateTimeOffset?> DoWhatIsDue(CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested && await Next() is { } source)
        {
            if (source.NextAt > house.Clock.GetUtcNow())
                return source.NextAt;
            await one.Run(() => Do(source, cancel));
        }

        return null;
    }

    private Task<KnowledgeSource?> Next() => store.Read(reader => reader.Between(KnowledgeSource.All, KnowledgeSource.ByNext, 0, long.MaxValue, 1).FirstOrDefault());

    private async Task Do(KnowledgeSource source, CancellationToken cancel)
    {
        try
        {
            await (source.State switch
            {
                SourceState.Looking => Look(source, cancel),
                SourceState.Shown => LetGo(source),
                SourceState.Leaving => TakeOut(source),
                _ => BringIn(source, cancel),
            });
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The bot stops: it is due at the next start.
        }
        catch (ImportRefused refused)
        {
            await Failed(source, refused.Message);
        }
        // Any: one source that no importer expected must not keep the others waiting. Trouble of the store goes on to the lanes.
        catch (Exception fault) when (fault is not IOException)
        {
            log.LogError(fault, "Source {Source} could not be brought in", source.Id);
            await Failed(source, SourceCards.OurFault);
        }
    }

    private async Task Look(KnowledgeSource source, CancellationToken cancel)
    {
        var run = await progress.Follow(source.Place, "source " + source.Id, (seen, isEnd, lang) => cards.Say(lang, isEnd ? "looking.end" : "looking.counts", ("name", cards.Name(source, lang)), ("count", AccessionCards.Number(seen, lang))),
            Into(source, cancel) with { OnlyLook = true }, into => Read(source, into));
        await Change(source, (session, looked) =>
        {
            if (!Staff.Of(session, looked.Place).May(Role.Librarian))
            {
                session.Delete(KnowledgeSource.All, looked.Id);
                return;
            }

            session.Put(KnowledgeSource.All, looked with { State = SourceState.Shown, Origin = run.Source, NextAt = house.Clock.GetUtcNow() + Accession.Life });
            house.TellAt(session, looked.Place, lang => [cards.Preview(session, looked, run, lang)]);
        });
    }

    /// <summary>Nobody decided within a day.</summary>
    private Task LetGo(KnowledgeSource source) => Change(source, (session, late) =>
    {
        session.Delete(KnowledgeSource.All, late.Id);
        house.TellAt(session, late.Place, lang => [Message.Of(cards.Say(lang, "too_late", ("name", cards.Name(late, lang))))]);
    });

    private async Task BringIn(KnowledgeSource source, CancellationToken cancel)
    {
        var run = await Read(source, Into(source, cancel));
        if (run.New + run.Changed > 0)
            await (SourceKind.Named(source.Kind).BringsBooks ? knowledge.RefreshAll() : knowledge.Refresh());
        var holds = run.New + run.Changed > 0 || source.Holds == 0 ? await Held(run.Source) : source.Holds;
        await Change(source, (session, known) =>
        {
            session.Put(KnowledgeSource.All, known.Succeeded(house.Clock.GetUtcNow()) with { Origin = run.Source, New = run.New, Changed = run.Changed, Skipped = run.Skipped, Holds = holds, IsTold = false });
            if (known.IsTold)
                house.TellOwners(session, lang => [Message.Of(cards.Say(lang, "well_again", ("name", cards.Name(known, lang))))]);
            TellWhoWanted(session, known, lang => $"{cards.Say(lang, "brought", ("name", cards.Name(known, lang)))}\n{cards.Counts(run, lang)}");
        });
    }

    private Task Failed(KnowledgeSource source, string trouble) => Change(source, (session, known) =>
    {
        var now = house.Clock.GetUtcNow();
        if (known.State == SourceState.Looking)
        {
            session.Delete(KnowledgeSource.All, known.Id);
            house.TellAt(session, known.Place, lang => [Message.Of(cards.Say(lang, "look_failed", ("name", cards.Name(known, lang)), ("reason", cards.Reason(trouble, lang))))]);
            return;
        }

        var failed = known.Failed(trouble, now);
        var isToBeTold = !failed.IsTold && failed.IsFailingFor(SickFrom, now);
        session.Put(KnowledgeSource.All, failed with { IsTold = failed.IsTold || isToBeTold });
        if (isToBeTold)
            house.TellOwners(session, lang => [Message.Card(cards.Health(failed, lang), [cards.Press(session, failed, lang, "list")])]);
        TellWhoWanted(session, known, lang => cards.Health(failed, lang));
    });

    /// <summary>It is given up with all that came from it.</summary>
    private async Task TakeOut(KnowledgeSource source)
    {
        var count = 0;
        if (source.Origin is { } origin)
        {
            var batch = new Importing(store, house.Clock) { Source = origin }.Begin(source.Kind);
            count += await batch.TakeOutUnseen(Book.Collection, _ => true);
            count += await batch.TakeOutUnseen(LibraryEvent.Collection, _ => true);
            count += await batch.TakeOutUnseen(Faq.Collection, _ => true);
            count += await batch.TakeOutUnseen(Pathfinder.Collection, _ => true);
            await knowledge.RefreshAll();
        }

        await Change(source, (session, gone) =>
        {
            session.Delete(KnowledgeSource.All, gone.Id);
            TellWhoWanted(session, gone, lang => cards.Say(lang, "removed.all", ("name", cards.Name(gone, lang)), ("count", AccessionCards.Number(count, lang))));
        });
    }

    private Importing Into(KnowledgeSource source, CancellationToken cancel) => new(store, house.Clock) { Source = SourceKind.Named(source.Kind).Origin(source), Cancel = cancel };

    /// <summary>What became of it, unless somebody paused or removed it meanwhile.</summary>
    private Task Change(KnowledgeSource source, Action<IStoreSession, KnowledgeSource> change) => store.Commit(session =>
    {
        if (session.Get(KnowledgeSource.All, source.Id) is { } known && (known.State == source.State || known is { State: SourceState.Paused } && source.State == SourceState.On))
            change(session, known);
    });

    private void TellWhoWanted(IStoreSession session, KnowledgeSource source, Func<Lang, string> says)
    {
        if (source.WantedAt is { } place && Staff.Of(session, place).IsStaff)
            house.TellAt(session, place, lang => [Message.Of(says(lang))]);
    }

    /// <summary>How many records of it there are, read by and by.</summary>
    private async Task<int> Held(string origin) => await Held(Book.Collection, origin) + await Held(LibraryEvent.Collection, origin);

    private async Task<int> Held<T>(Collection<T> collection, string origin) where T : KnowledgeRecord
    {
        var (count, last) = (0, "");
        while (true)
        {
            var some = await store.Read(reader => reader.After(collection, last, CountedAtOnce));
            count += some.Count(record => record.Source == origin);
            if (some.Count < CountedAtOnce)
                return count;
            last = collection.Id(some[^1]);
        }
    }
}
