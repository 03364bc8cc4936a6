using LibraryBot.Storage;

namespace LibraryBot.Publishing.Meta;

/// <summary>What is known of the token of an account, connected or in the settings: until when it holds and what it may do.</summary>
public sealed record TokenStanding(string Kind, string AccountId)
{
    public static readonly Collection<TokenStanding> Standings = new("meta_tokens", standing => standing.Kind);

    /// <summary>When the token ends; null: it has no date, or nobody has told it yet.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>When the right to read people's data ends, which a person renews by logging in again.</summary>
    public DateTimeOffset? DataEndsAt { get; init; }

    /// <summary>What it may do; null: not known.</summary>
    public IReadOnlyList<string>? Scopes { get; init; }

    /// <summary>When Meta was last asked about it.</summary>
    public DateTimeOffset? CheckedAt { get; init; }

    /// <summary>Since when it is known to be dead, and of what ("meta.token").</summary>
    public DateTimeOffset? DeadSince { get; init; }
    public string? DeadOf { get; init; }

    /// <summary>Whether the owners have been told of the death.</summary>
    public bool DeathIsTold { get; init; }

    /// <summary>Null when nothing is known of the account that stands there now.</summary>
    public static TokenStanding? Of(IStoreReader store, MetaAccount account) =>
        store.Get(Standings, account.Kind) is { } known && known.AccountId == account.Id ? known : null;

    public TokenStanding Seen(TokenFacts facts, DateTimeOffset now) => this with
    {
        EndsAt = facts.EndsAt,
        DataEndsAt = facts.DataEndsAt,
        Scopes = facts.Scopes ?? Scopes,
        CheckedAt = now,
    };
}
