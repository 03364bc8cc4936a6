using System.Globalization;
using System.Text.Json;
using LibraryBot.Activities;
using LibraryBot.Publishing.Telegram;
using LibraryBot.Storage;
using LibraryBot.Turns;

namespace LibraryBot.Channels.Telegram;

/// <summary>Telegram keeps its own transcripts, so hearing only marks the update's row in the inbox; saying puts a row into the outbox.</summary>
public sealed class TelegramChannel(Action<IStoreSession, ConversationReference, Activity> toOutbox, TimeProvider clock) : IChannel
{
    public string Id => TelegramActivities.ChannelId;

    /// <summary>The bot's name on Telegram, without the @; null until Telegram has told it.</summary>
    public string? BotUsername { get; internal set; }

    /// <summary>An album is heard with all its updates.</summary>
    public bool Hear(IStoreSession session, Activity heard)
    {
        var isNew = false;
        foreach (var row in RowsOf(heard))
            isNew |= Inbox.Hear(session, row, Id, clock.GetUtcNow());
        return isNew;
    }

    public void Say(IStoreSession session, ConversationReference to, Activity says) => toOutbox(session, to, says);

    public string? PrivateLink(string? start) => BotUsername is not { } name ? null
        : start is null ? $"https://t.me/{name}" : $"https://t.me/{name}?start={start}";

    public string Raw(IStoreReader store, Activity heard)
    {
        var raws = RowsOf(heard).Select(row => store.Get(InboxRow.Rows, row)?.Raw ?? "").Where(raw => raw.Length > 0).ToList();
        return raws.Count > 0 ? string.Join('\n', raws) : JsonSerializer.Serialize(heard, StoreJson.Options);
    }

    /// <summary>The key of an update's row.</summary>
    internal static string RowOf(string update) => $"{TelegramActivities.ChannelId}|{update}";

    private static IEnumerable<string> RowsOf(Activity heard) => MessageNotes.Of(heard).Updates is { } album
        ? album.Select(update => RowOf(update.ToString(CultureInfo.InvariantCulture)))
        : [RowOf(HeardId.UpdateOf(heard.Id) ?? heard.Id!)];
}
