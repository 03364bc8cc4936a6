using LibraryBot.Knowledge;
using LibraryBot.Knowledge.Search;
using LibraryBot.Language;

namespace LibraryBot.Answers;

/// <summary>Answers with a pathfinder: its headings, class numbers, books and date, and a word when it has grown old.</summary>
internal sealed class GuideAnswers(Asking asking)
{
    private const double Enough = 0.62;
    private const double Named = 0.95;

    // What a guide is wanted for says nothing of its topic.
    private static readonly HashSet<string> Purposes =
    [
        "riset", "penelitian", "meneliti", "tugas", "kuliah", "skripsi", "tesis", "makalah", "belajar", "mempelajari", "research", "researching", "study", "studying", "learn", "learning",
        "menulis", "nulis", "write", "writing", "bikin", "membuat", "baca", "guru", "sumber", "sources", "source", "bahan", "materials",
        "paper", "essay", "thesis", "assignment", "project", "proyek", "start", "started", "begin", "mulai", "dasar", "beginner", "pemula", "topik", "topic", "subjek", "subject",
    ];
    private readonly KnowledgeSnapshot knowledge = asking.Knowledge;

    public Answer Guide()
    {
        var topic = asking.Asked.ContentAfter(Cue.Topic);
        var groups = new QueryWords(knowledge).Groups(topic.Count > 0 ? topic : asking.Asked.Content).Where(group => !Purposes.Contains(group.Said)).ToList();
        if (groups.Count == 0)
            return knowledge.Pathfinders.Count == 0 ? asking.NotFound(Intents.Pathfinder, asking.Say("guide.none")) : WhichTopic();
        return Matching(groups) is { } guide ? Show(Intents.Pathfinder, guide) : asking.NotFound(Intents.Pathfinder, asking.Say("guide.none")) with { Remember = new AskedBefore(Intents.Pathfinder, []) };
    }

    public Pathfinder? Matching(IReadOnlyList<WordGroup> groups) => knowledge.Pathfinders
        .Select(guide => (guide, Evidence: WordGroup.Evidence(groups, knowledge.PathfinderWords[guide.Id])))
        .Where(judged => judged.Evidence >= Enough)
        .OrderByDescending(judged => judged.Evidence)
        .Select(judged => judged.guide)
        .FirstOrDefault() ?? OfTopic(groups);

    /// <summary>The only guide whose topic itself was named, whatever else was said: "saya baru pindah ke mangrove dan masih buta, mulai dari mana?"</summary>
    private Pathfinder? OfTopic(IReadOnlyList<WordGroup> groups) => knowledge.Pathfinders
        .Where(guide => groups.Any(group => !group.IsEveryday && group.In(RecordWords.Of(guide, [])) >= Named)).ToList() is [var only] ? only : null;

    public Answer Show(string intent, Pathfinder guide)
    {
        var books = guide.Books.Select(knowledge.Book).OfType<Book>().ToList();
        var updated = guide.Updated is { } day ? SayTime.Date(day, asking.Lang) : null;
        var text = Wording.Lines([
            asking.Say("guide.lead", ("topic", guide.Topic)),
            guide.Scope,
            guide.Subjects.Count > 0 ? asking.Say("guide.subjects", ("subjects", string.Join("; ", guide.Subjects))) : null,
            guide.Classes.Count > 0 ? asking.Say("guide.classes", ("classes", string.Join(", ", guide.Classes))) : null,
            books.Count > 0 ? asking.Say("guide.books") : null,
            .. books.Select(book => new BookAnswers(asking).Item(book, withDay: false)),
            guide.Compiler is { } compiler ? asking.Say("guide.compiler", ("compiler", compiler)) : null,
            updated is not null ? asking.Say("guide.updated", ("day", updated)) : null,
            asking.Pages is { } pages ? asking.Say("guide.page", ("page", $"{pages}/pathfinders/{Uri.EscapeDataString(guide.Id)}")) : null,
            guide.IsStale(asking.Today) ? asking.Say("guide.stale") : null]);
        return asking.Answer(intent, text, [guide.Id]) with
        {
            Strength = 0.95,
            Remember = new AskedBefore(Intents.Pathfinder, [guide.Id]) { Topic = string.Join(' ', asking.Asked.Content) },
        };
    }

    private Answer WhichTopic()
    {
        var topics = knowledge.Pathfinders.Take(Asking.ShownAtOnce).ToList();
        var text = Wording.Lines([asking.Say("guide.which"), .. topics.Select(guide => $"• {guide.Topic}")]);
        return asking.Answer(Intents.Pathfinder, text, [.. topics.Select(guide => guide.Id)], clarify: true) with
        {
            Remember = new AskedBefore(Intents.Pathfinder, []),
        };
    }
}
