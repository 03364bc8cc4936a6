using System.Buffers.Text;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using LibraryBot.Bench.Turns;

namespace LibraryBot.Bench.Updates;

/// <summary>A connection that brings calls of the Bot API, one after another: POST /botTOKEN/METHOD with parameters as JSON.</summary>
internal sealed class ApiCalls(Socket socket)
{
    private readonly ReadBuffer buffer = new(socket);

    internal delegate string? Answer(ReadOnlySpan<byte> method, ReadOnlySpan<byte> parameters);

    /// <summary>Reads what has come, and answers each call that is whole. False when the bot has closed the connection.</summary>
    public bool Read(Answer answer)
    {
        try
        {
            buffer.Fill();
        }
        catch (Exception closed) when (closed is IOException or SocketException)
        {
            return false;
        }

        while (Whole(buffer.Unread, out var parameters) is { } length)
        {
            if (answer(Method(buffer.Unread), parameters) is { } result)
                Send(result);
            buffer.Use(length);
        }

        return true;
    }

    private void Send(string result)
    {
        var body = $$"""{"ok":true,"result":{{result}}}""";
        socket.Send(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}")));
    }

    /// <summary>How long the first call is; null while it is not whole.</summary>
    private static int? Whole(ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> parameters)
    {
        parameters = default;
        var head = bytes.IndexOf("\r\n\r\n"u8) + 4;
        if (head < 4)
            return null;
        var at = bytes[..head].IndexOf("Content-Length: "u8);
        if (at < 0)
            return InChunks(bytes, head, out parameters);
        Utf8Parser.TryParse(bytes[(at + "Content-Length: ".Length)..], out int length, out _);
        if (bytes.Length < head + length)
            return null;
        parameters = bytes.Slice(head, length);
        return head + length;
    }

    /// <summary>Each chunk with its length before it, in hexadecimal digits on a line; an empty one is the last.</summary>
    private static int? InChunks(ReadOnlySpan<byte> bytes, int at, out ReadOnlySpan<byte> parameters)
    {
        parameters = default;
        while (bytes[at..].IndexOf("\r\n"u8) is var line and > 0 && Utf8Parser.TryParse(bytes[at..], out int length, out _, 'x') && bytes.Length >= at + line + length + 4)
        {
            var chunk = bytes.Slice(at + line + 2, length);
            at += line + length + 4;
            if (length == 0)
                return at;
            parameters = parameters.IsEmpty ? chunk : (byte[])[.. parameters, .. chunk];
        }

        return null;
    }

    private static ReadOnlySpan<byte> Method(ReadOnlySpan<byte> call)
    {
        var path = call[(call.IndexOf((byte)' ') + 1)..];
        path = path[..path.IndexOf((byte)' ')];
        return path[(path.LastIndexOf((byte)'/') + 1)..];
    }
}
