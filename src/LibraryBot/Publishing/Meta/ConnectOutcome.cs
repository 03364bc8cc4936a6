namespace LibraryBot.Publishing.Meta;

/// <summary>What came of connecting an account: a closed set.</summary>
public abstract record ConnectOutcome
{
    /// <summary>The account and its token are good.</summary>
    /// <param name="Notes">What will not work, and what to know, each a sentence.</param>
    public sealed record Good(MetaAccount Account, string Name, TokenFacts Facts, IReadOnlyList<string> Notes) : ConnectOutcome;

    /// <summary>Why not, with the remedy; in one line, without a token.</summary>
    public sealed record Refused(string Why) : ConnectOutcome;

    /// <summary>There are several Pages: a person chooses.</summary>
    public sealed record Which(IReadOnlyList<(string Id, string Name)> Pages) : ConnectOutcome;
}
