using System.Text.Json.Nodes;

namespace LibraryBot.Tests.Support;

/// <summary>A post on a Page: staged, scheduled or published.</summary>
public sealed class GraphPost : GraphNode
{
    internal GraphPost(GraphPage page, string part) : base($"{page.Id}_{part}") => (Page, Part, CreatedAt) = (page, part, page.Graph.Clock.Now);

    public GraphPage Page { get; }
    public string Message { get; internal set; } = "";
    public string? Link { get; internal init; }
    public IReadOnlyList<GraphPhoto> Photos { get; internal init; } = [];

    /// <summary>When it was published; of a staged one, when it was staged.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    public bool IsPublished { get; private set; }
    public DateTimeOffset? ScheduledFor { get; internal set; }

    /// <summary>Only those can be changed and removed over the API.</summary>
    public bool ByThisApp { get; internal init; } = true;

    /// <summary>Null: the Page itself wrote it.</summary>
    public GraphPerson? Visitor { get; internal init; }

    public string Permalink => $"https://www.facebook.com/{Page.Id}/posts/{Part}";

    public IReadOnlyList<GraphComment> Comments => [.. Page.Graph.World.All<GraphComment>().Where(comment => comment.Post == this)];

    internal string Part { get; }
    internal GraphPerson By => Visitor ?? Page.Self;
    internal bool IsDue => !IsPublished && ScheduledFor <= Page.Graph.Clock.Now;
    internal override string Type => "Post";
    internal override string AccountId => Page.Id;
    internal override IReadOnlyList<string> DefaultFields => ["created_time", "message", "id"];
    internal override IReadOnlyList<string> WorldFields => ["message", "link", "created_time", "permalink_url", "is_published", "scheduled_publish_time"];

    internal bool Holds(string text) => Message.Contains(text, StringComparison.Ordinal) || Link?.Contains(text, StringComparison.Ordinal) == true;

    internal void Publish(DateTimeOffset moment)
    {
        (IsPublished, CreatedAt, ScheduledFor) = (true, moment, null);
        foreach (var photo in Photos)
            photo.UsedBy = this;
        Page.Tell("feed", GraphFeedEvents.Post("add", this));
    }

    internal override void MustBeSeenBy(GraphCall call)
    {
        if (!call.MaySee(Page))
            throw GraphRefusal.NotThere(Id, call.Method);
    }

    internal override JsonNode? Field(GraphField field, GraphCall call) => field.Name switch
    {
        "message" => Message.Length == 0 ? null : Message,
        "created_time" => GraphJson.Date(CreatedAt),
        "updated_time" => GraphJson.Date(CreatedAt),
        "permalink_url" => Permalink,
        "is_published" => IsPublished,
        "is_hidden" => false,
        "link" => Link,
        "status_type" => Photos.Count > 0 ? "added_photos" : "mobile_status_update",
        "scheduled_publish_time" => ScheduledFor?.ToUnixTimeSeconds(),
        "from" => GraphFeedEvents.From(By),
        "full_picture" => Photos.Count > 0 ? Photos[0].Address : null,
        "attachments" => Attachments(),
        "comments" => GraphLists.Inner(call, GraphFeed.Shown(Comments, "toplevel"), field, Page.Graph.Habits.PageSize),
        _ => throw NoField(field),
    };

    internal override JsonNode Answer(GraphCall call) => (call.Method, call.Edge) switch
    {
        ("GET", "") => ReadBy(call),
        ("POST", "") => new GraphFeed(Page).Change(call, this),
        ("DELETE", "") => new GraphFeed(Page).Delete(call, this),
        ("GET", "comments") => new GraphCommentDesk(Page).List(call, Comments),
        ("POST", "comments") => new GraphCommentDesk(Page).Create(call, this, null),
        _ => base.Answer(call),
    };

    private JsonObject ReadBy(GraphCall call)
    {
        call.Needs("pages_read_engagement");
        return Read(call, call.Fields);
    }

    private JsonObject? Attachments()
    {
        if (Photos.Count == 0)
            return Link is null ? null : GraphJson.Data([new JsonObject { ["type"] = "share", ["url"] = Link }]);
        var photos = Photos.Select(photo => new JsonObject
        {
            ["type"] = "photo", ["target"] = new JsonObject { ["id"] = photo.Id }, ["description"] = photo.AltText,
        });
        return Photos.Count == 1
            ? GraphJson.Data(photos)
            : GraphJson.Data([new JsonObject { ["type"] = "album", ["subattachments"] = GraphJson.Data(photos) }]);
    }
}
