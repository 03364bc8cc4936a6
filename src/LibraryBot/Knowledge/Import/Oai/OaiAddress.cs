using LibraryBot.OutsideWeb;

namespace LibraryBot.Knowledge.Import.Oai;

/// <summary>Where a repository answers, and the links of its requests. What a person pasted may carry a request already.</summary>
internal sealed class OaiAddress
{
    private static readonly string[] Arguments = ["verb", "metadataprefix", "set", "from", "until", "identifier", "resumptiontoken"];
    private static readonly string[] UsualFolders = ["cgi-bin", "koha", "server", "opac", "extras", "oai", "oai2", "request"];
    private readonly Uri uri;
    private readonly string kept;

    private OaiAddress(Uri uri)
    {
        this.uri = uri;
        // The address of a Yii site is itself an argument: "index.php?r=oai".
        kept = string.Join('&', uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Where(part => !Arguments.Contains(part.Split('=')[0].ToLowerInvariant())));
    }

    /// <summary>The host, and the folder of a library that shares it with others: what its records are known by.</summary>
    public string Place => string.Join('/', [uri.IsDefaultPort ? uri.Host : $"{uri.Host}:{uri.Port}", .. Folders().Where(folder => !UsualFolders.Contains(folder.ToLowerInvariant()))]);

    public string Text => uri.GetLeftPart(UriPartial.Path);

    /// <exception cref="ImportRefused">It is no address of the web.</exception>
    public static OaiAddress Of(string link) => WebLink.Of(link.Trim()) is { } uri ? new OaiAddress(uri) : throw new ImportRefused($"\"{PlainText.Line(link)}\" is not an http or https link.");

    public string Request(params IEnumerable<(string Name, string? Value)> arguments)
    {
        var asked = arguments.Where(argument => argument.Value is not null).Select(argument => $"{argument.Name}={Uri.EscapeDataString(argument.Value!)}");
        return $"{Text}?{string.Join('&', [.. kept.Length > 0 ? [kept] : Array.Empty<string>(), .. asked])}";
    }

    /// <summary>A page beside the one that answers: SLiMS keeps its catalogue there.</summary>
    public string Beside(string page) => new Uri(uri, page).AbsoluteUri;

    private IEnumerable<string> Folders() => uri.AbsolutePath.Split('/')[..^1].Where(folder => folder.Length > 0);
}
