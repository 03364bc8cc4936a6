using System.Text.RegularExpressions;

namespace LibraryBot.Web;

/// <summary>What each page may load and who may frame it.</summary>
internal static partial class PagePolicy
{
    private const string Strict = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'";

    /// <summary>The chat may stand in a frame of any site: it holds no cookie, and browsers keep a framed page's memory apart.</summary>
    public static Action<HttpContext> Chat(PublicAddress address) => http =>
    {
        var (web, sockets) = (Origin(address.Of(http.Request)), Origin(address.SocketsOf(http.Request)));
        Send(http, $"{Strict}; img-src 'self' blob: data: {web}; connect-src 'self' {web} {sockets}; frame-ancestors *");
    };

    public static void Demo(HttpContext http) => Send(http, $"{Strict}; frame-src 'self'; frame-ancestors 'self'");

    public static void Guide(HttpContext http) => Send(http, $"{Strict}; script-src 'none'; frame-ancestors 'none'");

    public static void Asset(HttpContext http) => Send(http, "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");

    public static void File(HttpContext http) => Send(http, "default-src 'none'; sandbox");

    /// <summary>embed.js is for other sites to include.</summary>
    public static void Script(HttpContext http)
    {
        Asset(http);
        http.Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
    }

    private static void Send(HttpContext http, string policy)
    {
        http.Response.Headers.ContentSecurityPolicy = policy;
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
    }

    // The Host header is the caller's own words: what does not look like an address stays out of the policy.
    private static string Origin(string address) => AnOrigin().Match(address).Value;

    [GeneratedRegex(@"^(https?|wss?)://[A-Za-z0-9.\-\[\]:]+(?=/|\z)")]
    private static partial Regex AnOrigin();
}
