using System.Globalization;
using System.Text.Json.Nodes;

namespace LibraryBot.Tests.Support;

/// <summary>Puts events into a webhook's body, in the forms that Meta has.</summary>
internal sealed class GraphEnvelope(GraphWebhooks webhooks)
{
    public JsonObject Body(IReadOnlyList<GraphEvent> events)
    {
        var entries = webhooks.OneEntryForAccount
            ? events.GroupBy(told => told.AccountId).Select(group => Entry([.. group]))
            : events.Select(told => Entry([told]));
        return new JsonObject { ["object"] = Object(events[0].Object), ["entry"] = GraphJson.Array(entries) };
    }

    private string Object(string right) => !webhooks.WrongObject ? right : right == "page" ? "instagram" : "page";

    private JsonObject Entry(IReadOnlyList<GraphEvent> events)
    {
        var entry = new JsonObject { ["id"] = Id(events[0].AccountId), ["time"] = events[0].At.ToUnixTimeSeconds() };
        if (webhooks.FlatInstagram && events is [{ Object: "instagram" } only])
            (entry["field"], entry["value"]) = (only.Field, Value(only));
        else
            entry["changes"] = GraphJson.Array(events.Select(told => new JsonObject { ["field"] = told.Field, ["value"] = Value(told) }));
        return entry;
    }

    private JsonObject Value(GraphEvent told)
    {
        var value = (JsonObject)told.Value.DeepClone();
        var from = value["from"];
        if (webhooks.WithoutFrom || webhooks.OldSenders)
            value.Remove("from");
        if (webhooks.OldSenders && from is not null)
            (value["sender_id"], value["sender_name"]) = (Number(from["id"]!), from["name"]?.DeepClone());
        if (webhooks.AddsUnknownFields)
            value["supporter_tier"] = new JsonObject { ["level"] = 3 };
        if (webhooks.NumericIds)
            MakeNumbers(value);
        return value;
    }

    private static void MakeNumbers(JsonObject json)
    {
        foreach (var (name, value) in json.ToList())
        {
            if (value is JsonObject inner)
                MakeNumbers(inner);
            else if (value is not null && (name == "id" || name.EndsWith("_id", StringComparison.Ordinal)))
                json[name] = Number(value);
        }
    }

    private JsonNode Id(string id) => webhooks.NumericIds ? Number(JsonValue.Create(id)) : JsonValue.Create(id);

    private static JsonNode Number(JsonNode id) =>
        long.TryParse(id.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : id.DeepClone();
}

/// <summary>Something that happened and is to be told.</summary>
internal sealed record GraphEvent(string Object, string AccountId, DateTimeOffset At, string Field, JsonObject Value)
{
    /// <summary>Of a field that nobody knows.</summary>
    public GraphEvent Mystery() => this with { Field = "supporter_updates", Value = new JsonObject { ["anything"] = true } };
}
