namespace LibraryBot.Knowledge;

/// <summary>
/// Something the library knows: its id, where it came from, and a hash of its contents so that a re-import
/// changes only what changed. <c>Source</c> is "library", "slims", "ics" or "typed".
/// </summary>
public abstract record KnowledgeRecord(string Id)
{
    public string Source { get; init; } = "";
    public string Hash { get; init; } = "";
}
