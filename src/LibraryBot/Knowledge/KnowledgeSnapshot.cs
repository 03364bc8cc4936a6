using LibraryBot.Knowledge.Search;
using LibraryBot.Language;
using LibraryBot.Storage;

namespace LibraryBot.Knowledge;

/// <summary>All that the library knew at one moment, with its index. Never changes; a new one takes its place.</summary>
public sealed class KnowledgeSnapshot
{
    private readonly Catalogue catalogue;
    private readonly Dictionary<string, LibraryEvent> events;
    private readonly Dictionary<string, Branch> branches;
    private readonly Acronyms acronyms;
    private readonly Lazy<Dictionary<string, FaqTopics>> faqTopics;

    internal KnowledgeSnapshot(Catalogue catalogue, KnowledgeRecords records)
    {
        this.catalogue = catalogue;
        Library = records.Library ?? new LibraryInfo("library", "");
        Zone = Zones.Find(Library.TimeZone);
        Branches = [.. records.Branches.OrderBy(branch => branch.Id, StringComparer.Ordinal)];
        // An event that one source keeps inside stays inside, whatever another source says of it.
        var inside = records.Events.Where(found => found.Internal).Select(found => (found.Title.ToLowerInvariant(), found.Start.UtcDateTime)).ToHashSet();
        var open = records.Events.Where(found => !inside.Contains((found.Title.ToLowerInvariant(), found.Start.UtcDateTime))).ToList();
        PublicEvents = [.. open
            .OrderBy(IsCopy).ThenBy(found => found.Id, StringComparer.Ordinal)
            .DistinctBy(found => (found.Title.ToLowerInvariant(), found.Start.UtcDateTime, found.Branch))
            .OrderBy(found => found.Start).ThenBy(found => found.Id, StringComparer.Ordinal)];
        Hours = new OpeningHours(records.Hours, Branches);
        Faqs = [.. records.Faqs.OrderBy(faq => faq.Id, StringComparer.Ordinal)];
        Pathfinders = [.. records.Pathfinders.OrderBy(guide => guide.Id, StringComparer.Ordinal)];
        events = open.ToDictionary(found => found.Id);
        branches = Branches.ToDictionary(branch => branch.Id);
        Terms = new TermBook([.. DefaultTerms.All, .. DefaultTerms.Of(Pathfinders), .. records.Terms]);
        EventWords = PublicEvents.ToDictionary(found => found.Id, RecordWords.Of);
        FaqWords = Faqs.ToDictionary(faq => faq.Id, RecordWords.Of);
        PathfinderWords = Pathfinders.ToDictionary(guide => guide.Id, guide => RecordWords.Of(guide, guide.Books.Select(Book).OfType<Book>()));
        acronyms = Acronyms.OfParts([.. PublicEvents.Select(found => found.Title), .. Faqs.Select(faq => faq.Q), .. Pathfinders.Select(guide => guide.Topic)]);
        Words = new KnowledgeWords(catalogue, [.. OtherTexts().Select(TextWords.Of)], [Library.Name, .. Branches.SelectMany(branch => new[] { branch.Name, branch.Address }).OfType<string>()]);
        faqTopics = new Lazy<Dictionary<string, FaqTopics>>(() => Faqs.ToDictionary(faq => faq.Id, FaqTopics.Of));
        FaqHeadings = Faqs.ToDictionary(faq => faq.Id, faq => FaqHeading.Of(faq, Words));
    }

    public LibraryInfo Library { get; }
    public TimeZoneInfo Zone { get; }
    public IReadOnlyList<Branch> Branches { get; }

    /// <summary>What patrons may see, newest first.</summary>
    public IReadOnlyList<Book> Books => catalogue.Books;
    public IReadOnlyList<LibraryEvent> PublicEvents { get; }
    public OpeningHours Hours { get; }
    public IReadOnlyList<Faq> Faqs { get; }
    public IReadOnlyList<Pathfinder> Pathfinders { get; }
    public TermBook Terms { get; }
    public KnowledgeWords Words { get; }
    public TitleBook Titles => catalogue.Titles;
    public BookIndex Index => catalogue.Index;
    public bool TellsBranches => catalogue.TellsBranches;
    public IReadOnlyDictionary<string, RecordWords> EventWords { get; }
    public IReadOnlyDictionary<string, RecordWords> FaqWords { get; }
    public IReadOnlyDictionary<string, IReadOnlyList<FaqHeading>> FaqHeadings { get; }
    public IReadOnlyDictionary<string, RecordWords> PathfinderWords { get; }
    internal IReadOnlyDictionary<string, FaqTopics> TopicsOfFaqs => faqTopics.Value;

    public Book? Book(string id) => catalogue.Book(id);

    /// <summary>What the letters of a word may stand for.</summary>
    public IEnumerable<IReadOnlyList<string>> SpelledOut(string word) => acronyms.Of(word).Concat(catalogue.Acronyms.Of(word));

    public LibraryEvent? Event(string id) => events.GetValueOrDefault(id);

    public Branch? Branch(string? id) => id is null ? null : branches.GetValueOrDefault(id);

    public IReadOnlyList<Occurrence> Occurrences(DateOnly from, DateOnly to) => EventCalendar.Between(PublicEvents, from, to, Zone);

    internal static bool IsCopy(KnowledgeRecord record) => record.Source is not ("library" or "typed");

    private IEnumerable<string> OtherTexts() =>
    [
        .. PublicEvents.Select(found => $"{found.Title} {found.Type} {found.Description} {found.Speaker}"),
        .. Faqs.Select(faq => $"{faq.Q} {faq.QEn} {string.Join(' ', faq.Also)} {faq.A} {faq.AEn}"),
        .. Pathfinders.Select(guide => $"{guide.Topic} {string.Join(' ', guide.Subjects)} {guide.Scope}"),
    ];
}

/// <summary>Every record of the knowledge collections but the books, as read in one go.</summary>
internal sealed record KnowledgeRecords(
    LibraryInfo? Library,
    IReadOnlyList<Branch> Branches,
    IReadOnlyList<LibraryEvent> Events,
    IReadOnlyList<HoursRule> Hours,
    IReadOnlyList<Faq> Faqs,
    IReadOnlyList<Pathfinder> Pathfinders,
    IReadOnlyList<Term> Terms)
{
    public static KnowledgeRecords Read(IStoreReader store) => new(
        store.All(LibraryInfo.Collection).FirstOrDefault(),
        store.All(Branch.Collection),
        store.All(LibraryEvent.Collection),
        store.All(HoursRule.Collection),
        store.All(Faq.Collection),
        store.All(Pathfinder.Collection),
        store.All(Term.Collection));
}
