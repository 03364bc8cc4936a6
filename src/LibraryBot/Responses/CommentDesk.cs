using LibraryBot.Answers;
using LibraryBot.Dialogs;
using LibraryBot.Language;
using LibraryBot.People;
using LibraryBot.Storage;
using LibraryBot.Turns;

namespace LibraryBot.Responses;

/// <summary>What people write under the library's posts comes to the librarians, with what the records answer; they decide.</summary>
public sealed class CommentDesk
{
    private const int ListedAtMost = 8;
    private const int PostsNamed = 5;
    private readonly TurnHouse house;
    private readonly CommentWays ways;
    private readonly CommentCards cards;
    private readonly CommentActs acts;

    public CommentDesk(TurnHouse house, CommentWays ways)
    {
        (this.house, this.ways) = (house, ways);
        cards = new CommentCards(house, ways);
        acts = new CommentActs(house, ways, cards);
    }

    public void Join(Repertoire repertoire)
    {
        repertoire.Add(new Command("/komentar", "/comments", Role.Librarian, (turn, _) => List(turn)) { InDialog = InDialog.Interrupts });
        repertoire.Buttons["comment.list"] = (turn, _) => List(turn);
        repertoire.Buttons["comment.show"] = (turn, button) => Show(turn, button.Subject);
        repertoire.Screens["comment"] = (turn, button) => Show(turn, button.Subject);
        repertoire.Buttons["comment.send"] = (turn, button) => WithOpen(turn, button, comment => acts.Ask(turn, comment, CommentActKind.Reply, comment.Proposal));
        repertoire.Buttons["comment.private"] = (turn, button) => WithOpen(turn, button, comment => acts.Ask(turn, comment, CommentActKind.PrivateReply, comment.Proposal));
        repertoire.Buttons["comment.hide"] = (turn, button) => WithOpen(turn, button, comment => acts.Ask(turn, comment, CommentActKind.Hide));
        repertoire.Buttons["comment.edit"] = (turn, button) => WithOpen(turn, button, comment => Write(turn, comment));
        repertoire.Buttons["comment.reply"] = (turn, button) => WithOpen(turn, button, comment => Write(turn, comment));
        repertoire.Buttons["comment.pass"] = (turn, button) => WithOpen(turn, button, comment => PassOn(turn, comment));
        repertoire.Buttons["comment.leave"] = (turn, button) => WithOpen(turn, button, comment => Leave(turn, comment));
        repertoire.Buttons["comment.unhide"] = Unhide;
        repertoire.Endings["reply_to_comment"] = Written;
        repertoire.Kinds["comment"] = turn => new CommentKind(turn, cards);
        acts.Join(repertoire);
    }

    /// <summary>News of a network. Comes as often and in whatever order it likes: each comment is told of once.</summary>
    public void Take(IStoreSession store, IReadOnlyList<CommentNews> news)
    {
        var now = house.Clock.GetUtcNow();
        var fresh = new List<Comment>();
        foreach (var one in news)
        {
            var (comment, what) = CommentMerge.Take(store, one, now);
            if (comment is { State: CommentState.Removed })
                acts.Drop(store, comment);
            fresh.RemoveAll(known => known.Id == one.Id);
            if (comment is { IsOpen: true, Act: null } && (what != Merged.Nothing || fresh.Exists(known => known.Id == one.Id)))
                fresh.Add(WithProposal(store, comment));
        }

        Announce(store, fresh, now);
    }

    /// <summary>What is not to be kept any longer goes; and what was gathered is told when enough time has gone by.</summary>
    public void Tidy(IStoreSession store)
    {
        var now = house.Clock.GetUtcNow();
        foreach (var comment in store.Between(Comment.Comments, Comment.ByForgetting, 0, now.UtcTicks, 200))
        {
            var forgotten = comment.Forgotten(now);
            store.Put(Comment.Comments, forgotten);
            if (forgotten.Text is null)
                acts.Forget(store, forgotten);
        }

        TellGathered(store, CommentTelling.Of(store), now);
    }

    /// <inheritdoc cref="CommentActs.Moved"/>
    public void Moved(IStoreSession store, CommentAct act) => acts.Moved(store, act);

    private Comment WithProposal(IStoreSession store, Comment comment)
    {
        if (comment.Text is not { } text)
            return comment;
        var question = new Question(text, house.Settings.Local(house.Clock.GetUtcNow())) { InGroup = true, LastLanguage = house.Settings.Language, Before = ways.PostOf(store, comment).About };
        var answer = house.Answers.Ask(question);
        var proposed = comment with { Proposal = Answers(answer) ? answer.Text.Trim() : null, Records = Answers(answer) ? answer.Ids : [] };
        store.Put(Comment.Comments, proposed);
        return proposed;
    }

    /// <summary>Only what stands in records is proposed: no question back, no offer of a librarian, no small talk, no file.</summary>
    private static bool Answers(Answer answer) => answer is { Clarify: false, Handoff: false, File: null, Ids.Count: > 0 } && answer.Text.Trim().Length is > 0 and <= CommentKind.ReplyAtMost;

    private void Announce(IStoreSession store, IReadOnlyList<Comment> fresh, DateTimeOffset now)
    {
        if (fresh.Count == 0)
            return;
        var telling = CommentTelling.Of(store).Lately(now);
        if (!telling.TakesCards(fresh.Count))
        {
            TellGathered(store, telling with { Waiting = telling.Waiting + fresh.Count }, now);
            return;
        }

        store.Put(CommentTelling.Tellings, telling with { Cards = [.. telling.Cards, .. fresh.Select(_ => now)] });
        foreach (var comment in fresh)
            TellStaff(store, lang => [cards.Card(store, comment, lang)]);
    }

    private void TellGathered(IStoreSession store, CommentTelling telling, DateTimeOffset now)
    {
        if (telling.IsDue(now))
        {
            var posts = Waiting(store).GroupBy(comment => comment.Post).OrderByDescending(post => post.Count()).ToList();
            TellStaff(store, lang => [Message.Card(Gathered(store, posts, telling.Waiting, lang), [Button.For(store, cards.Say(lang, "buttons.list"), "comment.list", "", 1, now)])]);
            telling = telling with { Waiting = 0, GatheredAt = now };
        }

        if (telling != CommentTelling.Of(store))
            store.Put(CommentTelling.Tellings, telling);
    }

    private string Gathered(IStoreReader store, IReadOnlyList<IGrouping<long, Comment>> posts, int count, Lang lang) => string.Join('\n',
    [
        cards.Say(lang, "gathered", ("count", Count(count))),
        .. posts.Take(PostsNamed).Select(post => cards.Say(lang, "gathered.post", [.. cards.Named(store, post.First(), lang), ("count", Count(post.Count()))])),
    ]);

    private void TellStaff(IStoreSession store, Func<Lang, IEnumerable<Activities.Activity>> says)
    {
        foreach (var person in Staff.WithRole(store, Role.Librarian))
            house.Tell(store, person.Id, says);
    }

    private void List(TurnContext turn)
    {
        if (!turn.Person.May(Role.Librarian))
        {
            turn.NotAllowed(Role.Librarian);
            return;
        }

        var waiting = Waiting(turn.Store);
        var asked = turn.Store.Find(CommentAct.Acts, CommentAct.ByState, CommentActState.AwaitsApproval.ToString()).Where(act => turn.Person.May(Role.Approver) && act.ById != turn.Person.Id)
            .Select(act => turn.Store.Get(Comment.Comments, act.Comment)).OfType<Comment>().ToList();
        if (waiting.Count + asked.Count == 0)
        {
            turn.Say(cards.Say(turn.Lang, "list.none"));
            return;
        }

        var shown = asked.Concat(waiting).Take(ListedAtMost).ToList();
        var lines = shown.Select(comment => (asked.Contains(comment) ? cards.Say(turn.Lang, "list.asked") + " " : "") + cards.Line(turn.Store, comment, turn.Lang));
        turn.Say(Message.Card(string.Join('\n', [cards.Say(turn.Lang, "list", ("count", Count(waiting.Count + asked.Count))), .. lines]),
            [.. shown.Select(comment => cards.Press(turn.Store, comment, turn.Lang, "show", cards.Say(turn.Lang, "buttons.open", ("number", Count(comment.Number)))))]));
    }

    private static List<Comment> Waiting(IStoreReader store) =>
        [.. new[] { CommentState.PassedOn, CommentState.New }.SelectMany(state => store.Find(Comment.Comments, Comment.ByState, state.ToString())).Where(comment => comment.Act is null).OrderBy(comment => comment.Number)];

    private void Show(TurnContext turn, string id)
    {
        if (!turn.Person.May(Role.Librarian))
            turn.NotAllowed(Role.Librarian);
        else if (turn.Store.Get(Comment.Comments, id) is not { State: not CommentState.Removed } comment)
            turn.Say(cards.Say(turn.Lang, "gone"));
        else if (acts.LiveOf(turn.Store, comment) is { State: CommentActState.AwaitsApproval } act && turn.Person.May(Role.Approver) && act.ById != turn.Person.Id)
            turn.Say(cards.Approval(turn.Store, comment, act, turn.Lang));
        else if (comment.IsOpen && comment.Act is null || comment.State == CommentState.Hidden)
            turn.Say(cards.Card(turn.Store, comment, turn.Lang));
        else
            acts.SayWhoDealt(turn, comment);
    }

    /// <summary>What a button does, if it may be done and nobody was quicker; who comes second hears who was.</summary>
    private void WithOpen(TurnContext turn, Button button, Action<Comment> then)
    {
        if (!turn.Person.May(Role.Librarian))
            turn.NotAllowed(Role.Librarian);
        else if (turn.Store.Get(Comment.Comments, button.Subject) is not { State: not CommentState.Removed } comment)
            turn.Say(cards.Say(turn.Lang, "gone"));
        else if (!comment.IsOpen || comment.Act is not null)
            acts.SayWhoDealt(turn, comment);
        else if (comment.Version != button.Version)
            turn.Say(cards.Card(turn.Store, comment, turn.Lang));
        else
            then(comment);
    }

    private static void Write(TurnContext turn, Comment comment)
    {
        if (turn.Conversation.Dialog is not null)
            turn.SayText("already_in_dialog");
        else
            turn.Begin("reply-comment", Given.None.With("comment", comment.Id));
    }

    private void Written(TurnContext turn, DialogEnd.Completed end)
    {
        if (turn.Store.Get(Comment.Comments, end.Given["comment"] ?? "-") is not { State: not CommentState.Removed } comment)
            turn.Say(cards.Say(turn.Lang, "gone"));
        else if (!comment.IsOpen || comment.Act is not null)
            acts.SayWhoDealt(turn, comment);
        else
            acts.Ask(turn, comment, end.Given["way"] == "private" ? CommentActKind.PrivateReply : CommentActKind.Reply, end.Given["reply"]);
    }

    private void Unhide(TurnContext turn, Button button)
    {
        if (!turn.Person.May(Role.Librarian))
            turn.NotAllowed(Role.Librarian);
        else if (turn.Store.Get(Comment.Comments, button.Subject) is { State: CommentState.Hidden, Act: null } comment)
            acts.Ask(turn, comment, CommentActKind.Unhide);
        else
            Show(turn, button.Subject);
    }

    private void PassOn(TurnContext turn, Comment comment)
    {
        var deciders = Staff.WithRole(turn.Store, Role.Approver).Where(person => person.Id != turn.Person.Id).ToList();
        if (deciders.Count == 0)
        {
            turn.Say(cards.Say(turn.Lang, "passed.nobody"));
            return;
        }

        var passed = comment with { State = CommentState.PassedOn, DealtBy = turn.Person.Name, DealtAt = turn.Now };
        turn.Store.Put(Comment.Comments, passed);
        AuditLine.Add(turn.Store, turn.Person.Id, turn.Person.Name, "pass comment on", comment.Id, turn.Now);
        foreach (var person in deciders)
            turn.Tell(person.Id, lang => [cards.Card(turn.Store, passed, lang)]);
        turn.Say(cards.Say(turn.Lang, "passed", ("people", string.Join(", ", deciders.Select(person => person.Name)))));
    }

    private void Leave(TurnContext turn, Comment comment)
    {
        turn.Store.Put(Comment.Comments, comment.DealtWith(CommentState.Left, turn.Person.Name, turn.Now));
        AuditLine.Add(turn.Store, turn.Person.Id, turn.Person.Name, "leave comment", comment.Id, turn.Now);
        turn.Say(cards.Say(turn.Lang, "left"));
    }

    private static string Count(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
