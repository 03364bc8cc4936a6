namespace LibraryBot.Publishing.Telegram;

/// <summary>
/// Keeps the bot under Telegram's limits (Bots FAQ: about 30 a second over all, one a second in a chat with short bursts,
/// 20 a minute in a group), and closes for everyone when Telegram says 429.
/// </summary>
public sealed class SendingPace(TimeProvider time, bool hasLimits = true)
{
    private const int ChatsRemembered = 5000;
    private readonly Lock guard = new();
    private readonly SendingGate gate = new(time, hasLimits ? 25 : 100_000, TimeSpan.FromSeconds(1));
    private readonly Dictionary<long, ChatPace> chats = [];

    /// <summary>How long the gate stays closed; zero when it is open.</summary>
    public TimeSpan ClosedFor => gate.ClosedFor;

    /// <summary>How long a message to this chat would have to wait, as things stand. Takes no place.</summary>
    public TimeSpan WouldWait(long chat)
    {
        lock (guard)
        {
            var now = time.GetUtcNow();
            var free = chats.TryGetValue(chat, out var pace) ? pace.FreeFrom(now) - now : TimeSpan.Zero;
            return free > ClosedFor ? free : ClosedFor;
        }
    }

    /// <summary>Nothing is sent to anyone for this long.</summary>
    public void Close(TimeSpan span) => gate.Close(span);

    /// <summary>Ends when one message may go to this chat. Its place there is taken even if it is not sent then.</summary>
    public async Task Wait(long chat, Urgency urgency, CancellationToken cancel)
    {
        var wait = TakeChat(chat) - time.GetUtcNow();
        if (wait > TimeSpan.Zero)
            await Task.Delay(wait, time, cancel);
        await gate.Pass(urgency, cancel);
    }

    /// <summary>Ends when a call may go that is no message in a chat.</summary>
    public Task Wait(Urgency urgency, CancellationToken cancel) => gate.Pass(urgency, cancel);

    private DateTimeOffset TakeChat(long chat)
    {
        if (!hasLimits)
            return time.GetUtcNow();
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

    private sealed class ChatPace(bool isGroup)
    {
        private readonly PaceWindow burst = new(3, TimeSpan.FromSeconds(3));
        private readonly PaceWindow? minute = isGroup ? new PaceWindow(20, TimeSpan.FromMinutes(1)) : null;

        public DateTimeOffset Last { get; private set; }

        public DateTimeOffset FreeFrom(DateTimeOffset now) => burst.FreeFrom(minute?.FreeFrom(now) ?? now);

        public DateTimeOffset Take(DateTimeOffset now)
        {
            Last = burst.Take(minute?.Take(now) ?? now);
            return Last;
        }
    }
}
