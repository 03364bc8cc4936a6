namespace LibraryBot.Tests.Support;

/// <summary>
/// Telegram's limits as its Bots FAQ has them: 30 messages in any second over all, about one a second in a chat after a short
/// burst, 20 in any minute in a group or channel. Edits count as messages do, an album as its pictures.
/// </summary>
public sealed class FakeLimits(TimeProvider time)
{
    private readonly Lock guard = new();
    private readonly Queue<DateTimeOffset> overall = new();
    private readonly Dictionary<long, Queue<DateTimeOffset>> groups = [];
    private readonly Dictionary<long, DateTimeOffset> paidUntil = [];

    public int PerSecond { get; init; } = 30;
    public int GroupPerMinute { get; init; } = 20;
    public int ChatBurst { get; init; } = 4;
    public TimeSpan ChatPace { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Counts messages; refuses all of them with 429 and the real wait when that is too many.</summary>
    internal void Count(long chat, int messages = 1)
    {
        lock (guard)
        {
            var now = time.GetUtcNow();
            Refuse(Wait(overall, PerSecond, TimeSpan.FromSeconds(1), messages, now), null);
            if (chat < 0)
                Refuse(Wait(Group(chat), GroupPerMinute, TimeSpan.FromMinutes(1), messages, now), chat);
            // A whole album passes where one message does.
            var steps = Math.Min(messages, ChatBurst);
            var paid = paidUntil.TryGetValue(chat, out var until) && until > now ? until : now;
            Refuse(paid - now - ((ChatBurst - steps) * ChatPace), chat);
            paidUntil[chat] = paid + (steps * ChatPace);
            Note(overall, messages, now);
            if (chat < 0)
                Note(Group(chat), messages, now);
        }
    }

    private Queue<DateTimeOffset> Group(long chat) => groups.TryGetValue(chat, out var seen) ? seen : groups[chat] = new();

    private static TimeSpan Wait(Queue<DateTimeOffset> seen, int atMost, TimeSpan span, int messages, DateTimeOffset now)
    {
        while (seen.TryPeek(out var first) && first + span <= now)
            seen.Dequeue();
        var tooMany = seen.Count + messages - atMost;
        return tooMany <= 0 ? TimeSpan.Zero : seen.ElementAt(Math.Min(tooMany, seen.Count) - 1) + span - now;
    }

    private static void Note(Queue<DateTimeOffset> seen, int messages, DateTimeOffset now)
    {
        for (var i = 0; i < messages; i++)
            seen.Enqueue(now);
    }

    private static void Refuse(TimeSpan wait, long? chat)
    {
        if (wait > TimeSpan.Zero)
            throw FakeRefusal.Flood(Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)), chat);
    }
}
