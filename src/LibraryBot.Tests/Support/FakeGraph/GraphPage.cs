using System.Text.Json.Nodes;

namespace LibraryBot.Tests.Support;

/// <summary>A Facebook Page: what its people and visitors do by hand, and what it answers to calls.</summary>
public sealed class GraphPage : GraphNode
{
    private readonly FakeGraph graph;

    internal GraphPage(FakeGraph graph, string id, string name, string ownerId) : base(id) => (this.graph, Name, OwnerId) = (graph, name, ownerId);

    public string Name { get; set; }
    public string Token { get; internal set; } = "";
    public GraphInstagram? Instagram { get; internal set; }

    /// <summary>What the person may do on the Page.</summary>
    public IList<string> Tasks { get; } = ["ADVERTISE", "ANALYZE", "CREATE_CONTENT", "MESSAGING", "MODERATE", "MANAGE"];

    /// <summary>False: not ticked at log-in, so neither its token nor its Instagram account is told.</summary>
    public bool Ticked { get; set; } = true;

    /// <summary>False: a post with published=false is refused with 400/100.</summary>
    public bool StagingWorks { get; set; } = true;

    /// <summary>The webhook fields that the app subscribed to for this Page.</summary>
    public ISet<string> SubscribedFields { get; } = new SortedSet<string>(StringComparer.Ordinal);

    /// <summary>What the Page shows, newest last; staged and scheduled ones are not among them.</summary>
    public IReadOnlyList<GraphPost> Posts => [.. graph.World.All<GraphPost>().Where(post => post.Page == this && post.IsPublished)];

    /// <summary>Made, but not shown: staged and scheduled.</summary>
    public IReadOnlyList<GraphPost> StagedPosts => [.. graph.World.All<GraphPost>().Where(post => post.Page == this && !post.IsPublished)];

    internal FakeGraph Graph => graph;
    internal string OwnerId { get; }
    internal override string Type => "Page";
    internal override string AccountId => Id;
    internal override IReadOnlyList<string> DefaultFields => ["name", "id"];
    internal GraphPerson Self => new(Id, Name);

    /// <summary>A librarian posts in Facebook's own app.</summary>
    public GraphPost PostsByHand(string message) => ByHand(() =>
    {
        var post = graph.World.Add(new GraphPost(this, graph.Ids.PostPart()) { Message = message, ByThisApp = false });
        post.Publish(graph.Clock.Now);
        return post;
    });

    /// <summary>Deleted in Facebook's own app.</summary>
    public void DeletesByHand(string postId) => ByHand(() => Remove(graph.World.Get<GraphPost>(postId)));

    public GraphPost VisitorPosts(string by, string message) => ByHand(() =>
    {
        var post = graph.World.Add(new GraphPost(this, graph.Ids.PostPart()) { Message = message, ByThisApp = false, Visitor = graph.World.Person(by) });
        post.Publish(graph.Clock.Now);
        return post;
    });

    /// <param name="postId">The post.</param>
    /// <param name="by">The person's name.</param>
    /// <param name="message">What is written.</param>
    /// <param name="under">The id of the comment that it answers.</param>
    public GraphComment Comments(string postId, string by, string message, string? under = null) => ByHand(() =>
        Add(graph.World.Get<GraphPost>(postId), graph.World.Person(by), message, under is null ? null : graph.World.Get<GraphComment>(under)));

    public void Edits(string commentId, string message) => ByHand(() => Edit(graph.World.Get<GraphComment>(commentId), message));

    public void Removes(string commentId) => ByHand(() => Remove(graph.World.Get<GraphComment>(commentId)));

    public void Hides(string commentId) => ByHand(() => Hide(graph.World.Get<GraphComment>(commentId), true));

    public void Unhides(string commentId) => ByHand(() => Hide(graph.World.Get<GraphComment>(commentId), false));

    /// <param name="postId">The post.</param>
    /// <param name="by">The person's name.</param>
    /// <param name="reaction">like, love, care, haha, wow, sad or angry.</param>
    public void Reacts(string postId, string by, string reaction = "like") =>
        ByHand(() => Tell("feed", GraphFeedEvents.Reaction(graph.World.Get<GraphPost>(postId), graph.World.Person(by), reaction, graph.Clock.Now)));

    /// <summary>Somebody names the Page in a post of their own.</summary>
    public void IsMentioned(string by, string message) =>
        ByHand(() => Tell("mention", GraphFeedEvents.Mention(graph.World.Person(by), $"{graph.World.Person(by).Id}_{graph.Ids.PostPart()}", message, graph.Clock.Now)));

    internal override void MustBeSeenBy(GraphCall call)
    {
        if (!call.MaySee(this))
            throw GraphRefusal.NotThere(Id, call.Method);
    }

    internal override JsonNode? Field(GraphField field, GraphCall call) => field.Name switch
    {
        "name" => Name,
        "tasks" => GraphJson.Texts(Tasks),
        "category" => "Library",
        "link" => $"https://www.facebook.com/{Id}",
        "access_token" => Ticked ? Token : null,
        "instagram_business_account" => Ticked ? Instagram?.Read(call, field.Inner ?? GraphFields.Of()) : null,
        _ => throw NoField(field),
    };

    internal override string? PictureFor(GraphCall call) => call is { Method: "POST", Edge: "photos" } ? new GraphPhotoDesk(this).Address(call) : null;

    internal override JsonNode Answer(GraphCall call) => (call.Method, call.Edge) switch
    {
        ("POST", "feed") => new GraphFeed(this).Post(call),
        ("POST", "photos") => new GraphPhotoDesk(this).Upload(call),
        ("POST", "messages") => new GraphPrivateReplies(graph).Send(call, this),
        ("GET", "feed" or "posts" or "published_posts" or "scheduled_posts") => new GraphFeed(this).List(call),
        (_, "subscribed_apps") => GraphSubscribedApps.Answer(call, this, SubscribedFields),
        _ => base.Answer(call),
    };

    internal GraphComment Add(GraphPost post, GraphPerson by, string message, GraphComment? under)
    {
        // Two levels only: an answer to an answer stands under the first comment.
        var comment = graph.World.Add(new GraphComment(post, $"{post.Part}_{graph.Ids.CommentPart()}", by, message, graph.Clock.Now) { Parent = under?.Parent ?? under });
        Tell("feed", GraphFeedEvents.Comment("add", comment));
        return comment;
    }

    internal void Edit(GraphComment comment, string message)
    {
        comment.Message = message;
        Tell("feed", GraphFeedEvents.Comment("edited", comment));
    }

    internal void Hide(GraphComment comment, bool hidden)
    {
        if (comment.IsHidden == hidden)
            return;
        comment.IsHidden = hidden;
        Tell("feed", GraphFeedEvents.Comment(hidden ? "hide" : "unhide", comment));
    }

    internal void Remove(GraphComment comment)
    {
        foreach (var reply in comment.Replies)
            graph.World.Remove(reply);
        graph.World.Remove(comment);
        Tell("feed", GraphFeedEvents.Comment("remove", comment));
    }

    internal void Remove(GraphPost post)
    {
        foreach (var comment in post.Comments)
            graph.World.Remove(comment);
        graph.World.Remove(post);
        if (post.IsPublished)
            Tell("feed", GraphFeedEvents.Post("remove", post));
    }

    internal void Tell(string field, JsonObject value) => graph.Webhooks.Emit("page", this, SubscribedFields, field, value);

    private T ByHand<T>(Func<T> what)
    {
        lock (graph.Guard)
            return what();
    }

    private void ByHand(Action what)
    {
        lock (graph.Guard)
            what();
    }
}
