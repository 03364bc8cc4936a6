using LibraryBot.Publishing;
using LibraryBot.Responses;
using LibraryBot.Storage;

namespace LibraryBot.Upkeep;

/// <summary>
/// A store from a backup may still plan what went out after the backup was made. Such a delivery is taken for one that was
/// interrupted: it is not sent again, and a person is asked to look.
/// </summary>
public static class DoubtfulDeliveries
{
    public static void Mark(IStoreSession session, DateTimeOffset now)
    {
        foreach (var planned in session.Between(Delivery.Deliveries, Delivery.ByDue, 0, now.UtcTicks).Where(delivery => LeavesTheHouse(session, delivery)))
            Broadcast.Record(session, planned with { State = DeliveryState.Committing });
        foreach (var planned in session.Find(CommentAct.Acts, CommentAct.ByState, CommentActState.Planned.ToString()))
            session.Put(CommentAct.Acts, planned with { State = CommentActState.Committing, AttemptAt = planned.AttemptAt ?? planned.AskedAt });
    }

    /// <summary>What stood on the board is gone with the rest of the store, and a rehearsal sends nothing: both may come again.</summary>
    private static bool LeavesTheHouse(IStoreReader session, Delivery delivery) =>
        delivery.Kind != Destination.Board
        && session.Get(Destination.Destinations, delivery.DestinationId)?.State != DestinationState.Rehearsal;
}
