using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace LibraryBot.Bench.Turns;

/// <summary>A conversation's WebSocket (RFC 6455), as lean as <see cref="PostLine"/>: hands out the text of each frame.</summary>
internal sealed class StreamLine : IDisposable
{
    private const int Text = 1;
    private const int Close = 8;
    private const int Ping = 9;
    private readonly ReadBuffer buffer;

    public StreamLine(Uri stream)
    {
        Socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        Socket.Connect(stream.Host, stream.Port);
        buffer = new ReadBuffer(Socket);
        Socket.Send(Encoding.ASCII.GetBytes(
            $"GET {stream.PathAndQuery} HTTP/1.1\r\nHost: {stream.Authority}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: bGlicmFyeWJvdC1iZW5jaA==\r\nSec-WebSocket-Version: 13\r\n\r\n"));
        AwaitUpgrade();
    }

    internal delegate void Frame(ReadOnlySpan<byte> text);

    public Socket Socket { get; }

    /// <summary>Reads what has come, and hands on each text that is whole.</summary>
    public void Read(Frame heard)
    {
        buffer.Fill();
        while (TryHead(buffer.Unread, out var head, out var length) && buffer.Unread.Length >= head + length)
        {
            Take(buffer.Unread[0] & 0x0F, buffer.Unread.Slice(head, length), heard);
            buffer.Use(head + length);
        }
    }

    public void Dispose() => Socket.Dispose();

    private void AwaitUpgrade()
    {
        int end;
        do
            buffer.Fill();
        while ((end = buffer.Unread.IndexOf("\r\n\r\n"u8)) < 0);
        if (!buffer.Unread.StartsWith("HTTP/1.1 101"u8))
            throw new IOException("The bot did not open the stream: " + Encoding.ASCII.GetString(buffer.Unread[..end]));
        buffer.Use(end + 4);
    }

    private void Take(int kind, ReadOnlySpan<byte> payload, Frame heard)
    {
        switch (kind)
        {
            case Text:
                heard(payload);
                break;
            case Ping:
                // A client's frames are masked; a mask of zeros leaves the bytes as they are.
                Socket.Send([0x8A, (byte)(0x80 | payload.Length), 0, 0, 0, 0, .. payload]);
                break;
            case Close:
                throw new IOException("The bot closed a stream.");
        }
    }

    /// <summary>A server's frames are not masked.</summary>
    private static bool TryHead(ReadOnlySpan<byte> bytes, out int head, out int length)
    {
        (head, length) = (2, bytes.Length < 2 ? 0 : bytes[1] & 0x7F);
        if (bytes.Length < 2 || (length == 126 && bytes.Length < 4) || (length == 127 && bytes.Length < 10))
            return false;
        if (length == 126)
            (head, length) = (4, BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]));
        else if (length == 127)
            (head, length) = (10, (int)BinaryPrimitives.ReadUInt64BigEndian(bytes[2..]));
        return true;
    }
}
