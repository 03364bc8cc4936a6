using System.Text.Json;
using LibraryBot.Publishing.Meta;

namespace LibraryBot.Channels.Meta;

/// <summary>One thing that a body of Meta's tells.</summary>
/// <param name="Account">The Page or Instagram account that it is about; what the body calls its object may be wrong.</param>
internal sealed record MetaChange(string Account, string Field, JsonElement Value, DateTimeOffset At);

/// <summary>Reads a webhook's body: entries with changes, or entries that are a change themselves (Instagram's documents print them so).</summary>
internal static class MetaUpdates
{
    /// <summary>Throws JsonException or InvalidOperationException for what is none.</summary>
    public static IReadOnlyList<MetaChange> Of(string raw, DateTimeOffset now)
    {
        using var document = JsonDocument.Parse(raw);
        if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("entry", out var entries) || entries.ValueKind != JsonValueKind.Array)
            throw new JsonException("It has no entries.");
        return [.. entries.EnumerateArray().SelectMany(entry => Changes(entry.Clone(), now))];
    }

    private static IEnumerable<MetaChange> Changes(JsonElement entry, DateTimeOffset now)
    {
        if (CommentJson.Id(entry, "id") is not { } account)
            yield break;
        var at = GraphJson.Moment(entry, "time") is { } told && told < now ? told : now;
        foreach (var change in GraphJson.Rows(entry, "changes").Append(entry))
        {
            if (GraphJson.Text(change, "field") is { } field && GraphJson.Child(change, "value") is { } value)
                yield return new MetaChange(account, field, value, at);
        }
    }
}
