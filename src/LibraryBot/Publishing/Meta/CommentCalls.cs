using System.Text.Json;
using LibraryBot.Responses;

namespace LibraryBot.Publishing.Meta;

/// <summary>
/// The calls about comments: developers.facebook.com/docs/graph-api/reference/object/comments, .../instagram-platform/comment-moderation,
/// and .../messenger-platform/discovery/private-replies.
/// </summary>
public sealed class CommentCalls(GraphCalls graph, MetaAccounts accounts, TimeProvider clock)
{
    private const int PagesAtMost = 50;
    private const string AtOnce = "50";
    private const string OfPage = "id,from,message,created_time,is_hidden,parent{id}";
    private const string OfInstagram = "id,from,username,text,timestamp,hidden,parent_id";

    public MetaAccount? Account(string network) => accounts.Of(network);

    /// <summary>When the next call may be made; null: now.</summary>
    public DateTimeOffset? ClosedUntil => graph.Pace.OpenAt is var open && open > clock.GetUtcNow() ? open : null;

    /// <summary>The one call that does it.</summary>
    public Task<GraphAnswer> Do(MetaAccount account, CommentAct act, string commentId, CancellationToken cancel) => graph.Make(account, (act.Kind, account.Kind) switch
    {
        (CommentActKind.Reply, Destination.Instagram) => GraphRequest.Post(commentId + "/replies", ("message", act.Text ?? "")),
        (CommentActKind.Reply, _) => GraphRequest.Post(commentId + "/comments", ("message", act.Text ?? "")),
        (CommentActKind.PrivateReply, _) => GraphRequest.Post(account.Id + "/messages", ("recipient", JsonSerializer.Serialize(new { comment_id = commentId })), ("message", JsonSerializer.Serialize(new { text = act.Text ?? "" }))),
        (_, Destination.Instagram) => GraphRequest.Post(commentId, ("hide", act.Kind == CommentActKind.Hide ? "true" : "false")),
        _ => GraphRequest.Post(commentId, ("is_hidden", act.Kind == CommentActKind.Hide ? "true" : "false")),
    }, cancel);

    /// <summary>What stands under a comment.</summary>
    public Task<CommentList> Replies(MetaAccount account, string commentId, CancellationToken cancel) => account.Kind == Destination.Instagram
        ? List(account, commentId + "/replies", cancel, ("fields", OfInstagram))
        : List(account, commentId + "/comments", cancel, ("fields", OfPage));

    /// <summary>All that stands under a post, with what answers it.</summary>
    public Task<CommentList> Of(MetaAccount account, string postId, CancellationToken cancel) => account.Kind == Destination.Instagram
        ? List(account, postId + "/comments", cancel, ("fields", OfInstagram + ",replies{" + OfInstagram + "}"))
        : List(account, postId + "/comments", cancel, ("filter", "stream"), ("fields", OfPage));

    /// <summary>Which medium a comment stands under: a notice names the picture of an album, not the album.</summary>
    public Task<GraphAnswer> Medium(MetaAccount account, string commentId, CancellationToken cancel) =>
        graph.Make(account, GraphRequest.Get(commentId, ("fields", "id,media{id}")), cancel);

    /// <summary>Whether a comment is gone: the network says so of this very one.</summary>
    public async Task<bool> IsGone(MetaAccount account, string commentId, CancellationToken cancel) =>
        await graph.Make(account, GraphRequest.Get(commentId, ("fields", "id")), cancel) is GraphAnswer.Denied { Error.Trouble: GraphTrouble.NotVisible };

    public Task<GraphAnswer> Subscribed(MetaAccount account, CancellationToken cancel) => graph.Make(account, GraphRequest.Get(account.Id + "/subscribed_apps"), cancel);

    public Task<GraphAnswer> Subscribe(MetaAccount account, string fields, CancellationToken cancel) =>
        graph.Make(account, GraphRequest.Post(account.Id + "/subscribed_apps", ("subscribed_fields", fields)), cancel);

    private async Task<CommentList> List(MetaAccount account, string path, CancellationToken cancel, params (string Name, string Value)[] fields)
    {
        var rows = new List<JsonElement>();
        string? after = null;
        for (var page = 0; page < PagesAtMost; page++)
        {
            if (ClosedUntil is not null)
                return new CommentList(rows, IsWhole: false, null);
            var asked = after is null ? GraphRequest.Get(path, [.. fields, ("limit", AtOnce)]) : GraphRequest.Get(path, [.. fields, ("limit", AtOnce), ("after", after)]);
            var answer = await graph.Make(account, asked, cancel);
            if (answer is not GraphAnswer.Said said)
                return new CommentList(rows, IsWhole: false, answer);
            rows.AddRange(said.Rows);
            // Only the cursor is taken: the address of the next page carries the token.
            var paging = GraphJson.Child(said.Body, "paging");
            after = paging is { } found && GraphJson.Text(found, "next") is not null && GraphJson.Child(found, "cursors") is { } cursors ? GraphJson.Text(cursors, "after") : null;
            if (after is null)
                return new CommentList(rows, IsWhole: true, null);
        }

        return new CommentList(rows, IsWhole: false, null);
    }
}

/// <summary>Comments as they were read, page by page.</summary>
/// <param name="IsWhole">Whether it was read to its end.</param>
/// <param name="Failed">The answer that ended it before, if there was one.</param>
public sealed record CommentList(IReadOnlyList<JsonElement> Rows, bool IsWhole, GraphAnswer? Failed);
