using System.Net;
using System.Net.Sockets;

namespace LibraryBot.Knowledge.Import;

/// <summary>
/// Fetches a file from the open Internet only: a name is resolved first and every address checked, so that no link leads
/// into the library's own network. 10 MB, 20 seconds, 3 redirects at most, each checked anew.
/// </summary>
internal sealed class PublicWeb(TimeProvider clock, Func<IPAddress, bool>? isAllowed = null)
{
    private const int LargestBytes = 10 << 20;
    private const int Redirects = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly Func<IPAddress, bool> isAllowed = isAllowed ?? PublicAddress.Is;

    /// <exception cref="ImportRefused">The link leads elsewhere than to a file on the open Internet, or cannot be fetched.</exception>
    public async Task<byte[]> Fetch(string link)
    {
        using var giveUp = new CancellationTokenSource(Patience, clock);
        using var client = new HttpClient(Handler()) { Timeout = Timeout.InfiniteTimeSpan };
        var at = Checked(link);
        try
        {
            for (var hops = 0; hops <= Redirects; hops++)
            {
                using var response = await client.GetAsync(at, HttpCompletionOption.ResponseHeadersRead, giveUp.Token);
                if ((int)response.StatusCode is >= 300 and < 400 && response.Headers.Location is { } next)
                {
                    at = Checked(new Uri(at, next).AbsoluteUri);
                    continue;
                }

                if (!response.IsSuccessStatusCode)
                    throw new ImportRefused($"{at.Host} answered {(int)response.StatusCode}.");
                return await Read(response, giveUp.Token);
            }

            throw new ImportRefused($"{link} redirects too often.");
        }
        catch (OperationCanceledException slow)
        {
            throw new ImportRefused($"{at.Host} did not answer within {Patience.TotalSeconds:0} seconds.", slow);
        }
        catch (HttpRequestException failed)
        {
            throw failed.InnerException as ImportRefused ?? new ImportRefused($"{at.Host} cannot be reached: {failed.Message}", failed);
        }
    }

    private SocketsHttpHandler Handler() => new()
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectCallback = Connect,
    };

    private async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken giveUp)
    {
        var host = context.DnsEndPoint.Host;
        var addresses = await Dns.GetHostAddressesAsync(host, giveUp);
        if (addresses.Length == 0 || !addresses.All(isAllowed))
            throw new ImportRefused($"{host} is not on the open Internet.");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, giveUp);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task<byte[]> Read(HttpResponseMessage response, CancellationToken giveUp)
    {
        await using var body = await response.Content.ReadAsStreamAsync(giveUp);
        using var kept = new MemoryStream();
        var buffer = new byte[81920];
        for (int read; (read = await body.ReadAsync(buffer, giveUp)) > 0;)
        {
            if (kept.Length + read > LargestBytes)
                throw new ImportRefused($"The file is larger than {LargestBytes >> 20} MB.");
            kept.Write(buffer, 0, read);
        }

        return kept.ToArray();
    }

    private static Uri Checked(string link) =>
        WebLink.Of(link) is { UserInfo: "" } uri ? uri : throw new ImportRefused($"{link} is not an http or https link.");
}
