namespace LibraryBot.Publishing.Telegram;

/// <summary>Leave to make one call to Telegram. Disposed when the call has been answered, or when there will be none.</summary>
internal sealed class SendingTurn(SendingGate gate, Urgency urgency, DateTimeOffset from) : IDisposable
{
    private int isOver;

    public Urgency Urgency => urgency;

    /// <summary>How many messages the call may make.</summary>
    public int Places { get; set; } = 1;

    public DateTimeOffset Given { get; } = from;

    /// <summary>When the call began.</summary>
    public DateTimeOffset From { get; set; } = from;

    /// <summary>Until when it is kept for a call that has not begun; null when it has.</summary>
    public DateTimeOffset? KeptUntil { get; set; }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref isOver, 1) == 0)
            gate.Leave(this);
    }
}
