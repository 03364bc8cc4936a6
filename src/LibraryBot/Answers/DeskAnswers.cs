using LibraryBot.Knowledge;
using LibraryBot.Knowledge.Search;
using LibraryBot.Language;

namespace LibraryBot.Answers;

/// <summary>What needs no record, or a librarian: greetings, thanks, refusals, handing over.</summary>
internal sealed class DeskAnswers(Asking asking)
{
    private const double SureRule = 0.3;

    public Answer Greeting()
    {
        var part = asking.Now.Hour switch { >= 4 and < 11 => "morning", >= 11 and < 15 => "noon", >= 15 and < 18 => "afternoon", _ => "evening" };
        var library = asking.Knowledge.Library.Name;
        var text = asking.Say("greeting", ("part", asking.Say($"greeting.{part}")), ("library", library.Length > 0 ? library : asking.Say("greeting.library")));
        return asking.Answer(Intents.Greeting, text, []) with { Buttons = [asking.Say("button.books"), asking.Say("button.events"), asking.Say("button.hours")] };
    }

    public Answer Plain(string intent) => asking.Answer(intent, asking.Say(intent), []);

    /// <summary>Other people's matters. What book they were about may still be asked for.</summary>
    public Answer Refuse() => Plain(Intents.PrivacyRefuse) with
    {
        Remember = asking.Asked.Titles.Count == 0 ? null : new AskedBefore(Intents.BookLookup, [.. asking.Asked.Titles.SelectMany(title => title.BookIds).Distinct()]),
    };

    public Answer WithLibrarian(string intent) => asking.Offering(asking.Answer(intent, Wording.Lines(asking.Say(intent), asking.Say("pass_on")), [], handoff: true));

    /// <summary>Loans and accounts: the bot has none of it, and asks for nothing where others read along.</summary>
    public Answer Account()
    {
        var answer = asking.Answer(Intents.Account, asking.Say(asking.Question.InGroup ? "account.group" : "account"), [], handoff: true);
        answer = answer with { Strength = asking.Asked.Likely.Any(reading => reading is { Label: Intents.Account, Probability: >= 0.3 }) ? 0.8 : 0.4 };
        return asking.Question.InGroup ? answer : asking.Offering(answer with { Text = Wording.Lines(answer.Text, asking.Say("pass_on")) });
    }

    /// <summary>Someone wants a person: how to reach one, from the house rule on contact, and the offer to pass the question on.</summary>
    public Answer AskLibrarian()
    {
        var isReference = asking.Asked.Has(Cue.Reference) && asking.Asked.Has(Cue.Find) && !asking.Asked.Words.Any(word => word is "pustakawan" or "librarian" or "librarians" or "staf" or "staff" or "petugas" or "admin");
        if (isReference)
            return asking.Offering(asking.Answer(Intents.AskLibrarian, Wording.Lines(asking.Say("ask_librarian.reference"), asking.Say("pass_on")), [], handoff: true));
        if (AsksForContact() && Rule("kontak pustakawan") is { } contact)
            return new FaqAnswers(asking).Show(contact.Faq) with { Strength = 0.9 };
        return WithRule(Intents.AskLibrarian, "ask_librarian", "kontak pustakawan", "contact librarian");
    }

    /// <summary>An address or a number is asked for, not a talk.</summary>
    private bool AsksForContact() => asking.Asked.Words.Any(word => word is "email" or "mail" or "surel" or "nomor" or "number" or "phone" or "whatsapp" or "wa" or "telepon" or "instagram")
        && !asking.Asked.Words.Any(word => word is "bicara" or "berbicara" or "ngobrol" or "talk" or "speak" or "sambungkan" or "disambungkan" or "hubungkan" or "dihubungkan" or "connect" or "chat");

    public Answer SuggestPurchase()
    {
        var answer = WithRule(Intents.SuggestPurchase, "suggest_purchase", "usul buku", "suggest a book");
        var has = asking.Asked.Titles.SelectMany(title => title.BookIds).Select(asking.Knowledge.Book).OfType<Book>().FirstOrDefault();
        return has is null ? answer : answer with
        {
            Text = Wording.Lines(asking.Say("suggest_purchase.has"), new BookAnswers(asking).Item(has, withDay: false), answer.Text),
            Ids = [has.Id, .. answer.Ids],
        };
    }

    private Answer WithRule(string intent, string key, params string[] topics)
    {
        var rule = topics.Select(Rule).OfType<FaqMatch>().MaxBy(match => match.Score);
        var text = Wording.Lines(asking.Say(key), rule is null ? null : new FaqAnswers(asking).Text(rule.Faq), asking.Say("pass_on"));
        return asking.Offering(asking.Answer(intent, text, rule is null ? [] : [rule.Faq.Id], handoff: true)) with { Strength = intent == Intents.AskLibrarian ? IsWished(intent) ? 0.9 : 0.3 : 0.5 };
    }

    private bool IsWished(string intent) => asking.Asked.HasAny(Cue.Human, Cue.Talk, Cue.Reference) || asking.Asked.Likely.Any(reading => reading.Label == intent && reading.Probability >= 0.3);

    private FaqMatch? Rule(string topic) =>
        FaqMatch.Best(new AskedText(topic, asking.Now, asking.Knowledge), asking.Knowledge) is { Score: >= SureRule } match ? match : null;
}
