using LibraryBot.Dialogs;
using LibraryBot.Knowledge;
using LibraryBot.Knowledge.Search;
using LibraryBot.Language;

namespace LibraryBot.Answers;

/// <summary>
/// Answers a patron's question from the library's records: reads the question, decides what is asked, lets the records
/// speak, and says plainly when they have nothing. Every line about a book, an event or an hour comes from a record.
/// </summary>
public sealed class AnswerDesk(LibraryKnowledge knowledge, Words words)
{
    /// <summary>Where the library's pages are read; null: nobody outside would reach them.</summary>
    public Func<string?> Pages { get; init; } = () => null;

    public Answer Ask(Question question)
    {
        if (question.Text.Length > AskedText.LettersAtMost)
            question = question with { Text = question.Text[..AskedText.LettersAtMost] };
        var lang = question.Language ?? LanguageChoice.Of(question.Text, question.LastLanguage);
        var snapshot = knowledge.Now;
        var wording = new Wording(words, lang);
        var whole = Read(question, snapshot, wording);
        var halves = IntentRules.IsGuarded(whole.Asked) ? [question.Text] : Halves.Of(question.Text, part => Judged(part, question, snapshot, IntentRules.StandsAlone), part => Judged(part, question, snapshot, IntentRules.GoesOn));
        if (halves.Count == 1)
            return Said(whole);
        var answers = new List<Answer>();
        foreach (var half in Shared(halves, question, snapshot))
            answers.Add(Said(Read(question with { Text = half, Before = answers.LastOrDefault()?.Remember }, snapshot, wording)));
        return Joined(answers, lang);
    }

    /// <summary>One record, in the lines that any answer has for it; null when it is gone.</summary>
    public Answer? Show(RecordName record, Lang lang, DateTimeOffset now)
    {
        var snapshot = knowledge.Now;
        var asking = Read(new Question("", now, lang), snapshot, new Wording(words, lang));
        return record.Kind switch
        {
            RecordKind.Event when snapshot.Event(record.Id) is not null => WithMoments(asking, new EventAnswers(asking).Show(Intents.Events, [record.Id])),
            RecordKind.Book when snapshot.Book(record.Id) is not null => new BookAnswers(asking).Show(Intents.BookLookup, [record.Id]),
            _ => null,
        };
    }

    /// <summary>The id of the record that is meant, for who knows only how to tell it; null when there is none.</summary>
    public string? IdOf(RecordKind kind, Func<string, bool> isMeant) =>
        (kind == RecordKind.Event ? knowledge.Now.PublicEvents.Select(found => found.Id) : knowledge.Now.Books.Select(book => book.Id)).FirstOrDefault(isMeant);

    private Asking Read(Question question, KnowledgeSnapshot snapshot, Wording wording) =>
        new(question, new AskedText(question.Text, question.Now, snapshot), snapshot, wording) { Pages = Pages() };

    private static bool Judged(string part, Question question, KnowledgeSnapshot snapshot, Func<AskedText, string, bool> judge)
    {
        var asked = new AskedText(part, question.Now, snapshot);
        return judge(asked, IntentRules.Of(asked, FaqMatch.Best(asked, snapshot)));
    }

    /// <summary>"jam buka Sabtu, dan ada acara apa?": a day or branch named in one half holds for the other that names none.</summary>
    private static IEnumerable<string> Shared(IReadOnlyList<string> halves, Question question, KnowledgeSnapshot snapshot)
    {
        var read = halves.Select(half => new AskedText(half, question.Now, snapshot)).ToList();
        var day = read.Select(half => half.Date).FirstOrDefault(date => date is { NamesDay: true })?.Words;
        var branch = read.Select(half => half.Branch).FirstOrDefault(found => found is not null)?.Name;
        return halves.Zip(read, (text, half) => !half.HasAny(Cue.Hours, Cue.Event) || half.Content.Count > 0
            ? text
            : string.Join(' ', new[] { text, half.Date is null ? day : null, half.Branch is null ? branch : null }.OfType<string>()));
    }

    private static Answer Said(Asking asking) => WithMoments(asking, Of(asking));

    /// <summary>The answer with the moments that its text names.</summary>
    private static Answer WithMoments(Asking asking, Answer answer) =>
        answer with { Moments = [.. asking.Moments.Distinct().Where(moment => answer.Text.Contains(moment.Words, StringComparison.Ordinal))] };

    private static Answer Of(Asking asking)
    {
        if (WrittenFaq.Of(asking) is { } written)
            return new FaqAnswers(asking).Show(written);
        var rule = FaqMatch.Best(asking.Asked, asking.Knowledge);
        var intent = IntentRules.Of(asking.Asked, rule);
        return FollowUps.Of(asking, intent) ?? Of(asking, intent, rule);
    }

    private static Answer Of(Asking asking, string intent, FaqMatch? rule) => intent switch
    {
        Intents.NewBooks => new BookAnswers(asking).New(),
        Intents.BookLookup => new BookAnswers(asking).Lookup(),
        Intents.Events => new EventAnswers(asking).Events(),
        Intents.Register or Intents.RegisterInfo => new EventAnswers(asking).Register(intent),
        Intents.CancelRsvp => new EventAnswers(asking).Cancel(),
        Intents.Hours => new HoursAnswers(asking).Hours(),
        Intents.Pathfinder => new GuideAnswers(asking).Guide(),
        Intents.Faq => new FaqAnswers(asking).Show(rule!.Faq),
        Intents.Place => new FaqAnswers(asking).Place(),
        Intents.AskLibrarian => new DeskAnswers(asking).AskLibrarian(),
        Intents.SuggestPurchase => new DeskAnswers(asking).SuggestPurchase(),
        Intents.Account => new DeskAnswers(asking).Account(),
        Intents.Greeting => new DeskAnswers(asking).Greeting(),
        Intents.BotIdentity or Intents.Abuse => new DeskAnswers(asking).WithLibrarian(intent),
        Intents.Thanks or Intents.PrivacyRefuse or Intents.DataErase or Intents.OutOfScope or Intents.StaffOnly => new DeskAnswers(asking).Plain(intent),
        _ => ByTheRecords(asking, rule),
    };

    /// <summary>Nothing in the wording tells: whichever record covers the question answers it, else it is beyond us or unknown.</summary>
    private static Answer ByTheRecords(Asking asking, FaqMatch? rule)
    {
        var asked = asking.Asked;
        if (asked.Content.Count == 0 && (asked.Date is { NamesDay: true } || asked.Branch is not null))
            return Unclear.DayOrBranch(asking);
        if (asked.Content.Count == 0)
            return asked.Words.Count == 0 || asked.HasAny(Cue.Book, Cue.Event, Cue.Find, Cue.Topic) ? Unclear.Nothing(asking) : new DeskAnswers(asking).Plain(Intents.OutOfScope);
        if (Unclear.LoneTitle(asking) is { } lone)
            return lone;
        if (asked.Titles.Count > 0)
            return new BookAnswers(asking).Lookup();
        if (rule is { Score: >= FaqMatch.Enough })
            return new FaqAnswers(asking).Show(rule.Faq);
        if (new EventAnswers(asking).ByNameAlone() is { } named)
            return named;
        if (new BookAnswers(asking).ByTopicAlone() is { } books)
            return books;
        if (new GuideAnswers(asking).Matching(new QueryWords(asking.Knowledge).Groups(asked.Content)) is { } guide)
            return new GuideAnswers(asking).Show(Intents.Pathfinder, guide);
        var asksWhetherThereIs = asked.Words.Contains("ada") || asked.Words is ["is" or "are" or "do" or "does" or "can", ..];
        return (asksWhetherThereIs || asked.HasAny(Cue.When, Cue.Where, Cue.May, Cue.Book, Cue.Loan, Cue.Member, Cue.Find, Cue.Topic, Cue.Reference)) && !asked.Has(Cue.World)
            ? asking.NotFound(Intents.Faq)
            : new DeskAnswers(asking).Plain(Intents.OutOfScope);
    }

    private static Answer Joined(IReadOnlyList<Answer> answers, Lang lang)
    {
        var passed = answers.Select(answer => answer.PassOn).OfType<string>().ToList();
        var said = answers.Where(answer => answer.Intent is not (Intents.Greeting or Intents.Thanks)).ToList();
        if (said.Count == 0)
            return answers[0];
        if (said.Count == 1)
            return said[0];
        return new Answer(
            string.Join("\n\n", said.Select(answer => answer.Text)), lang, Intents.Compound,
            [.. said.SelectMany(answer => answer.Ids).Distinct()], said.Any(answer => answer.Clarify), said.Any(answer => answer.Handoff))
        {
            Buttons = [.. said.SelectMany(answer => answer.Buttons).Distinct()],
            Moments = [.. said.SelectMany(answer => answer.Moments)],
            Remember = said[^1].Remember,
            PassOn = passed.Count == 0 ? null : string.Join(' ', passed),
        };
    }
}
