namespace LibraryBot.Knowledge;

/// <summary>
/// Something the library knows: its id, where it came from, and a hash of its contents so that a re-import
/// changes only what changed. <c>Source</c> is "library" or "typed" for the library's own, else the kind of file ("slims", "marc") or
/// the address it was fetched from ("oai:opac.example.org").
/// </summary>
public abstract record KnowledgeRecord(string Id)
{
    public string Source { get; init; } = "";
    public string Hash { get; init; } = "";
}
