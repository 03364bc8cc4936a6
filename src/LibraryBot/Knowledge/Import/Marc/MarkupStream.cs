using System.Buffers;
using LibraryBot.Knowledge.Import.Xml;

namespace LibraryBot.Knowledge.Import.Marc;

/// <summary>
/// A stream of XML in which no tag and no text is longer than half a megabyte: a parser holds each of them whole, so one
/// without end would take all memory. What XML forbids but catalogues write is mended: blanks before the XML declaration are
/// passed over, and control letters become blanks.
/// </summary>
internal sealed class MarkupStream(Stream inner) : Stream
{
    private static readonly SearchValues<byte> Controls = SearchValues.Create([.. Enumerable.Range(0, 0x20).Where(code => code is not ('\t' or '\n' or '\r')).Select(code => (byte)code)]);
    private int sinceTag;
    private bool hasBegun;
    private bool isWide;

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
            read = Begin(buffer, read);
        if (!isWide)
            BlankControls(buffer[..read]);
        var tag = buffer[..read].LastIndexOf((byte)'>');
        sinceTag = tag >= 0 ? read - tag - 1 : sinceTag + read;
        XmlBounds.Check(sinceTag);
        return read;
    }

    private static void BlankControls(Span<byte> bytes)
    {
        for (int at; (at = bytes.IndexOfAny(Controls)) >= 0; bytes = bytes[at..])
            bytes[at] = (byte)' ';
    }

    private int Begin(Span<byte> buffer, int read)
    {
        // In UTF-16 every second byte is one of them.
        isWide = buffer[..Math.Min(read, 4)].IndexOfAny<byte>(0, 0xFE, 0xFF) >= 0;
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
