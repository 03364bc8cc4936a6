using System.Text.Json;
using LibraryBot.Storage;

namespace LibraryBot.Knowledge.Import;

/// <summary>The library's own knowledge file; docs/knowledge-file.md describes it. Sections may be missing, unknown names are let be.</summary>
public static class NativeFile
{
    private static readonly string[] Sections = ["library", "books", "events", "hours", "faq", "pathfinders", "terms"];

    /// <exception cref="ImportRefused">The file cannot be read, or is not a knowledge file.</exception>
    public static Task<ImportRun> Import(string path, Importing into) => ImportText(ImportFile.Read(path), path, into);

    /// <param name="name">What to call the text when it is refused.</param>
    public static async Task<ImportRun> ImportText(string text, string name, Importing into)
    {
        using var document = Open(text, name);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object || !Sections.Any(section => root.TryGetProperty(section, out _)))
            throw new ImportRefused($"{name} is not a knowledge file: none of {string.Join(", ", Sections)} is in it.");

        var batch = into.Begin("library");
        var known = await into.Store.Read(session => (
            Branches: session.All(Branch.Collection),
            Books: session.All(Book.Collection).Select(book => book.Id).ToHashSet(),
            Zone: session.All(LibraryInfo.Collection).FirstOrDefault()?.TimeZone));
        var library = new NativeLibrary(batch, Zones.Find(ZoneOf(root) ?? known.Zone), known.Branches);
        await library.ReadLibrary(root);
        await EachRow(root, "books", batch, row => library.ReadBook(row, known.Books));
        await EachRow(root, "events", batch, row => library.ReadEvent(row, known.Books));
        await EachRow(root, "hours", batch, library.ReadHours);
        await EachRow(root, "faq", batch, library.ReadFaq);
        await EachRow(root, "pathfinders", batch, row => library.ReadPathfinder(row, known.Books));
        await EachRow(root, "terms", batch, library.ReadTerm);
        return await batch.End();
    }

    private static JsonDocument Open(string text, string name)
    {
        try
        {
            return JsonDocument.Parse(text, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        }
        catch (JsonException broken)
        {
            throw new ImportRefused($"{name} is not a knowledge file: it is not JSON (line {broken.LineNumber + 1}).", broken);
        }
    }

    private static string? ZoneOf(JsonElement root) =>
        root.TryGetProperty("timezone", out var zone) && zone.ValueKind == JsonValueKind.String ? zone.GetString() : null;

    private static async Task EachRow(JsonElement root, string section, ImportBatch batch, Func<NativeRow, Task> read)
    {
        if (!root.TryGetProperty(section, out var rows) || rows.ValueKind == JsonValueKind.Null)
            return;
        if (rows.ValueKind != JsonValueKind.Array)
        {
            batch.Skip(section, "it is not a list");
            return;
        }

        var index = 0;
        foreach (var row in rows.EnumerateArray())
            await ReadRow(row, $"{section}[{index++}]", batch, read);
    }

    internal static async Task ReadRow(JsonElement row, string path, ImportBatch batch, Func<NativeRow, Task> read)
    {
        if (row.ValueKind != JsonValueKind.Object)
        {
            batch.Skip(path, "it is not an object");
            return;
        }

        try
        {
            await read(new NativeRow(row, path));
        }
        catch (BrokenRow broken)
        {
            batch.Skip(path, broken.Message);
        }
    }
}
