using System.Buffers;
using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace LibraryBot.Storage;

/// <summary>
/// The append-only record of every committed body: what is in it has happened. One write and one fsync for each group,
/// before any of its bodies is acknowledged. It lies in segments, each named by the number of its first entry.
/// </summary>
internal sealed class Journal : IDisposable
{
    private const int BufferKept = 1 << 20;
    private readonly string folder;
    private ArrayBufferWriter<byte> waiting = new(64 * 1024);
    private SafeFileHandle? segment;
    private long length;
    private (long Last, long Length) kept;

    private Journal(string folder) => this.folder = folder;

    /// <summary>The number of the newest entry; 0 when there is none.</summary>
    public long Last { get; private set; }

    /// <summary>How many times it was synced since it was opened.</summary>
    public long Syncs { get; private set; }

    /// <summary>Opens it to go on behind this entry, in a new segment.</summary>
    public static Journal After(string folder, long last)
    {
        Directory.CreateDirectory(folder);
        var journal = new Journal(folder) { Last = last };
        journal.BeginSegment();
        return journal;
    }

    /// <summary>Adds a body's writes to the group that <see cref="Flush"/> puts on disk.</summary>
    public void Add(IReadOnlyList<StoredWrite> writes) => new JournalEntry(++Last, writes).WriteTo(waiting);

    /// <summary>Ends when the group is on disk. <see cref="Keep"/> or <see cref="CutBack"/> is to follow.</summary>
    public void Flush()
    {
        RandomAccess.Write(segment!, waiting.WrittenSpan, length);
        RandomAccess.FlushToDisk(segment!);
        Syncs++;
        length += waiting.WrittenCount;
        Clear();
    }

    /// <summary>The group has happened.</summary>
    public void Keep() => kept = (Last, length);

    /// <summary>Takes back what came after <see cref="Keep"/>: it did not happen.</summary>
    public void CutBack()
    {
        Clear();
        (Last, length) = kept;
        RandomAccess.SetLength(segment!, length);
    }

    /// <summary>What follows goes into a segment of its own, so that older ones can be thrown away.</summary>
    public void BeginSegment()
    {
        if (segment is not null && length == 0)
            return;
        segment?.Dispose();
        segment = File.OpenHandle(Path.Combine(folder, JournalSegment.NameOf(Last + 1)), FileMode.Create, FileAccess.ReadWrite, FileShare.Read);
        length = 0;
        Keep();
    }

    public void Dispose() => segment?.Dispose();

    private void Clear()
    {
        if (waiting.Capacity > BufferKept)
            waiting = new ArrayBufferWriter<byte>(64 * 1024);
        else
            waiting.ResetWrittenCount();
    }
}

/// <summary>One file of the journal.</summary>
/// <param name="First">The number of its first entry.</param>
internal sealed record JournalSegment(string Path, long First)
{
    private const string Extension = ".journal";

    public static string NameOf(long first) => first.ToString("D15", CultureInfo.InvariantCulture) + Extension;

    /// <summary>The segments of a folder, oldest first.</summary>
    public static IReadOnlyList<JournalSegment> In(string folder) => !Directory.Exists(folder) ? [] :
    [
        .. Directory.EnumerateFiles(folder, "*" + Extension)
            .Where(path => long.TryParse(System.IO.Path.GetFileNameWithoutExtension(path), NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .Select(path => new JournalSegment(path, long.Parse(System.IO.Path.GetFileNameWithoutExtension(path), CultureInfo.InvariantCulture)))
            .OrderBy(segment => segment.First),
    ];

    /// <summary>The segments whose every entry is held elsewhere, up to this number; never the newest, which is being written.</summary>
    public static IReadOnlyList<JournalSegment> ToThrowAway(IReadOnlyList<JournalSegment> segments, long held) =>
        [.. segments.Zip(segments.Skip(1)).TakeWhile(pair => pair.Second.First <= held + 1).Select(pair => pair.First)];
}
