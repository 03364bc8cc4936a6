using System.Text.Json;
using LibraryBot.Activities;
using LibraryBot.Storage;

namespace LibraryBot.Channels;

/// <summary>
/// A way people talk with the bot. All of it runs inside the turn's own transaction and touches no network:
/// Direct Line appends to the transcript that clients read, Telegram adds a row to the outbox.
/// </summary>
public interface IChannel
{
    /// <summary>"directline", "telegram": the channelId of its activities.</summary>
    string Id { get; }

    /// <summary>
    /// Records what a person said, where the channel keeps transcripts, and remembers its id. False when this channel heard that id
    /// before: then nothing is recorded, and the turn ends.
    /// </summary>
    bool Hear(IStoreSession session, Activity heard);

    /// <summary>Has the bot say something in a conversation: an answer, or news nobody asked for.</summary>
    void Say(IStoreSession session, ConversationReference to, Activity says);

    /// <summary>An address that leads from a group to a private conversation with the bot; null where there is none.</summary>
    /// <param name="start">What is to begin there, in letters, digits, _ and -, 64 at most; null: nothing.</param>
    string? PrivateLink(string? start) => null;

    /// <summary>What was said as it came in, for the quarantine. Asked for before <see cref="Hear"/>.</summary>
    string Raw(IStoreReader store, Activity heard) => JsonSerializer.Serialize(heard, StoreJson.Options);
}
