using System.Net.Sockets;

namespace LibraryBot.Bench.Turns;

/// <summary>Bytes that have come from a socket and were not used yet.</summary>
internal sealed class ReadBuffer(Socket socket)
{
    private byte[] bytes = new byte[16 * 1024];
    private int length;

    public ReadOnlySpan<byte> Unread => bytes.AsSpan(0, length);

    /// <summary>Reads what is there; waits only when nothing is.</summary>
    public void Fill()
    {
        if (length == bytes.Length)
            Array.Resize(ref bytes, bytes.Length * 2);
        var read = socket.Receive(bytes, length, bytes.Length - length, SocketFlags.None);
        if (read == 0)
            throw new IOException("The bot closed a connection.");
        length += read;
    }

    public void Use(int count)
    {
        bytes.AsSpan(count, length - count).CopyTo(bytes);
        length -= count;
    }
}
