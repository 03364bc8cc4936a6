namespace LibraryBot.Tests.Knowledge;

/// <summary>Tells how many bytes were asked of it.</summary>
internal sealed class CountingStream(byte[] bytes) : MemoryStream(bytes)
{
    public long Given { get; private set; }

    public override int Read(byte[] buffer, int offset, int count) => Counted(base.Read(buffer, offset, count));

    public override int Read(Span<byte> buffer)
    {
        // MemoryStream would ask the other overload of a class that inherits from it.
        var piece = new byte[buffer.Length];
        var read = Counted(base.Read(piece, 0, piece.Length));
        piece.AsSpan(0, read).CopyTo(buffer);
        return read;
    }

    private int Counted(int read)
    {
        Given += read;
        return read;
    }
}
