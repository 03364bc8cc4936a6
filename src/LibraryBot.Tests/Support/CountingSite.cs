using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;

namespace LibraryBot.Tests.Support;

/// <summary>A web server on all addresses of this machine that counts who connects and answers as a test says: one request, one connection.</summary>
internal sealed class CountingSite : IAsyncDisposable
{
    private readonly TcpListener listener = TcpListener.Create(0);
    private readonly CancellationTokenSource closing = new();
    private readonly Channel<int> callers = Channel.CreateUnbounded<int>();
    private readonly ConcurrentQueue<string> heads = new();
    private readonly Func<string, Stream, Task> answer;
    private readonly Task accepting;
    private int visits;

    /// <param name="answer">Is given the path and writes the answer; by default a page that says "halo".</param>
    public CountingSite(Func<string, Stream, Task>? answer = null)
    {
        this.answer = answer ?? ((_, to) => Say(to, "200 OK", "halo"));
        listener.Start();
        accepting = Accept();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Address and headers of each request, in the order they came.</summary>
    public IEnumerable<string> Heads => heads;

    /// <param name="status">May carry headers: "302 Found\r\nLocation: /".</param>
    public static async Task Say(Stream to, string status, string body = "") =>
        await to.WriteAsync(Encoding.UTF8.GetBytes($"HTTP/1.1 {status}\r\nConnection: close\r\n\r\n{body}"));

    /// <summary>How many connections there were, also those that said nothing. They queue: whoever came before the last caller, ours, is counted before it.</summary>
    public async Task<int> Visits()
    {
        using var last = new TcpClient(AddressFamily.InterNetwork);
        await last.ConnectAsync(IPAddress.Loopback, Port);
        while (await callers.Reader.ReadAsync() != PortOf(last.Client.LocalEndPoint))
            visits++;
        return visits;
    }

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await accepting;
        listener.Dispose();
        closing.Dispose();
    }

    private async Task Accept()
    {
        var served = new List<Task>();
        try
        {
            while (true)
            {
                var caller = await listener.AcceptTcpClientAsync(closing.Token);
                callers.Writer.TryWrite(PortOf(caller.Client.RemoteEndPoint));
                served.Add(Serve(caller));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(served);
        }
    }

    private async Task Serve(TcpClient caller)
    {
        using (caller)
        {
            try
            {
                using var reader = new StreamReader(caller.GetStream(), Encoding.Latin1);
                var head = new StringBuilder();
                while (await reader.ReadLineAsync(closing.Token) is { Length: > 0 } line)
                    head.Append(line).Append('\n');
                if (head.Length == 0)
                    return;
                heads.Enqueue(head.ToString());
                await answer(head.ToString().Split(' ')[1], caller.GetStream());
            }
            catch (Exception gone) when (gone is IOException or OperationCanceledException)
            {
                // Whoever asked has left, or the test is over.
            }
        }
    }

    private static int PortOf(EndPoint? place) => ((IPEndPoint)place!).Port;
}
