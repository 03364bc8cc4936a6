using System.Text.Json.Nodes;

namespace LibraryBot.Tests.Support;

/// <summary>An Instagram account: what people do there by hand, and what it answers to calls.</summary>
public sealed class GraphInstagram : GraphNode
{
    private readonly FakeGraph graph;
    private readonly List<DateTimeOffset> published = [];

    internal GraphInstagram(FakeGraph graph, string id, string appScopedId, string username) : base(id) =>
        (this.graph, AppScopedId, Username) = (graph, appScopedId, username);

    public string Username { get; set; }
    public string Token { get; internal set; } = "";

    /// <summary>The Page that it is linked to.</summary>
    public GraphPage? Page { get; internal set; }

    /// <summary>What "me" is called to an account that logged in itself; its user_id is the real one.</summary>
    public string AppScopedId { get; }

    /// <summary>How many may be published in 24 hours: 25, 50 or 100.</summary>
    public int QuotaTotal { get; set; } = 100;

    /// <summary>Inactive, checkpointed or restricted: publishing answers 25/2207050.</summary>
    public bool Restricted { get; set; }

    /// <summary>The webhook fields that the app subscribed to for this account.</summary>
    public ISet<string> SubscribedFields { get; } = new SortedSet<string>(StringComparer.Ordinal);

    public int QuotaUsed
    {
        get
        {
            lock (graph.Guard)
                return published.Count(moment => moment > graph.Clock.Now.AddDays(-1));
        }
    }

    /// <summary>What the account shows, newest last; stories too.</summary>
    public IReadOnlyList<GraphMedia> Media => [.. graph.World.All<GraphMedia>().Where(media => media.Account == this && media.Album is null)];

    public IReadOnlyList<GraphContainer> Containers => [.. graph.World.All<GraphContainer>().Where(container => container.Account == this)];

    internal FakeGraph Graph => graph;
    internal override string Type => "ShadowIGUser";
    internal override string AccountId => Id;
    internal override IReadOnlyList<string> DefaultFields => ["id"];
    internal GraphPerson Self => new(Id, Username);

    /// <summary>A librarian posts in Instagram's own app.</summary>
    public GraphMedia PostsByHand(string caption) => ByHand(() => graph.World.Add(new GraphMedia(this, caption, "IMAGE")));

    /// <summary>Deleted in Instagram's own app, which is the only way.</summary>
    public void DeletesByHand(string mediaId) => ByHand(() => graph.World.Remove(graph.World.Get<GraphMedia>(mediaId)));

    /// <summary>Other tools have published so many just now.</summary>
    public void UsesQuota(int times) => ByHand(() => published.AddRange(Enumerable.Repeat(graph.Clock.Now, times)));

    /// <param name="mediaId">The medium; one of a carousel's children is told in the notice, while the comment belongs to the album.</param>
    /// <param name="by">The person's username.</param>
    /// <param name="text">What is written.</param>
    /// <param name="under">The id of the comment that it answers.</param>
    public GraphInstagramComment Comments(string mediaId, string by, string text, string? under = null) => ByHand(() =>
    {
        var media = graph.World.Get<GraphMedia>(mediaId);
        return Add(media.Album ?? media, graph.World.Person(by), text, under is null ? null : graph.World.Get<GraphInstagramComment>(under), media);
    });

    /// <summary>Instagram tells nobody.</summary>
    public void Removes(string commentId) => ByHand(() => Remove(graph.World.Get<GraphInstagramComment>(commentId)));

    /// <summary>Instagram tells nobody.</summary>
    public void Hides(string commentId) => ByHand(() => graph.World.Get<GraphInstagramComment>(commentId).IsHidden = true);

    /// <summary>Instagram tells nobody.</summary>
    public void Unhides(string commentId) => ByHand(() => graph.World.Get<GraphInstagramComment>(commentId).IsHidden = false);

    /// <summary>Somebody names the account under a medium of their own.</summary>
    public void IsMentioned() => ByHand(() => Tell("mentions", new JsonObject { ["media_id"] = graph.Ids.Media(), ["comment_id"] = graph.Ids.InstagramComment() }));

    internal override string ShownId(GraphCall call) => call.Parts is ["me", ..] ? AppScopedId : Id;

    internal override void MustBeSeenBy(GraphCall call)
    {
        if (!call.MaySee(this))
            throw GraphRefusal.NotThere(Id, call.Method);
    }

    internal override JsonNode? Field(GraphField field, GraphCall call) => field.Name switch
    {
        "user_id" or "ig_id" => Id,
        "username" => Username,
        "name" => Page?.Name ?? Username,
        "account_type" => "BUSINESS",
        "media_count" => Media.Count,
        "followers_count" or "follows_count" => 0,
        "profile_picture_url" => $"https://scontent.example/{Id}.jpg",
        "media" => GraphLists.Inner(call, GraphMediaDesk.Newest(this), field, graph.Habits.PageSize),
        _ => throw NoField(field),
    };

    internal override string? PictureFor(GraphCall call) => call is { Method: "POST", Edge: "media" } ? new GraphContainerDesk(this).Address(call) : null;

    internal override JsonNode Answer(GraphCall call) => (call.Method, call.Edge) switch
    {
        ("GET", "") => Show(call),
        ("POST", "media") => new GraphContainerDesk(this).Create(call),
        ("POST", "media_publish") => new GraphMediaDesk(this).Publish(call),
        ("GET", "media") => new GraphMediaDesk(this).List(call),
        ("GET", "content_publishing_limit") => Limit(call),
        ("POST", "messages") => new GraphPrivateReplies(graph).Send(call, this),
        (_, "subscribed_apps") => GraphSubscribedApps.Answer(call, this, SubscribedFields),
        _ => base.Answer(call),
    };

    internal GraphInstagramComment Add(GraphMedia media, GraphPerson by, string text, GraphInstagramComment? under, GraphMedia? told = null)
    {
        // Two levels only: an answer to an answer stands under the first comment.
        var comment = graph.World.Add(new GraphInstagramComment(media, graph.Ids.InstagramComment(), by, text) { Parent = under?.Parent ?? under });
        Tell("comments", comment.Told(told ?? media));
        return comment;
    }

    internal void Remove(GraphInstagramComment comment)
    {
        foreach (var reply in comment.Replies)
            graph.World.Remove(reply);
        graph.World.Remove(comment);
    }

    internal void CountPublished() => published.Add(graph.Clock.Now);

    private void Tell(string field, JsonObject value) => graph.Webhooks.Emit("instagram", this, SubscribedFields, field, value);

    private JsonObject Show(GraphCall call)
    {
        call.Needs("instagram_basic");
        return Read(call, call.Fields);
    }

    private JsonObject Limit(GraphCall call)
    {
        call.Needs("instagram_content_publish");
        var config = new JsonObject { ["quota_total"] = QuotaTotal, ["quota_duration"] = 86400 };
        return GraphJson.Data([new JsonObject { ["quota_usage"] = QuotaUsed, ["config"] = config }]);
    }

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
