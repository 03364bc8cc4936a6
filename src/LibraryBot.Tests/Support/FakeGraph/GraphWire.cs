using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace LibraryBot.Tests.Support;

/// <summary>Writes answers with the headers that Meta sends.</summary>
internal sealed class GraphWire(FakeGraph graph)
{
    public const string Json = "application/json; charset=UTF-8";

    public GraphAnswer Answer(GraphRefusal refusal)
    {
        var outcome = string.Create(CultureInfo.InvariantCulture, $"{refusal.Status(graph.Habits)} {refusal.Code}/{refusal.Subcode}");
        return new GraphAnswer(refusal.Status(graph.Habits), refusal.Answer(graph.Habits, graph.Ids.Trace()), outcome);
    }

    public async Task Write(HttpContext context, GraphCall call, GraphAnswer answer, GraphUsage? usage = null)
    {
        var response = context.Response;
        response.StatusCode = answer.Status;
        response.ContentType = Json;
        response.Headers["x-fb-trace-id"] = graph.Ids.Trace();
        response.Headers["x-fb-request-id"] = graph.Ids.Trace();
        response.Headers["facebook-api-version"] = Version(call);
        response.Headers["x-app-usage"] = (usage ?? graph.AppUsage).App().ToJsonString();
        if (call.AccountId is { } account)
            response.Headers["x-business-use-case-usage"] = Business(account, usage ?? graph.BusinessUsage).ToJsonString();
        await response.Body.WriteAsync(Encoding.ASCII.GetBytes(GraphJson.Escaped(answer.Body)));
    }

    private JsonObject Business(string account, GraphUsage usage)
    {
        var type = graph.World.TryGet<GraphInstagram>(account) is null ? "pages" : "instagram";
        return new JsonObject { [account] = new JsonArray(usage.Business(type)) };
    }

    private static string Version(GraphCall call)
    {
        try
        {
            return GraphVersions.Serving(call);
        }
        catch (GraphRefusal)
        {
            return call.Graph.Habits.Versions[^1];
        }
    }
}

/// <summary>What a call comes to, and how the journal tells it.</summary>
internal sealed record GraphAnswer(int Status, JsonNode Body, string Outcome);
