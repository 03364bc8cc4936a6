namespace LibraryBot.Storage.LiteDb;

/// <summary>
/// The engine's data pages. They change only while the log is emptied into them: the log is on disk before the first of them is
/// written, all of them and their checksums are on disk before the log is gone. In between the file stands still and can be copied.
/// </summary>
/// <param name="log">Null for a file that is only looked at.</param>
internal sealed class DataFile(string path, LogFile? log, bool isForReading = false) : OwnedFile(path, isForReading)
{
    private const int HeldAtMost = 512;

    /// <summary>Pages to be written, the newest of each: the log holds a busy page many times.</summary>
    private readonly SortedDictionary<int, byte[]> held = [];
    private readonly Stack<byte[]> spare = [];
    private readonly List<uint> sums = [];

    public override long Length => (long)Pages * PageSize;

    public int Pages { get; private set; }

    /// <summary>Takes the file as it is for what was written.</summary>
    public void Measure()
    {
        var page = new byte[PageSize];
        sums.Clear();
        Pages = (int)(RandomAccess.GetLength(Handle) / PageSize);
        for (var at = 0; at < Pages; at++)
        {
            ReadAt((long)at * PageSize, page);
            sums.Add(Crc.Of(page));
        }
    }

    public IReadOnlyList<uint> Sums => sums;

    /// <summary>Pages that are not, as they were measured, what they were when these sums were taken; pages beyond them, too.</summary>
    public IReadOnlyList<int> Differing(IReadOnlyList<uint> from)
    {
        var differing = new List<int>();
        var pages = (RandomAccess.GetLength(Handle) + PageSize - 1) / PageSize;
        for (var at = 0; at < Math.Max(from.Count, pages); at++)
        {
            if (at >= from.Count || at >= sums.Count || sums[at] != from[at])
                differing.Add(at);
        }

        return differing;
    }

    /// <summary>Writes what is held and syncs it.</summary>
    public void Settle()
    {
        WriteHeld();
        ToDisk();
    }

    /// <summary>Forgets what is held: the log still has it.</summary>
    public void Drop()
    {
        foreach (var page in held.Values)
            spare.Push(page);
        held.Clear();
    }

    public override void SetLength(long value)
    {
        Pages = (int)(value / PageSize);
        if (sums.Count > Pages)
            sums.RemoveRange(Pages, sums.Count - Pages);
        CutTo(value);
    }

    /// <summary>Copies the file as it stands. Others may go on reading and committing; the log must not be emptied meanwhile.</summary>
    public async Task CopyTo(Stream copy, CancellationToken cancel)
    {
        var buffer = new byte[PageSize * 32];
        for (var at = 0; at < Pages;)
        {
            var count = Math.Min(32, Pages - at);
            var bytes = buffer.AsMemory(0, count * PageSize);
            ReadAt((long)at * PageSize, bytes.Span);
            for (var page = 0; page < count; page++)
                Check(at + page, bytes.Span.Slice(page * PageSize, PageSize));
            await copy.WriteAsync(bytes, cancel);
            at += count;
        }
    }

    protected override void ReadPage(int page, Span<byte> into)
    {
        if (held.TryGetValue(page, out var waiting))
        {
            waiting.CopyTo(into);
            return;
        }

        ReadAt((long)page * PageSize, into);
        Check(page, into);
    }

    protected override void WritePage(int page, ReadOnlySpan<byte> from)
    {
        if (!held.TryGetValue(page, out var bytes))
        {
            if (held.Count % HeldAtMost == HeldAtMost - 1)
                TryWriteHeld();
            held[page] = bytes = spare.TryPop(out var used) ? used : new byte[PageSize];
        }

        from.CopyTo(bytes);
        Pages = Math.Max(Pages, page + 1);
    }

    /// <summary>What does not fit now is held on; <see cref="Settle"/> tries again and tells.</summary>
    private void TryWriteHeld()
    {
        try
        {
            WriteHeld();
        }
        catch (IOException)
        {
        }
    }

    private void WriteHeld()
    {
        log?.ToDisk();
        foreach (var (page, bytes) in held)
        {
            WriteAt((long)page * PageSize, bytes);
            while (sums.Count <= page)
                sums.Add(0);
            sums[page] = Crc.Of(bytes);
        }

        Drop();
    }

    private void Check(int page, ReadOnlySpan<byte> bytes)
    {
        if (page >= sums.Count || sums[page] != Crc.Of(bytes))
            throw new StoreDamaged($"Page {page} of {Path} is not as it was written.");
    }
}
