using System.Text.Json.Nodes;

namespace LibraryBot.Tests.Support;

/// <summary>A comment on a Page's post.</summary>
public sealed class GraphComment : GraphNode
{
    internal GraphComment(GraphPost post, string id, GraphPerson by, string message, DateTimeOffset at) : base(id) =>
        (Post, By, Message, CreatedAt) = (post, by, message, at);

    public GraphPost Post { get; }
    public GraphPerson By { get; }
    public string Message { get; internal set; }
    public DateTimeOffset CreatedAt { get; }
    public bool IsHidden { get; internal set; }

    /// <summary>The comment that it stands under.</summary>
    public GraphComment? Parent { get; internal init; }

    public IReadOnlyList<GraphComment> Replies => [.. Post.Comments.Where(comment => comment.Parent == this)];

    internal bool IsOwn => By.Id == Post.Page.Id;
    internal bool WasAnsweredPrivately { get; set; }
    internal override string Type => "Comment";
    internal override string AccountId => Post.Page.Id;
    internal override IReadOnlyList<string> DefaultFields => ["created_time", "from", "message", "id"];
    internal override IReadOnlyList<string> WorldFields => ["from", "message", "created_time", "is_hidden", "parent", "can_reply_privately"];

    internal override void MustBeSeenBy(GraphCall call)
    {
        if (!call.MaySee(Post.Page))
            throw GraphRefusal.NotThere(Id, call.Method);
    }

    internal override JsonNode? Field(GraphField field, GraphCall call) => field.Name switch
    {
        "message" => Message,
        "created_time" => GraphJson.Date(CreatedAt),
        // Who wrote it is told only to those who may read what users wrote.
        "from" => IsOwn || call.Has("pages_read_user_content") ? GraphFeedEvents.From(By) : null,
        "is_hidden" => IsHidden,
        "can_hide" => !IsOwn,
        "can_remove" => true,
        "can_reply_privately" => !IsOwn && !WasAnsweredPrivately && call.Now - CreatedAt <= GraphPrivateReplies.Window,
        "comment_count" => Replies.Count,
        "like_count" => 0,
        "permalink_url" => $"{Post.Permalink}?comment_id={Id}",
        "parent" => Parent?.Read(call, field.Inner),
        "object" => Post.Read(call, field.Inner),
        "comments" => GraphLists.Inner(call, Replies, field, Post.Page.Graph.Habits.PageSize),
        _ => throw NoField(field),
    };

    internal override JsonNode Answer(GraphCall call) => (call.Method, call.Edge) switch
    {
        ("GET", "comments") => new GraphCommentDesk(Post.Page).List(call, Replies, replies: true),
        ("POST", "comments") => new GraphCommentDesk(Post.Page).Create(call, Post, this),
        ("POST", "") => new GraphCommentDesk(Post.Page).Change(call, this),
        ("DELETE", "") => new GraphCommentDesk(Post.Page).Delete(call, this),
        ("GET", "") => new GraphCommentDesk(Post.Page).Show(call, this),
        _ => base.Answer(call),
    };
}
