using System.Text.Json.Nodes;

namespace LibraryBot.Tests.Support;

/// <summary>What Instagram shows: a picture, a carousel, a story, or a carousel's child.</summary>
public sealed class GraphMedia : GraphNode
{
    internal GraphMedia(GraphInstagram account, string caption, string kind) : base(account.Graph.Ids.Media()) =>
        (Account, Caption, Kind, At, ShortCode) = (account, caption, kind, account.Graph.Clock.Now, account.Graph.Ids.ShortCode());

    public GraphInstagram Account { get; }
    public string Caption { get; }

    /// <summary>IMAGE, CAROUSEL or STORIES.</summary>
    public string Kind { get; }

    public DateTimeOffset At { get; }
    public string? AltText { get; internal init; }
    public string? ImageUrl { get; internal init; }
    public bool CommentsEnabled { get; internal set; } = true;
    public IReadOnlyList<GraphMedia> Children { get; internal set; } = [];

    /// <summary>The carousel that it is a child of.</summary>
    public GraphMedia? Album { get; internal init; }

    public string Permalink => $"https://www.instagram.com/p/{ShortCode}/";

    public IReadOnlyList<GraphInstagramComment> Comments => [.. Account.Graph.World.All<GraphInstagramComment>().Where(comment => comment.Media == this)];

    internal string ProductType => Kind == "STORIES" ? "STORY" : "FEED";
    internal override string Type => "ShadowIGMedia";
    internal override string AccountId => Account.Id;
    internal override IReadOnlyList<string> DefaultFields => ["id"];
    internal override IReadOnlyList<string> WorldFields => ["caption", "media_type", "permalink", "timestamp", "alt_text", "children"];

    private string ShortCode { get; }

    internal override void MustBeSeenBy(GraphCall call)
    {
        if (!call.MaySee(Account))
            throw GraphRefusal.NotThere(Id, call.Method);
    }

    internal override JsonNode? Field(GraphField field, GraphCall call) => field.Name switch
    {
        "caption" => Caption.Length == 0 ? null : Caption,
        "media_type" => Kind == "CAROUSEL" ? "CAROUSEL_ALBUM" : "IMAGE",
        "media_product_type" => ProductType,
        "media_url" => Kind == "CAROUSEL" ? null : $"https://scontent.example/{Id}.jpg",
        "permalink" => Permalink,
        "shortcode" => ShortCode,
        "timestamp" => GraphJson.Date(At),
        "username" => Account.Username,
        "owner" => new JsonObject { ["id"] = Account.Id },
        "alt_text" => AltText,
        "comments_count" => Comments.Count,
        "like_count" => 0,
        "is_comment_enabled" => CommentsEnabled,
        "children" => Children.Count == 0 ? null : GraphLists.Inner(call, Children, field, Children.Count),
        "comments" => GraphLists.Inner(call, GraphInstagramComments.TopOf(this), field, Account.Graph.Habits.InstagramCommentsPageSize),
        _ => throw NoField(field),
    };

    internal override JsonNode Answer(GraphCall call) => (call.Method, call.Edge) switch
    {
        ("GET", "") => new GraphMediaDesk(Account).Show(call, this),
        ("GET", "children") => GraphLists.Page(call, Children, Account.Graph.Habits.PageSize),
        ("POST", "") => new GraphMediaDesk(Account).Change(call, this),
        ("GET", "comments") => new GraphInstagramComments(Account).List(call, this),
        ("POST", "comments") => new GraphInstagramComments(Account).Create(call, this),
        _ => base.Answer(call),
    };
}
