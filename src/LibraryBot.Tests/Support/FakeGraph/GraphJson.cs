using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LibraryBot.Tests.Support;

/// <summary>JSON as Meta writes it: only ASCII, the rest as \uXXXX in lower-case hex, and slashes with a backslash.</summary>
internal static partial class GraphJson
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Unescaped(JsonNode json) => json.ToJsonString(Plain);

    public static string Escaped(JsonNode json) => Parts().Replace(Unescaped(json), part => part.Value switch
    {
        ['\\', 'u', ..] => part.Value.ToLowerInvariant(),
        ['\\', ..] => part.Value,
        "/" => "\\/",
        [var letter, ..] => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}"),
        [] => "",
    });

    /// <summary>2026-11-22T05:14:00+0000</summary>
    public static string Date(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'+0000'", CultureInfo.InvariantCulture);

    public static JsonArray Array(IEnumerable<JsonNode?> items) => new([.. items]);

    public static JsonArray Texts(IEnumerable<string> texts) => Array(texts.Select(text => (JsonNode?)text));

    public static JsonObject Data(IEnumerable<JsonNode?> items) => new() { ["data"] = Array(items) };

    public static JsonObject Success() => new() { ["success"] = true };

    public static JsonNode? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // An escape that is there already, a slash, or one UTF-16 unit that is not ASCII.
    [GeneratedRegex(@"\\u[0-9A-Fa-f]{4}|\\.|/|[^\x00-\x7e]", RegexOptions.Singleline)]
    private static partial Regex Parts();
}
