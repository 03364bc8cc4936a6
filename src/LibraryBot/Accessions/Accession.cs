using System.Globalization;
using System.Text.Json.Serialization;
using LibraryBot.Activities;
using LibraryBot.Knowledge.Import;
using LibraryBot.Storage;

namespace LibraryBot.Accessions;

public enum AccessionState
{
    /// <summary>A file that goes with another waits for that one.</summary>
    Half,

    /// <summary>It is to be looked at.</summary>
    Looking,

    /// <summary>What it would bring was shown; a person decides.</summary>
    Shown,

    /// <summary>It was decided: it is brought in.</summary>
    Importing,
}

/// <summary>A file, or a pair, that one of the staff sent, on its way into what the library knows. Gone when it is in, or not wanted.</summary>
/// <param name="Place">Where it was sent, and where its news are told.</param>
public sealed record Accession(long Number, string PersonId, string PersonName, ConversationReference Place, DateTimeOffset SentAt)
{
    /// <summary>How long a person has to decide.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(1);

    /// <summary>So often it is begun; a file that ends the bot every time must not do so for ever.</summary>
    public const int TriesAtMost = 3;
    public static readonly Collection<Accession> All = new("accessions", accession => accession.Id);
    public static readonly StoreIndex<Accession> ByState = All.ByText("state", accession => accession.State.ToString());

    public AccessionState State { get; init; }

    /// <summary>The main file first, then the one that goes with it.</summary>
    public IReadOnlyList<AccessionFile> Files { get; init; } = [];

    /// <summary>Since when it waits for its turn: one is brought in after another.</summary>
    public DateTimeOffset QueuedAt { get; init; }

    /// <summary>Until when a person may decide.</summary>
    public DateTimeOffset EndsAt { get; init; }
    public int Tries { get; init; }

    /// <summary>How many records were seen when it was looked at.</summary>
    public int Seen { get; init; }

    [JsonIgnore]
    public string Id => IdOf(Number);

    [JsonIgnore]
    public string Kind => Files[0].Kind;

    [JsonIgnore]
    public string Name => string.Join(" + ", Files.Select(file => file.Name));

    public static string IdOf(long number) => number.ToString("D8", CultureInfo.InvariantCulture);

    internal FileImporter Importer => FileImporter.Named(Kind);

    /// <summary>With the other half: complete, and to be looked at.</summary>
    internal Accession With(AccessionFile other, DateTimeOffset now) => this with { Files = Importer.IsSecond ? [other, .. Files] : [.. Files, other], State = AccessionState.Looking, QueuedAt = now, Tries = 0 };
}

/// <summary>One file of it: its id in the folder of sent files, its name as it was sent, and what it is.</summary>
public sealed record AccessionFile(string Id, string Name, string Kind);
