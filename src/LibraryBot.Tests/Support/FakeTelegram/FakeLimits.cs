namespace LibraryBot.Tests.Support;

/// <summary>Telegram's limits as its Bots FAQ has them: 30 a second over all, about one a second in a chat, 20 a minute in a group.</summary>
public sealed class FakeLimits(TimeProvider time)
{
    private readonly Lock guard = new();
    private readonly Dictionary<(long Chat, int AtMost), Queue<DateTimeOffset>> seen = [];

    /// <summary>Counts a message; refuses it with 429 when it is one too many.</summary>
    public void Count(long chat, int messages = 1)
    {
        lock (guard)
        {
            Check(0, 30, TimeSpan.FromSeconds(1));
            Check(chat, 4, TimeSpan.FromSeconds(3));
            if (chat < 0)
                Check(chat, 20, TimeSpan.FromMinutes(1));
            foreach (var queue in seen.Where(entry => entry.Key.Chat == 0 || entry.Key.Chat == chat).Select(entry => entry.Value))
                queue.Enqueue(time.GetUtcNow());
        }
    }

    private void Check(long chat, int atMost, TimeSpan span)
    {
        if (!seen.TryGetValue((chat, atMost), out var queue))
            seen[(chat, atMost)] = queue = new Queue<DateTimeOffset>();
        var now = time.GetUtcNow();
        while (queue.TryPeek(out var first) && first + span <= now)
            queue.Dequeue();
        if (queue.Count >= atMost)
            throw FakeRefusal.Flood(Math.Max(1, (int)Math.Ceiling((queue.Peek() + span - now).TotalSeconds)));
    }
}
