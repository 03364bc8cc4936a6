namespace LibraryBot.Knowledge.Search;

/// <summary>A word as somebody typed it, and how it may be spelled in the records: as it stands, or, when no record has it, with one slip put right.</summary>
/// <param name="IsBeginning">It may not be typed to its end.</param>
internal sealed record SaidWord(string Said, IReadOnlyList<string> Spellings, bool IsBeginning = false);
