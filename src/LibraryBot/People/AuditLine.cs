using System.Globalization;
using LibraryBot.Storage;

namespace LibraryBot.People;

/// <summary>One line of the record of who did what to which version. Lines are only ever added.</summary>
public sealed record AuditLine(long Number, DateTimeOffset At, string PersonId, string PersonName, string Verb, long? Post, int? Version, string? Hash, string? Words)
{
    public static readonly Collection<AuditLine> Lines = new("audit", line => line.Number.ToString("D10", CultureInfo.InvariantCulture));
    public static readonly StoreIndex<AuditLine> ByPost = Lines.ByNumber("post", line => line.Post);

    /// <summary>A line about something other than a post: a sign-in, a destination.</summary>
    public static void Add(IStoreSession store, string personId, string personName, string verb, string? words, DateTimeOffset at) =>
        store.Put(Lines, new AuditLine(store.Next("audit"), at, personId, personName, verb, null, null, null, words));
}
