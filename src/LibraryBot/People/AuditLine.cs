using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using LibraryBot.Storage;

namespace LibraryBot.People;

/// <summary>
/// One line of the record of who did what to which version. Lines are only ever added; each carries the hash of the one before, so
/// that a line that was changed, left out or put in later breaks the chain.
/// </summary>
public sealed record AuditLine(long Number, DateTimeOffset At, string PersonId, string PersonName, string Verb, string? Words)
{
    public static readonly Collection<AuditLine> Lines = new("audit", line => line.Number.ToString("D10", CultureInfo.InvariantCulture));
    public static readonly StoreIndex<AuditLine> ByPost = Lines.ByNumber("post", line => line.Post);

    /// <summary>The post that it is about, with its version and the hash of all that would be sent; null for other things.</summary>
    public long? Post { get; init; }
    public int? Version { get; init; }
    public string? ContentHash { get; init; }
    public IReadOnlyList<string> Destinations { get; init; } = [];

    /// <summary>When the post is to go out, when a time was chosen.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>The hash of the line before; empty for the first.</summary>
    public string Before { get; init; } = "";
    public string Hash { get; init; } = "";

    /// <summary>Puts a line at the end of the record.</summary>
    /// <param name="about">Adds what the line is about.</param>
    public static void Add(IStoreSession store, string personId, string personName, string verb, string? words, DateTimeOffset at, Func<AuditLine, AuditLine>? about = null)
    {
        var plain = new AuditLine(store.Next("audit"), at, personId, personName, verb, words) { Before = store.Get(AuditEnd.Ends, AuditEnd.TheOne)?.Hash ?? "" };
        var line = about?.Invoke(plain) ?? plain;
        var chained = line with { Hash = HashOf(line) };
        store.Put(Lines, chained);
        store.Put(AuditEnd.Ends, new AuditEnd(AuditEnd.TheOne, chained.Number, chained.Hash));
    }

    /// <summary>
    /// SHA-256, in capital hexadecimal, of the JSON array of number, UTC ticks, person's id and name, verb, words, post, version,
    /// content hash, destinations with commas, UTC ticks of the time, and the hash before.
    /// </summary>
    public static string HashOf(AuditLine line) => Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new object?[]
    {
        line.Number, line.At.UtcTicks, line.PersonId, line.PersonName, line.Verb, line.Words, line.Post, line.Version,
        line.ContentHash, string.Join(',', line.Destinations), line.DueAt?.UtcTicks, line.Before,
    })));

    /// <summary>What breaks the chain, the first place first: the number of the line, and what is wrong with it.</summary>
    public static IEnumerable<(long Line, AuditFault Fault)> Faults(IReadOnlyList<AuditLine> lines, AuditEnd? end)
    {
        var (number, before) = (0L, "");
        foreach (var line in lines.OrderBy(line => line.Number))
        {
            if (line.Number != number + 1)
                yield return (number + 1, AuditFault.Missing);
            else if (line.Before != before)
                yield return (line.Number, AuditFault.Unchained);
            if (line.Hash != HashOf(line))
                yield return (line.Number, AuditFault.Changed);
            (number, before) = (line.Number, line.Hash);
        }

        if ((end?.Number ?? 0) > number)
            yield return (number + 1, AuditFault.Missing);
        else if ((end?.Hash ?? "") != before)
            yield return (number, AuditFault.Unchained);
    }
}

public enum AuditFault
{
    /// <summary>It does not say any more what it said.</summary>
    Changed,

    /// <summary>It does not follow the line before it.</summary>
    Unchained,

    /// <summary>It is not there.</summary>
    Missing,
}

/// <summary>Where the record ends: without it the last lines could be cut off unseen.</summary>
public sealed record AuditEnd(string Id, long Number, string Hash)
{
    public const string TheOne = "end";
    public static readonly Collection<AuditEnd> Ends = new("audit_end", end => end.Id);
}
