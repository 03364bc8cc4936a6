using Telegram.Bot.Types;

namespace LibraryBot.Channels.Telegram;

/// <summary>
/// Pictures that were sent as one album come as updates of their own. They are gathered until none has come for a second;
/// what comes later is a message of its own.
/// </summary>
internal sealed class Albums(TimeProvider time)
{
    /// <summary>Bot API, sendMediaGroup: 2-10 items.</summary>
    private const int PartsAtMost = 10;
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1);
    private readonly Lock guard = new();

    /// <summary>Those that more may join, by chat and album.</summary>
    private readonly Dictionary<string, Album> open = [];

    /// <summary>Those whose turn has not come, by the row of their first part.</summary>
    private readonly Dictionary<string, Album> waiting = [];

    /// <summary>Whether it is a further part of an album that is being gathered. The first part of one opens it.</summary>
    public bool Joins(KeptUpdate update)
    {
        if (KeyOf(update.Update) is not { } key)
            return false;
        lock (guard)
        {
            if (open.TryGetValue(key, out var album) && !album.IsFull)
            {
                album.Add(update, time.GetUtcNow());
                return true;
            }

            open[key] = waiting[update.Row] = new Album(update, time.GetUtcNow());
            return false;
        }
    }

    /// <summary>An update with the others of its album, in Telegram's order. Empty when the bot stops first: all stay in the inbox.</summary>
    public async Task<IReadOnlyList<KeptUpdate>> Gather(KeptUpdate first, CancellationToken stopping)
    {
        if (KeyOf(first.Update) is not { } key || BegunBy(first) is not { } album)
            return [first];
        while (Wait(key, album) is { } wait)
        {
            await Task.Delay(wait, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stopping.IsCancellationRequested)
                return [];
        }

        return [.. album.Parts.OrderBy(part => part.Update.Id)];
    }

    private Album? BegunBy(KeptUpdate first)
    {
        lock (guard)
            return waiting.Remove(first.Row, out var album) ? album : null;
    }

    /// <summary>How long to wait for more; null when it is complete, and then nothing joins it any more.</summary>
    private TimeSpan? Wait(string key, Album album)
    {
        lock (guard)
        {
            var wait = album.LastAt + Quiet - time.GetUtcNow();
            if (wait > TimeSpan.Zero && !album.IsFull)
                return wait;
            if (open.GetValueOrDefault(key) == album)
                open.Remove(key);
            return null;
        }
    }

    private static string? KeyOf(Update update) =>
        update.Message is { MediaGroupId: { Length: > 0 } album, Chat.Id: var chat } ? FormattableString.Invariant($"{chat}|{album}") : null;

    private sealed class Album(KeptUpdate first, DateTimeOffset at)
    {
        public List<KeptUpdate> Parts { get; } = [first];
        public DateTimeOffset LastAt { get; private set; } = at;
        public bool IsFull => Parts.Count >= PartsAtMost;

        public void Add(KeptUpdate part, DateTimeOffset now)
        {
            Parts.Add(part);
            LastAt = now;
        }
    }
}
