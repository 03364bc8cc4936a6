namespace LibraryBot.Publishing.Telegram;

/// <summary>
/// Keeps the bot under Telegram's limits (Bots FAQ: about 30 a second over all, one a second in a chat with short bursts,
/// 20 a minute in a group), and closes for everyone when Telegram says 429.
/// </summary>
public sealed class SendingPace(TimeProvider time)
{
    private const int ChatsRemembered = 5000;
    private readonly Lock guard = new();
    private readonly Window overall = new(25, TimeSpan.FromSeconds(1));
    private readonly Dictionary<long, ChatPace> chats = [];
    private DateTimeOffset openFrom = DateTimeOffset.MinValue;

    /// <summary>How long the gate stays closed; zero when it is open.</summary>
    public TimeSpan ClosedFor
    {
        get
        {
            lock (guard)
                return Positive(openFrom - time.GetUtcNow());
        }
    }

    /// <summary>How long a message to this chat would have to wait, as things stand. Takes no place.</summary>
    public TimeSpan WouldWait(long chat)
    {
        lock (guard)
        {
            var now = time.GetUtcNow();
            var free = chats.TryGetValue(chat, out var pace) ? pace.FreeFrom(now) : now;
            return Positive((free > openFrom ? free : openFrom) - now);
        }
    }

    /// <summary>Nothing is sent to anyone for this long.</summary>
    public void Close(TimeSpan span)
    {
        lock (guard)
        {
            var until = time.GetUtcNow() + span;
            if (until > openFrom)
                openFrom = until;
        }
    }

    /// <summary>Ends when one message may go to this chat. Its place is taken even if it is not sent then.</summary>
    public async Task Wait(long chat, CancellationToken cancel)
    {
        await Until(TakeChat(chat), cancel);
        do
        {
            await WhileClosed(cancel);
            await Until(TakeOverall(), cancel);
        }
        while (ClosedFor > TimeSpan.Zero);
    }

    private async Task WhileClosed(CancellationToken cancel)
    {
        while (ClosedFor is { Ticks: > 0 } closed)
            await Task.Delay(closed, time, cancel);
    }

    private async Task Until(DateTimeOffset moment, CancellationToken cancel)
    {
        var wait = moment - time.GetUtcNow();
        if (wait > TimeSpan.Zero)
            await Task.Delay(wait, time, cancel);
    }

    private DateTimeOffset TakeOverall()
    {
        lock (guard)
            return overall.Take(time.GetUtcNow());
    }

    private DateTimeOffset TakeChat(long chat)
    {
        lock (guard)
        {
            var now = time.GetUtcNow();
            if (!chats.TryGetValue(chat, out var pace))
            {
                ForgetQuietChats(now);
                chats[chat] = pace = new ChatPace(isGroup: chat < 0);
            }

            return pace.Take(now);
        }
    }

    private void ForgetQuietChats(DateTimeOffset now)
    {
        if (chats.Count < ChatsRemembered)
            return;
        foreach (var quiet in chats.Where(chat => chat.Value.Last < now - TimeSpan.FromMinutes(1)).Select(chat => chat.Key).ToList())
            chats.Remove(quiet);
    }

    private static TimeSpan Positive(TimeSpan span) => span > TimeSpan.Zero ? span : TimeSpan.Zero;

    private sealed class ChatPace(bool isGroup)
    {
        private readonly Window burst = new(3, TimeSpan.FromSeconds(3));
        private readonly Window? minute = isGroup ? new Window(20, TimeSpan.FromMinutes(1)) : null;

        public DateTimeOffset Last { get; private set; }

        public DateTimeOffset FreeFrom(DateTimeOffset now) => burst.FreeFrom(minute?.FreeFrom(now) ?? now);

        public DateTimeOffset Take(DateTimeOffset now)
        {
            Last = burst.Take(minute?.Take(now) ?? now);
            return Last;
        }
    }

    /// <summary>At most so many in any span this long: remembers when the last ones went.</summary>
    private sealed class Window(int atMost, TimeSpan span)
    {
        private readonly Queue<DateTimeOffset> taken = new(atMost);

        public DateTimeOffset FreeFrom(DateTimeOffset from) =>
            taken.Count == atMost && taken.Peek() + span is var free && free > from ? free : from;

        public DateTimeOffset Take(DateTimeOffset from)
        {
            var at = FreeFrom(from);
            if (taken.Count == atMost)
                taken.Dequeue();
            taken.Enqueue(at);
            return at;
        }
    }
}
