using LibraryBot.Storage;

namespace LibraryBot.Knowledge;

/// <summary>A question the library has answered. The English forms are optional.</summary>
public sealed record Faq(string Id, string Q, string A) : KnowledgeRecord(Id)
{
    public static readonly Collection<Faq> Collection = new("faq", faq => faq.Id);

    public string? QEn { get; init; }
    public string? AEn { get; init; }

    /// <summary>Other ways people ask it, in any language.</summary>
    public IReadOnlyList<string> Also { get; init; } = [];
}
