namespace LibraryBot.Publishing;

/// <summary>How far a delivery is at a network that takes a post in steps.</summary>
public sealed record Progress
{
    public static readonly Progress None = new();

    /// <summary>Pictures that the network holds unseen, by its ids, in order.</summary>
    public IReadOnlyList<string> Parts { get; init; } = [];

    /// <summary>The whole post that it holds unseen, by its id.</summary>
    public string? Whole { get; init; }

    /// <summary>The network has said that the whole can be made visible.</summary>
    public bool IsReady { get; init; }

    /// <summary>How often the present step came to nothing, in a row.</summary>
    public int Failures { get; init; }

    /// <summary>Since when the network is asked whether it is ready.</summary>
    public DateTimeOffset? PolledSince { get; init; }

    /// <summary>How often all of it was staged anew.</summary>
    public int Restaged { get; init; }

    /// <summary>How often it was told to be visible, and since when.</summary>
    public int Commits { get; init; }
    public DateTimeOffset? CommittedAt { get; init; }

    /// <summary>Nobody knows whether it is visible; null: it is not.</summary>
    public Doubt? Doubt { get; init; }

    /// <summary>Begun again from nothing; what the network still holds unseen stays there.</summary>
    public Progress Anew() => new() { Restaged = Restaged + 1, Commits = Commits, CommittedAt = CommittedAt };
}

/// <summary>What is not known about a delivery, and what follows when a look shows that it is not there.</summary>
/// <param name="Why">The key of a reason.</param>
public sealed record Doubt(string Why, AfterLook Then, DateTimeOffset Since)
{
    /// <summary>How often the network was asked.</summary>
    public int Looks { get; init; }
}

public enum AfterLook
{
    CommitAgain,
    Refuse,
    AskPerson,
}
