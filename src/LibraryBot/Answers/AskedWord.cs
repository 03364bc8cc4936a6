namespace LibraryBot.Answers;

/// <summary>A word of a question in its formal spelling, where it stands in the text, and what it turned out to be.</summary>
internal sealed class AskedWord(string word, int start, int end, bool isCapital)
{
    public string Word { get; } = word;
    public int Start { get; } = start;
    public int End { get; } = end;
    public bool IsCapital { get; } = isCapital;
    public bool InTitle { get; set; }
    public bool InDate { get; set; }
    public bool InBranch { get; set; }
    public bool InAges { get; set; }
    public bool InCue { get; set; }
    public bool AsksWhere { get; set; }
    public bool IsUsedUp { get; set; }
    public bool IsKept { get; set; }
    public bool IsContent { get; set; }
    public bool IsTopic { get; set; }
}
