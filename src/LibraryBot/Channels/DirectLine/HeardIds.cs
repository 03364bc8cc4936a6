using LibraryBot.Activities;
using LibraryBot.Storage;
using LibraryBot.Turns;

namespace LibraryBot.Channels.DirectLine;

/// <summary>
/// The ids that were heard in each conversation, as its transcript holds them: read from it when the conversation is first heard,
/// added to after each commit. Conversations that rest longest are forgotten, and read again when they come back.
/// </summary>
internal sealed class HeardIds
{
    // More ids than a transcript keeps: then the oldest have left it, and it is read again.
    private const int IdsAtMost = 2 * Transcript.KeepAtMost;
    private readonly RecentlyUsed<HashSet<string>> known = new(1_000);

    public bool Has(IStoreReader store, DirectLineConversation conversation, string id)
    {
        var ids = known.TryGet(conversation.Id, out var kept) ? kept : Load(store, conversation);
        lock (ids)
            return ids.Contains(id);
    }

    public void Add(string conversationId, string id)
    {
        if (!known.TryGet(conversationId, out var ids))
            return;
        lock (ids)
        {
            ids.Add(id);
            if (ids.Count > IdsAtMost)
                known.Forget(conversationId);
        }
    }

    private HashSet<string> Load(IStoreReader store, DirectLineConversation conversation)
    {
        var ids = Transcript.All(store, conversation).Where(activity => activity.From?.Role != "bot").Select(activity => activity.Id!).ToHashSet(StringComparer.Ordinal);
        known.Set(conversation.Id, ids);
        return ids;
    }
}
