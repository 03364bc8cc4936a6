using LibraryBot.Storage;

namespace LibraryBot.Knowledge;

/// <summary>A guide that librarians made on a topic: where to look, under which headings, in which books.</summary>
public sealed record Pathfinder(string Id, string Topic) : KnowledgeRecord(Id)
{
    public static readonly Collection<Pathfinder> Collection = new("pathfinders", guide => guide.Id);

    public string? Scope { get; init; }
    public IReadOnlyList<string> Books { get; init; } = [];
    public IReadOnlyList<string> Classes { get; init; } = [];
    public IReadOnlyList<string> Subjects { get; init; } = [];
    /// <summary>What it holds, section by section; empty for a guide that came from a file.</summary>
    public IReadOnlyList<GuideSection> Sections { get; init; } = [];

    /// <summary>When its librarian looks it through.</summary>
    public DateOnly? ReviewBy { get; init; }
    public string? Compiler { get; init; }
    public DateOnly? Updated { get; init; }
    public bool Stale { get; init; }

    /// <summary>Flagged by a librarian, past its review date, or not looked at for half a year.</summary>
    public bool IsStale(DateOnly today) => Stale || (ReviewBy is { } review ? review < today : Updated is { } updated && updated.AddMonths(6) < today);
}

/// <summary>A section of a guide, by the name of its step in dialogs/pathfinder ("introductions").</summary>
public sealed record GuideSection(string Name, IReadOnlyList<GuideEntry> Entries);

/// <summary>Something to look at, and why.</summary>
public sealed record GuideEntry(string Text, string Why)
{
    public string? BookId { get; init; }
    public string? Url { get; init; }
}
