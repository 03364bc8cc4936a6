using LibraryBot.Publishing;
using LibraryBot.Publishing.Meta;
using LibraryBot.Responses;
using LibraryBot.Storage;

namespace LibraryBot.Channels.Meta;

/// <summary>A comment that a webhook told of, with where it says that it stands.</summary>
/// <param name="PostId">The network's id of the post; a picture of an album has another than the album.</param>
internal sealed record ToldComment(string Network, string Id, CommentVerb Verb, string? PostId, MetaChange Change)
{
    public CommentNews News(Delivery post)
    {
        var parent = CommentJson.Id(Change.Value, "parent_id");
        var (id, name) = CommentJson.AuthorOf(Change.Value);
        return new CommentNews(Network, Id, Verb, post.Post, post.Id, Change.At)
        {
            Parent = parent == post.ExternalId || parent == PostId ? null : parent,
            AuthorId = id,
            AuthorName = name,
            Text = CommentJson.TextOf(Change.Value, Network),
            At = GraphJson.Moment(Change.Value, "created_time"),
        };
    }
}

/// <summary>What of a webhook is about comments of others under posts of our accounts. All else is nothing to us.</summary>
internal static class MetaComments
{
    public static ToldComment? Of(MetaChange change, MetaAccounts accounts)
    {
        var network = MetaAccounts.Kinds.FirstOrDefault(kind => accounts.Of(kind)?.Id == change.Account);
        // Our own come back as well: answering them would never end.
        return network is null || CommentJson.AuthorOf(change.Value).Id == change.Account ? null
            : network == Destination.Instagram ? OnInstagram(change) : OnPage(change);
    }

    private static ToldComment? OnPage(MetaChange change)
    {
        if (change.Field != "feed" || GraphJson.Text(change.Value, "item") != "comment" || CommentJson.Id(change.Value, "comment_id") is not { } id)
            return null;
        CommentVerb? verb = GraphJson.Text(change.Value, "verb") switch
        {
            "add" => CommentVerb.Added,
            "edited" or "edit" => CommentVerb.Edited,
            "remove" => CommentVerb.Removed,
            "hide" => CommentVerb.Hidden,
            "unhide" => CommentVerb.Shown,
            _ => null,
        };
        return verb is { } known ? new ToldComment(Destination.Facebook, id, known, CommentJson.Id(change.Value, "post_id"), change) : null;
    }

    private static ToldComment? OnInstagram(MetaChange change) =>
        change.Field != "comments" || CommentJson.Id(change.Value, "id") is not { } id ? null
        : new ToldComment(Destination.Instagram, id, CommentVerb.Added, GraphJson.Child(change.Value, "media") is { } media ? CommentJson.Id(media, "id") : null, change);

    public static Delivery? PostOf(IStoreReader reader, ToldComment told) => told.PostId is { } post ? CommentedDelivery.Of(reader, told.Network, post) : null;
}
