using System.Xml;

namespace LibraryBot.Knowledge.Import.Marc;

/// <summary>
/// A stream of XML in which no tag and no text is longer than some megabytes: a parser holds each of them whole, so one
/// without end would take all memory. Blanks before the XML declaration, which XML forbids, are passed over.
/// </summary>
internal sealed class MarkupStream(Stream inner) : Stream
{
    private const int BytesBetweenTagsAtMost = 4 << 20;
    private int sinceTag;
    private bool hasBegun;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        if (!hasBegun && read > 0)
            read = WithoutBlanks(buffer, read);
        var tag = buffer[..read].LastIndexOf((byte)'>');
        sinceTag = tag >= 0 ? read - tag - 1 : sinceTag + read;
        return sinceTag <= BytesBetweenTagsAtMost ? read : throw new XmlException("there is a tag or a text longer than 4 MB");
    }

    private int WithoutBlanks(Span<byte> buffer, int read)
    {
        while (true)
        {
            var begin = buffer[..read].IndexOfAnyExcept(" \r\n\t"u8);
            if (begin < 0 && (read = inner.Read(buffer)) > 0)
                continue;
            hasBegun = true;
            if (begin > 0)
                buffer[begin..read].CopyTo(buffer);
            return read - Math.Max(begin, 0);
        }
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
