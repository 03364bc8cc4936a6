namespace LibraryBot.Storage.LiteDb;

/// <summary>
/// A file that only this process may open (LiteDB's own Direct mode lets a second process write over the first).
/// Flushing is ours to time: the engine's many flushes do nothing, <see cref="ToDisk"/> is the one that counts.
/// </summary>
internal class OwnedFile(string path) : Stream
{
    private readonly FileStream file = new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
    private bool dirty;

    public override bool CanRead => true;
    public override bool CanSeek => true;
    public override bool CanWrite => true;
    public override long Length => file.Length;

    public override long Position
    {
        get => file.Position;
        set => file.Position = value;
    }

    public override int Read(byte[] buffer, int offset, int count) => file.Read(buffer, offset, count);

    public override long Seek(long offset, SeekOrigin origin) => file.Seek(offset, origin);

    public override void SetLength(long value)
    {
        file.SetLength(value);
        dirty = true;
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        file.Write(buffer, offset, count);
        dirty = true;
    }

    public override void Flush()
    {
    }

    /// <summary>One fsync, when there is something to sync.</summary>
    public void ToDisk()
    {
        if (!dirty)
            return;
        file.Flush(flushToDisk: true);
        dirty = false;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && file.CanWrite)
        {
            ToDisk();
            file.Dispose();
        }

        base.Dispose(disposing);
    }
}

/// <summary>
/// The engine's log. A page whose byte 18 is 1 confirms a transaction (format 5: BasePage.P_IS_CONFIRMED);
/// the engine writes it from a queue after Commit has already returned, so the lane waits for it here.
/// </summary>
internal sealed class LogFile(string path) : OwnedFile(path)
{
    private const int PageSize = 8192;
    private const int ConfirmedByte = 18;
    private readonly SemaphoreSlim confirmations = new(0);

    public override void Write(byte[] buffer, int offset, int count)
    {
        base.Write(buffer, offset, count);
        if (count == PageSize && buffer[offset + ConfirmedByte] == 1)
            confirmations.Release();
    }

    /// <summary>Forgets the confirmed pages seen so far; the engine's queue must be empty.</summary>
    public void ForgetConfirmations()
    {
        while (confirmations.Wait(0))
        {
        }
    }

    /// <summary>Waits until the transaction's last page has reached the file, then syncs it.</summary>
    public void AwaitConfirmation()
    {
        if (!confirmations.Wait(TimeSpan.FromSeconds(30)))
            throw new IOException("The store's log did not take the commit within 30 seconds.");
        ToDisk();
    }
}

/// <summary>The engine's data pages: the log is always on disk before any of them changes.</summary>
internal sealed class DataFile(string path, LogFile log) : OwnedFile(path)
{
    public override void Write(byte[] buffer, int offset, int count)
    {
        log.ToDisk();
        base.Write(buffer, offset, count);
    }

    public override void Flush() => ToDisk();
}
