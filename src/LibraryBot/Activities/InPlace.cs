using System.Text.Json;

namespace LibraryBot.Activities;

/// <summary>
/// Says that an activity takes the place of the one before it with the same key in its conversation, where the channel can do that:
/// how far a broadcast is, a post that was corrected. Carried in channelData as "inPlace"; with "last" nothing comes after it.
/// </summary>
public sealed record InPlace(string Key, bool IsLast = false)
{
    public JsonElement ChannelData => JsonSerializer.SerializeToElement(IsLast ? new { inPlace = Key, last = true } : (object)new { inPlace = Key });

    /// <summary>Null for an activity that stands for itself.</summary>
    public static InPlace? Of(Activity says) =>
        says.ChannelData is { ValueKind: JsonValueKind.Object } data && data.TryGetProperty("inPlace", out var key) && key.ValueKind == JsonValueKind.String
            ? new InPlace(key.GetString()!, data.TryGetProperty("last", out var last) && last.ValueKind == JsonValueKind.True)
            : null;
}
