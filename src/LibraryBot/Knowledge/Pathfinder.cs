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
    public string? Compiler { get; init; }
    public DateOnly? Updated { get; init; }
    public bool Stale { get; init; }

    /// <summary>Flagged by a librarian, or not looked at for half a year.</summary>
    public bool IsStale(DateOnly today) => Stale || (Updated is { } updated && updated.AddMonths(6) < today);
}
