namespace LibraryBot.Channels.Telegram;

/// <summary>One chat's updates one after another, different chats side by side, and no more under way than the bound.</summary>
internal sealed class ChatLanes(int atMost) : IDisposable
{
    private readonly Lock guard = new();
    private readonly Dictionary<long, Lane> lanes = [];
    private readonly SemaphoreSlim room = new(atMost);

    /// <summary>Queues work behind what this chat already has. Ends when it is queued; waits while too much is under way.</summary>
    /// <param name="work">Must not throw.</param>
    public async Task Enter(long chat, Func<Task> work, CancellationToken cancel)
    {
        await room.WaitAsync(cancel);
        lock (guard)
        {
            if (!lanes.TryGetValue(chat, out var lane))
                lanes[chat] = lane = new Lane();
            lane.Waiting++;
            lane.Last = Follow(chat, lane, lane.Last, work);
        }
    }

    /// <summary>Ends when everything queued has ended.</summary>
    public Task Empty()
    {
        lock (guard)
            return Task.WhenAll(lanes.Values.Select(lane => lane.Last));
    }

    public void Dispose() => room.Dispose();

    private async Task Follow(long chat, Lane lane, Task before, Func<Task> work)
    {
        // Not on the caller's stack, and never inside the lock.
        await Task.Yield();
        await before;
        try
        {
            await work();
        }
        finally
        {
            room.Release();
            Leave(chat, lane);
        }
    }

    private void Leave(long chat, Lane lane)
    {
        lock (guard)
        {
            if (--lane.Waiting == 0)
                lanes.Remove(chat);
        }
    }

    private sealed class Lane
    {
        public int Waiting { get; set; }
        public Task Last { get; set; } = Task.CompletedTask;
    }
}
