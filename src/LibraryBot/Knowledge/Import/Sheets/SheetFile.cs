namespace LibraryBot.Knowledge.Import.Sheets;

/// <summary>
/// A table of books or of events, .xlsx or .csv, as a librarian keeps it: columns are known by their names in Indonesian or English, lines
/// above the header are passed over.
/// </summary>
public static class SheetFile
{
    private const int HeaderWithin = 20;

    /// <exception cref="ImportRefused">It cannot be read, or has no column of titles; the columns that it has are told.</exception>
    public static Task<ImportRun> Import(string path, Importing into) => Import(SheetRows.Of(path), path, into);

    internal static async Task<ImportRun> Import(IEnumerable<SheetRow> all, string name, Importing into)
    {
        using var rows = all.GetEnumerator();
        var columns = Header(rows, name);
        var known = await SheetPlaces.Of(into);
        var batch = into.Begin("sheet");
        if (columns.Unknown.Count > 0)
            batch.Warn($"columns that mean nothing here: {string.Join(", ", columns.Unknown)}");
        var books = new SheetBooks(columns, known, into.Source, batch.Warn);
        var events = new SheetEvents(columns, known, into.Source, batch.Warn);
        while (rows.MoveNext())
        {
            var row = rows.Current;
            if (row.Cells.All(cell => cell.Trim().Length == 0))
                continue;
            try
            {
                if (row.Fault is not null)
                    throw new BrokenRow(row.Fault);
                await (columns.IsEvents ? batch.Add(LibraryEvent.Collection, events.Read(row)) : batch.Add(Book.Collection, books.Read(row)));
            }
            catch (BrokenRow broken)
            {
                batch.Skip($"row {row.Line}", broken.Message);
            }
        }

        return await batch.End(isWhole: true);
    }

    private static SheetColumns Header(IEnumerator<SheetRow> rows, string name)
    {
        SheetRow? first = null;
        for (var at = 0; at < HeaderWithin && rows.MoveNext(); at++)
        {
            var columns = SheetColumns.Of(rows.Current.Cells);
            if (columns.HasTitle && (columns.Count > 1 || rows.Current.Cells.Count(cell => cell.Trim().Length > 0) == 1))
                return columns;
            if (rows.Current.Cells.Count(cell => cell.Trim().Length > 0) > (first?.Cells.Count(cell => cell.Trim().Length > 0) ?? 0))
                first = rows.Current;
        }

        throw new ImportRefused(first is null ? $"{name} is empty."
            : $"{name} has no column \"Judul\" or \"Title\" (or \"Acara\" for events); its columns are: {PlainText.Line(string.Join(", ", first.Cells.Where(cell => cell.Trim().Length > 0)))}.");
    }
}
