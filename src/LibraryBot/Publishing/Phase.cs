namespace LibraryBot.Publishing;

/// <summary>What is done next for a delivery: one call at most that changes the world.</summary>
public enum Phase
{
    /// <summary>Something is given to the network where nobody sees it. May be repeated.</summary>
    Stage,

    /// <summary>The network is asked whether what it holds is ready.</summary>
    Poll,

    /// <summary>It becomes visible. Never repeated before a look has shown that it did not happen.</summary>
    Commit,

    /// <summary>The network is asked what became of it.</summary>
    Look,
}
