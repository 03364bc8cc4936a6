using LibraryBot.Answers;
using LibraryBot.Dialogs;
using LibraryBot.Language;
using LibraryBot.People;
using LibraryBot.Posts;
using LibraryBot.Turns;

namespace LibraryBot.Responses;

/// <summary>Questions that the records could not answer go to the librarians, and their answers come back to who asked.</summary>
public sealed class QuestionDesk(TurnHouse house)
{
    public void Join(Repertoire repertoire)
    {
        repertoire.AnswerOffer = (turn, agreed) => Offered(turn, agreed);
        repertoire.Endings["pass_on"] = (turn, end) => PassOn(turn, end.Given["question"]!);
        repertoire.Endings["answer_ticket"] = SendAnswer;
        repertoire.Kinds["ticket"] = turn => new OpenTicket(turn);
        repertoire.Buttons["ticket.answer"] = BeginAnswer;
        repertoire.Add(new Command("/tanya", "/ask", Role.Patron, Ask) { Words = house.Book.Words.InBoth("buttons.ask"), InGroups = true, InDialog = InDialog.Interrupts });
    }

    /// <summary>What the records know comes first; a librarian is one tap further.</summary>
    private void Ask(TurnContext turn, string question)
    {
        if (question.Length > 0)
            house.Reply(turn, WithLibrarian(turn, house.Ask(question, turn.Heard, turn.Conversation, turn.Lang), question));
        else if (turn.Reference.IsGroup || turn.Conversation.Dialog is not null)
            turn.SayText("ticket.ask");
        else
            turn.Begin("ask-librarian");
    }

    private static Answer WithLibrarian(TurnContext turn, Answer answer, string question) => answer.Handoff
        ? answer
        : answer with { Handoff = true, PassOn = question, Buttons = [.. answer.Buttons, .. turn.ButtonWords("pass_on")] };

    private static void Offered(TurnContext turn, bool agreed)
    {
        if (agreed)
            PassOn(turn, turn.Conversation.PassOn!);
        else
            turn.SayText("ticket.not_passed");
        turn.Conversation = turn.Conversation with { PassOn = null };
    }

    private static void PassOn(TurnContext turn, string question)
    {
        var ticket = new Ticket(turn.Store.Next("ticket"), question, turn.Lang, turn.Now) { Asker = turn.Reference };
        turn.Store.Put(Ticket.Tickets, ticket);
        var librarians = Staff.WithRole(turn.Store, Role.Librarian);
        turn.SayText(librarians.Count == 0 ? "ticket.nobody" : "ticket.passed", ("number", ticket.Id));
        foreach (var librarian in librarians)
        {
            turn.Tell(librarian.Id, lang =>
            {
                string Say(string key) => turn.Words.Say(lang, "common", key, ("number", ticket.Id), ("question", question));
                return [Message.Card(Say("ticket.told"), [Button.For(turn.Store, Say("buttons.answer").Trim(), "ticket.answer", ticket.Id, 1, turn.Now)])];
            });
        }
    }

    private static void BeginAnswer(TurnContext turn, Button button)
    {
        if (!turn.Person.May(Role.Librarian))
            turn.NotAllowed(Role.Librarian);
        else if (turn.Conversation.Dialog is not null)
            turn.SayText("already_in_dialog");
        else if (turn.Store.Get(Ticket.Tickets, button.Subject) is { AnsweredAt: null } ticket)
            turn.Begin("answer-question", Given.None.With("question", ticket.Id));
        else
            turn.SayText("ticket.already_answered", ("number", button.Subject), ("by", turn.Store.Get(Ticket.Tickets, button.Subject)?.AnsweredBy ?? ""));
    }

    private void SendAnswer(TurnContext turn, DialogEnd.Completed end)
    {
        var ticket = turn.Store.Get(Ticket.Tickets, end.Given["question"]!);
        if (ticket is not { AnsweredAt: null, Asker: { } asker })
        {
            turn.SayText("ticket.already_answered", ("number", end.Given["question"]!), ("by", ticket?.AnsweredBy ?? ""));
            return;
        }

        var reply = end.Given["reply"] ?? "";
        turn.Store.Put(Ticket.Tickets, ticket with { AnsweredAt = turn.Now, AnsweredBy = turn.Person.Name, Reply = reply, Asker = null });
        AuditLine.Add(turn.Store, turn.Person.Id, turn.Person.Name, "answer question", ticket.Id, turn.Now);
        turn.SayTo(asker, Message.Of(turn.Words.Say(ticket.Lang, "common", "ticket.answer", ("number", ticket.Id), ("question", ticket.Question), ("answer", reply))));
        turn.SayText("ticket.answered", ("number", ticket.Id));
    }
}

/// <summary>A question that waits for an answer. The value is its number.</summary>
internal sealed class OpenTicket(TurnContext turn) : IAnswerKind
{
    public Reading Read(Heard heard, StepScene at)
    {
        var open = Open().FirstOrDefault(ticket => ticket.Id == heard.Text.Trim().TrimStart('#'));
        return open is null ? new Reading.Refused("no_such_question", ("said", heard.Text)) : new Reading.Accepted(open.Id);
    }

    public IReadOnlyList<string> Offers(StepScene at) => [.. Open().Take(8).Select(ticket => "#" + ticket.Id)];

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Show(string value, StepScene at) =>
        new Dictionary<string, IReadOnlyList<string>> { [""] = [turn.Store.Get(Ticket.Tickets, value)?.Question ?? value] };

    private IEnumerable<Ticket> Open() => turn.Store.Find(Ticket.Tickets, Ticket.ByState, "open").OrderBy(ticket => ticket.Number);
}
