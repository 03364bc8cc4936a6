using System.Text.Json.Nodes;

namespace LibraryBot.Tests.Support;

/// <summary>A chat that the bot is in. Tests speak through it and look at what the bot said.</summary>
public abstract class FakeChat
{
    private readonly List<FakeMessage> messages = [];
    private int lastId;
    private int lastEphemeral;
    private int heard;

    protected FakeChat(FakeTelegram fake, long id)
    {
        (Fake, Id) = (fake, id);
        Membership = new FakeMembership(fake, this);
    }

    public FakeTelegram Fake { get; }

    public long Id { get; }

    /// <summary>What the bot has sent and not deleted.</summary>
    public IReadOnlyList<FakeMessage> Messages => All(message => message is { FromBot: true, Deleted: false });

    /// <summary>What people have sent, in order.</summary>
    public IReadOnlyList<FakeMessage> Said => All(message => message is { FromBot: false, Told: not null });

    /// <summary>Why the bot cannot send here; null when it can.</summary>
    internal FakeRefusal? Closed { get; set; }

    internal HashSet<int> Topics { get; } = [];

    internal FakeMembership Membership { get; }

    internal abstract JsonObject Json();

    /// <summary>Who a message of the bot is from: "from", or in a channel "sender_chat".</summary>
    internal virtual JsonObject BotAsSender() => new() { ["from"] = Fake.BotJson() };

    /// <summary>Waits for a message of the bot with these words, after those already heard.</summary>
    public Task<FakeMessage> Hears(string words, TimeSpan? within = null) =>
        Hears(message => message.Text.Contains(words, StringComparison.Ordinal), $"\"{words}\"", within);

    public Task<FakeMessage> Hears(Func<FakeMessage, bool> fits, string what = "it", TimeSpan? within = null) =>
        Await(() => Next(fits), what, within);

    /// <summary>Waits until a message that stands here shows these words, sent or edited, heard before or not.</summary>
    public Task<FakeMessage> Shows(string words, TimeSpan? within = null) =>
        Await(() => Messages.LastOrDefault(message => message.Text.Contains(words, StringComparison.Ordinal)), $"\"{words}\"", within);

    internal FakeMessage Add(Func<int, FakeMessage> message)
    {
        lock (Fake.Guard)
        {
            var added = message(++lastId);
            messages.Add(added);
            return added;
        }
    }

    /// <summary>Adds what one person alone sees: its number is of another row.</summary>
    internal FakeMessage AddEphemeral(Func<int, FakeMessage> message)
    {
        lock (Fake.Guard)
        {
            var added = message(++lastEphemeral);
            messages.Add(added);
            return added;
        }
    }

    internal FakeMessage? Find(long? id) => id is null or 0 ? null : messages.Find(message => message.Id == id && !message.Deleted);

    internal FakeMessage? FindEphemeral(long? id, long? receiver) =>
        messages.Find(message => message is { OnlyFor: { } one, Deleted: false } && message.EphemeralId == id && one.Id == receiver);

    internal FakeMessage? Latest(Predicate<FakeMessage> fits) => messages.FindLast(fits);

    private IReadOnlyList<FakeMessage> All(Func<FakeMessage, bool> fits)
    {
        lock (Fake.Guard)
            return [.. messages.Where(fits)];
    }

    private FakeMessage? Next(Func<FakeMessage, bool> fits)
    {
        lock (Fake.Guard)
        {
            var at = messages.FindIndex(heard, message => message is { FromBot: true, Deleted: false } && fits(message));
            if (at < 0)
                return null;
            heard = at + 1;
            return messages[at];
        }
    }

    private async Task<FakeMessage> Await(Func<FakeMessage?> look, string what, TimeSpan? within)
    {
        using var late = new CancellationTokenSource(within ?? TimeSpan.FromSeconds(10));
        while (true)
        {
            var signal = Fake.Sent;
            if (look() is { } message)
                return message;
            try
            {
                await signal.WaitAsync(late.Token);
            }
            catch (OperationCanceledException)
            {
                var said = string.Join("\n- ", Messages.Select(sent => sent.Text));
                throw new TimeoutException($"Chat {Id} did not hear {what}. The bot said:\n- {said}");
            }
        }
    }
}
