using LibraryBot.Activities;
using LibraryBot.Answers;
using LibraryBot.Dialogs;
using LibraryBot.Language;
using LibraryBot.Media;
using LibraryBot.People;

namespace LibraryBot.Turns;

/// <summary>Where a message leads: to a button, the open dialog, a command, a new dialog or an answer.</summary>
internal sealed class TurnRoad(TurnHouse house)
{
    private const int LongestText = 8000;
    private readonly SecondHand secondHand = new(house);

    /// <param name="answer">To a question, found before the turn entered the store's lane; null: it is looked for when it is needed.</param>
    public void Take(TurnContext turn, Answer? answer)
    {
        var text = DeepLink.Typed(TextOf(turn.Heard));
        if (turn.Heard.Type == ActivityTypes.Event)
            HearEvent(turn);
        else if (turn.Heard.Type == ActivityTypes.ConversationUpdate)
            turn.Welcome();
        else if (SentFile.Of(turn.Heard) is { Count: > 0 } files)
            TakeFiles(turn, files);
        else if (SecondHand.Is(turn.Heard))
            secondHand.Take(turn, text, PicturesOf(turn.Heard), answer);
        else if (Button.Pressed(turn.Heard) is { } pressed)
            Press(turn, pressed);
        else if (turn.Conversation.Dialog is { } dialog)
            Continue(turn, dialog, text);
        else if (house.Repertoire.Find(text) is { } found)
            Obey(turn, found.Command, found.Argument);
        else if (house.Book.StartedBy(FirstWord(text)) is { } flow)
            Begin(turn, flow);
        else if (PicturesOf(turn.Heard) is { Count: > 0 } pictures && turn.Person.IsStaff && !turn.Reference.IsGroup)
            house.Repertoire.BeginWithPictures(turn, string.Join(',', pictures));
        else if (turn.Conversation.PassOn is not null && YesOrNo(turn, text) is { } agreed)
            house.Repertoire.AnswerOffer(turn, agreed);
        else if (text.StartsWith('/'))
            turn.SayText("unknown_command");
        else if (text.Length == 0)
            turn.SayUnread();
        else
            house.Reply(turn, answer ?? house.Ask(text, turn.Heard, turn.Conversation, turn.Lang));
    }

    public static bool? YesOrNo(TurnContext turn, string text) =>
        AnswerWords.Same(text, turn.Text("buttons.pass_on")) ? true : AnswerWords.IsYesOrNo(text);

    /// <summary>Forwarded ones too: they are only looked at, until the person says that they are wanted.</summary>
    private void TakeFiles(TurnContext turn, IReadOnlyList<SentFile> files)
    {
        house.Repertoire.TakeFiles(turn, files);
        if (turn.Conversation.Dialog is { } open)
            turn.Play(house.Runner.AskAgain(open, turn.Scene));
    }

    private void HearEvent(TurnContext turn)
    {
        if (house.Repertoire.Events.TryGetValue(turn.Heard.Name ?? "", out var happen) && turn.Heard.Value is { } value)
            happen(turn, value);
    }

    private void Press(TurnContext turn, string id)
    {
        var button = turn.Store.Get(Button.Buttons, id);
        // What a button shows to staff is for their eyes alone, however its id came into a group.
        if (turn.Reference.IsGroup && turn.Person.IsStaff)
            turn.Say(GroupAnswer.LeadsOn(turn, Message.Of(turn.Text("in_private_only"))));
        else if (button is null || turn.Now > button.ExpiresAt || !house.Repertoire.Buttons.TryGetValue(button.Verb, out var act))
            ShowAfresh(turn, button, "buttons.expired");
        else if (button.UsedAt is { } used)
            ShowAfresh(turn, button, "button_used", ("by", button.UsedBy ?? ""), ("when", turn.Moment(used, turn.Lang)));
        else if (button.IsFor(turn.Person))
            act(turn, button);
        else if (turn.Person.IsStaff)
            ShowAfresh(turn, button, "button_not_yours");
        else
            turn.NotAllowed(Role.Librarian);
    }

    /// <summary>Says why a button does nothing any more, and shows how things stand now.</summary>
    private void ShowAfresh(TurnContext turn, Button? button, string why, params (string Name, string Value)[] values)
    {
        turn.SayText(why, values);
        if (button is not null && turn.Person.IsStaff && house.Repertoire.Screens.TryGetValue(button.Screen, out var screen))
            screen(turn, button);
        else if (turn.Conversation.Dialog is { } open)
            turn.Play(house.Runner.AskAgain(open, turn.Scene));
        else
            turn.Welcome();
    }

    /// <summary>An open dialog takes the answer; a command may interrupt it, and then the question is asked again.</summary>
    private void Continue(TurnContext turn, DialogState dialog, string text)
    {
        if (!house.Repertoire.IsHere(turn, dialog))
        {
            turn.Conversation = turn.Conversation with { Dialog = null };
            // A command is no answer to what was open.
            if (text.StartsWith('/'))
                Take(turn, answer: null);
            else
                house.Repertoire.TellItIsElsewhere(turn);
            return;
        }

        var found = text.StartsWith('/') ? house.Repertoire.Find(text) : null;
        if (found is { Command.InDialog: InDialog.Interrupts } interruption)
            Obey(turn, interruption.Command, interruption.Argument);
        else if (found is { Command.InDialog: InDialog.Waits } || house.Book.StartedBy(FirstWord(text)) is not null)
            turn.SayText("already_in_dialog");
        else if (text.Length == 0 && HeardHow.Unread(turn.Heard) is not null)
            turn.SayUnread();
        else
        {
            turn.Play(house.Runner.Take(dialog, new Heard(text) { Pictures = PicturesOf(turn.Heard) }, turn.Scene));
            return;
        }

        turn.Play(house.Runner.AskAgain(dialog, turn.Scene));
    }

    private static void Obey(TurnContext turn, Command command, string rest)
    {
        if (IsAllowed(turn, command.Who, command.English, command.InGroups))
            command.Do(turn, rest);
    }

    private static void Begin(TurnContext turn, Flow flow)
    {
        if (IsAllowed(turn, flow.Needs(), flow.Start[^1], inGroups: false))
            turn.Begin(flow.Name);
    }

    /// <summary>Whether this person may do it in this place; says why not when they may not.</summary>
    /// <param name="name">The command's English name: it begins by itself in the private conversation that a group is led to.</param>
    private static bool IsAllowed(TurnContext turn, Role needed, string name, bool inGroups)
    {
        if (!turn.Person.May(needed))
            turn.NotAllowed(needed);
        else if (turn.Reference.IsGroup && !inGroups)
            turn.Say(GroupAnswer.LeadsOn(turn, Message.Of(turn.Text("in_private_only")), DeepLink.ToCommand(name)));
        else
            return true;
        return false;
    }

    public static string TextOf(Activity heard)
    {
        var text = heard.Text?.Trim() ?? "";
        return text.Length > LongestText ? text[..LongestText] : text;
    }

    public static string FirstWord(string text) => text.Split(' ', 2)[0].ToLowerInvariant();

    private static IReadOnlyList<string> PicturesOf(Activity heard) =>
        [.. (heard.Attachments ?? []).Select(attachment => attachment.ContentUrl ?? "").Where(url => url.StartsWith(MediaLinks.Scheme, StringComparison.Ordinal)).Select(url => url[MediaLinks.Scheme.Length..])];
}
