using System.Text.Json.Nodes;

namespace LibraryBot.Tests.Support;

/// <summary>Posts of a Page over the API: made, listed, changed, published, removed.</summary>
internal sealed class GraphFeed(GraphPage page)
{
    private const int MostLetters = 63_206;
    private const int MostPhotos = 10;
    private static readonly TimeSpan Soonest = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Latest = TimeSpan.FromDays(30);
    private readonly FakeGraph graph = page.Graph;

    public static IEnumerable<GraphComment> Shown(IEnumerable<GraphComment> comments, string filter) =>
        filter == "stream" ? comments : comments.Where(comment => comment.Parent is null);

    public JsonNode Post(GraphCall call)
    {
        var published = call.Arguments.Flag("published") ?? true;
        MustPublish(call, page, published);
        if (!published && !page.StagingWorks)
            throw GraphRefusal.Parameter("Unpublished posts are not available for this page");
        var post = new GraphPost(page, graph.Ids.PostPart())
        {
            Message = call.Text("message") ?? "", Link = Link(call), Photos = Photos(call), ScheduledFor = Schedule(call, published),
        };
        if (post is { Message: "", Link: null, Photos: [] })
            throw GraphRefusal.Parameter("You must provide a message, a link or attached_media to publish");
        CheckLength(post.Message);
        if (published)
            CheckDuplicate(post);
        Keep(post, published);
        return new JsonObject { ["id"] = post.Id };
    }

    public JsonNode List(GraphCall call)
    {
        call.Needs("pages_read_engagement");
        var posts = graph.World.All<GraphPost>().Where(post => post.Page == page && Belongs(post, call) && GraphLists.IsBetween(call, Moment(post)));
        return GraphLists.Page(call, [.. posts.Reverse().OrderByDescending(Moment)], graph.Habits.PageSize);
    }

    public JsonNode Change(GraphCall call, GraphPost post)
    {
        MustPublish(call, page, published: true);
        MustBeOurs(post);
        var message = call.Text("message");
        var published = call.Arguments.Flag("is_published");
        if (message is null && published is null)
            throw GraphRefusal.Parameter("Nothing to change: message or is_published is needed");
        if (published == false && post.IsPublished)
            throw GraphRefusal.Parameter("A published post cannot be made unpublished");
        CheckLength(message ?? "");
        if (published == true)
            Publish(post);
        if (message is not null)
            Edit(post, message);
        return GraphJson.Success();
    }

    public JsonNode Delete(GraphCall call, GraphPost post)
    {
        MustPublish(call, page, published: true);
        MustBeOurs(post);
        page.Remove(post);
        return GraphJson.Success();
    }

    /// <summary>Refuses a token that may not publish on the Page.</summary>
    public static void MustPublish(GraphCall call, GraphPage page, bool published)
    {
        call.Needs("pages_manage_posts", page, "CREATE_CONTENT");
        if (call.Token.Kind == GraphTokenKind.Page)
            return;
        if (!published)
            throw GraphRefusal.Permission(200, "Unpublished posts must be posted to a page as the page itself.");
        if (!page.Graph.Habits.UserTokenMayPost)
        {
            throw new GraphRefusal(190, 2069032, "A page access token is required for this call for the new Pages experience.")
            {
                Title = "User Access Token Is Not Supported", UserMessage = "A page access token is required for this call for the new Pages experience.",
            };
        }
    }

    public void CheckDuplicate(GraphPost post)
    {
        var last = page.Posts.LastOrDefault(other => other.Visitor is null);
        if (last is null || last.Message != post.Message || last.Link != post.Link || graph.Clock.Now - last.CreatedAt > TimeSpan.FromMinutes(10))
            return;
        if (graph.Habits.Duplicates == GraphDuplicates.Code506)
            throw new GraphRefusal(506, 0, "(#506) Duplicate status message") { Title = "Duplicate Status Update", UserMessage = "This status update is identical to the last one you posted. Try posting something different, or delete your previous update." };
        if (graph.Habits.Duplicates == GraphDuplicates.Code368)
            throw new GraphRefusal(368, 0, "The action attempted has been deemed abusive or is otherwise disallowed") { Title = "Duplicate", UserMessage = "You've already posted this. Try posting something different." };
    }

    public void Keep(GraphPost post, bool published)
    {
        graph.World.Add(post);
        if (graph.Habits.UsedFromCreation)
        {
            foreach (var photo in post.Photos)
                photo.UsedBy = post;
        }

        if (published)
            post.Publish(graph.Clock.Now);
    }

    public static void CheckLength(string message)
    {
        if (message.Length > MostLetters)
            throw GraphRefusal.Parameter($"The message is too long: at most {MostLetters} characters");
    }

    private void Publish(GraphPost post)
    {
        if (post.IsPublished)
        {
            if (graph.Habits.PublishingAgainIsRefused)
                throw GraphRefusal.Parameter("This post has already been published");
            return;
        }

        if (post.Photos.Any(photo => photo.UsedBy is { } user && user != post))
            throw GraphRefusal.Parameter("A photo of this post has been used in another post");
        CheckDuplicate(post);
        post.Publish(graph.Clock.Now);
    }

    private void Edit(GraphPost post, string message)
    {
        post.Message = message;
        if (post.IsPublished)
            page.Tell("feed", GraphFeedEvents.Post("edited", post));
    }

    private void MustBeOurs(GraphPost post)
    {
        if (!post.ByThisApp)
            throw GraphRefusal.Permission(graph.Habits.ForeignPostCode, "The post was not made by this application");
    }

    private static string? Link(GraphCall call)
    {
        if (call.Text("link") is not { } link)
            return null;
        if (!Uri.TryCreate(link, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            throw GraphRefusal.Parameter("link URL is not properly formatted", 1609005);
        if (uri.Host is "facebook.com" || uri.Host.EndsWith(".facebook.com", StringComparison.OrdinalIgnoreCase))
            throw GraphRefusal.Parameter("Links to facebook.com cannot be posted", 1609008);
        return link;
    }

    private List<GraphPhoto> Photos(GraphCall call)
    {
        var ids = (call.Arguments.Json("attached_media") as JsonArray ?? []).Select(item => item is JsonObject media ? media["media_fbid"]?.ToString() ?? "" : "").ToList();
        if (ids.Count > MostPhotos)
            throw GraphRefusal.Parameter($"attached_media takes at most {MostPhotos} photos");
        if (ids.Distinct().Count() < ids.Count)
            throw GraphRefusal.Parameter("attached_media names a photo twice");
        return [.. ids.Select(Photo)];
    }

    private GraphPhoto Photo(string id)
    {
        var photo = graph.World.TryGet<GraphPhoto>(id);
        if (photo?.Page != page || photo.IsPublished)
            throw GraphRefusal.Parameter($"Invalid media_fbid {id}: it must be an unpublished photo of this page");
        return photo.UsedBy is null ? photo : throw GraphRefusal.Parameter($"Invalid media_fbid {id}: it has been used already");
    }

    private static DateTimeOffset? Schedule(GraphCall call, bool published)
    {
        if (call.Text("scheduled_publish_time") is not { } text)
            return null;
        if (published)
            throw GraphRefusal.Parameter("You cannot specify a scheduled publish time on a published post");
        return GraphMoments.Read(text, call.Now) is { } moment && moment >= call.Now + Soonest && moment <= call.Now + Latest
            ? moment
            : throw GraphRefusal.Parameter("The specified scheduled publish time is invalid.");
    }

    private bool Belongs(GraphPost post, GraphCall call) => call.Edge switch
    {
        "scheduled_posts" => post.ScheduledFor is not null,
        "feed" => IsIndexed(post, call),
        _ => IsIndexed(post, call) && post.Visitor is null,
    };

    private bool IsIndexed(GraphPost post, GraphCall call) => post.IsPublished && post.CreatedAt.AddSeconds(graph.Habits.IndexDelaySeconds) <= call.Now;

    private static DateTimeOffset Moment(GraphPost post) => post.ScheduledFor ?? post.CreatedAt;
}
