using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LibraryBot.Tests.Support;

/// <summary>Every call that was made. A token's value never stands in it, wherever it came.</summary>
public sealed partial class GraphJournal
{
    private const string Mask = "***";
    private static readonly string[] Secret = ["access_token", "client_secret", "fb_exchange_token", "input_token", "appsecret_proof", "code", "hub.verify_token"];
    private readonly FakeGraph graph;
    private readonly Lock guard = new();
    private readonly List<GraphRequest> requests = [];
    private readonly HashSet<string> forgotten = [];

    internal GraphJournal(FakeGraph graph) => this.graph = graph;

    public IReadOnlyList<GraphRequest> Requests
    {
        get
        {
            lock (guard)
                return [.. requests];
        }
    }

    /// <summary>The text without any secret that the fake knows or can recognise.</summary>
    public string Masked(string text)
    {
        foreach (var secret in graph.Tokens.Values.Append(graph.AppSecret).Append(graph.VerifyToken).Concat(Forgotten()))
            text = text.Replace(secret, Mask, StringComparison.Ordinal);
        return LooksLikeToken().Replace(text, Mask);
    }

    internal void Record(GraphCall call, int status, string outcome)
    {
        var parameters = call.Arguments.Values.ToDictionary(value => value.Key, value => Secret.Contains(value.Key) ? Mask : Masked(value.Value));
        foreach (var (name, length) in call.Arguments.Files)
            parameters[name] = string.Create(CultureInfo.InvariantCulture, $"({length} bytes)");
        var headers = call.Headers.ToDictionary(header => header.Key, header => header.Key is "Authorization" or "Cookie" ? Mask : Masked(header.Value));
        lock (guard)
            requests.Add(new GraphRequest(call.Method, Masked(call.Path), parameters, call.Now, status, Masked(outcome)) { Version = call.Version, Headers = headers });
        graph.Rang();
    }

    internal JsonArray Json() => GraphJson.Array(Requests.Select(request => request.Json()));

    internal void Clear(IEnumerable<string> oldTokens)
    {
        lock (guard)
        {
            requests.Clear();
            forgotten.UnionWith(oldTokens);
        }
    }

    private List<string> Forgotten()
    {
        lock (guard)
            return [.. forgotten];
    }

    [GeneratedRegex(@"\b(EAA|IGAA|IGQ)[A-Za-z0-9]{20,}")]
    private static partial Regex LooksLikeToken();
}

/// <summary>
/// A call: its path is without the version, its parameters are masked, its time is when it came in. Status 0: nothing was
/// answered.
/// </summary>
public sealed record GraphRequest(string Method, string Path, IReadOnlyDictionary<string, string> Parameters, DateTimeOffset At, int Status, string Outcome)
{
    public string Version { get; init; } = "";
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    internal JsonNode Json() => new JsonObject
    {
        ["method"] = Method,
        ["path"] = Path,
        ["version"] = Version,
        ["params"] = new JsonObject(Parameters.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))),
        ["time"] = GraphJson.Date(At),
        ["status"] = Status,
        ["outcome"] = Outcome,
    };
}
