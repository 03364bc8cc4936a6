using System.Text;
using System.Xml;
using System.Xml.Linq;
using LibraryBot.Knowledge.Import.Xml;

namespace LibraryBot.Knowledge.Import.Oai;

/// <summary>One record of a page: its header, and the element its metadata is.</summary>
internal sealed record OaiRecord(string? Identifier, string? Datestamp, bool IsDeleted, IReadOnlyList<string> Sets, XElement? Metadata);

/// <summary>An answer of a repository, read record by record. Token, error and fault are known when no record is left.</summary>
internal sealed class OaiPage : IDisposable
{
    private readonly byte[] body;
    private readonly XmlReader? reader;

    public OaiPage(byte[] body)
    {
        this.body = body;
        try
        {
            reader = StrangeXml.Open(body);
        }
        catch (XmlException broken)
        {
            Fault = broken.Message;
        }
    }

    /// <summary>Whether it is an answer of OAI-PMH at all.</summary>
    public bool IsOai { get; private set; }

    /// <summary>What the next page is asked with; null after the last one.</summary>
    public string? Token { get; private set; }

    /// <summary>The code of the error it tells ("noRecordsMatch"; OAI-PMH 2.0, 3.6).</summary>
    public string? Error { get; private set; }

    /// <summary>Where it stops being XML; what stood before was read.</summary>
    public string? Fault { get; private set; }

    /// <summary>The prefixes of the formats it offers, with their namespaces.</summary>
    public List<(string Prefix, string Namespace)> Formats { get; } = [];

    public string? RepositoryName { get; private set; }

    public OaiRecord? Next()
    {
        try
        {
            while (Fault is null && reader is not null && reader.Advance())
            {
                if (reader.NodeType == XmlNodeType.Element && Read(reader.LocalName) is { } record)
                    return record;
            }
        }
        catch (XmlException broken)
        {
            Fault = PlainText.Line(broken.Message);
            Token ??= TokenInText();
        }

        return null;
    }

    /// <summary>Reads on to the end, for pages without records.</summary>
    public OaiPage ToEnd()
    {
        while (Next() is not null)
        {
            // Only what stands around the records is wanted.
        }

        return this;
    }

    public void Dispose() => reader?.Dispose();

    private OaiRecord? Read(string name)
    {
        switch (name)
        {
            case "OAI-PMH":
                IsOai = true;
                break;
            case "record":
                return Record(XmlTree.Read(reader!));
            case "resumptionToken":
                Token = Written(XmlTree.Read(reader!).Value);
                break;
            case "error":
                Error = XmlTree.Read(reader!) is var error && error.Value("code") is { Length: > 0 } code ? PlainText.Line(code) : "unknown";
                break;
            case "metadataFormat":
                // Some SLiMS never close the element: each prefix is taken where it stands.
                break;
            case "metadataPrefix":
                Formats.Add((XmlTree.Read(reader!).Said(), ""));
                break;
            case "metadataNamespace" when Formats.Count > 0:
                Formats[^1] = Formats[^1] with { Namespace = XmlTree.Read(reader!).Said() };
                break;
            case "repositoryName":
                RepositoryName = XmlTree.Read(reader!).Said();
                break;
        }

        return null;
    }

    private static OaiRecord Record(XElement record)
    {
        var header = record.Kid("header");
        return new OaiRecord(
            header?.Kid("identifier")?.Value.Trim() is { Length: > 0 } identifier ? identifier : null,
            header.Text("datestamp"),
            header?.Value("status") == "deleted",
            [.. header.Texts("setSpec")],
            record.Kid("metadata")?.Elements().FirstOrDefault());
    }

    /// <summary>Old SLiMS writes its token escaped for a link, and then does not understand it escaped twice.</summary>
    private static string? Written(string token)
    {
        var trimmed = token.Trim();
        return trimmed.Length == 0 ? null : trimmed.Contains("%3D", StringComparison.OrdinalIgnoreCase) ? Uri.UnescapeDataString(trimmed) : trimmed;
    }

    /// <summary>One broken record should not cost the pages behind it.</summary>
    private string? TokenInText()
    {
        var start = body.AsSpan().LastIndexOf("<resumptionToken"u8);
        if (start < 0)
            return null;
        var rest = body.AsSpan(start);
        var (open, close) = (rest.IndexOf((byte)'>'), rest.IndexOf("</resumptionToken"u8));
        return open > 0 && close > open ? Written(System.Net.WebUtility.HtmlDecode(Encoding.UTF8.GetString(rest[(open + 1)..close]))) : null;
    }
}
