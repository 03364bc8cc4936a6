using System.Globalization;
using LibraryBot.Activities;
using LibraryBot.Answers;
using LibraryBot.Dialogs;
using LibraryBot.Language;
using LibraryBot.People;
using LibraryBot.Storage;
using LibraryBot.Turns;

namespace LibraryBot.Responses;

/// <summary>What patrons asked and the records could not answer: told to the librarians each Monday, and made into answered questions by one tap and one answer.</summary>
/// <param name="keep">Keeps an answered question among the records, from the commit on.</param>
public sealed class UnansweredDesk(TurnHouse house, Action<IStoreSession, KeptQuestion> keep)
{
    private const string Folder = "unanswered";
    private const int ShownAtMost = 10;
    private const int LettersShown = 120;
    private static readonly TimeOnly ToldFrom = new(9, 0);

    /// <summary>When the bot was down on Monday morning, it tells later, and not in the night.</summary>
    private static readonly TimeOnly ToldUntil = new(18, 0);

    public void Join(Repertoire repertoire)
    {
        repertoire.Unanswered = (turn, question) => UnansweredQuestion.Add(turn.Store, question, turn.Lang, Today(turn));
        repertoire.Add(new Command("/belum_terjawab", "/unanswered", Role.Librarian, (turn, _) => List(turn)) { InDialog = InDialog.Interrupts });
        repertoire.Buttons["unanswered.answer"] = (turn, button) => With(turn, button, BeginToAnswer);
        repertoire.Buttons["unanswered.ignore"] = (turn, button) => With(turn, button, Ignore);
        repertoire.Endings["keep_unanswered_faq"] = Keep;
    }

    /// <summary>What is too old goes; and on Monday at nine, or when the bot is there again afterwards, the librarians are told.</summary>
    public void Tidy(IStoreSession store)
    {
        var now = house.Settings.Local(house.Clock.GetUtcNow());
        var today = DateOnly.FromDateTime(now.DateTime);
        UnansweredQuestion.ForgetOld(store, today);
        if (TimeOnly.FromDateTime(now.DateTime) is var hour && (hour < ToldFrom || hour >= ToldUntil))
            return;
        var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        if (store.Get(UnansweredTelling.All, UnansweredTelling.TheOne) is { } told && told.Monday >= monday)
            return;
        store.Put(UnansweredTelling.All, new UnansweredTelling(UnansweredTelling.TheOne, monday));
        TellStaff(store, monday);
    }

    /// <summary>Of what was asked before that Monday: what came since waits for the next one.</summary>
    private void TellStaff(IStoreSession store, DateOnly monday)
    {
        var asked = StillUnanswered(store, question => question.First < monday);
        if (asked.Count == 0)
            return;
        foreach (var person in Staff.WithRole(store, Role.Librarian))
            house.Tell(store, person.Id, lang => [Card(store, asked, "weekly", lang)]);
    }

    private void List(TurnContext turn)
    {
        var asked = StillUnanswered(turn.Store, _ => true);
        turn.Say(asked.Count == 0 ? Message.Of(Say(turn.Lang, "none")) : Card(turn.Store, asked, "list", turn.Lang));
    }

    private Activity Card(IStoreSession store, IReadOnlyList<UnansweredQuestion> asked, string key, Lang lang)
    {
        var now = house.Clock.GetUtcNow();
        CardAction Press(string verb, int at, string? style) =>
            Button.For(store, Say(lang, "buttons." + verb, ("number", Number(at + 1))), "unanswered." + verb, asked[at].Id, 1, now, new ButtonRules(Style: style));
        return Message.Card(
            string.Join('\n', [Say(lang, key, ("count", Number(asked.Count))), .. asked.Select((question, at) => Say(lang, "line", ("number", Number(at + 1)), ("text", Shown(question)), ("count", Number(question.Count))))]),
            [.. asked.SelectMany((_, at) => new[] { Press("answer", at, null), Press("ignore", at, null) })]);
    }

    /// <summary>The most asked. What the records answer by now, since they grew, is no longer unanswered.</summary>
    private List<UnansweredQuestion> StillUnanswered(IStoreSession store, Func<UnansweredQuestion, bool> fits)
    {
        var asked = new List<UnansweredQuestion>();
        var now = house.Settings.Local(house.Clock.GetUtcNow());
        foreach (var question in UnansweredQuestion.MostAsked(store).Where(fits))
        {
            if (Unfound.Of(house.Answers.Ask(new Question(question.Text, now, question.Lang))) is null)
                store.Delete(UnansweredQuestion.All, question.Id);
            else
                asked.Add(question);
            if (asked.Count == ShownAtMost)
                break;
        }

        return asked;
    }

    private static void BeginToAnswer(TurnContext turn, UnansweredQuestion question)
    {
        if (turn.Conversation.Dialog is not null)
            turn.SayText("already_in_dialog");
        else
            turn.Begin("answer-faq", Given.None.With("asked", question.Id).With("question", question.Text));
    }

    private void Ignore(TurnContext turn, UnansweredQuestion question)
    {
        turn.Store.Delete(UnansweredQuestion.All, question.Id);
        AuditLine.Add(turn.Store, turn.Person.Id, turn.Person.Name, "ignore question", question.Id, turn.Now);
        turn.Say(Say(turn.Lang, "ignored", ("question", question.Text)));
    }

    private void Keep(TurnContext turn, DialogEnd.Completed end)
    {
        if (!turn.Person.May(Role.Librarian))
        {
            turn.NotAllowed(Role.Librarian);
            return;
        }

        if (end.Given["asked"] is not { } id || end.Given["question"] is not { } question || end.Given["answer"] is not { } answer)
        {
            turn.Say(Say(turn.Lang, "gone"));
            return;
        }

        var asked = turn.Store.Get(UnansweredQuestion.All, id);
        keep(turn.Store, new KeptQuestion($"tanya-{id}", question, answer, asked?.Lang ?? LanguageChoice.Of(question, turn.Lang)));
        turn.Store.Delete(UnansweredQuestion.All, id);
        AuditLine.Add(turn.Store, turn.Person.Id, turn.Person.Name, "keep faq", $"tanya-{id}", turn.Now);
        turn.Say(Say(turn.Lang, "kept", ("question", question)));
    }

    private void With(TurnContext turn, Button button, Action<TurnContext, UnansweredQuestion> then)
    {
        if (!turn.Person.May(Role.Librarian))
            turn.NotAllowed(Role.Librarian);
        else if (turn.Store.Get(UnansweredQuestion.All, button.Subject) is { } question)
            then(turn, question);
        else
            turn.Say(Say(turn.Lang, "gone"));
    }

    private static DateOnly Today(TurnContext turn) => DateOnly.FromDateTime(turn.Now.DateTime);

    private static string Shown(UnansweredQuestion question) => question.Text.Length <= LettersShown ? question.Text : question.Text[..(LettersShown - 1)] + "…";

    private string Say(Lang lang, string key, params (string Name, string Value)[] values) => house.Book.Words.Say(lang, Folder, key, values).Trim();

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
