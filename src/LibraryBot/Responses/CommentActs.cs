using LibraryBot.Activities;
using LibraryBot.Dialogs;
using LibraryBot.Language;
using LibraryBot.People;
using LibraryBot.Storage;
using LibraryBot.Turns;

namespace LibraryBot.Responses;

/// <summary>Replies, hidings and showings: who may, who decides, and what people hear of what became of them.</summary>
internal sealed class CommentActs(TurnHouse house, CommentWays ways, CommentCards cards)
{
    public void Join(Repertoire repertoire)
    {
        repertoire.Buttons["comment_act.approve"] = (turn, button) => WithAwaiting(turn, button, Approve);
        repertoire.Buttons["comment_act.decline"] = (turn, button) => WithAwaiting(turn, button, Decline);
        repertoire.Buttons["comment_act.there"] = (turn, button) => WithDoubtful(turn, button, ItIsThere);
        repertoire.Buttons["comment_act.again"] = (turn, button) => WithDoubtful(turn, button, DoAgain);
        repertoire.Buttons["comment_act.keep"] = BeginToKeep;
        repertoire.Endings["keep_comment_faq"] = Keep;
    }

    /// <summary>Somebody wants this done: it is done, or an approver is asked.</summary>
    public void Ask(TurnContext turn, Comment comment, CommentActKind kind, string? text = null)
    {
        if (kind == CommentActKind.PrivateReply && !comment.TakesPrivateReply(turn.Now))
        {
            turn.Say(Message.Card(cards.Say(turn.Lang, comment.IsAnsweredPrivately ? "private.already" : "private.late"), [cards.Press(turn.Store, comment, turn.Lang, "show")]));
            return;
        }

        var act = new CommentAct(turn.Store.Next("comment_act"), kind, comment.Id, comment.Network, turn.Person.Id, turn.Person.Name, turn.Now)
        {
            Text = text?.Trim(),
            ForVersion = comment.Version,
            State = MayAct(turn.Person) ? CommentActState.Planned : CommentActState.AwaitsApproval,
            DueAt = turn.Now,
        };
        var held = comment with { Act = act.Number };
        turn.Store.Put(Comment.Comments, held);
        Note(turn, act.State == CommentActState.Planned ? "do" : "ask for", act);
        if (act.State == CommentActState.Planned)
            Plan(turn, act, "sending." + CommentCards.Key(kind));
        else
            AskApprovers(turn, held, act);
    }

    /// <summary>What a comment waits for; null when nothing.</summary>
    public CommentAct? LiveOf(IStoreReader store, Comment comment) => comment.Act is { } number && store.Get(CommentAct.Acts, CommentAct.IdOf(number)) is { IsLive: true } act ? act : null;

    public void SayWhoDealt(TurnContext turn, Comment comment)
    {
        var act = LiveOf(turn.Store, comment);
        var (key, by, at) = act switch
        {
            { State: CommentActState.AwaitsApproval } => ("dealt.awaits", act.ByName, act.AskedAt),
            not null => ("dealt.doing", act.ApprovedByName ?? act.ByName, act.AskedAt),
            _ => ("dealt." + comment.State.ToString().ToLowerInvariant(), comment.DealtBy ?? cards.Say(turn.Lang, "at_network"), comment.DealtAt ?? comment.HiddenAt),
        };
        turn.Say(cards.Say(turn.Lang, key, ("by", by), ("when", turn.Moment(at, turn.Lang))));
    }

    /// <summary>The network has the comment no more: nothing is done about it any longer.</summary>
    public void Drop(IStoreSession store, Comment comment)
    {
        foreach (var act in store.Find(CommentAct.Acts, CommentAct.ByComment, comment.Id).Where(act => act.State is CommentActState.AwaitsApproval or CommentActState.Planned))
            Moved(store, act.Refused("removed"));
    }

    public void Forget(IStoreSession store, Comment comment)
    {
        foreach (var act in store.Find(CommentAct.Acts, CommentAct.ByComment, comment.Id).Where(act => act.Text is not null && !act.IsLive))
            store.Put(CommentAct.Acts, act with { Text = null });
    }

    /// <summary>Keeps how far something is, and tells who wanted it when they have to know.</summary>
    public void Moved(IStoreSession store, CommentAct act)
    {
        var before = store.Get(CommentAct.Acts, act.Id);
        store.Put(CommentAct.Acts, act);
        if (store.Get(Comment.Comments, act.Comment) is not { } comment)
            return;
        if (!act.IsLive)
            comment = Ended(store, comment, act);
        if (act.State is CommentActState.Done or CommentActState.Refused or CommentActState.NeedsHuman || (act.Why is "token" or "not_connected" && before?.Why != act.Why))
            Tell(store, comment, act);
        if (act.IsInPlan)
            store.AfterCommit(() => ways.Wake(act.Network));
    }

    private Comment Ended(IStoreSession store, Comment comment, CommentAct act)
    {
        if (comment.State == CommentState.Removed)
            return comment;
        var (by, now) = (act.ApprovedByName ?? act.ByName, house.Clock.GetUtcNow());
        var ended = (act.State, act.Kind) switch
        {
            (CommentActState.Done, CommentActKind.Reply) => comment.DealtWith(CommentState.Answered, by, now),
            (CommentActState.Done, CommentActKind.PrivateReply) => comment.DealtWith(CommentState.Answered, by, now) with { IsAnsweredPrivately = true },
            (CommentActState.Done, CommentActKind.Hide) => comment.DealtWith(CommentState.Hidden, by, now) with { HiddenAt = now, Before = comment.State == CommentState.Hidden ? comment.Before : comment.State },
            (CommentActState.Done, CommentActKind.Unhide) => comment with { State = comment.Before ?? CommentState.New, Before = null, HiddenAt = now, Act = null },
            (CommentActState.Refused, CommentActKind.PrivateReply) when act.Why == "already_private" => comment with { Act = null, IsAnsweredPrivately = true },
            _ => comment with { Act = null },
        };
        store.Put(Comment.Comments, ended);
        return ended;
    }

    private void Tell(IStoreSession store, Comment comment, CommentAct act)
    {
        foreach (var id in new[] { act.ById, act.ApprovedById }.OfType<string>().Distinct())
        {
            var mayKeep = store.Get(Person.People, id) is { } person && MayAct(person);
            house.Tell(store, id, lang => [cards.Outcome(store, comment, act, lang, mayKeep)]);
        }
    }

    private bool MayAct(Person person) => person.May(house.Settings.RepliesBy);

    private void Plan(TurnContext turn, CommentAct act, string key)
    {
        Moved(turn.Store, act);
        turn.Say(cards.Say(turn.Lang, key));
    }

    private void AskApprovers(TurnContext turn, Comment comment, CommentAct act)
    {
        Moved(turn.Store, act);
        var approvers = Staff.WithRole(turn.Store, Role.Approver).Where(person => person.Id != turn.Person.Id).ToList();
        foreach (var approver in approvers)
            turn.Tell(approver.Id, lang => [cards.Approval(turn.Store, comment, act, lang)]);
        turn.Say(cards.Say(turn.Lang, approvers.Count == 0 ? "asked.nobody" : "asked", ("people", string.Join(", ", approvers.Select(person => person.Name)))));
    }

    private void WithAwaiting(TurnContext turn, Button button, Action<TurnContext, Comment, CommentAct> then)
    {
        var act = turn.Store.Get(CommentAct.Acts, button.Subject);
        var comment = act is null ? null : turn.Store.Get(Comment.Comments, act.Comment);
        if (!turn.Person.May(Role.Approver))
            turn.NotAllowed(Role.Approver);
        else if (act is null || comment is null or { State: CommentState.Removed })
            turn.Say(cards.Say(turn.Lang, "gone"));
        else if (act.ById == turn.Person.Id)
            turn.Say(cards.Say(turn.Lang, "own"));
        else if (act.State != CommentActState.AwaitsApproval)
            turn.Say(cards.Say(turn.Lang, act.State == CommentActState.Declined ? "decided.declined" : "decided", ("by", act.ApprovedByName ?? act.ByName)));
        else
            then(turn, comment, act);
    }

    private void Approve(TurnContext turn, Comment comment, CommentAct act)
    {
        if (act.ForVersion != comment.Version)
        {
            var renewed = act with { ForVersion = comment.Version };
            turn.Store.Put(CommentAct.Acts, renewed);
            turn.Say(cards.Say(turn.Lang, "approval.changed"));
            turn.Say(cards.Approval(turn.Store, comment, renewed, turn.Lang));
            return;
        }

        Note(turn, "approve", act);
        if (act.Kind == CommentActKind.PrivateReply && !comment.TakesPrivateReply(turn.Now))
        {
            Moved(turn.Store, act.Refused("late_private") with { ApprovedById = turn.Person.Id, ApprovedByName = turn.Person.Name });
            return;
        }

        Plan(turn, act with { State = CommentActState.Planned, DueAt = turn.Now, AskedAt = turn.Now, ApprovedById = turn.Person.Id, ApprovedByName = turn.Person.Name }, "sending." + CommentCards.Key(act.Kind));
    }

    private void Decline(TurnContext turn, Comment comment, CommentAct act)
    {
        Note(turn, "decline", act);
        Moved(turn.Store, act with { State = CommentActState.Declined, ApprovedById = turn.Person.Id, ApprovedByName = turn.Person.Name });
        turn.Tell(act.ById, lang => [Message.Card(cards.Say(lang, "declined", [.. cards.Named(turn.Store, comment, lang), ("by", turn.Person.Name)]), [cards.Press(turn.Store, comment, lang, "show")])]);
        turn.Say(cards.Say(turn.Lang, "declined.ok"));
    }

    private void WithDoubtful(TurnContext turn, Button button, Action<TurnContext, CommentAct> then)
    {
        if (!turn.Person.May(Role.Librarian))
            turn.NotAllowed(Role.Librarian);
        else if (turn.Store.Get(CommentAct.Acts, button.Subject) is { State: CommentActState.NeedsHuman } act)
            then(turn, act);
        else
            turn.Say(cards.Say(turn.Lang, "settled"));
    }

    private void ItIsThere(TurnContext turn, CommentAct act)
    {
        Note(turn, "found", act);
        Moved(turn.Store, act.Done(act.ReplyId));
    }

    private void DoAgain(TurnContext turn, CommentAct act)
    {
        if (!MayAct(turn.Person))
        {
            turn.NotAllowed(house.Settings.RepliesBy);
            return;
        }

        Note(turn, "repeat", act);
        Plan(turn, act with { State = CommentActState.Planned, DueAt = turn.Now, AskedAt = turn.Now, ApprovedById = turn.Person.Id, ApprovedByName = turn.Person.Name, Why = null }, "sending." + CommentCards.Key(act.Kind));
    }

    private void BeginToKeep(TurnContext turn, Button button)
    {
        if (!MayAct(turn.Person))
            turn.NotAllowed(house.Settings.RepliesBy);
        else if (turn.Conversation.Dialog is not null)
            turn.SayText("already_in_dialog");
        else if (turn.Store.Get(CommentAct.Acts, button.Subject) is { State: CommentActState.Done, Text: not null } act)
            turn.Begin("keep-faq", Given.None.With("comment", act.Comment).With("reply", act.Text));
        else
            turn.Say(cards.Say(turn.Lang, "gone"));
    }

    private void Keep(TurnContext turn, DialogEnd.Completed end)
    {
        var answer = end.Given["answer"] ?? end.Given["reply"];
        if (!MayAct(turn.Person))
            turn.NotAllowed(house.Settings.RepliesBy);
        else if (turn.Store.Get(Comment.Comments, end.Given["comment"] ?? "-") is not { } comment || end.Given["question"] is not { } question || answer is null)
            turn.Say(cards.Say(turn.Lang, "gone"));
        else
        {
            ways.Keep(turn.Store, new KeptQuestion($"komentar-{comment.Number}", WithoutNames(question), WithoutNames(answer), LanguageChoice.Of(question, turn.Settings.Language)));
            AuditLine.Add(turn.Store, turn.Person.Id, turn.Person.Name, "keep faq", comment.Id, turn.Now);
            turn.Say(cards.Say(turn.Lang, "kept", ("question", WithoutNames(question))));
        }
    }

    /// <summary>Whom a comment or a reply calls is nobody's business later.</summary>
    private static string WithoutNames(string text) => string.Join('\n', text.Split('\n').Select(line => string.Join(' ', line.Split(' ').Where(word => !word.StartsWith('@'))).Trim())).Trim();

    private static void Note(TurnContext turn, string verb, CommentAct act) =>
        AuditLine.Add(turn.Store, turn.Person.Id, turn.Person.Name, $"{verb} {What(act.Kind)}", act.Comment, turn.Now);

    private static string What(CommentActKind kind) => kind switch
    {
        CommentActKind.Reply => "reply to comment",
        CommentActKind.PrivateReply => "private reply",
        CommentActKind.Hide => "hiding of comment",
        _ => "showing of comment",
    };
}
