using LibraryBot.Storage;

namespace LibraryBot.Turns;

/// <summary>What a channel brought, as it came, kept from before it is acknowledged until its turn is over.</summary>
/// <param name="Id">The channel's own key of it, such as "telegram|815".</param>
public sealed record InboxRow(string Id, string ChannelId, string Raw, DateTimeOffset ReceivedAt)
{
    public static readonly Collection<InboxRow> Rows = new("inbox", row => row.Id);
    public static readonly StoreIndex<InboxRow> ByChannel = Rows.ByText("channel", row => row.ChannelId);
}

/// <summary>What could not be read or failed again and again, with the reason, for a developer to look at.</summary>
public sealed record Quarantined(string Id, string ChannelId, string Raw, string Why, DateTimeOffset ReceivedAt)
{
    public static readonly Collection<Quarantined> Rows = new("quarantine", row => row.Id);
}
