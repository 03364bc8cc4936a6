using LibraryBot.Language;

namespace LibraryBot.Knowledge.Search;

/// <summary>
/// What a text on rules and services is about ("lost_damaged", "guest"), learned from examples (faq-topics.txt). A question and a
/// rule that share no word may still share their topic: "my dog ate it" and "Buku hilang atau rusak".
/// </summary>
internal sealed class FaqTopics
{
    private static readonly string[] AskedElsewhere = ["suggest_purchase", "faq.place", "hours", "ask_librarian"];

    // Some libraries have rules on what others treat as a question of its own: their address, a wish for a book.
    private static readonly Lazy<TextClassifier> Learned = new(() => new TextClassifier(
        [.. Utterances.Rules.Examples, .. Utterances.Questions.Examples.Where(example => AskedElsewhere.Contains(example.Label))]));

    private const double InAnswer = 0.7;
    private readonly Dictionary<string, double> chances;

    private FaqTopics(Dictionary<string, double> chances) => this.chances = chances;

    public static FaqTopics Of(IEnumerable<string> words) =>
        new(Learned.Value.Of([.. words]).ToDictionary(likely => likely.Label, likely => likely.Probability));

    /// <summary>A rule's topics: of the ways in which it is headed, and of what else its answer tells ("4 buku selama 10 hari").</summary>
    public static FaqTopics Of(Faq faq)
    {
        var headings = Together([faq.Q, faq.QEn, .. faq.Also]);
        var answers = Together([faq.A, faq.AEn]);
        return new(headings.ToDictionary(topic => topic.Key, topic => Math.Max(topic.Value, InAnswer * answers.GetValueOrDefault(topic.Key))));
    }

    private static Dictionary<string, double> Together(IEnumerable<string?> texts) => texts.OfType<string>()
        .SelectMany(text => Of(TextWords.Of(text).Select(Utterances.WithoutNumber)).chances)
        .GroupBy(chance => chance.Key)
        .ToDictionary(topic => topic.Key, topic => topic.Average(chance => chance.Value));

    /// <summary>How surely two texts are of one topic, 0 to 1; two texts of no topic in particular are not alike.</summary>
    public double Likeness(FaqTopics other) => Math.Sqrt(chances.Sum(chance => chance.Value * other.chances.GetValueOrDefault(chance.Key)));
}
