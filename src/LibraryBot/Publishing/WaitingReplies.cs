namespace LibraryBot.Publishing;

/// <summary>
/// Which replies wait in the store, each conversation's in order, so that nobody needs to ask the store what is next. Of those
/// that wait behind many others only the number is remembered. For many threads.
/// </summary>
internal sealed class WaitingReplies
{
    private const int HeldAtMost = 1_000;
    private readonly Lock gate = new();
    private readonly Dictionary<string, SortedList<long, OutboxRow?>> lanes = new(StringComparer.Ordinal);
    private int held;

    /// <summary>It waits, as it now is.</summary>
    public void Put(OutboxRow row)
    {
        lock (gate)
        {
            if (!lanes.TryGetValue(row.Lane, out var lane))
                lanes[row.Lane] = lane = new SortedList<long, OutboxRow?>(1);
            Release(lane.GetValueOrDefault(row.Number));
            lane[row.Number] = held < HeldAtMost ? row : null;
            held += held < HeldAtMost ? 1 : 0;
        }
    }

    /// <summary>The number of the reply that is next in a conversation, and the reply itself where it is remembered.</summary>
    public (long Number, OutboxRow? Row)? First(string lane)
    {
        lock (gate)
            return lanes.TryGetValue(lane, out var replies) ? (replies.GetKeyAtIndex(0), replies.GetValueAtIndex(0)) : null;
    }

    /// <summary>It waits no more in this conversation.</summary>
    public void Remove(string lane, long number)
    {
        lock (gate)
            RemoveFrom(lane, number);
    }

    /// <summary>It waits no more anywhere: its conversation may have become another one.</summary>
    public void Remove(OutboxRow row)
    {
        lock (gate)
        {
            if (!RemoveFrom(row.Lane, row.Number) && lanes.FirstOrDefault(lane => lane.Value.ContainsKey(row.Number)).Key is { } other)
                RemoveFrom(other, row.Number);
        }
    }

    private bool RemoveFrom(string lane, long number)
    {
        if (!lanes.TryGetValue(lane, out var replies) || !replies.Remove(number, out var row))
            return false;
        Release(row);
        if (replies.Count == 0)
            lanes.Remove(lane);
        return true;
    }

    private void Release(OutboxRow? row) => held -= row is null ? 0 : 1;
}
