namespace LibraryBot.Tests.Support;

/// <summary>All tokens ever given out. A value is long and like no other text, so that a search finds where one leaked.</summary>
public sealed class GraphTokens
{
    private readonly FakeGraph graph;
    private readonly Dictionary<string, GraphToken> tokens = new(StringComparer.Ordinal);

    internal GraphTokens(FakeGraph graph) => this.graph = graph;

    /// <summary>What a Page's token and its person's may do at first.</summary>
    public static IReadOnlyList<string> FacebookScopes { get; } =
    [
        "pages_show_list", "pages_manage_posts", "pages_read_engagement", "pages_manage_engagement", "pages_read_user_content",
        "pages_manage_metadata", "pages_messaging", "instagram_basic", "instagram_content_publish", "instagram_manage_comments",
        "instagram_manage_messages",
    ];

    /// <summary>What an Instagram account's own token may do at first.</summary>
    public static IReadOnlyList<string> InstagramScopes { get; } =
    [
        "instagram_business_basic", "instagram_business_content_publish", "instagram_business_manage_comments",
        "instagram_business_manage_messages",
    ];

    /// <summary>Every value there is or was, dead ones too.</summary>
    public IReadOnlyCollection<string> Values
    {
        get
        {
            lock (graph.Guard)
                return [.. tokens.Keys];
        }
    }

    public GraphToken this[string value]
    {
        get
        {
            lock (graph.Guard)
                return tokens[value];
        }
    }

    /// <summary>190/463 from now on.</summary>
    public void Expire(string token) => ExpiresAt(token, graph.Clock.Now);

    /// <summary>Null: it has no date.</summary>
    public void ExpiresAt(string token, DateTimeOffset? moment) => Change(token, changed => changed.ExpiresAt = moment);

    /// <summary>As if it had been given out then: an Instagram token is renewed only when it is a day old.</summary>
    public void BornAt(string token, DateTimeOffset moment) => Change(token, changed => changed.BornAt = moment);

    /// <summary>The person removed the app: 190/458.</summary>
    public void Revoke(string token) => Kill(token, 458, "Error validating access token: The user has not authorized application.");

    /// <summary>190/459: the person must log in to Facebook first.</summary>
    public void Checkpoint(string token) => Kill(token, 459, "Error validating access token: You cannot access the app till you log in to www.facebook.com and follow the instructions given.");

    /// <summary>190/464.</summary>
    public void Unconfirmed(string token) => Kill(token, 464, "Error validating access token: Sessions for the user are not allowed because the user is not a confirmed user.");

    /// <summary>190/467.</summary>
    public void Invalidate(string token) => Kill(token, 467, "Error validating access token: The session is invalid because the user logged out.");

    /// <summary>190/492: the person has no role on the Page any more.</summary>
    public void LosesRole(string token) => Kill(token, 492, "The user does not have sufficient administrative permission for this page.");

    /// <summary>190/460, for every token of the same person's log-in.</summary>
    public void PasswordChanged(string token)
    {
        lock (graph.Guard)
        {
            var changed = tokens[token];
            foreach (var other in tokens.Values.Where(other => other.UserId == changed.UserId))
                other.Death ??= GraphRefusal.DeadToken(460, "Error validating access token: The session has been invalidated because the user changed their password or Facebook has changed the session for security reasons.");
        }
    }

    public void LosesScope(string token, string scope) => Change(token, changed => changed.Scopes.Remove(scope));

    public void GainsScope(string token, string scope) => Change(token, changed => changed.Scopes.Add(scope));

    /// <summary>A new one for the Page, which is graph.PageToken from now on. The old one stays as it is.</summary>
    public string Renew() => Renew(graph.PageToken);

    /// <summary>A new one with the rights of the old, alive and without a date; where the old was the current one, it takes its place.</summary>
    public string Renew(string token)
    {
        lock (graph.Guard)
        {
            var old = tokens[token];
            var renewed = Add(old.Kind, old.Scopes, old.UserId, old.AccountId);
            graph.Replace(token, renewed.Value);
            return renewed.Value;
        }
    }

    internal GraphToken Add(GraphTokenKind kind, IEnumerable<string> scopes, string userId, string accountId = "")
    {
        // The value's end is one that Meta's have; its beginning tells the kind.
        var start = kind == GraphTokenKind.Instagram ? "IGAAcanary" : "EAAGcanary";
        var token = new GraphToken($"{start}{kind}{Guid.NewGuid():N}{Guid.NewGuid():N}ZDZD", kind)
        {
            BornAt = graph.Clock.Now, Scopes = [.. scopes], UserId = userId, AccountId = accountId,
        };
        tokens[token.Value] = token;
        return token;
    }

    internal string? AccountOf(string value)
    {
        lock (graph.Guard)
            return Find(value)?.AccountId;
    }

    internal GraphToken? Find(string value) => tokens.GetValueOrDefault(value);

    private void Kill(string token, int subcode, string message) => Change(token, killed => killed.Death = GraphRefusal.DeadToken(subcode, message));

    private void Change(string token, Action<GraphToken> change)
    {
        lock (graph.Guard)
            change(tokens[token]);
    }
}
