using System.Buffers.Text;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace LibraryBot.Bench.Turns;

/// <summary>
/// A connection that stays open and posts one activity after another. By hand, on a plain socket: the driver shares the
/// machine with what it measures, and a client library would cost more than the bot.
/// </summary>
internal sealed class PostLine : IDisposable
{
    private readonly ReadBuffer buffer;
    private readonly string head;

    public PostLine(Uri bot, string conversation, string token)
    {
        Socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        Socket.Connect(bot.Host, bot.Port);
        buffer = new ReadBuffer(Socket);
        head = $"POST /v3/directline/conversations/{conversation}/activities HTTP/1.1\r\nHost: {bot.Authority}\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\nContent-Length: ";
    }

    public Socket Socket { get; }

    public void Post(string json) =>
        Socket.Send(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{head}{Encoding.UTF8.GetByteCount(json)}\r\n\r\n{json}")));

    /// <summary>Reads what has come; the status once the answer is whole, until then null.</summary>
    public int? Read()
    {
        buffer.Fill();
        var unread = buffer.Unread;
        var body = unread.IndexOf("\r\n\r\n"u8) + 4;
        if (body < 4 || !IsWhole(unread[..body], unread[body..]))
            return null;
        Utf8Parser.TryParse(unread["HTTP/1.1 ".Length..], out int status, out _);
        buffer.Use(unread.Length);
        return status;
    }

    public void Dispose() => Socket.Dispose();

    /// <summary>One request is on its way at a time, so nothing can follow an answer.</summary>
    private static bool IsWhole(ReadOnlySpan<byte> headers, ReadOnlySpan<byte> body)
    {
        var at = headers.IndexOf("Content-Length: "u8);
        if (at < 0)
            return body.EndsWith("0\r\n\r\n"u8);
        Utf8Parser.TryParse(headers[(at + "Content-Length: ".Length)..], out int length, out _);
        return body.Length >= length;
    }
}
