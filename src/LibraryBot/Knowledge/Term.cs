using LibraryBot.Storage;

namespace LibraryBot.Knowledge;

/// <summary>Words for one thing, in both languages: "pembelajaran mesin" is "machine learning". Librarians may add their own.</summary>
public sealed record Term(string Id, IReadOnlyList<string> Words) : KnowledgeRecord(Id)
{
    public static readonly Collection<Term> Collection = new("terms", term => term.Id);
}
