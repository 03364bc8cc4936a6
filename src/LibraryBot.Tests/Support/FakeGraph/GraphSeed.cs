using System.Text.Json.Nodes;

namespace LibraryBot.Tests.Support;

/// <summary>
/// Fills a world over HTTP: {"pages": [{"name", "ticked"}], "posts": [{"message"}], "media": [{"caption"}],
/// "comments": [{"on": post or media id, "by", "text", "under"}]}, all as made by hand. Answers their ids.
/// </summary>
internal sealed class GraphSeed(FakeGraph graph)
{
    public JsonNode Sow(JsonObject seed) => new JsonObject
    {
        ["pages"] = Each(seed, "pages", page => graph.AddPage((string)page["name"]!, (bool?)page["ticked"] ?? true).Id),
        ["posts"] = Each(seed, "posts", post => graph.Page.PostsByHand((string)post["message"]!).Id),
        ["media"] = Each(seed, "media", media => graph.Instagram.PostsByHand((string)media["caption"]!).Id),
        ["comments"] = Each(seed, "comments", Comment),
    };

    private string Comment(JsonObject comment)
    {
        var (on, by, text, under) = ((string)comment["on"]!, (string)comment["by"]!, (string)comment["text"]!, (string?)comment["under"]);
        return graph.World.TryGet<GraphMedia>(on) is null ? graph.Page.Comments(on, by, text, under).Id : graph.Instagram.Comments(on, by, text, under).Id;
    }

    private static JsonArray Each(JsonObject seed, string name, Func<JsonObject, string> sow) =>
        GraphJson.Texts((seed[name] as JsonArray ?? []).OfType<JsonObject>().Select(sow).ToList());
}
