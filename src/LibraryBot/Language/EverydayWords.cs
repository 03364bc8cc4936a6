namespace LibraryBot.Language;

/// <summary>Words that people say whatever they ask about: they tell little of a topic, and a record that lacks them may be the right one.</summary>
internal static class EverydayWords
{
    private static readonly HashSet<string> Common =
        [.. EmbeddedText.Lines("common.txt").SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(TextWords.Plain)];

    /// <summary>Said of anything, in a library or elsewhere.</summary>
    public static bool IsCommon(string word) => Common.Contains(word);

    public static bool Has(string word) => Common.Contains(word) || Utterances.Questions.IsEveryday(word);
}
