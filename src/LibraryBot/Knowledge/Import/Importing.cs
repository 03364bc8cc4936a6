using LibraryBot.OutsideWeb;
using LibraryBot.Storage;

namespace LibraryBot.Knowledge.Import;

/// <summary>Where an import goes to, and how: into the store, or only compared with it.</summary>
public sealed record Importing(ILibraryStore Store, TimeProvider Clock)
{
    /// <summary>Nothing is written; the run tells what would be new and what would change.</summary>
    public bool OnlyLook { get; init; }

    /// <summary>Where the records come from when it is more than a kind of file ("oai:opac.example.org"); ids of two such sources never meet.</summary>
    public string? Source { get; init; }

    /// <summary>Told again and again how many records have been seen; on any thread.</summary>
    public Action<int>? Seen { get; init; }

    /// <summary>Ends the import between two records; what was committed until then stays.</summary>
    public CancellationToken Cancel { get; init; }

    /// <summary>The way to the outside; a test's own lets its server through.</summary>
    internal PublicWeb? Web { get; init; }

    internal PublicWeb Outside => Web ?? new PublicWeb(Clock);

    /// <param name="kind">The kind of source, as it stands on the records: "marc", "ics".</param>
    public ImportBatch Begin(string kind) => new(Source ?? kind, this);
}
