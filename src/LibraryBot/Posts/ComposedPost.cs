using LibraryBot.Activities;
using LibraryBot.Publishing;

namespace LibraryBot.Posts;

/// <summary>All that a post says and shows, made from its answers.</summary>
/// <param name="Main">For the announcement board, Telegram and subscribers.</param>
/// <param name="Networks">For the kinds of destination where it differs.</param>
public sealed record ComposedPost(string Title, NetworkPost Main, IReadOnlyDictionary<string, NetworkPost> Networks)
{
    /// <summary>The main text in the other language, when somebody subscribed in it.</summary>
    public string? OtherText { get; init; }
    public IReadOnlyList<Entity> Moments { get; init; } = [];
    public DateTimeOffset? DueAt { get; init; }
    public IReadOnlyList<string> Destinations { get; init; } = [];

    /// <summary>A photo of it cannot be read any more.</summary>
    public bool LacksPicture { get; init; }

    public NetworkPost For(string kind) => Networks.GetValueOrDefault(kind) ?? Main;
}
