using LibraryBot.Knowledge;
using LibraryBot.Knowledge.Search;
using LibraryBot.Language;

namespace LibraryBot.Answers;

/// <summary>
/// The house rule that a question is about. What counts: how much of a rule's heading the question covers (a heading
/// "Denda" is covered by any talk of being late), and how much of the question the whole rule covers.
/// </summary>
public sealed record FaqMatch(Faq Faq, double Score)
{
    private const double OfThisTopic = 0.35;
    private const double OfSomeTopic = 0.28;
    private const double OfAnotherTopic = 0.22;
    private const double Sound = 0.5;
    private const double Something = 0.15;
    private const double FarAhead = 1.2;
    private const double MostSaid = 0.5;
    private const double TwiceSaid = 2;
    private const double SurelyRule = 0.6;
    private const double LikelyRule = 0.5;

    public const double Enough = 0.45;

    /// <summary>How surely both are of one topic.</summary>
    public double Likeness { get; init; }

    /// <summary>How much of what was asked the rule itself says, 0 to 1; its topic does not count.</summary>
    public double Said { get; init; }

    /// <summary>Whether the rule answers the question: it fits well, or the question is surely on a rule and no other fits nearly as well.</summary>
    public bool IsEnough { get; init; }

    private const double ByWords = 0.4;
    private const double SureOfRules = 1.6;
    private const double LeastOfWords = 0.6;
    private const double LeastOfTopic = 0.75;
    private static readonly string[] OnRules = [Intents.Faq, Intents.Place, Intents.AskLibrarian, Intents.SuggestPurchase];

    public static FaqMatch? Best(AskedText asked, KnowledgeSnapshot knowledge)
    {
        // Nearly every rule of a library speaks of lending; the word that few rules have, or a whole phrase, tells which one is meant.
        var groups = asked.Telling.Select(group => group with { Weight = Weight(group, knowledge) }).ToList();
        if (groups.Count == 0)
            return null;
        var words = groups.SelectMany(group => group.Phrases).SelectMany(phrase => phrase).Concat(asked.WordsOfBranch).ToHashSet();
        var stems = words.SelectMany(WordForms.Stems).ToHashSet();
        var topics = FaqTopics.Of(asked.Shape);
        var likely = asked.Likely.Where(reading => OnRules.Contains(reading.Label)).Sum(reading => reading.Probability);
        var matches = knowledge.Faqs.Select(Matched).OrderByDescending(match => match.Score).Take(2).ToList();
        return matches is [var first, ..] ? first with { IsEnough = Fits(first) || (likely >= (first.Likeness >= OfThisTopic ? LikelyRule : SurelyRule) && StandsOut(first)) || (likely >= SurelyRule && SaysIt(first)) } : null;

        // Words that both have say little where the topics are others'.
        bool Fits(FaqMatch match) => match.Score >= Enough && (match.Score >= Sound || match.Likeness >= OfAnotherTopic);
        bool SaysIt(FaqMatch match) => match.Said >= MostSaid && matches.Skip(1).All(next => match.Score >= FarAhead * next.Score && match.Said >= TwiceSaid * next.Said);
        bool StandsOut(FaqMatch match) => match is { Score: >= Something, Likeness: >= OfSomeTopic } && matches.Skip(1).All(next => match.Score >= FarAhead * next.Score || (match.Likeness >= OfThisTopic && match.Likeness >= FarAhead * next.Likeness));

        FaqMatch Matched(Faq faq)
        {
            var heading = knowledge.FaqHeadings[faq.Id].Select(found => found.Covered(words, stems)).DefaultIfEmpty(0).Max();
            var evidence = WordGroup.Evidence(groups, knowledge.FaqWords[faq.Id]);
            var byWords = heading == 0 ? evidence * 0.6 : 0.55 * heading + 0.45 * evidence;
            var byTopic = topics.Likeness(knowledge.TopicsOfFaqs[faq.Id]);
            var score = Math.Max(byWords * (LeastOfWords + (1 - LeastOfWords) * Math.Min(1, 2 * likely)) * (LeastOfTopic + (1 - LeastOfTopic) * byTopic), ByWords * byWords + (1 - ByWords) * byTopic * Math.Min(1, Math.Max(evidence, SureOfRules * likely)));
            return new FaqMatch(faq, score) { Likeness = byTopic, Said = evidence };
        }
    }

    private static double Weight(WordGroup group, KnowledgeSnapshot knowledge)
    {
        var having = knowledge.FaqWords.Values.Count(rule => group.In(rule) > 0);
        var words = group.Said.Count(letter => letter == ' ');
        return Math.Log(1 + (knowledge.Faqs.Count + 1.0) / (having + 0.5)) * (1 + 0.15 * words);
    }
}
