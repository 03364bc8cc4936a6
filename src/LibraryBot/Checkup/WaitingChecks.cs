using LibraryBot.Publishing;
using LibraryBot.Storage;
using LibraryBot.Turns;

namespace LibraryBot.Checkup;

/// <summary>What waits for somebody: messages put aside, replies that do not leave, deliveries in doubt.</summary>
internal static class WaitingChecks
{
    private static readonly TimeSpan LateFrom = TimeSpan.FromHours(1);

    /// <summary>What is older has been seen or never will be; it is kept, and no longer called a fault.</summary>
    private static readonly TimeSpan Recent = TimeSpan.FromDays(14);

    public static IEnumerable<Finding> Quarantine(IStoreReader store, Examined on)
    {
        var aside = store.All(Quarantined.Rows).OrderBy(row => row.ReceivedAt).ToList();
        if (aside is [var oldest, ..] && on.Clock.GetUtcNow() - aside[^1].ReceivedAt < Recent)
            yield return new Finding("quarantine", $"{Amounts.Count(aside.Count, "message")} could not be read or failed again and again, the oldest of {Amounts.Moment(oldest.ReceivedAt)}; the reason of the newest: {OneLine.Of(aside[^1].Why)}", "They are kept as they came. Look for the reason in the log, install a newer version if it mends it, and ask the person to write again.");
        else
            yield return new Finding("quarantine", aside.Count == 0 ? "empty" : $"{Amounts.Count(aside.Count, "old message")}, none within 14 days");
    }

    public static IEnumerable<Finding> Replies(IStoreReader store, Examined on)
    {
        var late = store.All(OutboxRow.Rows).Where(row => on.Clock.GetUtcNow() - (row.TriedSince ?? row.DueAt) > LateFrom).ToList();
        yield return late.Count == 0
            ? new Finding("replies", "none has waited for more than an hour")
            : new Finding("replies", $"{Amounts.Count(late.Count, "reply", "replies")} to {string.Join(", ", late.Select(row => row.To.ChannelId).Distinct())} {(late.Count == 1 ? "has" : "have")} waited for more than an hour, since {Amounts.Moment(late.Min(row => row.TriedSince ?? row.DueAt))}.", "Start the bot if it is stopped. If it runs, look whether that channel is connected: its token, the network, the log.");
    }

    public static IEnumerable<Finding> Deliveries(IStoreReader store, Examined on)
    {
        var doubtful = store.Find(Delivery.Deliveries, Delivery.ByState, DeliveryState.NeedsHuman.ToString())
            .Where(delivery => on.Clock.GetUtcNow() - (delivery.BegunAt ?? delivery.DueAt) < Recent).ToList();
        foreach (var delivery in doubtful)
            yield return new Finding("deliveries", $"Nobody knows whether post #{delivery.Post} reached {OneLine.Of(delivery.DestinationName)} ({Amounts.Moment(delivery.BegunAt ?? delivery.DueAt)}).", "Look there. If it is missing, draft it again or post it by hand; the bot never sends it twice by itself.");
        if (doubtful.Count == 0)
            yield return new Finding("deliveries", "none is in doubt");
    }
}
