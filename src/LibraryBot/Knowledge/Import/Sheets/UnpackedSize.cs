using System.IO.Compression;
using LibraryBot.Knowledge.Import.Xml;

namespace LibraryBot.Knowledge.Import.Sheets;

/// <summary>
/// Refuses an archive that unpacks to a flood, or to XML that is made to be slow. What the entries say of their size is looked at first, and
/// then counted, for it may be a lie.
/// </summary>
internal static class UnpackedSize
{
    private const int EntriesAtMost = 500;
    private const long BytesAtMost = 128 << 20;
    private const long UnsuspectedBytes = 2 << 20;
    private const int RatioAtMost = 40;

    /// <exception cref="ImportRefused">It is too much, or no archive.</exception>
    public static void Check(byte[] archive, string name)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(archive, writable: false));
            if (zip.Entries.Count > EntriesAtMost)
                throw new ImportRefused($"{name} has more than {EntriesAtMost} parts; that is no workbook of a library.");
            if (IsTooMuch(zip.Entries.Sum(entry => Math.Min(entry.Length, BytesAtMost + 1)), archive) || IsTooMuch(Counted(zip, archive, name), archive))
                throw new ImportRefused($"{name} unpacks to far more than it is; it is not read.");
        }
        catch (Exception broken) when (broken is BoundlessXml or InvalidDataException or IOException or NotSupportedException or ArgumentException)
        {
            throw new ImportRefused($"{name} is not a workbook that can be read.", broken);
        }
    }

    private static long Counted(ZipArchive zip, byte[] archive, string name)
    {
        var buffer = new byte[1 << 16];
        var counted = 0L;
        foreach (var entry in zip.Entries)
        {
            using var unpacked = entry.Open();
            var (rows, sinceTag) = (0, 0);
            for (int read; !IsTooMuch(counted, archive) && (read = unpacked.Read(buffer)) > 0; counted += read)
            {
                var tag = buffer.AsSpan(0, read).LastIndexOf((byte)'>');
                XmlBounds.Check(sinceTag = tag >= 0 ? read - tag - 1 : sinceTag + read);
                if ((rows += buffer.AsSpan(0, read).Count("<row"u8)) > SheetRows.RowsAtMost)
                    throw new ImportRefused($"{name} has more than {SheetRows.RowsAtMost} rows.");
            }
        }

        return counted;
    }

    private static bool IsTooMuch(long bytes, byte[] archive) => bytes > BytesAtMost || (bytes > UnsuspectedBytes && bytes / RatioAtMost > archive.Length);
}
