using System.Globalization;
using System.Text.Json;

namespace LibraryBot.Publishing.Meta;

/// <summary>Reads what Meta writes: ids come as text or as numbers, truth values as words too, and anything may be missing.</summary>
public static class GraphJson
{
    public static string? Text(JsonElement of, string name) => of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var value) ? Text(value) : null;

    public static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Whole(value),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => null,
    };

    /// <summary>A truth value, or the word for one; null for anything else.</summary>
    public static bool? Truth(JsonElement of, string name) => Text(of, name) switch { "true" or "True" => true, "false" or "False" => false, _ => null };

    /// <summary>UNIX seconds, or "2026-11-22T05:14:00+0000".</summary>
    public static DateTimeOffset? Moment(JsonElement of, string name)
    {
        var text = Text(of, name);
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return seconds is > 0 and < 32_503_680_000 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment.ToUniversalTime() : null;
    }

    public static JsonElement? Child(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? value : null;

    public static IReadOnlyList<JsonElement> Rows(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray()] : [];

    public static int Number(JsonElement of, string name) => int.TryParse(Text(of, name), out var number) ? number : 0;

    /// <summary>Half of a letter that stands by its own is no text.</summary>
    private static string? Whole(JsonElement text)
    {
        try
        {
            return text.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
