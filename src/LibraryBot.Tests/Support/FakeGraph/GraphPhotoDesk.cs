using System.Text.Json.Nodes;

namespace LibraryBot.Tests.Support;

/// <summary>Takes photos for a Page: by address or as a file.</summary>
internal sealed class GraphPhotoDesk(GraphPage page)
{
    private const int MostBytes = 4 * 1024 * 1024;

    /// <summary>Null when the photo came as a file.</summary>
    public string? Address(GraphCall call)
    {
        GraphFeed.MustPublish(call, page, IsPublished(call));
        return call.Arguments.File("source") is null ? call.Text("url") : null;
    }

    public JsonNode Upload(GraphCall call)
    {
        var graph = page.Graph;
        var published = IsPublished(call);
        GraphFeed.MustPublish(call, page, published);
        var caption = call.Text("caption") ?? call.Text("message") ?? "";
        GraphFeed.CheckLength(caption);
        var photo = new GraphPhoto(page, graph.Ids.Photo(), Checked(call)) { Caption = caption, AltText = call.Text("alt_text_custom") };
        if (!published)
        {
            graph.World.Add(photo);
            return new JsonObject { ["id"] = photo.Id };
        }

        var feed = new GraphFeed(page);
        var post = new GraphPost(page, graph.Ids.PostPart()) { Message = caption, Photos = [photo] };
        feed.CheckDuplicate(post);
        graph.World.Add(photo);
        feed.Keep(post, published: true);
        return new JsonObject { ["id"] = photo.Id, ["post_id"] = post.Id };
    }

    private static byte[] Checked(GraphCall call)
    {
        var bytes = call.Arguments.File("source") ?? Fetched(call);
        if (bytes.Length == 0)
            throw Missing();
        if (bytes.Length >= MostBytes)
            throw GraphRefusal.Parameter("Photos should be less than 4 MB and saved as JPG, PNG or GIF files.", 1366046);
        if (!JpegHeader.IsJpeg(bytes) && !JpegHeader.IsPng(bytes) && !JpegHeader.IsGif(bytes))
            throw GraphRefusal.Parameter("Photos should be less than 4 MB and saved as JPG, PNG or GIF files.", 1366046);
        if (JpegHeader.IsJpeg(bytes) && JpegHeader.Read(bytes) is null)
            throw new GraphRefusal(324, 2069019, "Missing or invalid image file") { Title = "Invalid image file", UserMessage = "The image file is invalid or corrupt." };
        return bytes;
    }

    private static byte[] Fetched(GraphCall call) => call.Picture switch
    {
        null => throw Missing(),
        { Why: not null } => throw new GraphRefusal(324, 2069019, "Missing or invalid image file") { Title = "Invalid image file", UserMessage = "The image could not be read from its address." },
        var picture => picture.Bytes,
    };

    private static bool IsPublished(GraphCall call) => call.Arguments.Flag("published") ?? true;

    private static GraphRefusal Missing() => new(324, 0, "(#324) Requires upload file");
}
