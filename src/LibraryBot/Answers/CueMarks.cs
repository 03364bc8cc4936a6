using LibraryBot.Knowledge;
using LibraryBot.Knowledge.Search;

namespace LibraryBot.Answers;

/// <summary>Finds the cues in the words of a question and marks the words that they take, and those that name a topic of this library.</summary>
internal sealed class CueMarks(List<AskedWord> said, KnowledgeSnapshot knowledge)
{
    private const double WellSaid = 0.9;

    // These cues guard against wrong answers; the same words may as well be what a book is about ("buku tentang cuaca").
    private static readonly HashSet<Cue> Subjects =
    [
        Cue.World, Cue.Reference, Cue.Abuse, Cue.BotWord, Cue.Data, Cue.Place, Cue.Debt, Cue.Account, Cue.Member, Cue.Closure, Cue.Human,
        Cue.Publish, Cue.Channel, Cue.Change, Cue.Internal, Cue.Identity, Cue.Erase, Cue.Override,
    ];

    public IReadOnlyList<CueFound> Find()
    {
        var words = said.Select(piece => piece.InTitle || piece.InDate || piece.InBranch ? AskedText.Masked : piece.Word).ToList();
        var phrases = Phrases(words);
        var found = CueBook.Find(words).Where(cue => !CueSense.IsOther(cue, words)).Where(cue => cue.KeepsWords || !phrases.Any(phrase => phrase.Length > cue.Length && cue.At >= phrase.At && cue.At < phrase.At + phrase.Length)).ToList();
        found.RemoveAll(cue => cue.Cue == Cue.Author && words[cue.At] == "by" && !IsNameAt(cue.At + 1));
        foreach (var cue in found)
        {
            for (var i = cue.At; i < cue.At + cue.Length; i++)
            {
                said[i].InCue = true;
                said[i].AsksWhere |= cue.Cue == Cue.Where;
                said[i].IsUsedUp |= !cue.KeepsWords && !Subjects.Contains(cue.Cue) && !IsNameOfEvent(cue, words[i]);
            }
        }

        foreach (var i in found.Where(cue => cue.KeepsWords).SelectMany(cue => Enumerable.Range(cue.At, cue.Length)))
            said[i].IsKept = true;
        return found;
    }

    // "Ngobrol Sains" is an event where one is called so.
    private bool IsNameOfEvent(CueFound cue, string word) => cue is { Cue: Cue.Talk, Length: 1 } && knowledge.EventWords.Values.Any(record => record.Has(word) >= 1);

    // "books by Pramoedya", not "renew by phone".
    private bool IsNameAt(int at) => at < said.Count && (said[at].IsCapital || knowledge.Index.IsAuthorWord(said[at].Word));

    /// <summary>"open access" is a subject, not a question about opening: a known phrase keeps shorter cues away.</summary>
    public List<(int At, int Length)> Phrases(List<string> words)
    {
        var phrases = new List<(int At, int Length)>();
        for (var at = 0; at < words.Count; at++)
        {
            if (knowledge.Terms.At(words, at) is { Length: > 1 } term && !IsAllCues([.. words.Skip(at).Take(term.Length)]))
                phrases.Add((at, term.Length));
        }

        return phrases;
    }

    // "koleksi terbaru" asks for new books and "artikel jurnal" for articles, though both are headings too.
    private static bool IsAllCues(IReadOnlyList<string> phrase) =>
        CueBook.Find(phrase) is var found && phrase.Index().All(word => found.Any(cue => cue.Cue is Cue.Book or Cue.New or Cue.Reference && !cue.KeepsWords && cue.At <= word.Index && word.Index < cue.At + cue.Length));

    /// <summary>"food security" is a topic here, and no question on food: a phrase that books or events have and no house rule.</summary>
    public void MarkTopics()
    {
        foreach (var (at, length) in Phrases([.. said.Select(piece => piece.InDate || piece.InBranch || piece.IsUsedUp ? AskedText.Masked : piece.Word)]))
        {
            var group = new QueryWords(knowledge).Groups([.. said.Skip(at).Take(length).Select(piece => piece.Word)])[0];
            if (knowledge.FaqWords.Values.Any(rule => group.In(rule) > WellSaid) || !IsRecorded(group) || said.Skip(at).Take(length).Any(piece => piece.InCue))
                continue;
            foreach (var piece in said.Skip(at).Take(length))
                piece.IsTopic = true;
        }
    }

    private bool IsRecorded(WordGroup group) => group.Phrases.Any(phrase => phrase.All(knowledge.Index.IsTopicWord)) || knowledge.EventWords.Values.Any(words => group.In(words) > WellSaid);
}
