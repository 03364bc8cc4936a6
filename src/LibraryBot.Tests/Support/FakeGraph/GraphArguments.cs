using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace LibraryBot.Tests.Support;

/// <summary>A call's parameters, merged from query, form, multipart and JSON body.</summary>
internal sealed class GraphArguments
{
    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, byte[]> files = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string> Values => values;

    /// <summary>Names and sizes of the files that came.</summary>
    public IEnumerable<(string Name, int Length)> Files => files.Select(file => (file.Key, file.Value.Length));

    public static async Task<GraphArguments> Of(HttpRequest request)
    {
        var arguments = new GraphArguments();
        foreach (var (name, value) in request.Query)
            arguments.values[name] = value[^1] ?? "";
        if (request.HasFormContentType)
            await arguments.ReadForm(request);
        else
            await arguments.ReadJson(request);
        return arguments;
    }

    public bool Has(string name) => values.ContainsKey(name);

    /// <summary>Null also for what came empty.</summary>
    public string? Text(string name) => values.GetValueOrDefault(name) is { Length: > 0 } text ? text : null;

    public byte[]? File(string name) => files.GetValueOrDefault(name);

    public bool? Flag(string name) => Text(name)?.ToLowerInvariant() switch
    {
        null => null,
        "true" or "1" => true,
        "false" or "0" => false,
        _ => throw GraphRefusal.Parameter($"Param {name} must be a boolean"),
    };

    public long? Number(string name) =>
        long.TryParse(Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>As JSON text, or put together from name[0], name[1] or name[key].</summary>
    public JsonNode? Json(string name)
    {
        if (Text(name) is { } text)
            return GraphJson.Parse(text);
        var parts = values.Where(value => value.Key.StartsWith(name + "[", StringComparison.Ordinal) && value.Key.EndsWith(']'))
            .Select(value => (Key: value.Key[(name.Length + 1)..^1], Value: GraphJson.Parse(value.Value) ?? JsonValue.Create(value.Value)))
            .ToList();
        if (parts.Count == 0)
            return null;
        return parts.All(part => int.TryParse(part.Key, out _))
            ? GraphJson.Array(parts.OrderBy(part => int.Parse(part.Key, CultureInfo.InvariantCulture)).Select(part => part.Value))
            : new JsonObject(parts.Select(part => KeyValuePair.Create(part.Key, (JsonNode?)part.Value)));
    }

    /// <summary>A list of ids or words: JSON, name[0]=, or text with commas.</summary>
    public IReadOnlyList<string> Many(string name) => Json(name) switch
    {
        JsonArray array => [.. array.Select(item => item?.ToString() ?? "")],
        _ => (Text(name) ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
    };

    private async Task ReadForm(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        foreach (var (name, value) in form)
            values[name] = value[^1] ?? "";
        foreach (var file in form.Files)
        {
            using var bytes = new MemoryStream();
            await file.CopyToAsync(bytes);
            files[file.Name] = bytes.ToArray();
        }
    }

    private async Task ReadJson(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        foreach (var (name, value) in GraphJson.Parse(await reader.ReadToEndAsync()) as JsonObject ?? [])
            values[name] = value is JsonValue text && text.TryGetValue<string>(out var plain) ? plain : value?.ToJsonString() ?? "";
    }
}
