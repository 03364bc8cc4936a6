using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace LibraryBot.Tests.Support;

/// <summary>A call's arguments, however they came: query, JSON body, form, or form with files (where objects are JSON in text).</summary>
public sealed class FakeArguments
{
    // What a person wrote is text even when it looks like a number.
    private static readonly string[] Words = ["text", "caption", "photo", "document", "parse_mode", "url", "secret_token", "name", "description", "short_description"];
    private readonly JsonObject values = [];
    private readonly Dictionary<string, byte[]> files = [];
    private bool fromForm;

    /// <summary>What came, files left out.</summary>
    public JsonObject Values => values;

    public static FakeArguments Of(JsonObject given)
    {
        var arguments = new FakeArguments();
        foreach (var (name, value) in given)
            arguments.values[name] = value?.DeepClone();
        return arguments;
    }

    public static async Task<FakeArguments> Of(HttpRequest request)
    {
        var arguments = new FakeArguments();
        foreach (var (name, value) in request.Query)
            arguments.values[name] = value.ToString();
        if (request.HasFormContentType)
            await arguments.ReadForm(request);
        else if (request.ContentLength is not (null or 0) || request.Headers.TransferEncoding.Count > 0)
            await arguments.ReadJson(request);
        return arguments;
    }

    public bool Has(string name) => values[name] is not null || files.ContainsKey(name);

    public string? Text(string name) => values[name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        var other => other.ToJsonString(),
    };

    public long? Number(string name) =>
        long.TryParse(Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    public bool Flag(string name) => Text(name) is "true" or "True" or "1";

    public JsonNode? Json(string name)
    {
        if (values[name] is not JsonValue text || !text.TryGetValue<string>(out var json))
            return values[name];
        try
        {
            return JsonNode.Parse(json);
        }
        catch (JsonException)
        {
            throw FakeRefusal.Bad($"can't parse {name} JSON object");
        }
    }

    /// <summary>The same whichever way it came: what a form carries as text is what it stands for, and a file is "attach://" and its name.</summary>
    public JsonObject Typed()
    {
        var typed = (JsonObject)values.DeepClone();
        foreach (var (name, value) in values)
        {
            if (fromForm && !Words.Contains(name) && value is JsonValue text && text.TryGetValue<string>(out var json))
                typed[name] = Parsed(json);
        }

        foreach (var name in files.Keys.Where(name => !values.ToString().Contains($"attach://{name}", StringComparison.Ordinal)))
            typed[name] = $"attach://{name}";
        return typed;
    }

    /// <summary>The uploaded bytes of a field, directly or as "attach://name".</summary>
    public byte[]? File(string nameOrAttachment) =>
        files.GetValueOrDefault(nameOrAttachment.StartsWith("attach://", StringComparison.Ordinal) ? nameOrAttachment["attach://".Length..] : nameOrAttachment);

    private static JsonNode? Parsed(string json)
    {
        try
        {
            return json is "True" or "False" ? json == "True" : JsonNode.Parse(json);
        }
        catch (JsonException)
        {
            return json;
        }
    }

    private async Task ReadForm(HttpRequest request)
    {
        fromForm = true;
        var form = await request.ReadFormAsync();
        foreach (var (name, value) in form)
            values[name] = value.ToString();
        foreach (var file in form.Files)
        {
            using var bytes = new MemoryStream();
            await file.CopyToAsync(bytes);
            files[file.Name] = bytes.ToArray();
        }
    }

    private async Task ReadJson(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        if (body.Length == 0)
            return;
        try
        {
            foreach (var (name, value) in JsonNode.Parse(body.ToArray()) as JsonObject ?? [])
                values[name] = value?.DeepClone();
        }
        catch (JsonException)
        {
            throw FakeRefusal.Bad("can't parse JSON object");
        }
    }
}
