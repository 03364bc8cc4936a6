namespace LibraryBot.Media;

public static class MediaEndpoint
{
    /// <summary>Serves /media/{id} to whoever holds a link that is signed and has not ended.</summary>
    public static void MapMedia(this IEndpointRouteBuilder routes)
    {
        var folder = routes.ServiceProvider.GetRequiredService<MediaFolder>();
        var links = routes.ServiceProvider.GetRequiredService<MediaLinks>();
        routes.MapGet("/media/{id}", (string id, HttpContext http) => Show(http, id, folder, links));
    }

    private static IResult Show(HttpContext http, string id, MediaFolder folder, MediaLinks links)
    {
        var query = http.Request.Query;
        if (!links.Allows(id, query["e"].ToString(), query["s"].ToString()))
            return Results.Text("This link has ended or was changed.", statusCode: StatusCodes.Status403Forbidden);
        if (folder.Open(id) is not { } picture)
            return Results.Text("There is no such picture.", statusCode: StatusCodes.Status404NotFound);

        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentDisposition = PictureKind.NamesDocument(picture.ContentType) ? "attachment" : "inline";
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        headers.CacheControl = "private, max-age=3600";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        return Results.Stream(picture.Bytes, picture.ContentType == PictureKind.Calendar.ContentType ? picture.ContentType + "; charset=utf-8" : picture.ContentType);
    }
}
