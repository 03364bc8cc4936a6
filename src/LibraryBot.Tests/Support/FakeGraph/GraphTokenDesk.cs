using System.Text.Json.Nodes;

namespace LibraryBot.Tests.Support;

/// <summary>Where tokens are exchanged, renewed and looked into.</summary>
internal sealed class GraphTokenDesk(FakeGraph graph)
{
    private const int SixtyDays = 5_184_000;

    /// <summary>fb_exchange_token and client_credentials.</summary>
    public JsonNode Exchange(GraphCall call)
    {
        if (call.Text("client_id") != graph.AppId)
            throw new GraphRefusal(101, 0, "Error validating application. Cannot get application info due to a system error.");
        if (call.Text("client_secret") != graph.AppSecret)
            throw new GraphRefusal(1, 0, "Error validating client secret.") { Http = 400, Transient = null };
        switch (call.Text("grant_type"))
        {
            case "client_credentials":
                return new JsonObject { ["access_token"] = $"{graph.AppId}|{graph.AppSecret}", ["token_type"] = "bearer" };
            case "fb_exchange_token":
                return Longer(call);
            default:
                throw GraphRefusal.Parameter("Invalid grant_type");
        }
    }

    public JsonNode Debug(GraphCall call)
    {
        var asked = call.Text("input_token") ?? throw GraphRefusal.Parameter("You must provide an input token");
        if (graph.Tokens.Find(asked) is { } token)
            return new JsonObject { ["data"] = token.Debug(graph) };
        var error = new JsonObject { ["code"] = 190, ["message"] = "Malformed access token" };
        return new JsonObject { ["data"] = new JsonObject { ["error"] = error, ["is_valid"] = false, ["scopes"] = new JsonArray() } };
    }

    public JsonNode Refresh(GraphCall call)
    {
        if (call.Text("grant_type") != "ig_refresh_token" || call.Token.Kind != GraphTokenKind.Instagram)
            throw GraphRefusal.Parameter("Unsupported grant_type for this token");
        if (call.Now - call.Token.BornAt < TimeSpan.FromHours(24))
            throw new GraphRefusal(graph.Habits.TooYoungToRefreshCode, 0, "The access token must be at least 24 hours old to be refreshed");
        var renewed = Again(call.Token, SixtyDays);
        return new JsonObject
        {
            ["access_token"] = renewed.Value, ["token_type"] = "bearer", ["expires_in"] = SixtyDays, ["permissions"] = string.Join(',', renewed.Scopes),
        };
    }

    /// <summary>A Page that was not ticked comes without its token.</summary>
    public JsonNode Accounts(GraphCall call)
    {
        if (call.Token.Kind != GraphTokenKind.User)
            throw GraphRefusal.NoField("accounts", "Page");
        call.Needs("pages_show_list");
        var pages = graph.World.All<GraphPage>().Where(page => page.OwnerId == call.Token.UserId);
        return GraphLists.Page(call, [.. pages], graph.Habits.PageSize, GraphFields.Of("access_token", "category", "name", "id", "tasks"));
    }

    public JsonNode Permissions(GraphCall call) =>
        GraphJson.Data(call.Token.Scopes.Select(scope => new JsonObject { ["permission"] = scope, ["status"] = "granted" }));

    private JsonObject Longer(GraphCall call)
    {
        const int almostSixtyDays = 5_183_944;
        var token = graph.Tokens.Find(call.Text("fb_exchange_token") ?? "") ?? throw GraphRefusal.DeadToken(0, "Invalid OAuth access token - Cannot parse access token");
        if (token.Trouble(call.Now) is { } trouble)
            throw trouble;
        return new JsonObject
        {
            ["access_token"] = Again(token, almostSixtyDays).Value, ["token_type"] = "bearer", ["expires_in"] = almostSixtyDays,
        };
    }

    private GraphToken Again(GraphToken token, int seconds)
    {
        var again = graph.Tokens.Add(token.Kind, token.Scopes, token.UserId, token.AccountId);
        again.ExpiresAt = graph.Clock.Now.AddSeconds(seconds);
        return again;
    }
}
