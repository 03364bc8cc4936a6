using System.IO.Compression;

namespace LibraryBot.Knowledge.Import.Sheets;

/// <summary>Refuses an archive that unpacks to a flood. What the entries say of their size is looked at first, and then counted, for it may be a lie.</summary>
internal static class UnpackedSize
{
    private const int EntriesAtMost = 500;
    private const long BytesAtMost = 128 << 20;
    private const long UnsuspectedBytes = 8 << 20;
    private const int RatioAtMost = 100;

    /// <exception cref="ImportRefused">It is too much, or no archive.</exception>
    public static void Check(byte[] archive, string name)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(archive, writable: false));
            if (zip.Entries.Count > EntriesAtMost)
                throw new ImportRefused($"{name} has more than {EntriesAtMost} parts; that is no workbook of a library.");
            if (IsTooMuch(zip.Entries.Sum(entry => Math.Min(entry.Length, BytesAtMost + 1)), archive) || IsTooMuch(Counted(zip, archive), archive))
                throw new ImportRefused($"{name} unpacks to far more than it is; it is not read.");
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException or NotSupportedException or ArgumentException)
        {
            throw new ImportRefused($"{name} is not a workbook that can be read.", broken);
        }
    }

    private static long Counted(ZipArchive zip, byte[] archive)
    {
        var buffer = new byte[1 << 16];
        var counted = 0L;
        foreach (var entry in zip.Entries)
        {
            using var unpacked = entry.Open();
            for (int read; !IsTooMuch(counted, archive) && (read = unpacked.Read(buffer)) > 0;)
                counted += read;
        }

        return counted;
    }

    private static bool IsTooMuch(long bytes, byte[] archive) => bytes > BytesAtMost || (bytes > UnsuspectedBytes && bytes / RatioAtMost > archive.Length);
}
