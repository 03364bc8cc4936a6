using System.Globalization;
using System.Text.Json.Serialization;
using LibraryBot.Activities;
using LibraryBot.Storage;

namespace LibraryBot.Accessions;

public enum SourceState
{
    /// <summary>It was named, and is to be looked at.</summary>
    Looking,

    /// <summary>What it would bring was shown; a person decides.</summary>
    Shown,
    On,
    Paused,

    /// <summary>It is given up, and what came from it is taken out.</summary>
    Leaving,
}

/// <summary>A link that the library's knowledge is brought from again and again.</summary>
/// <param name="Place">Where its adder is told what it would bring.</param>
public sealed record KnowledgeSource(long Number, string Kind, string Link, string AddedById, string AddedByName, ConversationReference Place, DateTimeOffset AddedAt)
{
    public static readonly TimeSpan LongestBackOff = TimeSpan.FromDays(1);
    public static readonly TimeSpan ShortestBetween = TimeSpan.FromHours(1);
    public static readonly Collection<KnowledgeSource> All = new("sources", source => source.Id);
    public static readonly StoreIndex<KnowledgeSource> ByNext = All.ByNumber("next", source => source.State == SourceState.Paused ? null : source.NextAt.UtcTicks);

    public SourceState State { get; init; }
    public SourceOptions Options { get; init; } = new();

    /// <summary>Hours between two runs that went well.</summary>
    public int Every { get; init; } = 24;

    /// <summary>What stands as the source on its records, once it was read.</summary>
    public string? Origin { get; init; }
    public DateTimeOffset NextAt { get; init; }
    public DateTimeOffset? LastTried { get; init; }
    public DateTimeOffset? LastGood { get; init; }

    /// <summary>What the last good run came to, and how many records of it are held.</summary>
    public int New { get; init; }
    public int Changed { get; init; }
    public int Skipped { get; init; }
    public int Holds { get; init; }

    /// <summary>Why the last run failed; null: it did not.</summary>
    public string? Trouble { get; init; }
    public DateTimeOffset? FailingSince { get; init; }
    public int Failures { get; init; }

    /// <summary>The owners know that it is sick.</summary>
    public bool IsTold { get; init; }

    /// <summary>Who wanted the next run now, and is told what came of it.</summary>
    public ConversationReference? WantedAt { get; init; }

    [JsonIgnore]
    public string Id => IdOf(Number);

    [JsonIgnore]
    public string Host => Uri.TryCreate(Link, UriKind.Absolute, out var uri) ? uri.IdnHost : Link;

    [JsonIgnore]
    public bool IsSick => FailingSince is not null;

    public static string IdOf(long number) => number.ToString("D6", CultureInfo.InvariantCulture);

    /// <summary>Every source with its number, the oldest first.</summary>
    public static IReadOnlyList<KnowledgeSource> Confirmed(IStoreReader store) => [.. store.All(All).Where(source => source.State is SourceState.On or SourceState.Paused).OrderBy(source => source.Number)];

    public bool IsFailingFor(TimeSpan time, DateTimeOffset now) => now - FailingSince >= time;

    public KnowledgeSource Succeeded(DateTimeOffset now) => this with
    {
        LastTried = now,
        LastGood = now,
        NextAt = now.AddHours(Every),
        Trouble = null,
        FailingSince = null,
        Failures = 0,
        WantedAt = null,
    };

    /// <summary>What it brought before stays. Tried again after 1, 2, 4 ... hours, at most a day.</summary>
    public KnowledgeSource Failed(string trouble, DateTimeOffset now) => this with
    {
        LastTried = now,
        NextAt = now + BackOff(Failures),
        Trouble = trouble,
        FailingSince = FailingSince ?? now,
        Failures = Failures + 1,
        WantedAt = null,
    };

    private static TimeSpan BackOff(int failures) =>
        TimeSpan.FromHours(Math.Min(LongestBackOff.TotalHours, ShortestBetween.TotalHours * Math.Pow(2, Math.Min(failures, 10))));
}

/// <summary>What some kinds of source are asked besides.</summary>
public sealed record SourceOptions(string? Prefix = null, string? Set = null);
