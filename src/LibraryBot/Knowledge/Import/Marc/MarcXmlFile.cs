using System.Xml;

namespace LibraryBot.Knowledge.Import.Marc;

/// <summary>
/// A file of MARCXML, read record by record: a collection, a page of OAI-PMH, or anything else that has elements "record" with
/// fields of MARC. Where the XML stops being well-formed the import ends, and what came before is kept.
/// </summary>
public static class MarcXmlFile
{
    /// <exception cref="ImportRefused">The file cannot be read, carries a document type, or has no record of MARC; nothing was changed.</exception>
    public static async Task<ImportRun> Import(string path, Importing into)
    {
        await using var file = MarcFile.Open(path);
        return await Import(file, path, into);
    }

    internal static async Task<ImportRun> Import(Stream stream, string name, Importing into)
    {
        var records = await MarcRecords.Begin(into);
        using var reader = Reader(stream, name);
        var found = new MarcXmlRecords(reader);
        while (found.MoveNext())
            await records.Add($"record {found.Number}", () => found.Current);
        if (found.Number == 0 && (found.Trouble is not null || !found.IsEmptyCollection))
            throw new ImportRefused(found.Trouble is { } nothing ? $"{name} is not well-formed XML: {nothing}" : $"{name} has no record of MARC.");
        if (found.Trouble is { } trouble)
            records.Skip(trouble, "nothing behind it can be read");
        return await records.End();
    }

    private static XmlReader Reader(Stream stream, string name)
    {
        try
        {
            return XmlReader.Create(new MarkupStream(stream), Settings());
        }
        catch (XmlException broken)
        {
            // It looks at the first bytes already, to find their character set.
            throw new ImportRefused($"{name} is not well-formed XML: line 1: {MarcXmlRecords.Why(broken)}", broken);
        }
    }

    private static XmlReaderSettings Settings() => new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CheckCharacters = false,
    };
}
