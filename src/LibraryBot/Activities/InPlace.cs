using System.Text.Json;

namespace LibraryBot.Activities;

/// <summary>
/// Says that an activity takes the place of the one before it with the same key in its conversation, where the channel can do that:
/// how far a broadcast is, a post that was corrected. Carried in channelData as "inPlace"; with "last" the key is over.
/// </summary>
public static class InPlace
{
    public static JsonElement Key(string key, bool isLast = false) =>
        JsonSerializer.SerializeToElement(isLast ? new { inPlace = key, last = true } : (object)new { inPlace = key });

    /// <summary>Null for an activity that stands for itself.</summary>
    public static string? KeyOf(Activity says) =>
        says.ChannelData is { ValueKind: JsonValueKind.Object } data && data.TryGetProperty("inPlace", out var key) && key.ValueKind == JsonValueKind.String
            ? key.GetString()
            : null;

    public static bool IsLast(Activity says) => says.ChannelData is { ValueKind: JsonValueKind.Object } data && data.TryGetProperty("last", out var last) && last.ValueKind == JsonValueKind.True;
}
