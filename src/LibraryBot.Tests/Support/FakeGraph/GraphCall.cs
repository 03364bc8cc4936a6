using Microsoft.AspNetCore.Http;

namespace LibraryBot.Tests.Support;

/// <summary>One call on its way through the fake.</summary>
internal sealed class GraphCall
{
    private GraphCall(FakeGraph graph, string method, string version, string path, GraphArguments arguments)
    {
        (Graph, Method, Version, Path, Arguments) = (graph, method, version, path, arguments);
        Parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        Now = graph.Clock.Now;
    }

    public FakeGraph Graph { get; }
    public string Method { get; }

    /// <summary>As asked for; the newest when the path named none.</summary>
    public string Version { get; }

    /// <summary>Without the version: "/1102/feed".</summary>
    public string Path { get; }

    public IReadOnlyList<string> Parts { get; }
    public string Edge => Parts.Count > 1 ? Parts[1] : "";
    public GraphArguments Arguments { get; }
    public GraphFields? Fields { get; private init; }
    public DateTimeOffset Now { get; }
    public IReadOnlyDictionary<string, string> Headers { get; private init; } = new Dictionary<string, string>();
    public string? TokenText { get; private init; }

    /// <summary>Set once the token has been found good.</summary>
    public GraphToken Token { get; set; } = null!;

    /// <summary>What came from the address in the call, when one had to be fetched.</summary>
    public GraphPicture? Picture { get; set; }

    /// <summary>The life of the container that this call creates, when the script tells it.</summary>
    public IReadOnlyList<GraphStep>? Timeline { get; set; }

    /// <summary>The Page or the Instagram account that the call was about, for the usage header.</summary>
    public string? AccountId { get; set; }

    public static async Task<GraphCall> Of(FakeGraph graph, HttpRequest request)
    {
        var arguments = await GraphArguments.Of(request);
        var (version, path) = Split(request.Path.Value!, graph.Habits.Versions[^1]);
        return new GraphCall(graph, request.Method, version, path, arguments)
        {
            Fields = GraphFields.Parse(arguments.Text("fields")),
            TokenText = arguments.Text("access_token") ?? Bearer(request.Headers.Authorization.ToString()),
            Headers = request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString()),
        };
    }

    /// <summary>A reading that nobody asked for over HTTP, by whoever owns the node.</summary>
    public static GraphCall ByOwner(FakeGraph graph, GraphNode node)
    {
        var token = graph.World.TryGet<GraphInstagram>(node.AccountId)?.Token ?? graph.World.TryGet<GraphPage>(node.AccountId)!.Token;
        return new GraphCall(graph, "GET", graph.Habits.Versions[^1], "/", new GraphArguments()) { Token = graph.Tokens[token], TokenText = token };
    }

    public string? Text(string name) => Arguments.Text(name);

    public bool MaySee(GraphPage page) => Token.Kind switch
    {
        GraphTokenKind.Page => Token.AccountId == page.Id,
        GraphTokenKind.User => Token.UserId == page.OwnerId,
        _ => false,
    };

    public bool MaySee(GraphInstagram account) =>
        Token.Kind == GraphTokenKind.Instagram ? Token.AccountId == account.Id : account.Page is { Ticked: true } page && MaySee(page);

    public bool Has(string scope) => Token.Scopes.Contains(Token.Kind == GraphTokenKind.Instagram ? Own(scope) : scope);

    /// <summary>Refuses with code 200 without this scope and this task on the Page.</summary>
    public void Needs(string scope, GraphPage page, string task)
    {
        if (!Has(scope) || (Token.Kind == GraphTokenKind.User && !page.Ticked))
            throw GraphRefusal.Permission(200, $"If posting to a page, requires both pages_read_engagement and {scope} as an admin with sufficient administrative permission");
        if (!page.Tasks.Contains(task))
            throw GraphRefusal.Permission(200, $"The user must have the task {task} on this page");
    }

    /// <summary>Refuses with code 10 without this scope.</summary>
    public void Needs(string scope)
    {
        if (!Has(scope))
            throw GraphRefusal.Permission(10, $"This endpoint requires the '{scope}' permission");
    }

    // instagram_content_publish is instagram_business_content_publish to an account that logged in itself.
    private static string Own(string scope) => scope.Replace("instagram_", "instagram_business_", StringComparison.Ordinal);

    private static (string Version, string Path) Split(string path, string newest)
    {
        var second = path.IndexOf('/', 1);
        var first = second < 0 ? path[1..] : path[1..second];
        return GraphVersions.IsOne(first) ? (first, second < 0 ? "/" : path[second..]) : (newest, path);
    }

    private static string? Bearer(string header) => header.Split(' ', 2) is ["Bearer" or "OAuth", var token] ? token.Trim() : null;
}
