using LibraryBot.Activities;
using LibraryBot.Storage;

namespace LibraryBot.Channels.DirectLine;

/// <summary>A conversation on the web: whose it is and which part of its transcript is kept.</summary>
/// <param name="First">The number of the oldest activity kept, from 1.</param>
/// <param name="Last">The number of the newest activity; 0 before anything was said. It is the client's watermark.</param>
public sealed record DirectLineConversation(string Id, string UserId, string? UserName, DateTimeOffset CreatedAt, long First = 1, long Last = 0);

/// <summary>One activity of a conversation, at its place.</summary>
public sealed record TranscriptLine(string ConversationId, long Sequence, Activity Activity)
{
    internal static string Key(string conversationId, long sequence) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{conversationId}|{sequence:D7}");
}

/// <summary>What a client has not seen yet. <c>More</c>: ask again from this watermark.</summary>
internal sealed record TranscriptPart(IReadOnlyList<Activity> Activities, long Watermark, bool More);

/// <summary>The stored words of every web conversation. Lines are found by their key alone, so no index grows with them.</summary>
internal static class Transcript
{
    public const int KeepAtMost = 500;

    public static readonly Collection<DirectLineConversation> Conversations = new("directline_conversations", conversation => conversation.Id);
    public static readonly Collection<TranscriptLine> Lines = new("directline_transcript", line => TranscriptLine.Key(line.ConversationId, line.Sequence));

    public static void Append(IStoreSession session, DirectLineConversation conversation, Func<long, Activity> numbered)
    {
        var sequence = conversation.Last + 1;
        var first = conversation.First;
        for (; sequence - first >= KeepAtMost; first++)
            session.Delete(Lines, TranscriptLine.Key(conversation.Id, first));

        session.Put(Lines, new TranscriptLine(conversation.Id, sequence, numbered(sequence)));
        session.Put(Conversations, conversation with { First = first, Last = sequence });
    }

    /// <summary>
    /// Null when the conversation is not known. A watermark from beyond the end (the store was restored from a backup)
    /// counts as the end, so that the client hears what comes next.
    /// </summary>
    public static TranscriptPart? Since(IStoreReader reader, string conversationId, long watermark, int atMost = KeepAtMost)
    {
        if (reader.Get(Conversations, conversationId) is not { } conversation)
            return null;

        var from = Math.Max(Math.Min(watermark, conversation.Last) + 1, conversation.First);
        var to = Math.Min(conversation.Last, from + atMost - 1);
        var activities = new List<Activity>();
        for (var sequence = from; sequence <= to; sequence++)
        {
            if (reader.Get(Lines, TranscriptLine.Key(conversationId, sequence)) is { } line)
                activities.Add(line.Activity);
        }

        return new TranscriptPart(activities, Math.Max(to, 0), More: to < conversation.Last);
    }
}
