using System.Buffers.Binary;

namespace LibraryBot.Storage.LiteDb;

/// <summary>
/// The engine's log: pages on their way to the data file, each with its checksum beside it. A page whose byte 18 is 1 confirms
/// a transaction (format 5: BasePage.P_IS_CONFIRMED); the engine writes it from a queue after Commit has already returned,
/// so the lane waits for it here. It is on disk before any data page changes, and emptied when all of them are.
/// The engine never hears of a write that failed: it would leave a transaction behind that ends the whole process when it is
/// collected. What cannot be written is held in memory, and the lane is told when it asks.
/// </summary>
internal sealed class LogFile(string path, bool isForReading = false) : OwnedFile(path, isForReading)
{
    private const int ConfirmedByte = 18;
    private const int FrameSize = PageSize + sizeof(long) + sizeof(uint);
    // The engine may write on a thread of its own while the lane reads.
    private readonly Lock gate = new();
    private readonly SemaphoreSlim confirmations = new(0);
    private readonly byte[] frame = new byte[FrameSize];
    private readonly Dictionary<int, byte[]> unwritten = [];
    private Exception? failure;

    public override long Length => Math.Max(RandomAccess.GetLength(Handle) / FrameSize, unwritten.Keys.DefaultIfEmpty(-1).Max() + 1) * PageSize;

    public int Pages => (int)(Length / PageSize);

    /// <summary>The number of the journal entry whose pages are being written; it stands beside each of them.</summary>
    public long Entry { get; set; }

    /// <summary>Told when the engine has copied everything to the data file and is about to empty the log.</summary>
    public Action Emptying { get; set; } = () => { };

    public override void SetLength(long value)
    {
        try
        {
            if (value == 0 && Length > 0)
                Emptying();
            CutTo(value / PageSize * FrameSize);
        }
        catch (Exception full)
        {
            failure ??= full;
        }
    }

    /// <summary>Throws away what is in the log.</summary>
    public void Empty() => CutBack(0);

    /// <summary>Forgets the pages behind this one: a transaction that did not come to its end.</summary>
    public void CutBack(int pages)
    {
        unwritten.Clear();
        failure = null;
        ForgetConfirmations();
        CutTo((long)pages * FrameSize);
    }

    /// <summary>Waits until the transaction's last page has reached the file.</summary>
    public void AwaitConfirmation()
    {
        if (!confirmations.Wait(TimeSpan.FromSeconds(30)))
            throw new IOException("The store's log did not take the commit within 30 seconds.");
        ThrowIfFailed();
    }

    /// <summary>Throws what went wrong since the log was last cut back.</summary>
    public void ThrowIfFailed()
    {
        if (failure is { } why)
            throw new IOException(why.Message, why) { HResult = why.HResult };
    }

    /// <summary>How many confirmed pages came and were not waited for; they are forgotten. The engine's queue must be empty.</summary>
    public int ForgetConfirmations()
    {
        var forgotten = 0;
        while (confirmations.Wait(0))
            forgotten++;
        return forgotten;
    }

    /// <summary>What the log holds, when every page of it is as it was written; null when one is not.</summary>
    public WholeLog? Whole()
    {
        if (RandomAccess.GetLength(Handle) % FrameSize != 0)
            return null;
        var pages = new HashSet<int>();
        var (page, newest) = (new byte[PageSize], 0L);
        for (var at = 0; at < Pages; at++)
        {
            if (!TryRead(at, page, out var entry))
                return null;
            pages.Add((int)BinaryPrimitives.ReadUInt32LittleEndian(page));
            if (page[ConfirmedByte] == 1)
                newest = Math.Max(newest, entry);
        }

        return new WholeLog(pages, newest);
    }

    protected override void ReadPage(int page, Span<byte> into)
    {
        byte[]? waiting;
        lock (gate)
            unwritten.TryGetValue(page, out waiting);
        if (waiting is not null)
            waiting.CopyTo(into);
        else if (!TryRead(page, into, out _))
            throw new StoreDamaged($"Page {page} of {Path} is not as it was written.");
    }

    protected override void WritePage(int page, ReadOnlySpan<byte> from)
    {
        try
        {
            // Behind a page that is missing none is written: the log would have a hole.
            ThrowIfFailed();
            lock (gate)
            {
                from.CopyTo(frame);
                BinaryPrimitives.WriteInt64LittleEndian(frame.AsSpan(PageSize), Entry);
                BinaryPrimitives.WriteUInt32LittleEndian(frame.AsSpan(FrameSize - sizeof(uint)), Crc.Of(frame.AsSpan(..^sizeof(uint))));
                WriteAt((long)page * FrameSize, frame);
            }
        }
        catch (Exception full)
        {
            lock (gate)
            {
                failure ??= full;
                unwritten[page] = from.ToArray();
            }
        }

        if (from[ConfirmedByte] == 1)
            confirmations.Release();
    }

    private bool TryRead(int page, Span<byte> into, out long entry)
    {
        lock (gate)
        {
            ReadAt((long)page * FrameSize, frame);
            frame.AsSpan(..PageSize).CopyTo(into);
            entry = BinaryPrimitives.ReadInt64LittleEndian(frame.AsSpan(PageSize));
            return BinaryPrimitives.ReadUInt32LittleEndian(frame.AsSpan(FrameSize - sizeof(uint))) == Crc.Of(frame.AsSpan(..^sizeof(uint)));
        }
    }
}

/// <summary>A log that is as it was written.</summary>
/// <param name="Pages">The data pages that it brings.</param>
/// <param name="Entry">The newest journal entry whose transaction ends in it.</param>
internal sealed record WholeLog(IReadOnlySet<int> Pages, long Entry);
