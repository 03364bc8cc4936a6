using System.Text.Json.Nodes;

namespace LibraryBot.Tests.Support;

/// <summary>A comment on an Instagram medium.</summary>
public sealed class GraphInstagramComment : GraphNode
{
    internal GraphInstagramComment(GraphMedia media, string id, GraphPerson by, string text) : base(id) =>
        (Media, By, Text, CreatedAt) = (media, by, text, media.Account.Graph.Clock.Now);

    public GraphMedia Media { get; }
    public GraphPerson By { get; }
    public string Text { get; }
    public DateTimeOffset CreatedAt { get; }
    public bool IsHidden { get; internal set; }

    /// <summary>The comment that it stands under.</summary>
    public GraphInstagramComment? Parent { get; internal init; }

    public IReadOnlyList<GraphInstagramComment> Replies => [.. Media.Comments.Where(comment => comment.Parent == this)];

    internal bool WasAnsweredPrivately { get; set; }
    internal override string Type => "ShadowIGComment";
    internal override string AccountId => Media.Account.Id;
    internal override IReadOnlyList<string> DefaultFields => ["timestamp", "text", "id"];
    internal override IReadOnlyList<string> WorldFields => ["timestamp", "text", "username", "hidden", "parent_id"];

    internal override void MustBeSeenBy(GraphCall call)
    {
        if (!call.MaySee(Media.Account))
            throw GraphRefusal.NotThere(Id, call.Method);
    }

    internal override JsonNode? Field(GraphField field, GraphCall call) => field.Name switch
    {
        "text" => Text,
        "timestamp" => GraphJson.Date(CreatedAt),
        "username" => By.Name,
        "from" => new JsonObject { ["id"] = By.Id, ["username"] = By.Name },
        "user" => By.Id == AccountId ? new JsonObject { ["id"] = By.Id } : null,
        "hidden" => IsHidden,
        "like_count" => 0,
        "parent_id" => Parent?.Id,
        "media" => Media.Read(call, field.Inner),
        "replies" => Replies.Count == 0 ? null : GraphLists.Inner(call, Replies, field, Media.Account.Graph.Habits.InstagramCommentsPageSize),
        _ => throw NoField(field),
    };

    internal override JsonNode Answer(GraphCall call) => (call.Method, call.Edge) switch
    {
        ("GET", "") => new GraphInstagramComments(Media.Account).Show(call, this),
        ("GET", "replies") => new GraphInstagramComments(Media.Account).Replies(call, this),
        ("POST", "replies") => new GraphInstagramComments(Media.Account).Reply(call, this),
        ("POST", "") => new GraphInstagramComments(Media.Account).Hide(call, this),
        ("DELETE", "") => new GraphInstagramComments(Media.Account).Delete(call, this),
        _ => base.Answer(call),
    };

    /// <summary>As the webhook tells it.</summary>
    internal JsonObject Told(GraphMedia media)
    {
        var from = new JsonObject { ["id"] = By.Id, ["username"] = By.Name };
        if (By.Id == AccountId)
            from["self_ig_scoped_id"] = Media.Account.AppScopedId;
        var value = new JsonObject
        {
            ["from"] = from,
            ["media"] = new JsonObject { ["id"] = media.Id, ["media_product_type"] = media.ProductType },
            ["id"] = Id,
        };
        if (Parent is not null)
            value["parent_id"] = Parent.Id;
        value["text"] = Text;
        return value;
    }
}
