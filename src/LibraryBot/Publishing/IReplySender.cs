using LibraryBot.Activities;

namespace LibraryBot.Publishing;

/// <summary>Sends one reply of the bot to a conversation of its channel; never throws for what a network does.</summary>
public interface IReplySender
{
    string ChannelId { get; }

    Task<SendResult> Send(ConversationReference to, Activity says, CancellationToken cancel);
}
