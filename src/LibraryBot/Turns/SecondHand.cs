using LibraryBot.Activities;
using LibraryBot.Answers;
using LibraryBot.Dialogs;

namespace LibraryBot.Turns;

/// <summary>
/// Words that a person does not say here and now: passed on from somebody else, or put in the place of what was said before.
/// They may be answered like a question; they are never a command, an answer in a dialog, or a yes.
/// </summary>
internal sealed class SecondHand(TurnHouse house)
{
    private const string Words = "telegram";

    public static bool Is(Activity heard) => HeardHow.IsEdited(heard) || HeardHow.IsForwarded(heard);

    /// <param name="pictures">Their media ids: a picture may be another's, and enters a draft that asks for one.</param>
    public void Take(TurnContext turn, string text, IReadOnlyList<string> pictures, Answer? answer)
    {
        if (turn.Reference.IsGroup && house.Repertoire.Find(text) is { Command.English: "/signin" } said)
            // A code that stands in a group is read by others, whoever's words it is: there the command only makes it worthless.
            said.Command.Do(turn, said.Argument);
        else if (HeardHow.IsEdited(turn.Heard))
            TakeEdited(turn, text);
        else if (turn.Conversation.Dialog is { } dialog)
            Continue(turn, dialog, pictures);
        else if (Orders(text) || Decides(turn, text))
            Say(turn, "forwarded.not_obeyed");
        else if (text.Length == 0)
            turn.SayUnread();
        else
            house.Reply(turn, answer ?? Ask(turn, text));
    }

    private void TakeEdited(TurnContext turn, string text)
    {
        if (turn.Conversation.Dialog is not null)
            Say(turn, "edited.in_dialog");
        else if (Orders(text) || Decides(turn, text))
            Say(turn, "edited.not_obeyed");
        else
            Anew(turn, Ask(turn, text));
    }

    private void Anew(TurnContext turn, Answer answer) =>
        house.Reply(turn, answer with { Text = turn.Words.Say(answer.Lang, Words, "edited.answer") + "\n\n" + answer.Text });

    private void Continue(TurnContext turn, DialogState dialog, IReadOnlyList<string> pictures)
    {
        if (pictures.Count > 0)
        {
            turn.Play(house.Runner.Take(dialog, new Heard("") { Pictures = pictures }, turn.Scene));
            return;
        }

        Say(turn, "forwarded.not_an_answer");
        turn.Play(house.Runner.AskAgain(dialog, turn.Scene));
    }

    private bool Orders(string text) => text.StartsWith('/') || house.Book.StartedBy(TurnRoad.FirstWord(text)) is not null;

    private static bool Decides(TurnContext turn, string text) => turn.Conversation.PassOn is not null && TurnRoad.YesOrNo(turn, text) is not null;

    private Answer Ask(TurnContext turn, string text) => house.Ask(text, turn.Heard, turn.Conversation, turn.Lang);

    private static void Say(TurnContext turn, string key) => turn.Say(turn.Words.Say(turn.Lang, Words, key));
}
