using System.Text.Json.Nodes;

namespace LibraryBot.Tests.Support;

/// <summary>Publishes containers and shows media.</summary>
internal sealed class GraphMediaDesk(GraphInstagram account)
{
    private readonly FakeGraph graph = account.Graph;

    /// <summary>Without stories, and without those that the list does not know yet.</summary>
    public static IEnumerable<GraphMedia> Newest(GraphInstagram account) => account.Media
        .Where(media => media.Kind != "STORIES" && media.At.AddSeconds(account.Graph.Habits.InstagramIndexDelaySeconds) <= account.Graph.Clock.Now)
        .Reverse();

    public JsonNode Publish(GraphCall call)
    {
        call.Needs("instagram_content_publish");
        var id = call.Text("creation_id") ?? throw GraphRefusal.Parameter("The parameter creation_id is required.");
        if (account.Restricted)
            throw GraphRefusal.Instagram(25, 2207050, "The Instagram account is restricted.", "Account restricted", "The Instagram professional account is inactive, checkpointed, or restricted.");
        var container = graph.World.TryGet<GraphContainer>(id);
        if (container?.Account != account)
            throw Gone(graph.Habits.GoneContainerSubcode);
        if (container.PublishedAs is { } published)
            return graph.Habits.SecondPublishAnswersSameId ? new JsonObject { ["id"] = published.Id } : throw Gone(2207006);
        return new JsonObject { ["id"] = Publish(container).Id };
    }

    public JsonNode List(GraphCall call)
    {
        call.Needs("instagram_basic");
        return GraphLists.Page(call, [.. Newest(account).Where(media => GraphLists.IsBetween(call, media.At))], graph.Habits.PageSize);
    }

    public JsonNode Show(GraphCall call, GraphMedia media)
    {
        call.Needs("instagram_basic");
        return media.Read(call, call.Fields);
    }

    /// <summary>Nothing but comment_enabled can be changed.</summary>
    public JsonNode Change(GraphCall call, GraphMedia media)
    {
        if (call.Arguments.Flag("comment_enabled") is not { } enabled)
            throw GraphRefusal.Unsupported(call.Method);
        call.Needs("instagram_manage_comments");
        media.CommentsEnabled = enabled;
        return GraphJson.Success();
    }

    private GraphMedia Publish(GraphContainer container)
    {
        switch (container.Status)
        {
            case "EXPIRED":
                throw Gone(graph.Habits.GoneContainerSubcode);
            case not "FINISHED":
                throw GraphRefusal.Instagram(9007, 2207027, "Media ID is not available", "Cannot publish", "The media is not ready to be published. Please wait a moment.");
        }

        if (container.Children.Any(child => child.IsUsed && !graph.Habits.UsedFromCreation))
            throw GraphRefusal.Instagram(100, 2207028, "(#100) A child has been used in another carousel", "Carousel validation failed", "Your post won't work as a carousel.");
        if (account.QuotaUsed >= account.QuotaTotal)
            throw GraphRefusal.Instagram(9, 2207042, "Application request limit reached", "Publishing limit reached", "You reached the maximum number of posts that is allowed to be published by Content Publishing API.");
        var media = Show(container, null);
        media.Children = [.. container.Children.Select(child => Show(child, media))];
        foreach (var child in container.Children)
            child.IsUsed = true;
        container.PublishedAs = media;
        account.CountPublished();
        return media;
    }

    private GraphMedia Show(GraphContainer container, GraphMedia? album) =>
        graph.World.Add(new GraphMedia(account, container.Caption, container.Kind) { AltText = container.AltText, ImageUrl = container.ImageUrl, Album = album });

    private static GraphRefusal Gone(int subcode) => subcode == 2207008
        ? GraphRefusal.Instagram(24, 2207008, "The media you are trying to publish is temporarily not available", "Cannot publish", "The media is not ready for publishing, please try again in a moment.")
        : GraphRefusal.Instagram(24, 2207006, "The requested resource does not exist", "Media not found", "The media with this ID cannot be found.");
}
