using System.Text.Json.Nodes;

namespace LibraryBot.Tests.Support;

/// <summary>A photo that was uploaded to a Page.</summary>
public sealed class GraphPhoto : GraphNode
{
    internal GraphPhoto(GraphPage page, string id, byte[] bytes) : base(id) => (Page, Bytes, CreatedAt) = (page, bytes, page.Graph.Clock.Now);

    public GraphPage Page { get; }
    public byte[] Bytes { get; }
    public DateTimeOffset CreatedAt { get; }
    public string Caption { get; internal init; } = "";
    public string? AltText { get; internal init; }

    /// <summary>The post that shows it, or that it was promised to.</summary>
    public GraphPost? UsedBy { get; internal set; }

    internal bool IsPublished => UsedBy?.IsPublished == true;
    internal string Address => $"https://scontent.example/{Id}.jpg";
    internal override string Type => "Photo";
    internal override string AccountId => Page.Id;
    internal override IReadOnlyList<string> DefaultFields => ["created_time", "name", "id"];
    internal override IReadOnlyList<string> WorldFields => ["name", "alt_text_custom", "created_time", "page_story_id"];

    internal override void MustBeSeenBy(GraphCall call)
    {
        if (!call.MaySee(Page))
            throw GraphRefusal.NotThere(Id, call.Method);
    }

    internal override JsonNode? Field(GraphField field, GraphCall call) => field.Name switch
    {
        "name" => Caption.Length == 0 ? null : Caption,
        "created_time" => GraphJson.Date(CreatedAt),
        "alt_text_custom" or "alt_text" => AltText,
        "link" => $"https://www.facebook.com/photo.php?fbid={Id}",
        "picture" => Address,
        "page_story_id" => UsedBy?.Id,
        "from" => GraphFeedEvents.From(Page.Self),
        _ => throw NoField(field),
    };

    internal override JsonNode Answer(GraphCall call)
    {
        if (call is not { Method: "DELETE", Edge: "" })
            return base.Answer(call);
        GraphFeed.MustPublish(call, Page, published: true);
        Page.Graph.World.Remove(this);
        return GraphJson.Success();
    }
}
