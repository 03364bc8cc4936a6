using System.Net;
using System.Net.Sockets;

namespace LibraryBot.Channels.DirectLine;

/// <summary>How much a caller may ask of Direct Line before being told to wait.</summary>
public sealed record DirectLineLimits
{
    public int TokensPerMinute { get; init; } = 60;

    /// <summary>The machine itself, and a proxy on it, asks for many people.</summary>
    public int TokensPerMinuteOnLoopback { get; init; } = 6_000;

    /// <summary>Of one person. A direct caller from the machine itself is not counted; one behind a proxy is.</summary>
    public int PostsPerTenSeconds { get; init; } = 60;

    /// <summary>One upload counts as this many posts.</summary>
    public int UploadCost { get; init; } = 10;
    public int SocketsPerConversation { get; init; } = 10;

    internal const int ActivityBytes = 256 * 1024;
    internal const int UploadBytes = Media.MediaFolder.BytesAtMost;

    /// <summary>Of the staff, who may send files that are no pictures.</summary>
    internal const int StaffUploadBytes = Media.SentFiles.BytesAtMost;
    internal const int FilesPerUpload = 5;
}

/// <summary>The counters behind the limits.</summary>
internal sealed class DirectLineMeter(DirectLineLimits limits, TimeProvider clock)
{
    private readonly RateLimit tokens = new(clock, limits.TokensPerMinute, TimeSpan.FromMinutes(1));
    private readonly RateLimit tokensOnLoopback = new(clock, limits.TokensPerMinuteOnLoopback, TimeSpan.FromMinutes(1));
    private readonly RateLimit posts = new(clock, limits.PostsPerTenSeconds, TimeSpan.FromSeconds(10));

    public DirectLineError? Token(IPAddress? caller) =>
        Refusal(caller is null || IPAddress.IsLoopback(caller) ? tokensOnLoopback.Spend("loopback") : tokens.Spend(Household(caller)));

    public DirectLineError? Post(HttpContext http, DirectLineToken token) => Post(http, token, cost: 1);

    public DirectLineError? Upload(HttpContext http, DirectLineToken token) => Post(http, token, limits.UploadCost);

    private DirectLineError? Post(HttpContext http, DirectLineToken token, int cost) =>
        IsThisMachine(http) ? null : Refusal(posts.Spend(token.UserId, cost));

    /// <summary>Whether the caller itself runs here: a proxy does too, but tells whom it speaks for.</summary>
    private static bool IsThisMachine(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } caller && IPAddress.IsLoopback(caller)
        && !http.Request.Headers.Any(header => header.Key.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase) || header.Key.Equals("Forwarded", StringComparison.OrdinalIgnoreCase));

    private static DirectLineError? Refusal(TimeSpan? wait) => wait is { } after ? DirectLineError.TooMany(after) : null;

    // One IPv6 household has a whole /64 to itself.
    private static string Household(IPAddress caller)
    {
        if (caller.IsIPv4MappedToIPv6)
            caller = caller.MapToIPv4();
        return caller.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexString(caller.GetAddressBytes(), 0, 8)
            : caller.ToString();
    }
}
