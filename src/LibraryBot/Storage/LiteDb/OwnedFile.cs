using Microsoft.Win32.SafeHandles;

namespace LibraryBot.Storage.LiteDb;

/// <summary>
/// A file that only this process may open (LiteDB's own Direct mode lets a second process write over the first), made of
/// pages that the engine reads and writes whole. Flushing is ours to time: the engine's many flushes do nothing,
/// <see cref="ToDisk"/> is the one that counts.
/// </summary>
/// <param name="isForReading">Opens what is there, changes nothing, and makes nothing.</param>
internal abstract class OwnedFile(string path, bool isForReading) : Stream
{
    public const int PageSize = 8192;
    private bool dirty;

    protected SafeFileHandle Handle { get; } = isForReading
        ? File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.None)
        : File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

    public string Path => path;
    public override bool CanRead => true;
    public override bool CanSeek => true;
    public override bool CanWrite => true;
    public override long Position { get; set; }

    /// <summary>How many times this file was synced since it was opened.</summary>
    public long Syncs { get; private set; }

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        _ => Length + offset,
    };

    public override int Read(byte[] buffer, int offset, int count)
    {
        var page = PageAt(count);
        if (Position >= Length)
            return 0;
        ReadPage(page, buffer.AsSpan(offset, PageSize));
        Position += PageSize;
        return PageSize;
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        var page = PageAt(count);
        WritePage(page, buffer.AsSpan(offset, PageSize));
        Position += PageSize;
    }

    public override void Flush()
    {
    }

    /// <summary>One fsync, when there is something to sync.</summary>
    public void ToDisk()
    {
        if (!dirty)
            return;
        RandomAccess.FlushToDisk(Handle);
        dirty = false;
        Syncs++;
    }

    protected abstract void ReadPage(int page, Span<byte> into);

    protected abstract void WritePage(int page, ReadOnlySpan<byte> from);

    protected void WriteAt(long position, ReadOnlySpan<byte> bytes)
    {
        dirty = true;
        RandomAccess.Write(Handle, bytes, position);
    }

    protected void ReadAt(long position, Span<byte> into)
    {
        while (into.Length > 0)
        {
            var read = RandomAccess.Read(Handle, into, position);
            if (read == 0)
                throw new StoreDamaged($"{path} ends in the middle of a page.");
            into = into[read..];
            position += read;
        }
    }

    protected void CutTo(long length)
    {
        dirty = true;
        RandomAccess.SetLength(Handle, length);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Handle.Dispose();
        base.Dispose(disposing);
    }

    private int PageAt(int count) => count == PageSize && Position % PageSize == 0
        ? (int)(Position / PageSize)
        : throw new NotSupportedException($"The store reads and writes whole pages; {count} bytes at {Position} are none.");
}
