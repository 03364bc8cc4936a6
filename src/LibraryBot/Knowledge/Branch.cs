using LibraryBot.Storage;

namespace LibraryBot.Knowledge;

/// <summary>A building of the library, and what people call it.</summary>
public sealed record Branch(string Id, string Name) : KnowledgeRecord(Id)
{
    public static readonly Collection<Branch> Collection = new("branches", branch => branch.Id);

    public IReadOnlyList<string> Aliases { get; init; } = [];
    public string? Address { get; init; }
}

/// <summary>The library itself: its name and its time zone.</summary>
public sealed record LibraryInfo(string Id, string Name) : KnowledgeRecord(Id)
{
    public const string DefaultZone = "Asia/Jakarta";
    public static readonly Collection<LibraryInfo> Collection = new("libraries", library => library.Id);

    public string TimeZone { get; init; } = DefaultZone;
}
