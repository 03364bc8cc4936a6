using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace LibraryBot.Tests.Support;

/// <summary>Finds who answers a call, once its version, its token and its proof are good.</summary>
internal sealed class GraphRoutes(FakeGraph graph)
{
    public async Task<JsonNode> Answer(GraphCall call)
    {
        GraphVersions.Serving(call);
        if (call is { Parts: ["oauth", "access_token"] })
            return Locked(() => new GraphTokenDesk(graph).Exchange(call));
        if (Locked(() => Node(call)) is not { } node)
            return Locked(() => Desk(call));
        if (Locked(() => node.PictureFor(call)) is { } address)
            call.Picture = await graph.Pictures.Fetch(address);
        return Locked(() => ReadBack(call, node.Answer(call)));
    }

    private T Locked<T>(Func<T> what)
    {
        lock (graph.Guard)
            return what();
    }

    // Null for the token endpoints, which belong to no node.
    private GraphNode? Node(GraphCall call)
    {
        call.Token = Token(call);
        CheckProof(call);
        return call.Parts switch
        {
            ["debug_token"] or ["refresh_access_token"] or ["me", "accounts"] or ["me", "permissions"] => null,
            ["me"] or ["me", _] => Me(call),
            { Count: 1 or 2 } => graph.World.Find(call.Parts[0], call),
            _ => throw GraphRefusal.UnknownPath(call.Path),
        };
    }

    private JsonNode Desk(GraphCall call)
    {
        var desk = new GraphTokenDesk(graph);
        return call.Parts switch
        {
            ["debug_token"] => desk.Debug(call),
            ["refresh_access_token"] => desk.Refresh(call),
            ["me", "accounts"] => desk.Accounts(call),
            _ => desk.Permissions(call),
        };
    }

    private GraphNode Me(GraphCall call) => call.Token.Kind switch
    {
        GraphTokenKind.User => new GraphUser(call.Token.UserId, "Sri Librarian"),
        GraphTokenKind.App => throw GraphRefusal.Unsupported(call.Method),
        _ => graph.World.Find(call.Token.AccountId, call),
    };

    private GraphToken Token(GraphCall call)
    {
        if (call.TokenText is not { Length: > 0 } value)
            throw new GraphRefusal(104, 0, "An access token is required to request this resource.");
        if (value == $"{graph.AppId}|{graph.AppSecret}")
            return new GraphToken(value, GraphTokenKind.App);
        var token = graph.Tokens.Find(value) ?? throw GraphRefusal.DeadToken(0, "Invalid OAuth access token - Cannot parse access token");
        return token.Trouble(call.Now) is { } trouble ? throw trouble : token;
    }

    private void CheckProof(GraphCall call)
    {
        var proof = call.Text("appsecret_proof");
        if (proof is null && graph.Habits.RequiresProof)
            throw new GraphRefusal(100, 0, "API calls from the server require an appsecret_proof argument") { Type = "GraphMethodException" };
        var right = HMACSHA256.HashData(Encoding.UTF8.GetBytes(graph.AppSecret), Encoding.UTF8.GetBytes(call.TokenText!));
        if (proof is not null && proof != Convert.ToHexStringLower(right))
            throw new GraphRefusal(100, 0, "Invalid appsecret_proof provided in the API argument") { Type = "GraphMethodException" };
    }

    // A POST that asks for fields gets them of what it made.
    private JsonNode ReadBack(GraphCall call, JsonNode answer) =>
        call is { Method: "POST", Fields: { } fields } && (string?)answer["id"] is { } id ? graph.World.Find(id, call).Read(call, fields) : answer;
}
