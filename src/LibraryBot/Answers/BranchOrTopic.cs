using LibraryBot.Knowledge;
using LibraryBot.Language;

namespace LibraryBot.Answers;

/// <summary>
/// A branch that is called by a word of everyday subjects ("hukum", "anak") is not meant wherever that word is said: "lomba esai
/// hukum" is about law. What stands around the word tells.
/// </summary>
internal static class BranchOrTopic
{
    private static readonly HashSet<string> BeforePlaces =
        ["di", "ke", "dari", "cabang", "kampus", "gedung", "perpustakaan", "perpus", "unit", "bagian", "kantor", "at", "in", "to", "from", "branch", "campus"];
    private static readonly HashSet<string> AfterPlaces = ["branch", "campus", "library", "building", "perpustakaan", "perpus"];
    private static readonly HashSet<Cue> OfTopics = [Cue.Book, Cue.New, Cue.Topic, Cue.Author, Cue.Recommend, Cue.Event, Cue.EventType, Cue.Pathfinder, Cue.Reference, Cue.Find, Cue.Shelf, Cue.Buy, Cue.Loan];

    public static bool IsTopic(IReadOnlyList<string> words, int at, KnowledgeSnapshot knowledge) =>
        knowledge.Terms.Knows(words[at]) && IsRecorded(words[at], knowledge) && !IsMarked(words, at) && CueBook.Find(words).Any(cue => OfTopics.Contains(cue.Cue));

    private static bool IsRecorded(string word, KnowledgeSnapshot knowledge) => knowledge.Index.IsTopicWord(word) || knowledge.EventWords.Values.Any(record => record.Has(word) > 0);

    private static bool IsMarked(IReadOnlyList<string> words, int at) =>
        (at > 0 && BeforePlaces.Contains(words[at - 1])) || (at + 1 < words.Count && AfterPlaces.Contains(words[at + 1]));
}
