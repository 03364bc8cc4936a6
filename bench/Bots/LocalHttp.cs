namespace LibraryBot.Bench.Bots;

/// <summary>Clients for a bot on this machine.</summary>
internal static class LocalHttp
{
    public static HttpClient Client() => new(new SocketsHttpHandler { UseProxy = false, ConnectTimeout = TimeSpan.FromSeconds(2) })
    {
        Timeout = TimeSpan.FromSeconds(30),
    };
}
