using LibraryBot.Knowledge.Import.Feeds;
using LibraryBot.Knowledge.Import.Marc;
using LibraryBot.Knowledge.Import.Sheets;

namespace LibraryBot.Knowledge.Import;

/// <summary>A kind of file that can be brought in: how it is known, and what reads it.</summary>
/// <param name="Kind">Also names its texts in dialogs/accessions: "kind.library", "sends.library".</param>
/// <param name="Import">Is given the path of the file, and behind it that of the file that goes with it, if there is one.</param>
internal sealed record FileImporter(string Kind, Func<FileStart, bool> Fits, Func<IReadOnlyList<string>, Importing, Task<ImportRun>> Import)
{
    /// <summary>
    /// EVERY importer of files stands here, in a line of its own; the first that fits reads the file. With the line come its texts in
    /// dialogs/accessions, and the chat takes such files.
    /// </summary>
    public static readonly IReadOnlyList<FileImporter> All =
    [
        new("library", start => start.Kind == ImportKind.Library, (paths, into) => NativeFile.Import(paths[0], into)),
        new("marc", start => start.Kind == ImportKind.Marc, (paths, into) => MarcFile.Import(paths[0], into)),
        new("marcxml", start => start.Kind == ImportKind.MarcXml, (paths, into) => MarcXmlFile.Import(paths[0], into)),
        new("feed", start => start.Kind == ImportKind.Feed, (paths, into) => FeedFile.Import(paths[0], into)),
        new("ics", start => start.IsCalendar, (paths, into) => IcsFile.Import(paths[0], into)) { BringsBooks = false },
        new("slims", start => start.IsSlimsTitles, (paths, into) => SlimsFiles.Import(paths[0], paths.ElementAtOrDefault(1), into)) { GoesWith = "slims_copies" },
        new("slims_copies", start => start.IsSlimsCopies, (_, _) => throw new ImportRefused("Copies come with their titles.")) { GoesWith = "slims", IsSecond = true },
        new("sheet", start => start.Kind == ImportKind.Sheet, (paths, into) => SheetFile.Import(paths[0], into)),
    ];

    /// <summary>Whether its records may be books: the catalogue is indexed anew after them.</summary>
    public bool BringsBooks { get; init; } = true;

    /// <summary>The kind of file that belongs to it.</summary>
    public string? GoesWith { get; init; }

    /// <summary>It cannot be read without the one that it goes with.</summary>
    public bool IsSecond { get; init; }

    /// <summary>Null: nothing here reads it.</summary>
    public static FileImporter? Of(string name, byte[] firstBytes)
    {
        var start = new FileStart(name, firstBytes);
        return All.FirstOrDefault(importer => importer.Fits(start));
    }

    public static FileImporter Named(string kind) => All.Single(importer => importer.Kind == kind);
}
