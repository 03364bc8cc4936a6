using LibraryBot.Knowledge;
using LibraryBot.Knowledge.Search;
using LibraryBot.Language;

namespace LibraryBot.Answers;

/// <summary>What a question wants of events: the words that tell which, and where in the calendar they are looked for.</summary>
internal sealed class EventWishes(Asking asking)
{
    public const int DaysAhead = 180;
    public const int DaysBack = 365;
    private readonly AskedText asked = asking.Asked;
    private readonly KnowledgeSnapshot knowledge = asking.Knowledge;

    /// <summary>What is said of the event: kinds at their full weight, and everyday words only where an event has them.</summary>
    public IReadOnlyList<WordGroup> Groups { get; } = EitherKind(asking, [.. new QueryWords(asking.Knowledge).Groups(asking.Asked.Content)
        .Where(group => (asking.Asked.Ages is null || !Ages.IsGroup(group.Said)) && !IsFromAfar(group.Said))
        .Where(group => !group.IsEveryday || IsKind(group) || asking.Knowledge.EventWords.Values.Any(words => group.In(words) > 0))
        .Select(group => IsKind(group) && group.IsEveryday ? group with { Weight = asking.Knowledge.Words.Weight(group.Said) } : group)]);

    // "ada workshop atau training?": either will do.
    private static IReadOnlyList<WordGroup> EitherKind(Asking asking, IReadOnlyList<WordGroup> groups)
    {
        var kinds = groups.Where(IsKind).ToList();
        if (kinds.Count < 2 || !asking.Asked.Words.Any(word => word is "atau" or "or"))
            return groups;
        return [.. groups.Where(group => !IsKind(group)), kinds[0] with { Phrases = [.. kinds.SelectMany(kind => kind.Phrases)] }];
    }

    /// <summary>What names a kind of event ("lomba") counts for more than what else is said.</summary>
    public IReadOnlyList<WordGroup> Kinds => [.. Groups.Where(IsKind)];

    /// <summary>"acara apa saja": only everyday words, of which none is a kind of event.</summary>
    public bool SayNothingFirm => Groups.All(group => group.IsEveryday && !IsKind(group));

    /// <summary>Nothing that was said names a kind of event or a topic that anybody here knows: "lagi gabut".</summary>
    public bool NameNothingKnown => Kinds.Count == 0 && Groups.All(group => !group.IsTerm && !knowledge.Words.Has(group.Said));

    /// <summary>A word for events that are followed from afar.</summary>
    public static bool IsFromAfar(string word) => word is "online" or "daring" or "virtual" or "zoom";

    private static bool IsKind(WordGroup group) => CueBook.Find(TextWords.Of(group.Said)).Any(cue => cue.Cue == Cue.EventType);

    public EventSearch Search(DateOnly from, DateOnly to) => new(knowledge, Groups, from, to)
    {
        Kinds = Kinds,
        For = asked.Ages,
        InEnglish = asked.Has(Cue.English),
        IsOnline = asked.Words.Any(IsFromAfar),
    };

    /// <summary>From now on, as far as a library plans.</summary>
    public EventSearch Ahead() => Search(asking.Today, asking.Today.AddDays(DaysAhead)) with { Branch = asked.Branch, NotBefore = asking.Now };

    /// <summary>In the year up to yesterday, each at its last time.</summary>
    public IReadOnlyList<EventFound> Gone(Branch? branch = null) =>
        [.. (Search(asking.Today.AddDays(-DaysBack), asking.Today.AddDays(-1)) with { Branch = branch }).Find().Select(found => found.AtLastTime)];

    /// <summary>In these days, at the hour and branch that were said.</summary>
    public IReadOnlyList<EventFound> InDays(DateOnly from, DateOnly to) => Within(Search(from, to)).Find();

    /// <summary>All that is on in these days, whatever was said of events.</summary>
    public IReadOnlyList<EventFound> Open(DateOnly from, DateOnly to) => Within(new EventSearch(knowledge, [], from, to)).Find();

    /// <summary>All that is still to come, each at its next time.</summary>
    public IReadOnlyList<EventFound> Coming() =>
        [.. new EventSearch(knowledge, [], asking.Today, asking.Today.AddDays(DaysAhead)) { NotBefore = asking.Now, Branch = asked.Branch }.Find().Select(found => found.AtNextTime)];

    /// <summary>A known event at its first time from a day on; at its last one when none is left and the day is not to come.</summary>
    public EventFound Next(LibraryEvent known, DateOnly from)
    {
        var times = EventCalendar.Of(known, from, from.AddDays(DaysAhead), knowledge.Zone).Where(time => !time.IsOver(asking.Now)).Take(1).ToList();
        return new EventFound(known, times.Count > 0 || from > asking.Today ? times : [.. EventCalendar.Of(known, asking.Today.AddDays(-DaysBack), asking.Today, knowledge.Zone).TakeLast(1)], 1);
    }

    private EventSearch Within(EventSearch search) => search with
    {
        Branch = asked.Branch,
        Hour = asked.Date?.Hour,
        Part = asked.Date is { Hour: null } date ? date.Part : null,
        NotBefore = search.To < asking.Today ? null : asking.Now,
    };
}
