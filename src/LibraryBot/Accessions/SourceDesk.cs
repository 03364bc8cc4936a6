using LibraryBot.Dialogs;
using LibraryBot.Language;
using LibraryBot.People;
using LibraryBot.Storage;
using LibraryBot.Turns;

namespace LibraryBot.Accessions;

/// <summary>The sources that are followed, in chat: listed with their health, added, refreshed, paused and given up.</summary>
internal sealed class SourceDesk(TurnHouse house, Action wake)
{
    private const int AtMost = 20;
    private readonly SourceCards cards = new(house);

    public void Join(Repertoire repertoire)
    {
        repertoire.Add(new Command("/sumber", "/sources", Role.Librarian, (turn, _) => List(turn)));
        repertoire.Kinds["source_link"] = turn => new SourceLink(turn.Store);
        repertoire.Kinds["source_kind"] = _ => new SourceKindAnswer();
        repertoire.Kinds["source_set"] = _ => new SourceSet();
        repertoire.Endings["add_source"] = Add;
        repertoire.Buttons["source.add"] = (turn, _) => BeginToAdd(turn);
        repertoire.Buttons["source.list"] = (turn, _) => WithRole(turn, () => List(turn));
        repertoire.Screens["source"] = (turn, _) => WithRole(turn, () => List(turn));
        On("show", (turn, source) => turn.Say(cards.Card(turn.Store, source, turn.Lang)));
        On("now", Refresh);
        On("pause", (turn, source) => Change(turn, source with { State = SourceState.Paused, WantedAt = null }, "pause source", "paused"));
        On("resume", (turn, source) => Change(turn, source with { State = SourceState.On, NextAt = Soonest(source, turn.Now) }, "resume source", "resumed"));
        On("remove", AskHow);
        On("remove_keep", (turn, source) => GiveUp(turn, source, "removed.kept"));
        On("remove_all", TakeOut);
        On("follow", Follow, SourceState.Shown);
        On("discard", (turn, source) => GiveUp(turn, source, "discarded"), SourceState.Shown);

        void On(string verb, Action<TurnContext, KnowledgeSource> then, params SourceState[] states) =>
            repertoire.Buttons["source." + verb] = (turn, button) => With(turn, button, states.Length == 0 ? [SourceState.On, SourceState.Paused] : states, then);
    }

    private void List(TurnContext turn)
    {
        var sources = KnowledgeSource.Confirmed(turn.Store);
        if (sources.Count == 0)
        {
            turn.Say(Message.Card(Say(turn, "none"), [AddButton(turn)]));
            return;
        }

        turn.Say(Message.Card(
            string.Join('\n', sources.Select((source, at) => $"{at + 1}. {cards.Health(source, turn.Lang)}")),
            [
                .. sources.Select((source, at) => cards.Press(turn.Store, source, turn.Lang, "show", words: Say(turn, "buttons.show", ("number", $"{at + 1}")))),
                AddButton(turn),
            ]));
    }

    private Activities.CardAction AddButton(TurnContext turn) => Button.For(turn.Store, Say(turn, "buttons.add"), "source.add", "", 1, turn.Now, new ButtonRules(Style: "positive"));

    private void BeginToAdd(TurnContext turn)
    {
        if (!turn.Person.May(Role.Librarian))
            turn.NotAllowed(Role.Librarian);
        else if (turn.Conversation.Dialog is not null)
            turn.SayText("already_in_dialog");
        else if (turn.Store.All(KnowledgeSource.All).Count >= AtMost)
            turn.Say(Say(turn, "too_many"));
        else
            turn.Begin("add-source");
    }

    private void Add(TurnContext turn, DialogEnd.Completed end)
    {
        if (end.Given["link"] is not { } link || end.Given["kind"] is not { } kind)
        {
            turn.Say(Say(turn, "gone"));
            return;
        }

        var source = new KnowledgeSource(turn.Store.Next("source"), kind, link, turn.Person.Id, turn.Person.Name, turn.Reference, turn.Now)
        {
            Options = new SourceOptions(Set: end.Given["set"]),
            Every = end.Given["every"] switch { "hourly" => 1, "six_hours" => 6, "weekly" => 168, _ => 24 },
            NextAt = turn.Now,
        };
        Save(turn, source, "name source");
        turn.Say(Say(turn, "looking", ("name", cards.Name(source, turn.Lang))));
    }

    private void Follow(TurnContext turn, KnowledgeSource source)
    {
        Save(turn, source with { State = SourceState.On, NextAt = turn.Now, WantedAt = turn.Reference }, "follow source");
        turn.Say(Say(turn, "followed", ("name", cards.Name(source, turn.Lang)), ("every", cards.Every(source, turn.Lang))));
    }

    /// <summary>Never more often than hourly, whoever presses.</summary>
    private void Refresh(TurnContext turn, KnowledgeSource source)
    {
        if (source.State == SourceState.Paused)
        {
            turn.Say(cards.Card(turn.Store, source, turn.Lang));
            return;
        }

        var at = Soonest(source, turn.Now);
        Save(turn, source with { NextAt = at, WantedAt = turn.Reference }, "refresh source");
        turn.Say(Say(turn, at > turn.Now ? "refresh.later" : "refresh", ("name", cards.Name(source, turn.Lang)), ("when", cards.Moment(at, turn.Lang))));
    }

    private static DateTimeOffset Soonest(KnowledgeSource source, DateTimeOffset now) =>
        source.LastTried + KnowledgeSource.ShortestBetween is { } soonest && soonest > now ? soonest : now;

    private void AskHow(TurnContext turn, KnowledgeSource source) => turn.Say(Message.Card(
        Say(turn, "remove.ask", ("name", cards.Name(source, turn.Lang)), ("holds", AccessionCards.Number(source.Holds, turn.Lang))),
        [cards.Press(turn.Store, source, turn.Lang, "remove_keep"), cards.Press(turn.Store, source, turn.Lang, "remove_all", "destructive"), cards.Press(turn.Store, source, turn.Lang, "list")]));

    private void TakeOut(TurnContext turn, KnowledgeSource source) =>
        Change(turn, source with { State = SourceState.Leaving, NextAt = turn.Now, WantedAt = turn.Reference }, "remove source with its records", "removing");

    private void GiveUp(TurnContext turn, KnowledgeSource source, string key)
    {
        turn.Store.Delete(KnowledgeSource.All, source.Id);
        Note(turn, "remove source", source);
        turn.Say(Say(turn, key, ("name", cards.Name(source, turn.Lang))));
    }

    private void Change(TurnContext turn, KnowledgeSource changed, string verb, string key)
    {
        Save(turn, changed, verb);
        turn.Say(Say(turn, key, ("name", cards.Name(changed, turn.Lang))));
    }

    private void Save(TurnContext turn, KnowledgeSource source, string verb)
    {
        turn.Store.Put(KnowledgeSource.All, source);
        Note(turn, verb, source);
        turn.Store.AfterCommit(wake);
    }

    private void With(TurnContext turn, Button button, SourceState[] states, Action<TurnContext, KnowledgeSource> then) => WithRole(turn, () =>
    {
        if (turn.Store.Get(KnowledgeSource.All, button.Subject) is { } source && states.Contains(source.State))
            then(turn, source);
        else
            turn.Say(Say(turn, "gone"));
    });

    private static void WithRole(TurnContext turn, Action then)
    {
        if (turn.Person.May(Role.Librarian))
            then();
        else
            turn.NotAllowed(Role.Librarian);
    }

    private static void Note(TurnContext turn, string verb, KnowledgeSource source) => AuditLine.Add(turn.Store, turn.Person.Id, turn.Person.Name, verb, $"{source.Kind}: {source.Link}", turn.Now);

    private string Say(TurnContext turn, string key, params (string Name, string Value)[] values) => cards.Say(turn.Lang, key, values);
}
