using LibraryBot.Activities;
using LibraryBot.Storage;

namespace LibraryBot.Channels;

/// <summary>
/// A way people talk with the bot. Both methods write into the turn's own transaction and touch no network:
/// Direct Line appends to the transcript that clients read, Telegram adds a row to the outbox.
/// </summary>
public interface IChannel
{
    /// <summary>"directline", "telegram": the channelId of its activities.</summary>
    string Id { get; }

    /// <summary>Records what a person said, where the channel keeps transcripts.</summary>
    void Hear(IStoreSession session, Activity heard);

    /// <summary>Has the bot say something in a conversation: an answer, or news nobody asked for.</summary>
    void Say(IStoreSession session, ConversationReference to, Activity says);
}
