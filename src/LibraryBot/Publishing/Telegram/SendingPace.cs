namespace LibraryBot.Publishing.Telegram;

/// <summary>
/// Keeps the bot under Telegram's limits (Bots FAQ: about 30 a second over all, one a second in a chat with short bursts,
/// 20 a minute in a group), and closes for everyone when Telegram says 429.
/// </summary>
/// <param name="isPaced">False: nothing is held back but by a 429.</param>
internal sealed class SendingPace(TimeProvider time, bool isPaced = true)
{
    private const int ChatsRemembered = 5000;

    /// <summary>Between a turn and its call lies one commit.</summary>
    private static readonly TimeSpan TurnKept = TimeSpan.FromSeconds(5);
    private readonly Lock guard = new();
    private readonly SendingGate gate = new(time, isPaced);
    private readonly Dictionary<long, ChatPace> chats = [];
    private readonly Dictionary<long, Queue<SendingTurn>> reserved = [];

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

    /// <summary>Whether a turn is kept for a message to this chat.</summary>
    public bool HasTurn(long chat)
    {
        lock (guard)
            return reserved.TryGetValue(chat, out var turns) && turns.Any(turn => turn.KeptUntil > time.GetUtcNow());
    }

    /// <summary>Ends when a broadcast may go to this chat, and keeps that turn for the one that follows.</summary>
    public async Task Reserve(long chat, CancellationToken cancel)
    {
        var turn = await WaitAnew(chat, 1, Urgency.Broadcast, cancel);
        gate.Keep(turn, TurnKept);
        lock (guard)
        {
            if (!reserved.TryGetValue(chat, out var turns))
                reserved[chat] = turns = new Queue<SendingTurn>();
            turns.Enqueue(turn);
        }
    }

    /// <summary>There will be no broadcast to this chat now.</summary>
    public void GiveBack(long chat)
    {
        if (Reserved(chat) is { } turn)
            gate.GiveBack(turn);
    }

    /// <summary>Ends when so many messages (none: what is no message) may go to this chat in one call. Their places there are taken even if they are not sent then.</summary>
    public async Task<SendingTurn> Wait(long chat, int messages, Urgency urgency, CancellationToken cancel)
    {
        while (urgency == Urgency.Broadcast && Reserved(chat) is { } turn)
        {
            if (gate.Begin(turn))
                return messages <= 1 ? turn : await Grown(turn, chat, messages - 1, cancel);
        }

        return messages == 0 ? await gate.Pass(urgency, cancel) : await WaitAnew(chat, messages, urgency, cancel);
    }

    public Task<SendingTurn> Wait(long chat, Urgency urgency, CancellationToken cancel) => Wait(chat, 1, urgency, cancel);

    /// <summary>Ends when a call may go that is no message in a chat.</summary>
    public Task<SendingTurn> Wait(Urgency urgency, CancellationToken cancel) => gate.Pass(urgency, cancel);

    private async Task<SendingTurn> WaitAnew(long chat, int messages, Urgency urgency, CancellationToken cancel)
    {
        await WaitInChat(chat, 1, cancel);
        var turn = await gate.Pass(urgency, cancel);
        return messages == 1 ? turn : await Grown(turn, chat, messages - 1, cancel);
    }

    private async Task<SendingTurn> Grown(SendingTurn turn, long chat, int by, CancellationToken cancel)
    {
        try
        {
            await WaitInChat(chat, by, cancel);
            await gate.Grow(turn, by, cancel);
            return turn;
        }
        catch
        {
            turn.Dispose();
            throw;
        }
    }

    private async Task WaitInChat(long chat, int messages, CancellationToken cancel)
    {
        var wait = TakeChat(chat, messages) - time.GetUtcNow();
        if (wait > TimeSpan.Zero)
            await Task.Delay(wait, time, cancel);
    }

    private SendingTurn? Reserved(long chat)
    {
        lock (guard)
        {
            if (!reserved.TryGetValue(chat, out var turns))
                return null;
            var turn = turns.Dequeue();
            if (turns.Count == 0)
                reserved.Remove(chat);
            return turn;
        }
    }

    private DateTimeOffset TakeChat(long chat, int messages)
    {
        lock (guard)
        {
            var now = time.GetUtcNow();
            if (!isPaced)
                return now;
            if (!chats.TryGetValue(chat, out var pace))
            {
                ForgetQuietChats(now);
                chats[chat] = pace = new ChatPace(isGroup: chat < 0);
            }

            return pace.Take(now, messages);
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
        private const int Burst = 3;
        private readonly PaceWindow burst = new(Burst, TimeSpan.FromSeconds(Burst));
        private readonly PaceWindow? minute = isGroup ? new PaceWindow(20, TimeSpan.FromMinutes(1)) : null;

        public DateTimeOffset Last { get; private set; }

        public DateTimeOffset FreeFrom(DateTimeOffset now) => burst.FreeFrom(minute?.FreeFrom(now) ?? now);

        // An album is felt in a chat as a burst, in a group's minute as its pictures.
        public DateTimeOffset Take(DateTimeOffset now, int messages)
        {
            for (var i = 0; i < messages && minute is not null; i++)
                now = minute.Take(now);
            for (var i = 0; i < Math.Min(messages, Burst); i++)
                now = burst.Take(now);
            return Last = now;
        }
    }
}
