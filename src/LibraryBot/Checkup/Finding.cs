namespace LibraryBot.Checkup;

/// <summary>What a check saw: a fault with its fix, or (without a fix) how a thing stands.</summary>
public sealed record Finding(string Name, string What, string? Fix = null)
{
    public bool IsFault => Fix is not null;
}
