using LibraryBot.Activities;
using LibraryBot.Storage;

namespace LibraryBot.Channels.Telegram;

/// <summary>Telegram keeps its own transcripts, so hearing records nothing; saying puts a row into the outbox.</summary>
public sealed class TelegramChannel(Action<IStoreSession, ConversationReference, Activity> toOutbox) : IChannel
{
    public string Id => TelegramActivities.ChannelId;

    public void Hear(IStoreSession session, Activity heard)
    {
    }

    public void Say(IStoreSession session, ConversationReference to, Activity says) => toOutbox(session, to, says);
}
