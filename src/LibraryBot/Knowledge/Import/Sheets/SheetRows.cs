using System.Globalization;
using System.Text;
using ExcelDataReader;

namespace LibraryBot.Knowledge.Import.Sheets;

/// <summary>One row of a table, its cells as text.</summary>
internal sealed record SheetRow(int Line, IReadOnlyList<string> Cells, string? Fault = null);

/// <summary>The rows of a workbook's first sheet or of a CSV file, one at a time and not without end.</summary>
internal static class SheetRows
{
    public const int RowsAtMost = 200_000;
    private const int ColumnsAtMost = 200;
    private const int LargestWorkbookMegabytes = 32;

    // The package asks for Windows-1252 when it starts, also for workbooks that never need it.
    static SheetRows() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static IEnumerable<SheetRow> Of(string path)
    {
        if (path.EndsWith(".xls", StringComparison.OrdinalIgnoreCase))
            throw new ImportRefused($"{path} is a workbook of the old kind; please save it as .xlsx or .csv.");
        return IsWorkbook(path) ? OfWorkbook(ImportFile.ReadBytes(path, LargestWorkbookMegabytes), path) : OfText(path);
    }

    /// <summary>A workbook is a zip, whatever it is called: a file that came by chat has no name of its own.</summary>
    private static bool IsWorkbook(string path)
    {
        if (!File.Exists(path))
            return false;
        using var file = File.OpenRead(path);
        Span<byte> first = stackalloc byte[4];
        return file.ReadAtLeast(first, first.Length, throwOnEndOfStream: false) == first.Length && first.SequenceEqual("PK\u0003\u0004"u8);
    }

    public static IEnumerable<SheetRow> OfText(TextReader text) =>
        new DelimitedText(text).Rows().Select(row => new SheetRow(row.Line, [.. row.Fields.Take(ColumnsAtMost)], row.Fault));

    /// <exception cref="ImportRefused">It is no workbook, or unpacks to more than a workbook of a library ever holds.</exception>
    public static IEnumerable<SheetRow> OfWorkbook(byte[] workbook, string name)
    {
        UnpackedSize.Check(workbook, name);
        using var reader = Open(workbook, name);
        if (reader.FieldCount > ColumnsAtMost)
            throw new ImportRefused($"{name} has more than {ColumnsAtMost} columns.");
        if (reader.RowCount > RowsAtMost)
            throw new ImportRefused($"{name} has more than {RowsAtMost} rows.");
        for (var line = 1; ; line++)
        {
            var (hasRow, fault) = Next(reader);
            if (fault is not null)
                yield return new SheetRow(line, ["?"], fault);
            if (!hasRow)
                yield break;
            yield return new SheetRow(line, [.. Enumerable.Range(0, reader.FieldCount).Select(column => Cell(reader.GetValue(column)))]);
        }
    }

    private static IEnumerable<SheetRow> OfText(string path)
    {
        using var text = ImportFile.OpenText(path);
        foreach (var row in OfText(text))
            yield return row;
    }

    // The package has no one kind of exception for a broken workbook.
    private static IExcelDataReader Open(byte[] workbook, string name)
    {
        try
        {
            return ExcelReaderFactory.CreateOpenXmlReader(new MemoryStream(workbook, writable: false));
        }
        catch (Exception broken) when (broken is not OutOfMemoryException)
        {
            throw new ImportRefused($"{name} is not a workbook that can be read.", broken);
        }
    }

    private static (bool HasRow, string? Fault) Next(IExcelDataReader reader)
    {
        try
        {
            return (reader.Read(), null);
        }
        catch (Exception broken) when (broken is not OutOfMemoryException)
        {
            return (false, "the sheet cannot be read from here on");
        }
    }

    /// <summary>A time of day is a moment on the eve of Excel's first day.</summary>
    private static string Cell(object? value) => value switch
    {
        null => "",
        DateTime { Year: < 1901 } time => time.ToString("HH:mm", CultureInfo.InvariantCulture),
        DateTime day => day.ToString(day.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        TimeSpan time => time.ToString(@"hh\:mm", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
