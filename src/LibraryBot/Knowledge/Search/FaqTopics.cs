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

    private readonly Dictionary<string, double> chances;

    private FaqTopics(Dictionary<string, double> chances) => this.chances = chances;

    public static FaqTopics Of(IEnumerable<string> words) =>
        new(Learned.Value.Of([.. words]).ToDictionary(likely => likely.Label, likely => likely.Probability));

    /// <summary>A rule's topics: those of all the ways in which it is headed, together.</summary>
    public static FaqTopics Of(Faq faq)
    {
        var headings = new[] { faq.Q, faq.QEn }.Concat(faq.Also).OfType<string>().Select(heading => Of(TextWords.Of(heading))).ToList();
        return new(headings.SelectMany(heading => heading.chances).GroupBy(chance => chance.Key).ToDictionary(topic => topic.Key, topic => topic.Average(chance => chance.Value)));
    }

    /// <summary>How surely two texts are of one topic, 0 to 1; two texts of no topic in particular are not alike.</summary>
    public double Likeness(FaqTopics other) => Math.Sqrt(chances.Sum(chance => chance.Value * other.chances.GetValueOrDefault(chance.Key)));
}
