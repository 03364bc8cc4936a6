namespace LibraryBot.Bench.Kills;

/// <summary>What a kill must never lead to.</summary>
internal enum Harm
{
    /// <summary>Something that was acknowledged is gone.</summary>
    LostAcknowledgement,

    /// <summary>The store cannot be opened, or had to be repaired.</summary>
    Corrupt,

    /// <summary>An index does not say what the records say.</summary>
    IndexMismatch,

    /// <summary>A dialog does not stand where the answers that were acknowledged led it.</summary>
    ForgottenStep,

    /// <summary>One post twice in the same place.</summary>
    PublishedTwice,

    /// <summary>Something that was said once took effect twice.</summary>
    TakenTwice,

    /// <summary>A post, its approval and its deliveries contradict each other.</summary>
    Contradiction,

    /// <summary>An answer that nobody should get, such as an error of the bot.</summary>
    OddAnswer,
}

/// <summary>What was found to be wrong, and where.</summary>
internal sealed record Finding(Harm Harm, string Where);
