using System.Globalization;
using System.Text;

namespace LibraryBot.Publishing.Meta;

/// <summary>One call of the Graph API, without the token that goes with it.</summary>
/// <param name="Path">Behind the version: "{page}/feed".</param>
/// <param name="Fields">In the order in which they are sent; in the address of a GET, in the body of a POST.</param>
public sealed record GraphRequest(HttpMethod Method, string Path, IReadOnlyList<(string Name, string Value)> Fields)
{
    /// <summary>The file that goes with it as <c>source</c>.</summary>
    public (byte[] Bytes, string ContentType, string Name)? File { get; init; }

    /// <summary>Some calls of Instagram's stand outside the versions.</summary>
    public bool IsUnversioned { get; init; }

    public static GraphRequest Get(string path, params (string Name, string Value)[] fields) => new(HttpMethod.Get, path, fields);

    public static GraphRequest Post(string path, params (string Name, string Value)[] fields) => new(HttpMethod.Post, path, fields);

    public static GraphRequest Delete(string path, params (string Name, string Value)[] fields) => new(HttpMethod.Delete, path, fields);

    /// <summary>As it is shown to a person in rehearsal, a line for each field.</summary>
    public string Shown(MetaOptions options, string graphUrl)
    {
        var text = new StringBuilder($"{Method} {Address(options, graphUrl)}");
        foreach (var (name, value) in Fields)
            text.Append('\n').Append(name).Append('=').Append(value);
        if (File is { } file)
            text.Append(string.Create(CultureInfo.InvariantCulture, $"\nsource={file.Name} ({file.ContentType}, {file.Bytes.Length / 1024} kB)"));
        return text.ToString();
    }

    /// <summary>
    /// Every call that changes the world carries a body, an empty form at least: a POST without one is sent again by HttpClient when a
    /// kept-alive connection breaks, and would happen twice.
    /// </summary>
    internal HttpContent? Body()
    {
        if (Method == HttpMethod.Get)
            return null;
        if (File is not { } file)
            return new FormUrlEncodedContent(Fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in Fields)
            form.Add(new StringContent(value), name);
        var source = new ByteArrayContent(file.Bytes);
        source.Headers.ContentType = new(file.ContentType);
        form.Add(source, "source", file.Name);
        return form;
    }

    internal string Address(MetaOptions options, string graphUrl) => IsUnversioned ? $"{graphUrl}/{Path}" : $"{graphUrl}/{options.Version}/{Path}";

    internal string Query() => Method != HttpMethod.Get || Fields.Count == 0 ? ""
        : '?' + string.Join('&', Fields.Select(field => $"{Uri.EscapeDataString(field.Name)}={Uri.EscapeDataString(field.Value)}"));
}
