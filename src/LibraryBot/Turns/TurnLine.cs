using LibraryBot.Activities;
using LibraryBot.Answers;
using LibraryBot.Dialogs;
using LibraryBot.Language;
using LibraryBot.Media;
using LibraryBot.People;
using LibraryBot.Storage;

namespace LibraryBot.Turns;

/// <summary>
/// The line that a message travels: one turn at a time per conversation; seen before? who is it? which language?
/// then the dialog, a command or an answer; state and replies in one transaction; replies leave after it.
/// </summary>
public sealed class TurnLine(ILibraryStore store, TurnHouse house, ILogger<TurnLine> log) : ITurns
{
    private const int LongestText = 8000;
    private readonly Lanes lanes = new();

    public Task<bool> Take(Activity heard) => lanes.Run(ConversationReference.Of(heard).Key, () => TakeNext(heard));

    private async Task<bool> TakeNext(Activity heard)
    {
        var reference = ConversationReference.Of(heard);
        var before = await store.Read(s => s.Get(Conversation.Conversations, reference.Key));
        try
        {
            var answer = AnswerAhead(heard, before);
            return await store.Commit(session => Run(session, heard, answer));
        }
        catch (Exception bug) when (bug is not StoreRefused)
        {
            log.LogError(bug, "A turn of conversation {Conversation} failed on activity {Activity}", reference.Key, heard.Id);
            return await store.Commit(session => Apologise(session, heard));
        }
    }

    /// <summary>A question is answered from the index before the turn enters the store's lane.</summary>
    private Answer? AnswerAhead(Activity heard, Conversation? before)
    {
        if (heard.Type != ActivityTypes.Message || before?.Dialog is not null || Button.Pressed(heard) is not null)
            return null;
        var text = TextOf(heard);
        return text.Length == 0 || text.StartsWith('/') || house.Repertoire.Find(text) is not null
            ? null
            : house.Ask(text, heard, before, null);
    }

    private bool Run(IStoreSession session, Activity heard, Answer? answer)
    {
        if (Open(session, heard) is not { } turn)
            return false;
        Route(turn, answer);
        session.Put(Conversation.Conversations, turn.Conversation with { LastLanguage = turn.Lang });
        return true;
    }

    /// <summary>Null when this activity has been taken before.</summary>
    private TurnContext? Open(IStoreSession session, Activity heard)
    {
        var reference = ConversationReference.Of(heard);
        var conversation = session.Get(Conversation.Conversations, reference.Key) ?? new Conversation(reference.Key, reference);
        var id = IdOf(heard);
        if (conversation.HasSeen(id))
            return null;

        house.Channel(reference.ChannelId).Hear(session, heard);
        var person = Staff.Of(session, reference, heard.From?.Name);
        return new TurnContext(house, session, heard, conversation.Having(id), person, LanguageOf(heard, conversation, person));
    }

    private Lang LanguageOf(Activity heard, Conversation conversation, Person person)
    {
        var text = TextOf(heard);
        var last = conversation.LastLanguage ?? LangCodes.Read(heard.Locale);
        if ((person.Language ?? conversation.ChosenLanguage) is { } chosen)
            return chosen;
        if (conversation.Dialog is not null || text.Length == 0 || Button.Pressed(heard) is not null)
            return last ?? house.Settings.Language;
        if (house.Repertoire.Find(text) is { } command)
            return (command.Command.English == "/start" ? last : command.Lang) ?? LanguageChoice.Of(text, last);
        if (house.Book.StartedBy(text) is { } flow)
            return flow.Start.Count > 1 && flow.Start[1] == text ? Lang.En : Lang.Id;
        return LanguageChoice.Of(text, last);
    }

    private void Route(TurnContext turn, Answer? answer)
    {
        var text = TextOf(turn.Heard);
        if (turn.Heard.Type == ActivityTypes.Event)
            HearEvent(turn);
        else if (turn.Heard.Type == ActivityTypes.ConversationUpdate)
            turn.Welcome();
        else if (Button.Pressed(turn.Heard) is { } pressed)
            Press(turn, pressed);
        else if (turn.Conversation.Dialog is { } dialog)
            Continue(turn, dialog, text);
        else if (house.Repertoire.Find(text) is { } found)
            Obey(turn, found.Command, found.Argument);
        else if (house.Book.StartedBy(FirstWord(text)) is { } flow)
            Begin(turn, flow);
        else if (turn.Conversation.PassOn is not null && YesOrNo(turn, text) is { } agreed)
            house.Repertoire.AnswerOffer(turn, agreed);
        else if (text.StartsWith('/'))
            turn.SayText("unknown_command");
        else if (text.Length == 0)
            turn.SayText("text_only");
        else
            house.Reply(turn, answer ?? house.Ask(text, turn.Heard, turn.Conversation, turn.Lang));
    }

    private static bool? YesOrNo(TurnContext turn, string text) =>
        AnswerWords.Same(text, turn.Text("buttons.pass_on")) ? true : AnswerWords.IsYesOrNo(text);

    private void HearEvent(TurnContext turn)
    {
        if (house.Repertoire.Events.TryGetValue(turn.Heard.Name ?? "", out var happen) && turn.Heard.Value is { } value)
            happen(turn, value);
    }

    private void Press(TurnContext turn, string id)
    {
        var button = turn.Store.Get(Button.Buttons, id);
        if (button is null || turn.Now > button.ExpiresAt || !house.Repertoire.Buttons.TryGetValue(button.Verb, out var act))
            turn.SayText("buttons.expired");
        else
            act(turn, button);
    }

    /// <summary>An open dialog takes the answer; a command may interrupt it, and then the question is asked again.</summary>
    private void Continue(TurnContext turn, DialogState dialog, string text)
    {
        var found = text.StartsWith('/') ? house.Repertoire.Find(text) : null;
        if (found is { Command.InDialog: InDialog.Interrupts } interruption)
            Obey(turn, interruption.Command, interruption.Argument);
        else if (found is { Command.InDialog: InDialog.Waits } || house.Book.StartedBy(FirstWord(text)) is not null)
            turn.SayText("already_in_dialog");
        else
        {
            turn.Play(house.Runner.Take(dialog, new Heard(text) { Pictures = PicturesOf(turn.Heard) }, turn.Scene));
            return;
        }

        turn.Play(house.Runner.AskAgain(dialog, turn.Scene));
    }

    private static void Obey(TurnContext turn, Command command, string rest)
    {
        if (IsAllowed(turn, command.Who, command.InGroups))
            command.Do(turn, rest);
    }

    private static void Begin(TurnContext turn, Flow flow)
    {
        var needed = flow.Who == "anyone" ? Role.Patron : Enum.Parse<Role>(flow.Who, ignoreCase: true);
        if (IsAllowed(turn, needed, inGroups: false))
            turn.Begin(flow.Name);
    }

    /// <summary>Whether this person may do it in this place; says why not when they may not.</summary>
    private static bool IsAllowed(TurnContext turn, Role needed, bool inGroups)
    {
        if (!turn.Person.May(needed))
            turn.NotAllowed(needed);
        else if (turn.Reference.IsGroup && !inGroups)
            turn.SayText("in_private_only");
        else
            return true;
        return false;
    }

    /// <summary>A bug of ours: the person is told so, and their open dialog stays where it was.</summary>
    private bool Apologise(IStoreSession session, Activity heard)
    {
        if (Open(session, heard) is not { } turn)
            return false;
        turn.SayText("our_fault");
        session.Put(Conversation.Conversations, turn.Conversation);
        return true;
    }

    private static string TextOf(Activity heard)
    {
        var text = heard.Text?.Trim() ?? "";
        return text.Length > LongestText ? text[..LongestText] : text;
    }

    private static string FirstWord(string text) => text.Split(' ', 2)[0].ToLowerInvariant();

    private static IReadOnlyList<string> PicturesOf(Activity heard) =>
        [.. (heard.Attachments ?? []).Select(attachment => attachment.ContentUrl ?? "").Where(url => url.StartsWith(MediaLinks.Scheme, StringComparison.Ordinal)).Select(url => url[MediaLinks.Scheme.Length..])];

    /// <summary>A client may send the same words again under a new id after a lost answer; its own id for them stays the same.</summary>
    private static string IdOf(Activity heard) =>
        heard.ChannelData is { ValueKind: System.Text.Json.JsonValueKind.Object } data
        && data.TryGetProperty("clientActivityID", out var id) && id.ValueKind == System.Text.Json.JsonValueKind.String
            ? id.GetString()!
            : heard.Id ?? Guid.NewGuid().ToString("N");
}
