using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using LibraryBot.Storage;
using LibraryBot.Turns;
using Telegram.Bot;
using Telegram.Bot.Types;

namespace LibraryBot.Channels.Telegram;

/// <summary>An update that is stored and can be read.</summary>
internal sealed record KeptUpdate(InboxRow Row, Update Update);

/// <summary>What was stored of a batch, and the offset behind it (null when nothing of it was numbered).</summary>
internal sealed record KeptBatch(IReadOnlyList<KeptUpdate> Updates, int? Next);

/// <summary>The next update to ask Telegram for. Kept per bot: the numbers of another bot mean nothing to this one.</summary>
public sealed record TelegramOffset(string BotId, int Next)
{
    public static readonly Collection<TelegramOffset> Rows = new("telegram_offsets", offset => offset.BotId);
}

/// <summary>Keeps what Telegram brought before Telegram is told that it may forget it. Polling and webhook end here.</summary>
internal sealed class TelegramInbox(ILibraryStore store, string botId, TimeProvider time)
{
    private const string ChannelId = "telegram";

    /// <summary>Stores a batch and the offset behind it in one commit. What cannot be read goes to quarantine; the rest goes on.</summary>
    public async Task<KeptBatch> Keep(IReadOnlyList<JsonElement> batch)
    {
        var now = time.GetUtcNow();
        var read = batch.Select(update => Read(update, now)).ToList();
        var next = read.Max(update => update.Number) + 1;
        await store.Commit(session =>
        {
            foreach (var update in read)
            {
                if (update.Kept is { } kept)
                    session.Put(InboxRow.Rows, kept.Row);
                else
                    session.Put(Quarantined.Rows, update.Refused!);
            }

            if (next is { } known)
                session.Put(TelegramOffset.Rows, new TelegramOffset(botId, known));
        });
        return new KeptBatch([.. read.Where(update => update.Kept is not null).Select(update => update.Kept!)], next);
    }

    public async Task<int?> NextUpdate() => (await store.Read(session => session.Get(TelegramOffset.Rows, botId)))?.Next;

    /// <summary>What an earlier run stored and did not finish, in Telegram's order.</summary>
    public async Task<IReadOnlyList<KeptUpdate>> LeftOver()
    {
        var rows = await store.Read(session => session.Find(InboxRow.Rows, InboxRow.ByChannel, ChannelId));
        var left = new List<KeptUpdate>();
        foreach (var row in rows)
        {
            if (Parsed(row.Raw, out var why) is { } update)
                left.Add(new KeptUpdate(row, update));
            else
                await Quarantine(row, why!);
        }

        return [.. left.OrderBy(kept => kept.Update.Id)];
    }

    public Task Done(KeptUpdate kept) => store.Commit(session => session.Delete(InboxRow.Rows, kept.Row.Id));

    public Task Quarantine(InboxRow row, string why) => store.Commit(session =>
    {
        session.Put(Quarantined.Rows, new Quarantined(row.Id, ChannelId, row.Raw, why, row.ReceivedAt));
        session.Delete(InboxRow.Rows, row.Id);
    });

    private static ReadUpdate Read(JsonElement element, DateTimeOffset now)
    {
        var raw = Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(element));
        var number = Number(element);
        var id = number is { } known
            ? string.Create(CultureInfo.InvariantCulture, $"{ChannelId}|{known}")
            : $"{ChannelId}|{Guid.NewGuid():N}";
        var update = Parsed(raw, out var why);
        return number is null || update is null
            ? new ReadUpdate(number, null, new Quarantined(id, ChannelId, raw, why ?? "It has no update_id.", now))
            : new ReadUpdate(number, new KeptUpdate(new InboxRow(id, ChannelId, raw, now), update), null);
    }

    private static int? Number(JsonElement update) =>
        update.ValueKind == JsonValueKind.Object && update.TryGetProperty("update_id", out var id)
        && id.ValueKind == JsonValueKind.Number && id.TryGetInt32(out var number) ? number : null;

    private static Update? Parsed(string raw, out string? why)
    {
        try
        {
            why = null;
            return JsonSerializer.Deserialize<Update>(raw, JsonBotAPI.Options);
        }
        // Any: the library throws whatever comes to hand for a shape it does not know.
        catch (Exception unreadable)
        {
            why = unreadable.Message;
            return null;
        }
    }

    private sealed record ReadUpdate(int? Number, KeptUpdate? Kept, Quarantined? Refused);
}
