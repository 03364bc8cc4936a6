using LibraryBot.Language;
using LibraryBot.People;

namespace LibraryBot.Turns;

/// <summary>What everybody can say first: start, help, language, sign in and out, and the short ways to ask.</summary>
public sealed class FrontDesk
{
    private const int WrongCodesAtMost = 5;
    private static readonly TimeSpan WrongCodesRest = TimeSpan.FromMinutes(15);

    public void Join(Repertoire repertoire)
    {
        repertoire.Add(new Command("/mulai", "/start", Role.Patron, (turn, payload) => Begin(repertoire, turn, payload)) { InDialog = InDialog.Interrupts });
        repertoire.Add(new Command("/bantuan", "/help", Role.Patron, (turn, _) => Help(turn)) { InGroups = true, InDialog = InDialog.BelongsToDialog });
        repertoire.Add(new Command("/batal", "/cancel", Role.Patron, (turn, _) => turn.SayText("nothing_to_cancel")) { InGroups = true, InDialog = InDialog.BelongsToDialog });
        repertoire.Add(new Command("/kembali", "/back", Role.Patron, (turn, _) => turn.SayText("nothing_to_go_back")) { InGroups = true, InDialog = InDialog.BelongsToDialog });
        repertoire.Add(new Command("/bahasa", "/language", Role.Patron, ChooseLanguage) { InDialog = InDialog.Interrupts });
        repertoire.Add(new Command("/masuk", "/signin", Role.Patron, SignIn) { InGroups = true, InDialog = InDialog.Interrupts });
        repertoire.Add(new Command("/keluar", "/signout", Role.Librarian, (turn, _) => SignOut(turn)));
        foreach (var (words, lang) in new[] { ("Bahasa Indonesia", Lang.Id), ("English", Lang.En) })
            repertoire.Add(new Command("/bahasa_" + lang.Code(), "/language_" + lang.Code(), Role.Patron, (turn, _) => Speak(turn, lang)) { Words = [words], InDialog = InDialog.Interrupts });
    }

    private static void Begin(Repertoire repertoire, TurnContext turn, string payload)
    {
        foreach (var then in repertoire.Starts)
            then(turn);
        if (DeepLink.Read(payload) is { } link && repertoire.Links.TryGetValue(link.Verb, out var follow))
            follow(turn, link.Subject);
        else
            turn.Welcome();
    }

    private static void Help(TurnContext turn)
    {
        if (turn.Reference.IsGroup)
            turn.Say(GroupAnswer.LeadsOn(turn, Message.Of(turn.Words.Say(turn.Lang, "telegram", "group.help")), DeepLink.ToCommand("/help")));
        else
            turn.SayText(turn.Person.Role switch { Role.Patron => "help.patron", Role.Librarian => "help.librarian", _ => "help.approver" });
    }

    private static void ChooseLanguage(TurnContext turn, string rest)
    {
        if (LangCodes.Read(rest) is { } code)
            Speak(turn, code);
        else if (rest.Contains("ndonesia", StringComparison.OrdinalIgnoreCase))
            Speak(turn, Lang.Id);
        else if (rest.Contains("ng", StringComparison.OrdinalIgnoreCase))
            Speak(turn, Lang.En);
        else
            turn.Say(turn.Text("language.ask"), turn.Text("language.id").Trim(), turn.Text("language.en").Trim());
    }

    private static void Speak(TurnContext turn, Lang lang)
    {
        turn.Lang = lang;
        turn.Conversation = turn.Conversation with { ChosenLanguage = lang };
        if (turn.Person.IsStaff)
        {
            turn.Person = turn.Person with { Language = lang };
            turn.Store.Put(Person.People, turn.Person);
        }

        turn.PersonChanged();
        turn.SayText("language.chosen");
    }

    private static void SignIn(TurnContext turn, string code)
    {
        if (turn.Reference.IsGroup)
            SaidInPublic(turn, code);
        else if (TooManyWrongCodes(turn))
            turn.SayText("signin.too_often", ("minutes", "15"));
        else if (code.Length == 0)
            turn.SayText("signin.ask");
        else if (Staff.SignIn(turn.Store, code, turn.Reference, turn.Heard.From?.Name ?? "", turn.Now, turn.Settings.IsDemo) is { } person)
            SignedIn(turn, person);
        else
            WrongCode(turn);
    }

    private static void SaidInPublic(TurnContext turn, string code)
    {
        Staff.Burn(turn.Store, code);
        turn.Say(GroupAnswer.LeadsOn(turn, Message.Of(turn.Text("signin.in_private"))));
    }

    private static void SignedIn(TurnContext turn, Person person)
    {
        turn.Person = person;
        turn.Conversation = turn.Conversation with { WrongCodes = 0 };
        AuditLine.Add(turn.Store, person.Id, person.Name, "sign in", turn.Reference.ChannelId, turn.Now);
        turn.PersonChanged();
        turn.SayText("signin.ok", ("name", person.Name), ("role", turn.Text("role." + person.Role.ToString().ToLowerInvariant()).Trim()));
        turn.Welcome();
    }

    private static void WrongCode(TurnContext turn)
    {
        turn.Conversation = turn.Conversation with { WrongCodes = turn.Conversation.WrongCodes + 1, WrongCodeAt = turn.Now };
        turn.SayText("signin.refused");
    }

    private static bool TooManyWrongCodes(TurnContext turn) =>
        turn.Conversation.WrongCodes >= WrongCodesAtMost && turn.Now - turn.Conversation.WrongCodeAt < WrongCodesRest;

    private static void SignOut(TurnContext turn)
    {
        Staff.SignOut(turn.Store, turn.Reference);
        turn.PersonChanged();
        turn.SayText("signin.out");
    }
}
