using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace LibraryBot.Tests.Support;

/// <summary>A call's arguments, however they came: query, JSON body, form, or form with files (where objects are JSON in text).</summary>
public sealed class FakeArguments
{
    private readonly JsonObject values = [];
    private readonly Dictionary<string, byte[]> files = [];

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

    /// <summary>The uploaded bytes of a field, directly or as "attach://name".</summary>
    public byte[]? File(string nameOrAttachment) =>
        files.GetValueOrDefault(nameOrAttachment.StartsWith("attach://", StringComparison.Ordinal) ? nameOrAttachment["attach://".Length..] : nameOrAttachment);

    private async Task ReadForm(HttpRequest request)
    {
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
