using System.Text.Json;
using LibraryBot.Activities;
using LibraryBot.Storage;

namespace LibraryBot.Channels.DirectLine;

/// <summary>The web chat, as Direct Line 3.0: what is said goes into a stored transcript, which sockets and polls read.</summary>
public sealed class DirectLineChannel(TimeProvider clock, string botName = "LibraryBot") : IChannel
{
    public const string ChannelId = "directline";

    /// <summary>The announcement board: a conversation that all may read and only the bot writes.</summary>
    public const string Board = "papan";

    public static readonly IReadOnlyList<ICollectionShape> Collections = [Transcript.Conversations, Transcript.Pages];

    /// <summary>The event by which a client learns that an earlier activity (its replyToId) reads otherwise now: text and attachments.</summary>
    public const string EditedEvent = "librarybot/edited";

    internal static readonly string BotId = "librarybot";

    private readonly HeardIds heardIds = new();

    public string Id => ChannelId;

    internal TranscriptWakes Wakes { get; } = new();

    internal TranscriptTails Tails { get; } = new();

    internal ChannelAccount Bot { get; } = new() { Id = BotId, Name = botName, Role = "bot" };

    /// <summary>A post is acknowledged only after its turn, so its id in the transcript is all the memory that is needed.</summary>
    public bool Hear(IStoreSession session, Activity heard)
    {
        var to = ConversationReference.Of(heard);
        var conversation = Open(session, to.ConversationId, to.UserId ?? BotId, null);
        // An arrival stands in no transcript: who arrives is greeted as long as nothing was said.
        if (heard.Type is not (ActivityTypes.Message or ActivityTypes.Event))
            return conversation.IsSilent;
        if (heardIds.Has(session, conversation, heard.Id!))
            return false;

        Append(session, conversation, _ => SignInMask.Over(heard));
        session.AfterCommit(() => heardIds.Add(conversation.Id, heard.Id!));
        return true;
    }

    /// <summary>What takes the place of something said before changes that where it stands; an event tells clients that show it already.</summary>
    public void Say(IStoreSession session, ConversationReference to, Activity says)
    {
        var conversation = Open(session, to.ConversationId, to.UserId ?? BotId, null);
        if (InPlace.Of(says) is { } place && Change(session, conversation, place.Key, says) is { } changed)
            says = changed with { Type = ActivityTypes.Event, Name = EditedEvent, ReplyToId = changed.Id };
        Append(session, conversation, sequence => says with
        {
            Id = TranscriptPage.Key(to.ConversationId, sequence),
            Timestamp = clock.GetUtcNow(),
            ChannelId = ChannelId,
            Conversation = new ConversationAccount { Id = to.ConversationId },
            From = Bot,
            Recipient = to.UserId is null ? null : new ChannelAccount { Id = to.UserId, Role = "user" },
            TextFormat = says.TextFormat ?? "plain",
        });
    }

    public string Raw(IStoreReader store, Activity heard) => JsonSerializer.Serialize(SignInMask.Over(heard), StoreJson.Options);

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

    private Activity? Change(IStoreSession session, DirectLineConversation conversation, string key, Activity says)
    {
        session.AfterCommit(() => Tails.Forget(conversation.Id));
        return Transcript.Change(
            session, conversation, said => said.Type == ActivityTypes.Message && InPlace.Of(said)?.Key == key,
            said => said with { Text = says.Text, Attachments = says.Attachments, SuggestedActions = says.SuggestedActions, Entities = says.Entities });
    }

    private void Append(IStoreSession session, DirectLineConversation conversation, Func<long, Activity> numbered)
    {
        var page = Transcript.Append(session, conversation, numbered);
        session.AfterCommit(() =>
        {
            Tails.Grow(page);
            Wakes.Wake(conversation.Id);
        });
    }
}
