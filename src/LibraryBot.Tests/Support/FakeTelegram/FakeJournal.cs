using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;

namespace LibraryBot.Tests.Support;

/// <summary>All that went over the wire, to be held against somebody else's description of it. Knows no token.</summary>
public sealed class FakeJournal
{
    private readonly ConcurrentQueue<JsonObject> entries = new();

    /// <summary>
    /// {"update": ...} as it was queued, {"call": method, "arguments": ..., "status": ..., "result": ...} as it was answered,
    /// {"delivery": update_id, "status": ...} for what a webhook answered.
    /// </summary>
    public IReadOnlyList<JsonObject> Entries => [.. entries];

    /// <summary>One entry a line.</summary>
    public Task WriteTo(string path) => File.WriteAllLinesAsync(path, Entries.Select(entry => Masked(entry.ToJsonString())));

    internal static string Masked(string text) => text.Replace(FakeTelegram.Token, "<token>", StringComparison.Ordinal);

    internal void Update(JsonNode update) => entries.Enqueue(new JsonObject { ["update"] = update.DeepClone() });

    internal void Call(FakeCall call, JsonObject arguments) => entries.Enqueue(new JsonObject
    {
        ["call"] = call.Method,
        ["arguments"] = arguments.DeepClone(),
        ["status"] = call.Status,
        ["at"] = call.At.ToString("O", CultureInfo.InvariantCulture),
        ["result"] = call.Result?.DeepClone(),
    });

    internal void Delivery(FakeDelivery delivery) => entries.Enqueue(new JsonObject
    {
        ["delivery"] = delivery.UpdateId, ["status"] = delivery.Status, ["error"] = delivery.Error,
    });
}
