namespace LibraryBot.Posts;

/// <summary>Where a post stands on its way to the public.</summary>
public enum PostStatus
{
    Draft,
    InReview,
    ChangesRequested,
    Approved,
    Published,
    Rejected,
    Withdrawn,

    /// <summary>Approved, but its time passed long before anything of it could go out.</summary>
    Expired,
}

/// <summary>
/// The life of a post: the one table of allowed moves. A published post that is corrected goes through review again; when the
/// correction comes to nothing, the post is the published one that it was.
/// </summary>
public static class PostMoves
{
    public static readonly IReadOnlyList<(PostStatus From, string Verb, PostStatus To)> Allowed =
    [
        (PostStatus.Draft, "submit", PostStatus.InReview),
        (PostStatus.InReview, "submit", PostStatus.InReview),
        (PostStatus.InReview, "approve round", PostStatus.InReview),
        (PostStatus.InReview, "flag", PostStatus.ChangesRequested),
        (PostStatus.InReview, "approve", PostStatus.Approved),
        (PostStatus.InReview, "send back", PostStatus.ChangesRequested),
        (PostStatus.InReview, "reject", PostStatus.Rejected),
        (PostStatus.InReview, "reject correction", PostStatus.Published),
        (PostStatus.InReview, "withdraw", PostStatus.Withdrawn),
        (PostStatus.InReview, "withdraw correction", PostStatus.Published),
        (PostStatus.ChangesRequested, "submit", PostStatus.InReview),
        (PostStatus.ChangesRequested, "withdraw", PostStatus.Withdrawn),
        (PostStatus.ChangesRequested, "withdraw correction", PostStatus.Published),
        (PostStatus.Approved, "submit", PostStatus.InReview),
        (PostStatus.Approved, "flag", PostStatus.ChangesRequested),
        (PostStatus.Approved, "expire", PostStatus.Expired),
        (PostStatus.Approved, "expire correction", PostStatus.Published),
        (PostStatus.Approved, "publish", PostStatus.Published),
        (PostStatus.Approved, "withdraw", PostStatus.Withdrawn),
        (PostStatus.Approved, "withdraw correction", PostStatus.Published),
        (PostStatus.Expired, "submit", PostStatus.InReview),
        (PostStatus.Expired, "withdraw", PostStatus.Withdrawn),
        (PostStatus.Published, "submit correction", PostStatus.InReview),
        (PostStatus.Published, "take down", PostStatus.Withdrawn),
    ];

    /// <summary>Where a verb leads from here, or null when it is not allowed.</summary>
    public static PostStatus? After(this PostStatus from, string verb) =>
        Allowed.Where(move => move.From == from && move.Verb == verb).Select(move => (PostStatus?)move.To).FirstOrDefault();
}
