using LibraryBot.Answers;
using LibraryBot.Knowledge;
using LibraryBot.Language;
using LibraryBot.Publishing;
using LibraryBot.Responses;
using LibraryBot.Storage;

namespace LibraryBot.Posts;

/// <summary>What posts and records give to the comments: the post that one stands under, the titles of what answers it, and a place for an answered question.</summary>
internal sealed class CommentRecords(LibraryKnowledge knowledge)
{
    public CommentWays Ways(Action<string> wake) => new(PostOf, TitlesOf, Keep, wake);

    private CommentedPost PostOf(IStoreReader store, Comment comment)
    {
        var post = store.Get(Post.Posts, Post.IdOf(comment.Post));
        return new CommentedPost(comment.Post, post?.Title ?? "", store.Get(Delivery.Deliveries, comment.Delivery)?.Link, About(post));
    }

    /// <summary>"Jam berapa?" under the post of an event asks about that event.</summary>
    private AskedBefore? About(Post? post)
    {
        if (post is not { Kind: "event" })
            return null;
        var id = post.Given[EventPick.EventId] ?? "post-" + post.Id;
        return knowledge.Event(id) is null ? null : new AskedBefore(Intents.Events, [id]);
    }

    private IReadOnlyList<string> TitlesOf(IReadOnlyList<string> ids)
    {
        var now = knowledge.Now;
        return [.. ids.Select(id => now.Book(id)?.Title ?? now.Event(id)?.Title ?? now.Faqs.FirstOrDefault(faq => faq.Id == id)?.Q ?? now.Pathfinders.FirstOrDefault(guide => guide.Id == id)?.Topic ?? now.Branch(id)?.Name).OfType<string>().Distinct()];
    }

    /// <summary>An answered question becomes one of the records, from the commit on.</summary>
    public void Keep(IStoreSession store, KeptQuestion kept)
    {
        var isEnglish = kept.Lang == Lang.En;
        store.Put(Faq.Collection, new Faq(kept.Id, kept.Question, kept.Answer) { QEn = isEnglish ? kept.Question : null, AEn = isEnglish ? kept.Answer : null, Source = "typed" });
        store.AfterCommit(() => _ = knowledge.Refresh());
    }
}
