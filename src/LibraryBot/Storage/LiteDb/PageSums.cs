using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace LibraryBot.Storage.LiteDb;

/// <summary>The checksums of a data file and the number of the last journal entry that is in it.</summary>
internal sealed record PageSums(long Generation, long Journal, IReadOnlyList<uint> Sums)
{
    /// <summary>Of a store that holds nothing yet.</summary>
    public static readonly PageSums Empty = new(0, 0, []);
}

/// <summary>
/// Keeps the checksums beside the data file, in two files of which the newer whole one counts: one is always
/// complete on disk while the other is written.
/// </summary>
internal sealed class PageSumsFile(string folder)
{
    private const uint Mark = 0x314D5553;
    private const int HeadSize = 4 + 8 + 8 + 4;

    public static readonly IReadOnlyList<string> Names = ["library-a.sums", "library-b.sums"];

    /// <summary>Null when there is none, or none that is whole.</summary>
    public PageSums? Read() => Names.Select(name => ReadOne(Path.Combine(folder, name))).OfType<PageSums>().MaxBy(sums => sums.Generation);

    /// <summary>Ends when they are on disk.</summary>
    public void Write(PageSums sums)
    {
        var bytes = new byte[HeadSize + (sums.Sums.Count * sizeof(uint)) + sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, Mark);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(4), sums.Generation);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(12), sums.Journal);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(20), sums.Sums.Count);
        for (var page = 0; page < sums.Sums.Count; page++)
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(HeadSize + (page * sizeof(uint))), sums.Sums[page]);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(bytes.Length - sizeof(uint)), Crc.Of(bytes.AsSpan(..^sizeof(uint))));

        using var file = File.OpenHandle(Path.Combine(folder, Names[(int)(sums.Generation % 2)]), FileMode.OpenOrCreate, FileAccess.Write);
        RandomAccess.Write(file, bytes, 0);
        RandomAccess.SetLength(file, bytes.Length);
        RandomAccess.FlushToDisk(file);
    }

    private static PageSums? ReadOne(string path)
    {
        if (!File.Exists(path))
            return null;
        var bytes = File.ReadAllBytes(path).AsSpan();
        if (bytes.Length < HeadSize + sizeof(uint) || BinaryPrimitives.ReadUInt32LittleEndian(bytes) != Mark
            || BinaryPrimitives.ReadUInt32LittleEndian(bytes[^sizeof(uint)..]) != Crc.Of(bytes[..^sizeof(uint)]))
            return null;

        var sums = MemoryMarshal.Cast<byte, uint>(bytes[HeadSize..^sizeof(uint)]);
        return sums.Length != BinaryPrimitives.ReadInt32LittleEndian(bytes[20..])
            ? null
            : new PageSums(BinaryPrimitives.ReadInt64LittleEndian(bytes[4..]), BinaryPrimitives.ReadInt64LittleEndian(bytes[12..]), [.. sums]);
    }
}
