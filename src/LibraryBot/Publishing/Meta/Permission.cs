namespace LibraryBot.Publishing.Meta;

/// <summary>A permission of Meta's, and what the bot does with it.</summary>
/// <param name="Allows">What does not work without it, for the command line and the doctor.</param>
/// <param name="IsNeeded">Without it nothing can be published.</param>
public sealed record Permission(string Name, string Allows, bool IsNeeded = false)
{
    private static readonly IReadOnlyList<Permission> Facebook =
    [
        new("pages_manage_posts", "publish, correct and withdraw posts", IsNeeded: true),
        new("pages_read_engagement", "see what became of a post", IsNeeded: true),
        new("pages_manage_engagement", "answer and hide comments"),
        new("pages_read_user_content", "read comments"),
        new("pages_manage_metadata", "be told of comments at once"),
        new("pages_messaging", "answer a comment in private"),
    ];

    private static readonly IReadOnlyList<Permission> InstagramByPage =
    [
        new("instagram_basic", "see the account and its posts", IsNeeded: true),
        new("instagram_content_publish", "publish posts", IsNeeded: true),
        new("instagram_manage_comments", "read, answer and hide comments"),
    ];

    private static readonly IReadOnlyList<Permission> InstagramByItself =
    [
        new("instagram_business_basic", "see the account and its posts", IsNeeded: true),
        new("instagram_business_content_publish", "publish posts", IsNeeded: true),
        new("instagram_business_manage_comments", "read, answer and hide comments"),
    ];

    /// <summary>Lists the Pages of a person; a Page's own token does without.</summary>
    public const string ToListPages = "pages_show_list";

    /// <summary>What a kind of account asks for.</summary>
    public static IReadOnlyList<Permission> Of(string kind, MetaOptions options) =>
        kind == Destination.Facebook ? Facebook : options.HasInstagramLogin ? InstagramByItself : InstagramByPage;

    /// <summary>What is missing; nothing when it is not known what there is.</summary>
    public static IReadOnlyList<Permission> Missing(string kind, MetaOptions options, IReadOnlyList<string>? scopes) =>
        scopes is null ? [] : [.. Of(kind, options).Where(permission => !scopes.Contains(permission.Name))];
}
