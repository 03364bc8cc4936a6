using System.Text.Json.Nodes;

namespace LibraryBot.Tests.Support;

/// <summary>Which webhook fields the app gets of one Page or Instagram account.</summary>
internal static class GraphSubscribedApps
{
    public static JsonNode Answer(GraphCall call, GraphNode account, ISet<string> fields)
    {
        if (account is GraphPage page)
            call.Needs("pages_manage_metadata", page, "MODERATE");
        switch (call.Method)
        {
            case "POST":
                return Subscribe(call, fields);
            case "DELETE":
                fields.Clear();
                return GraphJson.Success();
            default:
                return fields.Count == 0 ? GraphJson.Data([]) : GraphJson.Data([App(call.Graph, fields)]);
        }
    }

    private static JsonObject Subscribe(GraphCall call, ISet<string> fields)
    {
        var asked = call.Arguments.Many("subscribed_fields");
        if (asked.Count == 0)
            throw GraphRefusal.Parameter("The parameter subscribed_fields is required.");
        fields.Clear();
        fields.UnionWith(asked);
        return call.Graph.Habits.SuccessAsText ? new JsonObject { ["success"] = "true" } : GraphJson.Success();
    }

    private static JsonObject App(FakeGraph graph, IEnumerable<string> fields) => new()
    {
        ["category"] = "Business", ["link"] = "https://perpus.example/", ["name"] = "LibraryBot", ["id"] = graph.AppId, ["subscribed_fields"] = GraphJson.Texts(fields),
    };
}
