namespace LibraryBot.Answers;

public enum RecordKind
{
    Book,
    Event,
}

/// <summary>One record that an answer can show by itself.</summary>
public sealed record RecordName(RecordKind Kind, string Id);
