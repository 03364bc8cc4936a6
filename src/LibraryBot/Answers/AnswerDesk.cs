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
    private static readonly TimeSpan ReadyAfter = TimeSpan.FromSeconds(1);
    private const int SaysLittle = 5;
    private const double Unlikely = 0.2;
    private const double LastWord = 0.6;
    private const double WordForWord = 0.9;
    private const int LettersOfTries = 400;
    private const double SameTopic = 0.25;
    private static readonly string[] Findable = [Intents.NewBooks, Intents.BookLookup, Intents.Events, Intents.Register, Intents.RegisterInfo, Intents.CancelRsvp, Intents.Faq, Intents.Pathfinder];
    private static readonly string[] SmallTalk = [Intents.Greeting, Intents.Thanks, Intents.Abuse, Intents.BotIdentity];

    /// <summary>Where the library's pages are read; null: nobody outside would reach them.</summary>
    public Func<string?> Pages { get; init; } = () => null;

    /// <summary>Learns to read questions a moment after the start, so that the first person who asks need not wait for it.</summary>
    public async Task GetReady(TimeProvider clock, CancellationToken cancel)
    {
        await Task.Delay(ReadyAfter, clock, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!cancel.IsCancellationRequested)
            await Task.Run(() => Ask(new Question("apa", clock.GetUtcNow())), CancellationToken.None);
    }

    public Answer Ask(Question question)
    {
        if (question.Text.Length > AskedText.LettersAtMost)
            question = question with { Text = question.Text[..AskedText.LettersAtMost] };
        var lang = question.Language ?? LanguageChoice.Of(question.Text, question.LastLanguage);
        var snapshot = knowledge.Now;
        var wording = new Wording(words, lang);
        var message = new AskedMessage(question.Text, question.Now, snapshot);
        if (message.Alone is { } alone && Part(alone, isOne: true) is { Intent: Intents.Faq, Ids.Count: > 0, Handoff: false } rule)
            return rule;
        var answer = Part(message.Core, message.IsOne);
        // Who writes a page is not read again and again.
        var mayTry = question.Text.Length <= LettersOfTries;
        // Where the question alone found nothing, what was told besides may hold its topic.
        if (mayTry && IsNothing(answer) && answer.Strength < BookAnswers.SurelyNone && message.Core.Length < question.Text.Length && Part(question.Text, isOne: true) is { Clarify: false, Ids.Count: > 0 } all)
            answer = all;
        // Of a story, what the records have may be its topic; or the question was whole without the story.
        if (mayTry && IsNothing(answer))
            answer = new[] { message.Known(), message.Alone }.OfType<string>().Select(asked => Part(asked, isOne: true)).FirstOrDefault(found => found is { Clarify: false, Ids.Count: > 0 }) ?? answer;
        if (mayTry && IsNothing(answer))
            answer = Sentences.Ends(message.Core).Select(end => Part(end, isOne: false)).FirstOrDefault(found => found.Ids.Count > 0 && found.Strength >= LastWord) ?? answer;
        // Whoever is asked instead reads all of it.
        return answer.PassOn is not { } passed || passed.Contains(question.Text, StringComparison.Ordinal) ? answer : answer with { PassOn = passed.Replace(message.Core, question.Text, StringComparison.Ordinal) };

        Answer Part(string text, bool isOne) => OfTheQuestion(question with { Text = text, Message = question.Text }, snapshot, wording, isOne);
    }

    /// <summary>Whether a part that found nothing has to be named: it asks, has a topic of its own, and that is not the topic of a rule that was told.</summary>
    private static bool IsMissed(string part, IReadOnlyList<Answer> answers, DateTimeOffset now, KnowledgeSnapshot snapshot)
    {
        var asked = new AskedText(part, now, snapshot);
        var topics = FaqTopics.Of(asked.Shape);
        return Sentences.IsAsking(part) && (asked.Firm.Count > 0 || asked.Says.Count > 0)
            && !answers.SelectMany(answer => answer.Ids).Any(id => snapshot.TopicsOfFaqs.TryGetValue(id, out var told) && topics.Likeness(told) >= SameTopic);
    }

    private static bool IsNothing(Answer answer) => answer is { Handoff: true, Ids.Count: 0 } && Findable.Contains(answer.Intent);

    private Answer OfTheQuestion(Question question, KnowledgeSnapshot snapshot, Wording wording, bool isOne)
    {
        var whole = Read(question, snapshot, wording);
        var halves = isOne || Readings.IsWhole(whole.Asked) ? [question.Text] : Halves.Of(question.Text, part => Judged(part, question, snapshot, IntentRules.StandsAlone), part => Judged(part, question, snapshot, IntentRules.GoesOn), whole.Asked.IsInside);
        if (halves.Count == 1)
            return Said(whole);
        var answers = new List<Answer>();
        if (halves.Count > 1 && halves.Where(half => !Sentences.IsTold(half)).ToList() is { Count: > 0 } asking && asking.Count < halves.Count)
            halves = asking;
        if (halves.Count == 1)
            return Said(Read(question with { Text = halves[0] }, snapshot, wording));
        foreach (var half in Shared(halves, question, snapshot))
            answers.Add(Said(Read(question with { Text = half, Before = answers.Count == 0 ? question.Before : answers[^1].Remember }, snapshot, wording)));
        // "... Tolong pendaftaran saya dibatalkan": of which event was said before.
        bool IsSettled(Answer answer) => answer.Clarify && answers.Exists(other => other.Intent == answer.Intent && other is { Clarify: false, Ids.Count: > 0 });
        var told = answers.Where((answer, at) => !IsSettled(answer) && (!IsNothing(answer) || IsMissed(halves[at], answers, question.Now, snapshot))).ToList();
        // Who asks for what is not told of others is not sent to a librarian for it either.
        if (answers.Exists(answer => answer.Intent == Intents.PrivacyRefuse) && answers.TrueForAll(answer => answer.Intent is Intents.PrivacyRefuse or Intents.AskLibrarian or Intents.Account || IsNothing(answer)))
            return answers.First(answer => answer.Intent == Intents.PrivacyRefuse);
        return Joined(told.Count > 0 ? told : answers, wording.Lang);
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
        return judge(asked, Readings.Likeliest(asked, IntentRules.Of(asked, FaqMatch.Best(asked, snapshot))));
    }

    /// <summary>"jam buka Sabtu, dan ada acara apa?": a day or branch named in one half holds for the other that names none.</summary>
    private static IEnumerable<string> Shared(IReadOnlyList<string> halves, Question question, KnowledgeSnapshot snapshot)
    {
        var read = halves.Select(half => new AskedText(half, question.Now, snapshot)).ToList();
        var day = read.Select(half => half.Date).FirstOrDefault(date => date is { NamesDay: true })?.Words;
        var branch = read.Select(half => half.Branch).FirstOrDefault(found => found is not null)?.Name;
        return halves.Zip(read, (text, half) => !half.HasAny(Cue.Hours, Cue.Event) || half.Firm.Count > 0
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
        var byRules = IntentRules.Of(asking.Asked, rule);
        if (FollowUps.Of(asking, byRules) is { } followed)
            return followed;
        if (byRules == Intents.Ambiguous)
            return Unclear.Nothing(asking);
        if (asking.Asked.Words.Count == 1 && Unclear.LoneTitle(asking) is { } word)
            return word;
        if ((byRules == Intents.Unknown || (byRules == Intents.Faq && rule is { Said: 0 })) && Unclear.BookOrEvent(asking) is { } either)
            return either;
        if (byRules == Intents.Unknown && (Unclear.LoneTitle(asking) ?? TooLittle(asking)) is { } unclear)
            return unclear;
        var readings = Readings.Of(asking.Asked, byRules);
        var answers = readings.Select(reading => (Answer: Of(asking, reading.Label, rule), reading.Probability)).ToList();
        // What a record says word for word is no stranger's matter, however strange it sounds.
        var isOurs = asking.Asked.Firm.Count > 0 && asking.Asked.HasAny(Cue.When, Cue.Where, Cue.Register) && answers.Exists(reading => reading.Answer is { Ids.Count: > 0, Strength: >= WordForWord });
        return answers.MaxBy(reading => reading.Probability * reading.Answer.Strength * Doubt(reading.Answer.Intent, reading.Probability)).Answer;

        double Doubt(string intent, double probability) => intent == byRules ? 1
            : (SmallTalk.Contains(intent) && probability < Readings.Enough) || (isOurs && intent == Intents.OutOfScope) ? Unlikely : 1;
    }

    private static Answer Of(Asking asking, string intent, FaqMatch? rule) => intent switch
    {
        Intents.NewBooks => new BookAnswers(asking).New(),
        Intents.BookLookup => new BookAnswers(asking).Lookup(),
        Intents.Events => new EventAnswers(asking).Events(),
        Intents.Register or Intents.RegisterInfo => new SignUpAnswers(asking).Register(intent),
        Intents.CancelRsvp => new SignUpAnswers(asking).Cancel(),
        Intents.Hours => new HoursAnswers(asking).Hours(),
        Intents.Pathfinder => new GuideAnswers(asking).Guide(),
        Intents.Faq => rule is { IsEnough: true } ? new FaqAnswers(asking).Show(rule.Faq) with { Strength = Math.Max(rule.Score, FaqMatch.Enough) } : asking.NotFound(Intents.Faq),
        Intents.Place => new FaqAnswers(asking).Place(),
        Intents.AskLibrarian => new DeskAnswers(asking).AskLibrarian(),
        Intents.SuggestPurchase => new DeskAnswers(asking).SuggestPurchase(),
        Intents.Account => new DeskAnswers(asking).Account(),
        Intents.Greeting => new DeskAnswers(asking).Greeting(),
        Intents.PrivacyRefuse => new DeskAnswers(asking).Refuse(),
        Intents.BotIdentity or Intents.Abuse => new DeskAnswers(asking).WithLibrarian(intent),
        Intents.Thanks or Intents.DataErase or Intents.OutOfScope or Intents.StaffOnly => new DeskAnswers(asking).Plain(intent),
        _ => Unclear.Nothing(asking) with { Strength = 0.05 },
    };

    /// <summary>Too little was said to be answered: a day or a branch alone, or nothing at all.</summary>
    private static Answer? TooLittle(Asking asking)
    {
        var asked = asking.Asked;
        if (asked.IsDayAndBranchAlone)
            return Unclear.DayOrBranch(asking);
        if (asked.Content.Count > 0 || asked.Titles.Count > 0 || Readings.Surest(asked) >= (asked.Words.Count > SaysLittle ? Readings.Enough : Readings.Sure))
            return null;
        if (asked.Date is { NamesDay: true } || asked.Branch is not null)
            return Unclear.DayOrBranch(asking);
        return asked.Words.Count <= SaysLittle ? Unclear.Nothing(asking) : null;
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
            string.Join("\n\n", said.Select(answer => answer.Text).Distinct()), lang, Intents.Compound,
            [.. said.SelectMany(answer => answer.Ids).Distinct()], said.Any(answer => answer.Clarify), said.Any(answer => answer.Handoff))
        {
            Buttons = [.. said.SelectMany(answer => answer.Buttons).Distinct()],
            Moments = [.. said.SelectMany(answer => answer.Moments)],
            Remember = said[^1].Remember,
            File = said.Select(answer => answer.File).FirstOrDefault(file => file is not null),
            PassOn = passed.Count == 0 ? null : string.Join(' ', passed),
        };
    }
}
