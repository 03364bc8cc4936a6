using System.Globalization;
using System.Text.Json.Serialization;
using LibraryBot.Activities;
using LibraryBot.Storage;

namespace LibraryBot.Publishing;

/// <summary>A reply that waits to be sent, written in the turn's own transaction.</summary>
public sealed record OutboxRow(long Number, ConversationReference To, Activity Says, DateTimeOffset DueAt)
{
    /// <summary>How long a network may put a reply off before it is given up. Waiting for a rate limit is no failure.</summary>
    private static readonly TimeSpan TriedAtMost = TimeSpan.FromDays(1);
    private const int FaultsAtMost = 3;

    public static readonly Collection<OutboxRow> Rows = new("outbox", row => IdOf(row.Number));

    /// <summary>A conversation's replies in their order: its lane, then the number.</summary>
    private static readonly StoreIndex<OutboxRow> ByPlace = Rows.ByText("place", row => row.Lane + '|' + Rows.Id(row));

    /// <summary>When it was first tried; null before that. A reply that nobody tried never grows too old.</summary>
    public DateTimeOffset? TriedSince { get; init; }
    public int Attempts { get; init; }

    /// <summary>How often our own side failed to hand it over: a bug would otherwise hold the conversation for ever.</summary>
    public int Faults { get; init; }

    /// <summary>One conversation, whoever of a group is spoken to.</summary>
    [JsonIgnore]
    public string Lane => LaneOf(To.ChannelId, To.ConversationId);

    public static string IdOf(long number) => number.ToString("D12", CultureInfo.InvariantCulture);

    public static string LaneOf(string channel, string conversation) => $"{channel}|{conversation}";

    public static IReadOnlyList<OutboxRow> Of(IStoreReader store, string lane) => store.Beginning(Rows, ByPlace, lane + '|');

    /// <summary>How this reply waits on after an answer that did not take it; null when nothing more is to be done with it.</summary>
    public OutboxRow? After(SendResult result, DateTimeOffset now) => result switch
    {
        SendResult.TryAgain again when now - (TriedSince ?? now) < TriedAtMost =>
            this with { TriedSince = TriedSince ?? now, Attempts = Attempts + 1, DueAt = now + again.Pause(Attempts) },
        _ => null,
    };

    /// <summary>How it waits on after a fault of ours; null after the last.</summary>
    public OutboxRow? AfterFault(DateTimeOffset now) =>
        Faults + 1 >= FaultsAtMost ? null : this with { Faults = Faults + 1, DueAt = now + TimeSpan.FromSeconds(5) };
}
