using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LibraryBot.Storage;
using LibraryBot.Turns;
using Telegram.Bot;
using Telegram.Bot.Types;

namespace LibraryBot.Channels.Telegram;

/// <summary>An update that is stored under this key and can be read.</summary>
/// <param name="Chat">Updates of one chat are taken in order.</param>
internal sealed record KeptUpdate(string Row, Update Update, long Chat)
{
    /// <summary>Fails when the update lacks what every one of its kind has.</summary>
    public static KeptUpdate Of(string row, Update update) => new(row, update, TelegramActivities.ChatOf(update));
}

/// <summary>What was stored of a batch for the first time, and the offset behind it (null when nothing of it was numbered).</summary>
internal sealed record KeptBatch(IReadOnlyList<KeptUpdate> Updates, int? Next);

/// <summary>The next update to ask Telegram for. Kept per bot: the numbers of another bot mean nothing to this one.</summary>
public sealed record TelegramOffset(string BotId, int Next, DateTimeOffset KeptAt = default)
{
    /// <summary>After a week without updates Telegram begins at any number, and an offset above it would make it forget what is there (Bot API, Update).</summary>
    public static readonly TimeSpan GoodFor = TimeSpan.FromDays(6);

    public static readonly Collection<TelegramOffset> Rows = new("telegram_offsets", offset => offset.BotId);
}

/// <summary>Reads what Telegram brought into the inbox before Telegram is told that it may forget it. Polling and webhook end here.</summary>
internal sealed class TelegramInbox(ILibraryStore store, Inbox inbox, string botId, TimeProvider time)
{
    private const string ChannelId = TelegramActivities.ChannelId;

    /// <summary>Stores a batch, and the offset behind it, in one commit. What cannot be read goes to quarantine; the rest goes on.</summary>
    /// <param name="andOffset">False when Telegram posts updates: one that it has still to bring may be older than this batch.</param>
    public async Task<KeptBatch> Keep(IReadOnlyList<RawUpdate> batch, bool andOffset = true)
    {
        var read = batch.Select(Read).ToList();
        var next = read.Max(update => update.Number) + 1;
        var kept = await store.Commit(session =>
        {
            if (andOffset && next is { } known)
                session.Put(TelegramOffset.Rows, new TelegramOffset(botId, known, time.GetUtcNow()));
            return read.Where(update => IsNew(session, update)).ToList();
        });
        return new KeptBatch([.. kept.Select(update => update.Kept).OfType<KeptUpdate>()], next);
    }

    /// <summary>Null: whatever Telegram has not been told to forget.</summary>
    public async Task<int?> NextUpdate() =>
        await store.Read(session => session.Get(TelegramOffset.Rows, botId)) is { } kept && time.GetUtcNow() - kept.KeptAt < TelegramOffset.GoodFor ? kept.Next : null;

    /// <summary>What an earlier run stored and did not finish, in Telegram's order.</summary>
    public async Task<IReadOnlyList<KeptUpdate>> LeftOver()
    {
        var left = new List<KeptUpdate>();
        foreach (var row in await inbox.LeftOver(ChannelId))
        {
            if (Parsed(row.Id, row.Raw, out var why) is { } kept)
                left.Add(kept);
            else
                await store.Commit(session => PutAside(session, row.Id, row.Raw, why!, Trouble.Unreadable));
        }

        return [.. left.OrderBy(kept => kept.Update.Id)];
    }

    /// <summary>For updates that are not for the bot: no turn marks their rows.</summary>
    public Task Done(IReadOnlyList<KeptUpdate> together) => store.Commit(session =>
    {
        foreach (var kept in together)
            Inbox.Hear(session, kept.Row, ChannelId, time.GetUtcNow());
    });

    public Task PutAside(IReadOnlyList<KeptUpdate> together, string why, Trouble trouble) => store.Commit(session =>
    {
        foreach (var kept in together)
            PutAside(session, kept.Row, session.Get(InboxRow.Rows, kept.Row)?.Raw ?? "", why, trouble);
    });

    private bool IsNew(IStoreSession session, ReadUpdate update)
    {
        var isNew = inbox.Keep(session, update.Row, ChannelId, update.Raw);
        if (isNew && update.Kept is null)
            PutAside(session, update.Row, update.Raw, update.Why!, Trouble.Unreadable);
        return isNew;
    }

    private void PutAside(IStoreSession session, string row, string raw, string why, Trouble trouble)
    {
        if (Inbox.Hear(session, row, ChannelId, time.GetUtcNow()))
            inbox.Quarantine(session, row, ChannelId, raw, why, trouble);
    }

    private static ReadUpdate Read(RawUpdate came)
    {
        if (came.Number is not { } number)
            return new ReadUpdate(TelegramChannel.RowOf(Fingerprint(came.Raw)), came.Raw, null, null, "It has no update_id.");
        var row = TelegramChannel.RowOf(number.ToString(CultureInfo.InvariantCulture));
        var kept = Parsed(row, came.Raw, out var why);
        return new ReadUpdate(row, came.Raw, number, kept, why);
    }

    // Without a number the offset cannot pass it, and Telegram brings it again and again.
    private static string Fingerprint(string raw) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(raw)), 0, 12);

    private static KeptUpdate? Parsed(string row, string raw, out string? why)
    {
        try
        {
            var update = JsonSerializer.Deserialize<Update>(raw, JsonBotAPI.Options);
            why = update is null ? "It is empty." : null;
            return update is null ? null : KeptUpdate.Of(row, update);
        }
        // Any: the library throws whatever comes to hand for a shape it does not know.
        catch (Exception unreadable)
        {
            why = unreadable.Message;
            return null;
        }
    }

    /// <param name="Kept">Null when it cannot be read, for the reason in <paramref name="Why"/>.</param>
    private sealed record ReadUpdate(string Row, string Raw, int? Number, KeptUpdate? Kept, string? Why);
}
