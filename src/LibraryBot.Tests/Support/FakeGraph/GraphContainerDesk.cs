using System.Text.Json.Nodes;

namespace LibraryBot.Tests.Support;

/// <summary>POST /{ig}/media: makes containers of pictures, carousels and stories.</summary>
internal sealed class GraphContainerDesk(GraphInstagram account)
{
    private readonly FakeGraph graph = account.Graph;

    /// <summary>Null when there is no picture to fetch.</summary>
    public string? Address(GraphCall call)
    {
        call.Needs("instagram_content_publish");
        return Kind(call) == "CAROUSEL" ? null : call.Text("image_url") ?? throw GraphRefusal.Parameter("The parameter image_url is required");
    }

    public JsonNode Create(GraphCall call)
    {
        call.Needs("instagram_content_publish");
        var container = Kind(call) == "CAROUSEL" ? Carousel(call) : Picture(call);
        graph.World.Add(container);
        if (graph.Habits.UsedFromCreation)
        {
            foreach (var child in container.Children)
                child.IsUsed = true;
        }

        return new JsonObject { ["id"] = container.Id };
    }

    private static string Kind(GraphCall call) => call.Text("media_type") switch
    {
        null or "IMAGE" => "IMAGE",
        "CAROUSEL" => "CAROUSEL",
        "STORIES" => "STORIES",
        "REELS" or "VIDEO" when call.Arguments.Has("alt_text") => throw GraphRefusal.Parameter("alt_text is only supported on images"),
        "REELS" or "VIDEO" => throw GraphRefusal.Instagram(352, 2207026, "The video format is not supported.", "Unsupported format", "The video format is not supported. Please check spec for supported formats."),
        _ => throw GraphRefusal.Instagram(100, 2207023, "(#100) The media_type is unknown", "Unknown media type", "The media type is unknown."),
    };

    private GraphContainer Picture(GraphCall call)
    {
        var kind = Kind(call);
        var isChild = call.Arguments.Flag("is_carousel_item") == true;
        // A caption of a child or of a story is taken and shown nowhere.
        var caption = isChild || kind == "STORIES" ? "" : call.Text("caption") ?? "";
        if (kind == "STORIES" && call.Arguments.Has("alt_text"))
            throw GraphRefusal.Parameter("alt_text is not supported on stories");
        GraphPictureRules.Check(call.Picture!, graph.Habits, anyRatio: kind == "STORIES");
        GraphCaptionRules.Check(caption, graph.Habits);
        return new GraphContainer(account, kind)
        {
            Caption = caption, AltText = call.Text("alt_text"), ImageUrl = call.Text("image_url"), IsCarouselItem = isChild, Timeline = Timeline(call),
        };
    }

    private GraphContainer Carousel(GraphCall call)
    {
        var children = call.Arguments.Many("children").Select(Child).ToList();
        if (children.Count is < 2 or > 10)
            throw Invalid("A carousel needs 2 to 10 children");
        var caption = call.Text("caption") ?? "";
        GraphCaptionRules.Check(caption, graph.Habits);
        return new GraphContainer(account, "CAROUSEL") { Caption = caption, Children = children, Timeline = Timeline(call) };
    }

    private GraphContainer Child(string id) =>
        graph.World.TryGet<GraphContainer>(id) is { IsCarouselItem: true, IsUsed: false, Status: "FINISHED" } child && child.Account == account
            ? child
            : throw Invalid($"The child {id} cannot be used");

    private IReadOnlyList<GraphStep> Timeline(GraphCall call) =>
        call.Timeline ?? [new GraphStep(0, "IN_PROGRESS"), new GraphStep(graph.Habits.ContainerSeconds, "FINISHED")];

    private static GraphRefusal Invalid(string why) =>
        GraphRefusal.Instagram(100, 2207028, $"(#100) {why}", "Carousel validation failed", "Your post won't work as a carousel. It must have between 2 and 10 photos and/or videos.");
}
