using System.Text;

namespace LibraryBot.Tests.Support;

/// <summary>A beginning, and then the same again and again, as long as anyone reads; tells how much was read. No test waits for its end.</summary>
internal sealed class EndlessText(string begin, string again) : TextReader
{
    private const long AtMost = 200L << 20;

    public long Given { get; private set; }

    public override int Peek() => Given < AtMost ? At(Given) : -1;

    public override int Read() => Given < AtMost ? At(Given++) : -1;

    public override int Read(char[] buffer, int index, int count)
    {
        var read = 0;
        for (; read < count && Read() is >= 0 and var letter; read++)
            buffer[index + read] = (char)letter;
        return read;
    }

    private char At(long place) => place < begin.Length ? begin[(int)place] : again[(int)((place - begin.Length) % again.Length)];
}

/// <summary>The same as bytes.</summary>
internal sealed class EndlessBytes(string begin, string again) : Stream
{
    private readonly EndlessText text = new(begin, again);

    public long Given => text.Given;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var letters = new char[count];
        return Encoding.Latin1.GetBytes(letters, 0, text.Read(letters, 0, count), buffer, offset);
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
