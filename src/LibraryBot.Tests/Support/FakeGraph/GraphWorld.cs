using System.Text.Json.Nodes;

namespace LibraryBot.Tests.Support;

/// <summary>All that is there, seen from above: no token needed.</summary>
public sealed class GraphWorld
{
    private readonly FakeGraph graph;
    private readonly List<GraphNode> nodes = [];
    private readonly Dictionary<string, GraphNode> byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, GraphPerson> people = new(StringComparer.Ordinal);
    private readonly List<GraphPrivateReply> privateReplies = [];

    internal GraphWorld(FakeGraph graph) => this.graph = graph;

    /// <summary>Messages that went to people because of a comment, in order.</summary>
    public IReadOnlyList<GraphPrivateReply> PrivateReplies
    {
        get
        {
            lock (graph.Guard)
                return [.. privateReplies];
        }
    }

    /// <summary>Everything of a kind that has not been deleted, in the order in which it was made.</summary>
    public IReadOnlyList<T> All<T>() where T : GraphNode
    {
        lock (graph.Guard)
        {
            CatchUp();
            return [.. nodes.OfType<T>()];
        }
    }

    public T Get<T>(string id) where T : GraphNode => TryGet<T>(id) ?? throw new InvalidOperationException($"There is no {typeof(T).Name} {id}.");

    public T? TryGet<T>(string id) where T : GraphNode
    {
        lock (graph.Guard)
        {
            CatchUp();
            return byId.GetValueOrDefault(id) as T;
        }
    }

    /// <summary>Always the same one by the same name.</summary>
    public GraphPerson Person(string name)
    {
        lock (graph.Guard)
        {
            if (!people.TryGetValue(name, out var person))
                people[name] = person = new GraphPerson(graph.Ids.Person(), name);
            return person;
        }
    }

    internal int Live(GraphNetwork network, string marker) => network == GraphNetwork.Facebook
        ? All<GraphPost>().Count(post => post.IsPublished && post.Holds(marker))
        : All<GraphMedia>().Count(media => media.Caption.Contains(marker, StringComparison.Ordinal));

    internal T Add<T>(T node) where T : GraphNode
    {
        nodes.Add(node);
        byId[node.Id] = node;
        if (node is GraphInstagram account)
            byId[account.AppScopedId] = account;
        return node;
    }

    internal void Remove(GraphNode node)
    {
        nodes.Remove(node);
        byId.Remove(node.Id);
    }

    /// <summary>What the call may not see is not there for it.</summary>
    internal GraphNode Find(string id, GraphCall call)
    {
        CatchUp();
        var node = byId.GetValueOrDefault(id) ?? throw GraphRefusal.NotThere(id, call.Method);
        node.MustBeSeenBy(call);
        return node;
    }

    internal JsonObject Json()
    {
        var world = new JsonObject();
        lock (graph.Guard)
        {
            CatchUp();
            world["now"] = GraphJson.Date(graph.Clock.Now);
            world["live_posts"] = Shown<GraphPost>(post => post.IsPublished);
            world["staged_posts"] = Shown<GraphPost>(post => !post.IsPublished);
            world["photos"] = Shown<GraphPhoto>();
            world["containers"] = Shown<GraphContainer>();
            world["media"] = Shown<GraphMedia>();
            world["comments"] = GraphJson.Array(Shown<GraphComment>().Concat(Shown<GraphInstagramComment>()).Select(comment => comment?.DeepClone()));
            world["private_replies"] = GraphJson.Array(PrivateReplies.Select(reply => new JsonObject { ["comment_id"] = reply.CommentId, ["text"] = reply.Text }));
            world["quota"] = new JsonObject(nodes.OfType<GraphInstagram>().Select(account => KeyValuePair.Create(account.Id, (JsonNode?)account.QuotaUsed)));
        }

        return world;
    }

    internal void Tell(GraphPrivateReply reply) => privateReplies.Add(reply);

    private void CatchUp()
    {
        foreach (var post in nodes.OfType<GraphPost>().Where(post => post.IsDue).ToList())
            post.Publish(post.ScheduledFor!.Value);
    }

    private JsonArray Shown<T>(Func<T, bool>? which = null) where T : GraphNode =>
        GraphJson.Array(nodes.OfType<T>().Where(node => which?.Invoke(node) ?? true).Select(node => node.Read(GraphCall.ByOwner(graph, node), GraphFields.Of(node.WorldFields))));
}

/// <summary>Somebody on Facebook or Instagram.</summary>
public sealed record GraphPerson(string Id, string Name);

/// <summary>A message to whoever wrote a comment.</summary>
public sealed record GraphPrivateReply(string MessageId, string CommentId, string RecipientId, string Text, DateTimeOffset At);
