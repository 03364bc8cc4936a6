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

    public bool Hear(IStoreSession session, Activity heard) => Inbox.Hear(session, RowOf(heard), Id, clock.GetUtcNow());

    public void Say(IStoreSession session, ConversationReference to, Activity says) => toOutbox(session, to, says);

    public string? PrivateLink(string? start) => BotUsername is not { } name ? null
        : start is null ? $"https://t.me/{name}" : $"https://t.me/{name}?start={start}";

    public string Raw(IStoreReader store, Activity heard) =>
        store.Get(InboxRow.Rows, RowOf(heard)) is { Raw: { Length: > 0 } raw } ? raw : JsonSerializer.Serialize(heard, StoreJson.Options);

    /// <summary>The key of an update's row.</summary>
    internal static string RowOf(string update) => $"{TelegramActivities.ChannelId}|{update}";

    private static string RowOf(Activity heard) => RowOf(HeardId.UpdateOf(heard.Id) ?? heard.Id!);
}
