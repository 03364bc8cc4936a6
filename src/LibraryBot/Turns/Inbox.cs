using System.Text.Json.Serialization;
using LibraryBot.Storage;

namespace LibraryBot.Turns;

/// <summary>
/// What a channel brought, as it came, kept from before it is acknowledged until its turn is committed. What has no number stays
/// as its own memory that it was heard, for as long as the network may bring it again; see <see cref="HeardNumbers"/> for the rest.
/// </summary>
/// <param name="Id">The channel's own key of it, such as "telegram|815".</param>
/// <param name="Raw">Empty once it is done.</param>
public sealed record InboxRow(string Id, string ChannelId, string Raw, DateTimeOffset ReceivedAt)
{
    /// <summary>Telegram brings an update again for up to 24 hours.</summary>
    public static readonly TimeSpan KeptWhenDone = TimeSpan.FromHours(48);

    public static readonly Collection<InboxRow> Rows = new("inbox", row => row.Id);
    public static readonly StoreIndex<InboxRow> ByWaiting = Rows.ByText("waiting", row => row.IsDone ? null : row.ChannelId);
    public static readonly StoreIndex<InboxRow> ByDone = Rows.ByNumber("done", row => row.DoneAt?.UtcTicks);

    public DateTimeOffset? DoneAt { get; init; }

    [JsonIgnore]
    public bool IsDone => DoneAt is not null;
}

/// <summary>What could not be read or failed again and again, with the reason, for a developer to look at.</summary>
public sealed record Quarantined(string Id, string ChannelId, string Raw, string Why, DateTimeOffset ReceivedAt)
{
    public static readonly Collection<Quarantined> Rows = new("quarantine", row => row.Id);
}

/// <summary>
/// Where everything that a network brings is stored under its own id before the network is told that it may forget it.
/// An id takes effect once.
/// </summary>
/// <param name="tellOwners">Tells them of one more trouble, in the same transaction.</param>
public sealed class Inbox(ILibraryStore store, TimeProvider clock, Action<IStoreSession, Trouble> tellOwners)
{
    /// <summary>Keeps what arrived. False, and nothing is changed, when it is there already: waiting or done.</summary>
    public bool Keep(IStoreSession session, string id, string channelId, string raw)
    {
        if (session.Get(InboxRow.Rows, id) is not null || HeardNumbers.Has(session, id))
            return false;
        session.Put(InboxRow.Rows, new InboxRow(id, channelId, raw, clock.GetUtcNow()));
        return true;
    }

    /// <summary>What an earlier run kept and did not finish, in no order that means anything.</summary>
    public Task<IReadOnlyList<InboxRow>> LeftOver(string channelId) =>
        store.Read(reader => reader.Find(InboxRow.Rows, InboxRow.ByWaiting, channelId));

    /// <summary>
    /// Marks it as heard, in its turn's own transaction. False when it was heard before. What was never kept (a channel that
    /// acknowledges only after the turn) is remembered as well.
    /// </summary>
    public static bool Hear(IStoreSession session, string id, string channelId, DateTimeOffset now)
    {
        if (HeardNumbers.Add(session, id, now) is { } isNew)
        {
            session.Delete(InboxRow.Rows, id);
            return isNew;
        }

        var row = session.Get(InboxRow.Rows, id) ?? new InboxRow(id, channelId, "", now);
        if (row.IsDone)
            return false;
        session.Put(InboxRow.Rows, row with { Raw = "", DoneAt = now });
        return true;
    }

    /// <summary>Puts something aside for a developer, and tells the owners.</summary>
    public void Quarantine(IStoreSession session, string id, string channelId, string raw, string why, Trouble trouble)
    {
        session.Put(Quarantined.Rows, new Quarantined(id, channelId, raw, why, clock.GetUtcNow()));
        tellOwners(session, trouble);
    }
}
