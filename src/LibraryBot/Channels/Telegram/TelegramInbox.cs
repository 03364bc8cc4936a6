using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LibraryBot.Storage;
using LibraryBot.Turns;
using Telegram.Bot;
using Telegram.Bot.Types;

namespace LibraryBot.Channels.Telegram;

/// <summary>An update that is stored under this key and can be read.</summary>
internal sealed record KeptUpdate(string Row, Update Update);

/// <summary>What was stored of a batch for the first time, and the offset behind it (null when nothing of it was numbered).</summary>
internal sealed record KeptBatch(IReadOnlyList<KeptUpdate> Updates, int? Next);

/// <summary>The next update to ask Telegram for. Kept per bot: the numbers of another bot mean nothing to this one.</summary>
public sealed record TelegramOffset(string BotId, int Next)
{
    public static readonly Collection<TelegramOffset> Rows = new("telegram_offsets", offset => offset.BotId);
}

/// <summary>Reads what Telegram brought into the inbox before Telegram is told that it may forget it. Polling and webhook end here.</summary>
internal sealed class TelegramInbox(ILibraryStore store, Inbox inbox, string botId, TimeProvider time)
{
    private const string ChannelId = TelegramActivities.ChannelId;

    /// <summary>Stores a batch and the offset behind it in one commit. What cannot be read goes to quarantine; the rest goes on.</summary>
    public async Task<KeptBatch> Keep(IReadOnlyList<JsonElement> batch)
    {
        var read = batch.Select(Read).ToList();
        var next = read.Max(update => update.Number) + 1;
        var kept = await store.Commit(session =>
        {
            if (next is { } known)
                session.Put(TelegramOffset.Rows, new TelegramOffset(botId, known));
            return read.Where(update => IsNew(session, update)).ToList();
        });
        return new KeptBatch([.. kept.Where(update => update.Update is not null).Select(update => new KeptUpdate(update.Row, update.Update!))], next);
    }

    public async Task<int?> NextUpdate() => (await store.Read(session => session.Get(TelegramOffset.Rows, botId)))?.Next;

    /// <summary>What an earlier run stored and did not finish, in Telegram's order.</summary>
    public async Task<IReadOnlyList<KeptUpdate>> LeftOver()
    {
        var left = new List<KeptUpdate>();
        foreach (var row in await inbox.LeftOver(ChannelId))
        {
            if (Parsed(Encoding.UTF8.GetBytes(row.Raw), out var why) is { } update)
                left.Add(new KeptUpdate(row.Id, update));
            else
                await PutAside(row.Id, why!, Trouble.Unreadable);
        }

        return [.. left.OrderBy(kept => kept.Update.Id)];
    }

    /// <summary>For an update that is not for the bot: no turn marks its row.</summary>
    public Task Done(KeptUpdate kept) => store.Commit(session => Inbox.Hear(session, kept.Row, ChannelId, time.GetUtcNow()));

    public Task PutAside(string row, string why, Trouble trouble) => store.Commit(session => PutAside(session, row, session.Get(InboxRow.Rows, row)?.Raw ?? "", why, trouble));

    private bool IsNew(IStoreSession session, ReadUpdate update)
    {
        var isNew = inbox.Keep(session, update.Row, ChannelId, update.Raw);
        if (isNew && update.Update is null)
            PutAside(session, update.Row, update.Raw, update.Why!, Trouble.Unreadable);
        return isNew;
    }

    private void PutAside(IStoreSession session, string row, string raw, string why, Trouble trouble)
    {
        if (Inbox.Hear(session, row, ChannelId, time.GetUtcNow()))
            inbox.Quarantine(session, row, ChannelId, raw, why, trouble);
    }

    private static ReadUpdate Read(JsonElement element)
    {
        var raw = Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(element));
        if (Number(element) is not { } number)
            return new ReadUpdate(TelegramChannel.RowOf(Fingerprint(raw)), raw, null, null, "It has no update_id.");
        var update = Parsed(JsonMarshal.GetRawUtf8Value(element), out var why);
        return new ReadUpdate(TelegramChannel.RowOf(number.ToString(CultureInfo.InvariantCulture)), raw, number, update, why);
    }

    // Without a number the offset cannot pass it, and Telegram brings it again and again.
    private static string Fingerprint(string raw) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(raw)), 0, 12);

    private static int? Number(JsonElement update) =>
        update.ValueKind == JsonValueKind.Object && update.TryGetProperty("update_id", out var id)
        && id.ValueKind == JsonValueKind.Number && id.TryGetInt32(out var number) ? number : null;

    private static Update? Parsed(ReadOnlySpan<byte> raw, out string? why)
    {
        try
        {
            var update = JsonSerializer.Deserialize<Update>(raw, JsonBotAPI.Options);
            why = update is null ? "It is empty." : null;
            return update;
        }
        // Any: the library throws whatever comes to hand for a shape it does not know.
        catch (Exception unreadable)
        {
            why = unreadable.Message;
            return null;
        }
    }

    /// <param name="Update">Null when it cannot be read, for the reason in <paramref name="Why"/>.</param>
    private sealed record ReadUpdate(string Row, string Raw, int? Number, Update? Update, string? Why);
}
