namespace LibraryBot.Web;

/// <summary>
/// The address that people reach the bot at, for links that must be absolute. Set by the library (PublicUrl);
/// when it is not, the request tells, and X-Forwarded-Proto says whether a proxy spoke https outside.
/// </summary>
public sealed class PublicAddress(string? publicUrl)
{
    private readonly string? set = string.IsNullOrWhiteSpace(publicUrl) ? null : publicUrl.TrimEnd('/');

    /// <summary>"https://host[:port][/path]", without a slash at the end.</summary>
    public string Of(HttpRequest request) => set ?? $"{SchemeOf(request)}://{request.Host}";

    /// <summary>The same for WebSockets: "wss://...".</summary>
    public string SocketsOf(HttpRequest request)
    {
        var address = Of(request);
        return address.StartsWith("https:", StringComparison.OrdinalIgnoreCase) ? $"wss:{address[6..]}" : $"ws:{address[5..]}";
    }

    private static string SchemeOf(HttpRequest request) =>
        request.Headers["X-Forwarded-Proto"].ToString().Split(',')[0].Trim() switch
        {
            "https" => "https",
            "http" => "http",
            _ => request.Scheme,
        };
}
