using LibraryBot.Language;

namespace LibraryBot.Answers;

/// <summary>What a question wants by the sound of it: learned from examples, without a look at the records.</summary>
internal static class IntentModel
{
    // There are many examples of rules, and not every second question is on one.
    private const float CountOfRule = 0.08f;
    private static readonly Lazy<TextClassifier> Learned = new(() => new TextClassifier(
        [.. Utterances.Questions.Examples, .. Utterances.Rules.Examples.Select(example => (Intents.Faq, example.Words))],
        at => at < Utterances.Questions.Examples.Count ? 1 : CountOfRule));

    /// <summary>Every intent, the likeliest first.</summary>
    public static IReadOnlyList<Likely> Of(AskedText asked) => Learned.Value.Of([.. asked.Shape]);
}
