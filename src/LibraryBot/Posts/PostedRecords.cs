using LibraryBot.Knowledge;
using LibraryBot.Storage;

namespace LibraryBot.Posts;

/// <summary>What a post leaves in the store from its approval on, so that patrons who ask are answered by it: its event, its pathfinder, the hours that it changes.</summary>
internal static class PostedRecords
{
    public static void Keep(IStoreSession store, Post post, LibraryKnowledge knowledge)
    {
        PostedEvent.Keep(store, post, knowledge);
        KeepHours(store, post, knowledge);
        PostedGuide.Keep(store, post, knowledge);
    }

    /// <summary>What is not announced after all is no longer what patrons are told.</summary>
    public static void Forget(IStoreSession store, Post post, LibraryKnowledge knowledge)
    {
        PostedEvent.Forget(store, post, knowledge);
        if (ForgetHours(store, post) | PostedGuide.Forget(store, post))
            store.AfterCommit(() => _ = knowledge.Refresh());
    }

    private static void KeepHours(IStoreSession store, Post post, LibraryKnowledge knowledge)
    {
        if (post.Kind != "announcement")
            return;
        ForgetHours(store, post);
        foreach (var rule in HoursChange.Rules(post.Given["hours"], IdOf(post), post.Title))
            store.Put(HoursRule.Collection, rule);
        store.AfterCommit(() => _ = knowledge.Refresh());
    }

    private static bool ForgetHours(IStoreSession store, Post post)
    {
        var found = store.All(HoursRule.Collection).Where(rule => rule.Id.StartsWith(IdOf(post) + "-", StringComparison.Ordinal)).ToList();
        found.ForEach(rule => store.Delete(HoursRule.Collection, rule.Id));
        return found.Count > 0;
    }

    private static string IdOf(Post post) => "post-" + post.Id;
}
