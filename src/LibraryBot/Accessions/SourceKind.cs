using System.Security.Cryptography;
using System.Text;
using LibraryBot.Knowledge.Import;
using LibraryBot.Knowledge.Import.Feeds;
using LibraryBot.Knowledge.Import.Oai;

namespace LibraryBot.Accessions;

/// <summary>A kind of link that can be followed: how it is guessed from the link, and what reads it.</summary>
/// <param name="Kind">Also names its text in dialogs/sources: "kind.ics".</param>
internal sealed record SourceKind(string Kind, Func<Uri, bool> Guess, Func<KnowledgeSource, Importing, Task<ImportRun>> Import)
{
    private static readonly string[] FeedWords = ["rss", "atom", "feed", "freshmeat"];

    /// <summary>
    /// EVERY kind of source stands here, in a line of its own; the first guess that fits is offered first. With the line come its name in
    /// dialogs/sources, and the chat follows such links. Importers reach the web through OutsideWeb only.
    /// </summary>
    public static readonly IReadOnlyList<SourceKind> All =
    [
        new("ics", link => link.AbsolutePath.EndsWith(".ics", StringComparison.OrdinalIgnoreCase) || link.AbsoluteUri.Contains("ical", StringComparison.OrdinalIgnoreCase), (source, into) => IcsFile.Import(source.Link, into)) { BringsBooks = false },
        new("oai", link => link.AbsolutePath.Contains("oai", StringComparison.OrdinalIgnoreCase), (source, into) => OaiHarvest.Import(source.Link, into, source.Options.Prefix, source.Options.Set))
        {
            HasSets = true,
            Origin = source => source.Options.Set is { } set ? $"oai:{source.Host}#{set}" : null,
        },
        new("feed", link => FeedWords.Any(word => link.AbsoluteUri.Contains(word, StringComparison.OrdinalIgnoreCase)), (source, into) => FeedFile.Import(source.Link, into)),
    ];


    public bool BringsBooks { get; init; } = true;

    /// <summary>Whether a part of it may be named, as with the sets of a repository.</summary>
    public bool HasSets { get; init; }

    /// <summary>What stands as the source on its records; null: its importer names them itself.</summary>
    public Func<KnowledgeSource, string?> Origin { get; init; } = Usual;

    public static SourceKind Named(string kind) => All.Single(known => known.Kind == kind);

    /// <summary>The host for people, and the rest of the link as a short hash: calendars of one host are sources of their own.</summary>
    private static string Usual(KnowledgeSource source) =>
        $"{source.Kind}:{source.Host}#{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{source.Link}|{source.Options.Set}")).AsSpan(0, 4))}";
}
