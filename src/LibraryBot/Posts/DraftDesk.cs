using System.Security.Cryptography;
using LibraryBot.Activities;
using LibraryBot.Dialogs;
using LibraryBot.Language;
using LibraryBot.People;
using LibraryBot.Storage;
using LibraryBot.Turns;

namespace LibraryBot.Posts;

/// <summary>
/// Posts that are being written: what was left is kept for thirty days, and every one of them goes on wherever its author is signed in.
/// A dialog that stays in its conversation costs nothing here: that conversation is kept anyway.
/// </summary>
internal sealed class DraftDesk(DialogBook book, DialogRunner runner)
{
    private const string Folder = "drafts";
    private const int ListedAtMost = 8;
    private const int TitleAtMost = 40;

    public void Join(Repertoire repertoire)
    {
        repertoire.Played = Follow;
        repertoire.IsHere = (turn, dialog) => IsIn(turn.Store, dialog, turn.Reference.Key);
        repertoire.TellItIsElsewhere = turn => turn.Say(Say(turn, "taken_up"));
        repertoire.Buttons["draft.open"] = (turn, button) => Open(turn, button.Subject);
        repertoire.Buttons["draft.drop"] = (turn, button) => Drop(turn, button.Subject);
        repertoire.Add(new Command("/konsep", "/drafts", Role.Librarian, (turn, _) => List(turn)) { Words = [.. Enum.GetValues<Lang>().Select(lang => book.Words.Say(lang, Folder, "words").Trim())] });
    }

    /// <summary>Forgets what nobody has touched for a month.</summary>
    public static void ForgetOld(IStoreSession store, DateTimeOffset now)
    {
        foreach (var draft in store.All(Draft.Drafts).Where(draft => draft.ChangedAt < now - Draft.Kept))
            store.Delete(Draft.Drafts, draft.Id);
    }

    private string? Follow(TurnContext turn, DialogState? before, Outcome outcome)
    {
        if (outcome.State is { } state && IsOfPost(state.Dialog) && state.Given[Draft.Answer] is null)
            turn.Conversation = turn.Conversation with { Dialog = state with { Given = state.Given.With(Draft.Answer, RandomNumberGenerator.GetHexString(12, lowercase: true)) } };
        else if (outcome.End is DialogEnd.Completed completed && completed.Given[Draft.Answer] is { } done && turn.Store.Get(Draft.Drafts, done) is not null)
            IsOver(turn, done);
        else if (outcome.End is DialogEnd.Cancelled && before?.Given[Draft.Answer] is { } left)
            return Leave(turn, left, before);
        return null;
    }

    /// <summary>A dialog that was left keeps what was written, unless nothing was.</summary>
    private string? Leave(TurnContext turn, string id, DialogState state)
    {
        if (!book.Flows[state.Dialog].Asked.Any(step => state.Given[step.Name] is not null))
            return null;
        turn.Store.Put(Draft.Drafts, new Draft(id, turn.Person.Id, state, "", turn.Now));
        return Say(turn, "kept", ("title", TitleOf(turn, state)));
    }

    private void List(TurnContext turn)
    {
        var drafts = All(turn).Take(ListedAtMost).ToList();
        if (drafts.Count == 0)
        {
            turn.Say(Say(turn, "none"));
            return;
        }

        var lines = drafts.Select((draft, at) => Say(turn, draft.ChangedAt is null ? "line.open" : "line", ("place", $"{at + 1}"), ("title", TitleOf(turn, draft.State)),
            ("kind", PostTalk.KindName(book.Words, draft.State.Dialog, turn.Lang)), ("when", draft.ChangedAt is { } changed ? turn.Moment(changed, turn.Lang) : "")));
        turn.Say(Message.Card(string.Join('\n', lines.Prepend(Say(turn, "list"))), [.. drafts.SelectMany((draft, at) => new[]
        {
            Press("open", "button.open", null),
            Press("drop", "button.drop", "destructive"),
        }.Select(press => press(draft.Id, at)))]));

        Func<string, int, CardAction> Press(string verb, string words, string? style) => (id, at) =>
            Button.For(turn.Store, Say(turn, words, ("place", $"{at + 1}")), "draft." + verb, id, 0, turn.Now, new ButtonRules(turn.Person.Id, Style: style));
    }

    private void Open(TurnContext turn, string id)
    {
        if (turn.Conversation.Dialog is not null)
            turn.SayText("already_in_dialog");
        else if (All(turn).FirstOrDefault(draft => draft.Id == id) is not { State: { } state })
            turn.Say(Say(turn, "gone"));
        else
        {
            turn.Store.Put(Draft.Drafts, new Draft(id, turn.Person.Id, state, turn.Reference.Key, turn.Now));
            turn.Play(runner.AskAgain(state, turn.Scene));
        }
    }

    private void Drop(TurnContext turn, string id)
    {
        if (All(turn).FirstOrDefault(draft => draft.Id == id) is not { State: { } state })
        {
            turn.Say(Say(turn, "gone"));
            return;
        }

        IsOver(turn, id);
        turn.Say(Say(turn, "dropped", ("title", TitleOf(turn, state))));
    }

    /// <summary>It is closed wherever it may still be open.</summary>
    private static void IsOver(TurnContext turn, string id) => turn.Store.Put(Draft.Drafts, new Draft(id, turn.Person.Id, null, "", turn.Now));

    /// <summary>What the person has left, the newest first, and then what is open in their other conversations.</summary>
    private IEnumerable<(string Id, DialogState State, DateTimeOffset? ChangedAt)> All(TurnContext turn)
    {
        var left = turn.Store.Find(Draft.Drafts, Draft.ByPerson, turn.Person.Id).Where(draft => draft is { State: not null, HeldIn: "" })
            .OrderByDescending(draft => draft.ChangedAt).Select(draft => (draft.Id, draft.State!, (DateTimeOffset?)draft.ChangedAt));
        var open = Staff.Reach(turn.Store, turn.Person.Id).Where(reach => reach.Key != turn.Reference.Key)
            .Select(reach => (reach.Key, turn.Store.Get(Conversation.Conversations, reach.Key)?.Dialog))
            .Where(there => there.Dialog is { } dialog && IsOfPost(dialog.Dialog) && dialog.Given[Draft.Answer] is not null && IsIn(turn.Store, dialog, there.Key))
            .Select(there => (there.Dialog!.Given[Draft.Answer]!, there.Dialog, (DateTimeOffset?)null));
        return left.Concat(open);
    }

    /// <summary>Whether an open dialog is still written in a conversation: it may have been taken up in another, handed in or thrown away since.</summary>
    private static bool IsIn(IStoreReader store, DialogState dialog, string conversation) =>
        dialog.Given[Draft.Answer] is not { } id || store.Get(Draft.Drafts, id) is not { } draft || draft.HeldIn == conversation;

    private bool IsOfPost(string dialog) => book.Flows.TryGetValue(dialog, out var flow) && flow.Ending == "submit_post";

    private string TitleOf(TurnContext turn, DialogState state)
    {
        var title = state.Given["title"] ?? runner.Values(book.Flows[state.Dialog], state.Given, turn.Scene).GetValueOrDefault("books.title")?.FirstOrDefault() ?? PostTalk.KindName(book.Words, state.Dialog, turn.Lang);
        return ReadableText.Shortened(title, TitleAtMost);
    }

    private static string Say(TurnContext turn, string key, params (string Name, string Value)[] values) => turn.Words.Say(turn.Lang, Folder, key, values).Trim();
}
