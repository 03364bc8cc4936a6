using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;

namespace LibraryBot.Web;

/// <summary>A file of the pages, carried in the program: compressed once, and sent again only when it has changed.</summary>
internal sealed class PageFile
{
    private readonly byte[] plain;
    private readonly string contentType;
    private readonly EntityTagHeaderValue tag;

    private PageFile(string name, string text)
    {
        plain = Encoding.UTF8.GetBytes(text);
        Compressed = Compress(plain);
        contentType = TypeOf(Path.GetExtension(name));
        tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(plain), 0, 12)}\"");
    }

    public byte[] Compressed { get; }

    /// <summary>The file, with values in place of {{names}}. A value is written as text, whatever is in it.</summary>
    public static PageFile Of(string name, params ReadOnlySpan<(string Name, string Value)> values)
    {
        var text = Text(name);
        foreach (var (placeholder, value) in values)
            text = text.Replace($"{{{{{placeholder}}}}}", WebUtility.HtmlEncode(value), StringComparison.Ordinal);
        return new PageFile(name, text);
    }

    /// <summary>A page put together elsewhere, where values were escaped.</summary>
    public static PageFile Made(string name, string html) => new(name, html);

    public static string Text(string name)
    {
        using var stream = typeof(PageFile).Assembly.GetManifestResourceStream($"pages/{name}")
            ?? throw new FileNotFoundException($"The program was built without the page file {name}.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    public async Task Send(HttpContext http)
    {
        var headers = http.Response.GetTypedHeaders();
        headers.ETag = tag;
        headers.CacheControl = new CacheControlHeaderValue { NoCache = true };
        http.Response.Headers.Vary = "Accept-Encoding";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        if (http.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false)))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var compressed = http.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase);
        if (compressed)
            http.Response.Headers.ContentEncoding = "gzip";
        var bytes = compressed ? Compressed : plain;
        http.Response.ContentType = contentType;
        http.Response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(http.Request.Method))
            await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
    }

    private static byte[] Compress(byte[] bytes)
    {
        using var held = new MemoryStream();
        using (var gzip = new GZipStream(held, CompressionLevel.SmallestSize))
            gzip.Write(bytes);
        return held.ToArray();
    }

    private static string TypeOf(string extension) => extension switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".ics" => "text/calendar; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => throw new NotSupportedException($"The pages have no {extension} files."),
    };
}
