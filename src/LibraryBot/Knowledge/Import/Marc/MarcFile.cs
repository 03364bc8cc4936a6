namespace LibraryBot.Knowledge.Import.Marc;

/// <summary>A file of MARC 21 in ISO 2709 (.mrc, .marc, .dat). A record that cannot be read is named, and the next is read.</summary>
public static class MarcFile
{
    /// <exception cref="ImportRefused">The file cannot be read, or is not MARC; nothing was changed.</exception>
    public static async Task<ImportRun> Import(string path, Importing into)
    {
        await using var file = Open(path);
        return await Import(file, path, into);
    }

    internal static async Task<ImportRun> Import(Stream stream, string name, Importing into)
    {
        var pieces = new Iso2709Pieces(stream);
        if (!pieces.LookLikeMarc())
            throw new ImportRefused(Refusal(pieces.Beginning(), name));
        var records = await MarcRecords.Begin(into);
        foreach (var piece in pieces.Read())
            await records.Add($"record {piece.Number}", () => piece.Fault is null ? Iso2709Record.Read(piece) : throw new BrokenRow(piece.Fault));
        return await records.End();
    }

    internal static FileStream Open(string path)
    {
        try
        {
            return File.Exists(path) ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan)
                : throw new ImportRefused($"There is no file {path}.");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new ImportRefused($"{path} cannot be read: {unreadable.Message}", unreadable);
        }
    }

    private static string Refusal(ReadOnlySpan<byte> beginning, string name)
    {
        if (beginning.IsEmpty)
            return $"{name} is empty.";
        return beginning.TrimStart(" \r\n\t\uFEFF"u8) is [(byte)'<', ..]
            ? $"{name} is not MARC in ISO 2709 but XML: import marcxml reads it if it is MARCXML."
            : $"{name} is not MARC 21 in ISO 2709.";
    }
}
