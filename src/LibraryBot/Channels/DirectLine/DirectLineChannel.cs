using LibraryBot.Activities;
using LibraryBot.Storage;

namespace LibraryBot.Channels.DirectLine;

/// <summary>The web chat, as Direct Line 3.0: what is said goes into a stored transcript, which sockets and polls read.</summary>
public sealed class DirectLineChannel(TimeProvider clock, string botName = "LibraryBot") : IChannel
{
    public const string ChannelId = "directline";

    /// <summary>The announcement board: a conversation that all may read and only the bot writes.</summary>
    public const string Board = "papan";

    public static readonly IReadOnlyList<ICollectionShape> Collections = [Transcript.Conversations, Transcript.Lines];

    internal static readonly string BotId = "librarybot";

    public string Id => ChannelId;

    internal TranscriptWakes Wakes { get; } = new();

    internal ChannelAccount Bot { get; } = new() { Id = BotId, Name = botName, Role = "bot" };

    public void Hear(IStoreSession session, Activity heard)
    {
        if (heard.Type is not (ActivityTypes.Message or ActivityTypes.Event))
            return;

        var shown = SignInMask.Over(heard);
        Append(session, ConversationReference.Of(heard), _ => shown);
    }

    public void Say(IStoreSession session, ConversationReference to, Activity says) =>
        Append(session, to, sequence => says with
        {
            Id = TranscriptLine.Key(to.ConversationId, sequence),
            Timestamp = clock.GetUtcNow(),
            ChannelId = ChannelId,
            Conversation = new ConversationAccount { Id = to.ConversationId },
            From = Bot,
            Recipient = to.UserId is null ? null : new ChannelAccount { Id = to.UserId, Role = "user" },
            TextFormat = says.TextFormat ?? "plain",
        });

    /// <summary>Makes sure that the announcement board is there to be read.</summary>
    public void EnsureBoard(IStoreSession session) => Open(session, Board, BotId, null);

    /// <summary>The conversation, begun now if it was not there.</summary>
    internal DirectLineConversation Open(IStoreSession session, string conversationId, string userId, string? userName)
    {
        if (session.Get(Transcript.Conversations, conversationId) is { } known)
            return known;

        var conversation = new DirectLineConversation(conversationId, userId, userName, clock.GetUtcNow());
        session.Put(Transcript.Conversations, conversation);
        return conversation;
    }

    private void Append(IStoreSession session, ConversationReference to, Func<long, Activity> numbered)
    {
        var conversation = Open(session, to.ConversationId, to.UserId ?? BotId, null);
        Transcript.Append(session, conversation, numbered);
        session.AfterCommit(() => Wakes.Wake(to.ConversationId));
    }
}
