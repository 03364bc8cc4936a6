using LibraryBot.Knowledge;
using LibraryBot.Knowledge.Search;
using LibraryBot.Language;

namespace LibraryBot.Answers;

/// <summary>An event that fits a question, with the times that fit and how surely it is meant.</summary>
internal sealed record EventFound(LibraryEvent Event, IReadOnlyList<Occurrence> Times, double Evidence)
{
    public EventFound AtNextTime => this with { Times = [Times[0]] };
    public EventFound AtLastTime => this with { Times = [Times[^1]] };
}

/// <summary>Which events a question means: by its days, hour and branch, and by what it is about.</summary>
internal sealed record EventSearch(KnowledgeSnapshot Knowledge, IReadOnlyList<WordGroup> Groups, DateOnly From, DateOnly To)
{
    private const double Enough = 0.6;

    /// <summary>"lomba foto" names the kind and what it is about at once.</summary>
    private const double OfItsKind = 0.65;
    private const double NearBest = 0.94;

    // Nobody needs to say for whom a story hour is.
    private static readonly HashSet<string> ForChildren = ["dongeng", "mendongeng", "storytime", "mewarnai", "colouring", "coloring"];

    public Branch? Branch { get; init; }
    public TimeOnly? Hour { get; init; }

    /// <summary>The part of the day in which it begins or goes on.</summary>
    public DayPart? Part { get; init; }

    /// <summary>Whom it is for. Events that say so and fit leave the others behind; those that say they are for others are never meant.</summary>
    public AgesFound? For { get; init; }

    /// <summary>Held in English, where any is.</summary>
    public bool InEnglish { get; init; }

    /// <summary>To be followed from afar.</summary>
    public bool IsOnline { get; init; }

    /// <summary>Whether more is wished than a time and a place.</summary>
    public bool HasWishes => For is not null || InEnglish || IsOnline;

    /// <summary>Times before this moment do not count; null: they do.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>In order of time. Named events come with the cancelled among them, open lists without.</summary>
    public IReadOnlyList<EventFound> Find()
    {
        var found = Knowledge.Occurrences(From, To)
            .Where(time => NotBefore is not { } moment || !time.IsOver(moment))
            .Where(time => Branch is null || time.Event.Branch == Branch.Id)
            .Where(time => Hour is not { } hour || Covers(time, hour))
            .Where(time => Part is not { } part || Touches(time, part))
            .Where(time => !IsOnline || time.Event.Online)
            .GroupBy(time => time.Event.Id)
            .Select(times => new EventFound(times.First().Event, [.. times], Groups.Count == 0 ? 1 : EvidenceOf(times.First().Event)))
            .Where(candidate => candidate.Evidence >= Enough)
            .ToList();
        // Who asks for a contest does not want a workshop, however well the rest fits.
        if (found.Any(IsOfKind))
            found.RemoveAll(candidate => !IsOfKind(candidate));
        if (For is { } wanted)
            KeepAges(found, wanted);
        if (InEnglish && found.Any(candidate => IsInEnglish(candidate.Event)))
            found.RemoveAll(candidate => !IsInEnglish(candidate.Event));
        var best = found.Count == 0 ? 0 : found.Max(candidate => candidate.Evidence);
        return [.. found
            .Where(candidate => candidate.Evidence >= best * NearBest && (Groups.Count > 0 || !candidate.Event.Cancelled))
            .OrderBy(candidate => candidate.Times[0].Start).ThenBy(candidate => candidate.Event.Id, StringComparer.Ordinal)];
    }

    private void KeepAges(List<EventFound> found, AgesFound wanted)
    {
        if (found.Any(candidate => AgesOf(candidate.Event)?.Meets(wanted.Ages) == true))
            found.RemoveAll(candidate => AgesOf(candidate.Event)?.Meets(wanted.Ages) != true);
        else
            found.RemoveAll(candidate => Groups.Count == 0 || AgesOf(candidate.Event) is not null);
        // "lansia" may come to what is for adults, and would rather have what is for them.
        var group = wanted.Group ?? wanted.Ages;
        if (found.Any(candidate => AgesOf(candidate.Event)?.IsWithin(group) == true))
            found.RemoveAll(candidate => AgesOf(candidate.Event)?.IsWithin(group) != true);
    }

    private static Ages? AgesOf(LibraryEvent candidate) => (Ages.In(candidate.Audience ?? "") ?? Ages.In(candidate.Title))?.Ages
        ?? (TextWords.Of($"{candidate.Type} {candidate.Title}").Any(ForChildren.Contains) ? Ages.In("anak")?.Ages : null);

    private static bool IsInEnglish(LibraryEvent candidate) => LanguageChoice.Guess(candidate.Title) == Lang.En
        || TextWords.Of($"{candidate.Title} {candidate.Audience} {candidate.Description}").Any(word => word is "english" or "inggris");

    /// <summary>The groups that name a kind of event.</summary>
    public IReadOnlyList<WordGroup> Kinds { get; init; } = [];

    private bool IsOfKind(EventFound candidate) => Kinds.Count > 0 && Kinds.All(kind => kind.In(Knowledge.EventWords[candidate.Event.Id]) > 0);

    /// <summary>The share of the question that the event answers; or, when the question says its whole name, the share of the name.</summary>
    private double EvidenceOf(LibraryEvent candidate) =>
        Knowledge.EventWords.TryGetValue(candidate.Id, out var words) ? Math.Max(Math.Max(WordGroup.Evidence(Groups, words), Named(candidate)), Kinds.Any(kind => kind.Parts.Count > 0 && kind.In(words) >= 0.9) ? OfItsKind : 0) : 0;

    private double Named(LibraryEvent candidate)
    {
        var name = TextWords.Of(candidate.Title).Where(word => !StopWords.Has(word)).Distinct().ToList();
        var said = name.Where(SaysIt).ToList();
        return said.Count < 2 ? 0 : 0.95 * said.Sum(Knowledge.Words.Weight) / name.Sum(Knowledge.Words.Weight);
    }

    private bool SaysIt(string word) => Groups.Any(group => group.Phrases.Any(phrase => phrase.Contains(word)) || group.Parts.Any(part => part.Phrases.Any(phrase => phrase.Contains(word))));

    private static bool Touches(Occurrence time, DayPart part) => time.Event.AllDay
        || (TimeOnly.FromDateTime(time.End.DateTime) > part.From && (part.Until == default || TimeOnly.FromDateTime(time.Start.DateTime) < part.Until));

    private static bool Covers(Occurrence time, TimeOnly hour) =>
        time.Event.AllDay || (TimeOnly.FromDateTime(time.Start.DateTime) <= hour && (hour < TimeOnly.FromDateTime(time.End.DateTime) || time.Start == time.End));
}
