using System.Globalization;
using System.Text.Json;
using LibraryBot.Storage;

namespace LibraryBot.Knowledge.Import;

/// <summary>What an import came to. <c>Problems</c> name each skipped row and each doubt, as "books[3]: it has no title".</summary>
public sealed record ImportRun(string Source)
{
    public static readonly Collection<ImportRun> Collection = new("import_runs", run => run.Id);

    public string Id { get; init; } = "";
    public DateTimeOffset? At { get; init; }
    public int Seen { get; init; }
    public int New { get; init; }
    public int Changed { get; init; }
    public int Skipped { get; init; }
    public int Warnings { get; init; }

    /// <summary>The source was read to its end, or to where nothing new came any more.</summary>
    public bool IsWhole { get; init; }
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>The last line of the command: "seen N, new N, changed N, skipped N, warnings N".</summary>
    public string Summary => string.Create(CultureInfo.InvariantCulture,
        $"seen {Seen}, new {New}, changed {Changed}, skipped {Skipped}, warnings {Warnings}");

    /// <summary>The problems, one a line, and the summary last.</summary>
    public void Print(TextWriter to)
    {
        foreach (var problem in Problems)
            to.WriteLine(problem);
        to.WriteLine(Summary);
    }

    public string ToJson() => JsonSerializer.Serialize(new { Source, Seen, New, Changed, Skipped, Warnings, Problems }, StoreJson.Options);
}

/// <summary>The whole file cannot be read; nothing was changed. The message is one line for the person at the keyboard.</summary>
public sealed class ImportRefused(string message, Exception? inner = null) : Exception(message, inner);
