namespace LibraryBot.Publishing.Telegram;

/// <summary>The HTTP client for Telegram. Its addresses hold the token, so nothing here logs an address.</summary>
internal static class TelegramHttp
{
    public static HttpClient Client(TelegramOptions options) => new(new WireWatch(new SocketsHttpHandler
    {
        ConnectTimeout = TimeSpan.FromSeconds(10),
        // Shorter than a server's keep-alive: a message written to a connection that is just closing would be in doubt.
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(20),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        AllowAutoRedirect = false,
    }))
    {
        Timeout = options.Timeout,
    };
}
