namespace LibraryBot.Responses;

public enum CommentVerb
{
    /// <summary>It was written.</summary>
    Added,

    /// <summary>It has another text now.</summary>
    Edited,

    /// <summary>It was read at the network, as it stands.</summary>
    Seen,
    Hidden,
    Shown,
    Removed,
}

/// <summary>What a network tells of one comment under a post of ours. Anything but its id may be missing.</summary>
/// <param name="ToldAt">When it was so: news may come late and in any order.</param>
public sealed record CommentNews(string Network, string ExternalId, CommentVerb Verb, long Post, string Delivery, DateTimeOffset ToldAt)
{
    public string? Parent { get; init; }
    public string? AuthorId { get; init; }
    public string? AuthorName { get; init; }
    public string? Text { get; init; }
    public DateTimeOffset? At { get; init; }
    public bool? IsHidden { get; init; }

    public string Id => Comment.IdOf(Network, ExternalId);
}
