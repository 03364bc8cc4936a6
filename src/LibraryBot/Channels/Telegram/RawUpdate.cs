using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace LibraryBot.Channels.Telegram;

/// <summary>An update as it came, before anything but its number was read.</summary>
/// <param name="Number">Its update_id; null when it has none.</param>
internal sealed record RawUpdate(string Raw, int? Number)
{
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 512 };

    public static RawUpdate Of(JsonElement element) =>
        new(Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(element)), NumberOf(element));

    /// <summary>The body of a request, whatever it holds.</summary>
    public static RawUpdate Of(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Deep);
            return Of(document.RootElement);
        }
        catch (JsonException)
        {
            return new RawUpdate(Encoding.UTF8.GetString(body), null);
        }
    }

    private static int? NumberOf(JsonElement update) =>
        update.ValueKind == JsonValueKind.Object && update.TryGetProperty("update_id", out var id)
        && id.ValueKind == JsonValueKind.Number && id.TryGetInt32(out var number) ? number : null;
}
