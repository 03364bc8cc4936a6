using LibraryBot.Knowledge.Import;
using LibraryBot.Media;
using LibraryBot.People;
using LibraryBot.Storage;
using LibraryBot.Turns;

namespace LibraryBot.Accessions;

/// <summary>Takes the files that staff send in chat, and what they decide on them. The work on them is done outside of any turn.</summary>
internal sealed class AccessionDesk(TurnHouse house, SentFiles sent, Action wake)
{
    /// <summary>Of all people together: each may have 20 MB.</summary>
    private const int WaitingAtMost = 20;
    private readonly AccessionCards cards = new(house);

    public void Join(Repertoire repertoire)
    {
        repertoire.TakeFiles = Take;
        repertoire.Buttons["accession.bring_in"] = (turn, button) => With(turn, button, BringIn);
        repertoire.Buttons["accession.discard"] = (turn, button) => With(turn, button, Discard);
        repertoire.Buttons["accession.alone"] = (turn, button) => With(turn, button, GoOnAlone);
        repertoire.Add(new Command("/impor", "/imports", Role.Librarian, (turn, _) => List(turn)) { InDialog = InDialog.Interrupts });
    }

    private void Take(TurnContext turn, IReadOnlyList<SentFile> files)
    {
        if (!turn.Person.May(Role.Librarian))
            Refuse(turn, files, "staff_only");
        else if (turn.Conversation.Dialog is not null)
            Refuse(turn, files, "in_dialog");
        else if (turn.Store.All(Accession.All).Count + files.Count > WaitingAtMost)
            Refuse(turn, files, "too_many");
        else
            SayWhatCame(turn, [.. files.Select(file => Take(turn, file)).OfType<string>().Distinct()]);
    }

    /// <summary>The id of what it became or completed; null when it is nothing that can be brought in.</summary>
    private string? Take(TurnContext turn, SentFile file)
    {
        if (FileImporter.Of(file.Name, sent.Beginning(file.Id, FileStart.BytesAtMost)) is not { } importer)
        {
            DeleteAfterCommit(turn.Store, file.Id);
            turn.Say(cards.Say(turn.Lang, "unknown", ("file", file.Name), ("sendable", cards.Sendable(turn.Lang))));
            return null;
        }

        var came = new AccessionFile(file.Id, file.Name, importer.Kind);
        var accession = OtherHalf(turn, importer)?.With(came, turn.Now) ?? new Accession(turn.Store.Next("accession"), turn.Person.Id, turn.Person.Name, turn.Reference, turn.Now)
        {
            Files = [came],
            State = importer.GoesWith is null ? AccessionState.Looking : AccessionState.Half,
            QueuedAt = turn.Now,
            EndsAt = turn.Now + Accession.Life,
        };
        turn.Store.Put(Accession.All, accession);
        Note(turn, "send file", accession);
        turn.Store.AfterCommit(wake);
        return accession.Id;
    }

    private static Accession? OtherHalf(TurnContext turn, FileImporter importer) => importer.GoesWith is null ? null
        : turn.Store.Find(Accession.All, Accession.ByState, AccessionState.Half.ToString()).LastOrDefault(half => half.PersonId == turn.Person.Id && half.Kind == importer.GoesWith);

    private void SayWhatCame(TurnContext turn, IReadOnlyList<string> ids)
    {
        foreach (var accession in ids.Select(id => turn.Store.Get(Accession.All, id)!))
            turn.Say(accession.State == AccessionState.Half ? cards.Half(turn.Store, accession, turn.Lang) : Message.Of(Received(turn, accession)));
    }

    private string Received(TurnContext turn, Accession accession)
    {
        var before = Queue(turn.Store).Count(other => other.Number != accession.Number);
        return cards.Say(turn.Lang, before == 0 ? "received" : "received.queued", [.. cards.Named(accession, turn.Lang), ("count", AccessionCards.Number(before, turn.Lang))]);
    }

    /// <summary>What waits to be worked on, in its order.</summary>
    public static IReadOnlyList<Accession> Queue(IStoreReader store) =>
        [.. new[] { AccessionState.Looking, AccessionState.Importing }.SelectMany(state => store.Find(Accession.All, Accession.ByState, state.ToString())).OrderBy(accession => accession.QueuedAt).ThenBy(accession => accession.Number)];

    private void BringIn(TurnContext turn, Accession accession)
    {
        if (accession.State != AccessionState.Shown)
        {
            turn.Say(cards.Say(turn.Lang, "state." + accession.State.ToString().ToLowerInvariant(), cards.Named(accession, turn.Lang)));
            return;
        }

        var decided = accession with { State = AccessionState.Importing, QueuedAt = turn.Now, Tries = 0 };
        turn.Store.Put(Accession.All, decided);
        Note(turn, "confirm import", accession);
        turn.Store.AfterCommit(wake);
        var before = Queue(turn.Store).Count(other => other.Number != accession.Number);
        turn.Say(cards.Say(turn.Lang, before == 0 ? "begun" : "begun.queued", [.. cards.Named(accession, turn.Lang), ("count", AccessionCards.Number(before, turn.Lang))]));
    }

    private void Discard(TurnContext turn, Accession accession)
    {
        if (accession.State == AccessionState.Importing)
        {
            turn.Say(cards.Say(turn.Lang, "state.importing", cards.Named(accession, turn.Lang)));
            return;
        }

        Note(turn, "discard import", accession);
        Forget(turn.Store, accession);
        turn.Say(cards.Say(turn.Lang, "discarded", cards.Named(accession, turn.Lang)));
    }

    private void GoOnAlone(TurnContext turn, Accession accession)
    {
        if (accession is not { State: AccessionState.Half, Importer.IsSecond: false })
        {
            turn.Say(cards.Say(turn.Lang, "state." + accession.State.ToString().ToLowerInvariant(), cards.Named(accession, turn.Lang)));
            return;
        }

        turn.Store.Put(Accession.All, accession with { State = AccessionState.Looking, QueuedAt = turn.Now });
        turn.Store.AfterCommit(wake);
        turn.Say(Received(turn, accession));
    }

    /// <summary>What waits, of this person; and what can be sent.</summary>
    private void List(TurnContext turn)
    {
        var own = turn.Store.All(Accession.All).Where(accession => accession.PersonId == turn.Person.Id).OrderBy(accession => accession.Number).ToList();
        if (own.Count == 0)
            turn.Say(cards.Say(turn.Lang, "list.none", ("sendable", cards.Sendable(turn.Lang))));
        foreach (var accession in own)
        {
            var text = cards.Say(turn.Lang, "state." + accession.State.ToString().ToLowerInvariant(), cards.Named(accession, turn.Lang));
            turn.Say(accession.State switch
            {
                AccessionState.Importing => Message.Of(text),
                AccessionState.Half => cards.Half(turn.Store, accession, turn.Lang),
                AccessionState.Looking => Message.Card(text, [cards.Press(turn.Store, accession, turn.Lang, "discard", "destructive")]),
                _ => Message.Card(text, [cards.Press(turn.Store, accession, turn.Lang, "bring_in", "positive"), cards.Press(turn.Store, accession, turn.Lang, "discard", "destructive")]),
            });
        }
    }

    private void With(TurnContext turn, Button button, Action<TurnContext, Accession> then)
    {
        if (!turn.Person.May(Role.Librarian))
            turn.NotAllowed(Role.Librarian);
        else if (turn.Store.Get(Accession.All, button.Subject) is { } accession)
            then(turn, accession);
        else
            turn.Say(cards.Say(turn.Lang, "gone"));
    }

    private void Refuse(TurnContext turn, IReadOnlyList<SentFile> files, string key)
    {
        foreach (var file in files)
            DeleteAfterCommit(turn.Store, file.Id);
        turn.Say(cards.Say(turn.Lang, key));
    }

    /// <summary>It is over: the record goes, and the files once that is committed.</summary>
    public void Forget(IStoreSession store, Accession accession)
    {
        store.Delete(Accession.All, accession.Id);
        foreach (var file in accession.Files)
            DeleteAfterCommit(store, file.Id);
    }

    private void DeleteAfterCommit(IStoreSession store, string id) => store.AfterCommit(() => sent.Delete(id));

    private static void Note(TurnContext turn, string verb, Accession accession) =>
        AuditLine.Add(turn.Store, turn.Person.Id, turn.Person.Name, verb, $"{accession.Kind}: {accession.Name}", turn.Now);
}
