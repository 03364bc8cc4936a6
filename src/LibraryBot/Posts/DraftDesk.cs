using LibraryBot.Activities;
using LibraryBot.Dialogs;
using LibraryBot.Language;
using LibraryBot.People;
using LibraryBot.Storage;
using LibraryBot.Turns;

namespace LibraryBot.Posts;

/// <summary>Keeps every post that is being written, answer by answer, for thirty days; lists them, and opens them again wherever their author is signed in.</summary>
internal sealed class DraftDesk(DialogBook book, DialogRunner runner, PostComposer composer)
{
    private const string Folder = "drafts";
    private const int ListedAtMost = 8;
    private const int TitleAtMost = 40;

    public void Join(Repertoire repertoire)
    {
        repertoire.Played.Add(Follow);
        repertoire.IsHere = IsHere;
        repertoire.TellItIsElsewhere = turn => turn.Say(Say(turn, "taken_up"));
        repertoire.Buttons["draft.open"] = (turn, button) => Open(turn, button.Subject);
        repertoire.Buttons["draft.drop"] = Drop;
        repertoire.Add(new Command("/konsep", "/drafts", Role.Librarian, (turn, _) => List(turn)) { Words = [.. Enum.GetValues<Lang>().Select(lang => book.Words.Say(lang, Folder, "words").Trim())] });
    }

    /// <summary>Forgets what nobody has touched for a month.</summary>
    public static void ForgetOld(IStoreSession store, DateTimeOffset now)
    {
        foreach (var draft in store.Between(Draft.Drafts, Draft.ByChange, 0, (now - Draft.Kept).UtcTicks))
            store.Delete(Draft.Drafts, draft.Id);
    }

    /// <summary>A dialog has gone on or ended: its draft is kept as it is now, or is no draft any more.</summary>
    private void Follow(TurnContext turn, DialogState? before, Outcome outcome)
    {
        if (outcome.State is { } state && IsOfPost(state.Dialog))
            Keep(turn, state);
        else if (outcome.End is DialogEnd.Completed completed && completed.Given[Draft.Answer] is { } done)
            turn.Store.Delete(Draft.Drafts, done);
        else if (outcome.End is DialogEnd.Cancelled && before?.Given[Draft.Answer] is { } left)
            Leave(turn, left, before);
    }

    private void Keep(TurnContext turn, DialogState state)
    {
        var id = state.Given[Draft.Answer] ?? $"d{turn.Store.Next("draft")}";
        var kept = state with { Given = state.Given.With(Draft.Answer, id) };
        turn.Conversation = turn.Conversation with { Dialog = kept };
        turn.Store.Put(Draft.Drafts, new Draft(id, turn.Person.Id, kept, TitleOf(turn, kept), turn.Reference.Key, turn.Now));
    }

    /// <summary>A dialog that was left keeps what was written, unless nothing was.</summary>
    private void Leave(TurnContext turn, string id, DialogState before)
    {
        if (turn.Store.Get(Draft.Drafts, id) is not { } draft)
            return;
        if (!book.Flows.TryGetValue(before.Dialog, out var flow) || !flow.Asked.Any(step => before.Given[step.Name] is not null))
        {
            turn.Store.Delete(Draft.Drafts, id);
            return;
        }

        turn.Say(Message.Card(Say(turn, "kept", ("title", draft.Title)), [Press(turn, draft, "drop", "button.drop")]));
    }

    private void List(TurnContext turn)
    {
        var drafts = turn.Store.Find(Draft.Drafts, Draft.ByPerson, turn.Person.Id).OrderByDescending(draft => draft.ChangedAt).Take(ListedAtMost).ToList();
        if (drafts.Count == 0)
        {
            turn.Say(Say(turn, "none"));
            return;
        }

        var lines = drafts.Select((draft, at) => Say(turn, "line", ("place", $"{at + 1}"), ("title", draft.Title), ("kind", KindOf(turn, draft)), ("when", turn.Moment(draft.ChangedAt, turn.Lang))));
        turn.Say(Message.Card(string.Join('\n', lines.Prepend(Say(turn, "list"))), [.. drafts.SelectMany((draft, at) => new[]
        {
            Press(turn, draft, "open", "button.open", ("place", $"{at + 1}")),
            Press(turn, draft, "drop", "button.drop_one", ("place", $"{at + 1}")),
        })]));
    }

    private void Open(TurnContext turn, string id)
    {
        if (turn.Store.Get(Draft.Drafts, id) is not { } draft || draft.PersonId != turn.Person.Id)
            turn.Say(Say(turn, "gone"));
        else if (turn.Conversation.Dialog is not null)
            turn.SayText("already_in_dialog");
        else
            turn.Play(runner.AskAgain(draft.State, turn.Scene));
    }

    private static void Drop(TurnContext turn, Button button)
    {
        if (turn.Store.Get(Draft.Drafts, button.Subject) is not { } draft || draft.PersonId != turn.Person.Id)
        {
            turn.Say(Say(turn, "gone"));
            return;
        }

        turn.Store.Delete(Draft.Drafts, draft.Id);
        if (turn.Conversation.Dialog?.Given[Draft.Answer] == draft.Id)
            turn.Conversation = turn.Conversation with { Dialog = null };
        turn.Say(Say(turn, "dropped", ("title", draft.Title)));
    }

    /// <summary>Whether an open dialog is still written here: its draft may have been taken up in another conversation since.</summary>
    private static bool IsHere(TurnContext turn, DialogState dialog) =>
        dialog.Given[Draft.Answer] is not { } id || (turn.Store.Get(Draft.Drafts, id) is { } draft && draft.HeldIn == turn.Reference.Key);

    private bool IsOfPost(string dialog) => book.Flows.TryGetValue(dialog, out var flow) && flow.Ending == "submit_post";

    private string TitleOf(TurnContext turn, DialogState state)
    {
        var flow = book.Flows[state.Dialog];
        var title = state.Given["title"] ?? runner.Values(flow, state.Given, turn.Scene).GetValueOrDefault("books.title")?.FirstOrDefault() ?? composer.KindName(flow.Name, turn.Lang);
        return ReadableText.Shortened(title, TitleAtMost);
    }

    private string KindOf(TurnContext turn, Draft draft) => composer.KindName(draft.State.Dialog, turn.Lang);

    private static CardAction Press(TurnContext turn, Draft draft, string verb, string words, params (string Name, string Value)[] values) =>
        Button.For(turn.Store, Say(turn, words, values), "draft." + verb, draft.Id, 0, turn.Now, new ButtonRules(turn.Person.Id, Style: verb == "drop" ? "destructive" : null));

    private static string Say(TurnContext turn, string key, params (string Name, string Value)[] values) => turn.Words.Say(turn.Lang, Folder, key, values).Trim();
}
