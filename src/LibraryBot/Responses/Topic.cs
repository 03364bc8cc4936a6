namespace LibraryBot.Responses;

/// <summary>What people can subscribe to: the kinds of post, or all of them. Their names are topic.* in dialogs/subscriptions.</summary>
public static class Topic
{
    public const string All = "all";

    public static readonly IReadOnlyList<string> Kinds = ["event", "new_books", "pathfinder", "announcement"];

    public static readonly IReadOnlyList<string> Every = [.. Kinds, All];

    /// <summary>The topic of a kind of post ("new-books"); what became of an event belongs to events.</summary>
    public static string OfKind(string kind) => kind == "report" ? "event" : kind.Replace('-', '_');
}
