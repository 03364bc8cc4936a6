using System.Net;

namespace LibraryBot.Tests.Support;

/// <summary>Answers of OAI-PMH repositories, as XML.</summary>
internal static class OaiPages
{
    public const string DcNames = "xmlns:oai_dc=\"http://www.openarchives.org/OAI/2.0/oai_dc/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"";

    public static string Of(string inside) =>
        $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<OAI-PMH xmlns=\"http://www.openarchives.org/OAI/2.0/\"><responseDate>2026-03-11T10:00:00Z</responseDate><request>x</request>{inside}</OAI-PMH>";

    public static string Records(string? token, params IEnumerable<string> records) =>
        Of($"<ListRecords>{string.Concat(records)}{(token is null ? "" : $"<resumptionToken>{WebUtility.HtmlEncode(token)}</resumptionToken>")}</ListRecords>");

    public static string Record(string identifier, string metadata, string header = "") =>
        $"<record><header><identifier>{identifier}</identifier>{header}</header><metadata>{metadata}</metadata></record>";

    public static string Deleted(string identifier) => $"<record><header status=\"deleted\"><identifier>{identifier}</identifier><datestamp>2026-01-01</datestamp></header></record>";

    /// <summary>A record of Dublin Core with a title and whatever else.</summary>
    public static string Dc(string identifier, string title, string more = "", string header = "") =>
        Record(identifier, $"<oai_dc:dc {DcNames}><dc:title>{title}</dc:title>{more}</oai_dc:dc>", header);

    public static string Error(string code) => Of($"<error code=\"{code}\">{code}</error>");

    public static string Formats(params IEnumerable<string> prefixes) =>
        Of($"<ListMetadataFormats>{string.Concat(prefixes.Select(prefix => $"<metadataFormat><metadataPrefix>{prefix}</metadataPrefix><schema>x</schema><metadataNamespace>urn:{prefix}</metadataNamespace></metadataFormat>"))}</ListMetadataFormats>");
}
