namespace LibraryBot.Web;

/// <summary>The chat page, the demo page and what they are made of.</summary>
public static class WebEndpoints
{
    private static readonly string[] Assets = ["chat.css", "chat.js", "directline.js", "log.js", "bubbles.js", "pictures.js", "words.js", "guide.css", "icon.svg"];
    private static readonly string[] DemoAssets = ["demo.css", "demo.js"];

    /// <summary>"/", "/embed.js", "/assets/*", and "/demo" when there are demo people. PublicAddress is registered by AddDirectLine.</summary>
    public static void MapWeb(this IEndpointRouteBuilder routes, WebPages pages)
    {
        var address = routes.ServiceProvider.GetRequiredService<PublicAddress>();
        routes.MapFile("/", PageFile.Of("index.html", ("library", pages.LibraryName)), PagePolicy.Chat(address));
        routes.MapFile("/embed.js", PageFile.Of("embed.js"), PagePolicy.Script);
        routes.MapFile("/favicon.ico", PageFile.Of("icon.svg"), PagePolicy.Asset);
        routes.MapAssets(Assets);
        if (pages.DemoPeople is not { } people)
            return;

        routes.MapFile("/demo", DemoPage.Of(pages.LibraryName, people), PagePolicy.Demo);
        routes.MapAssets(DemoAssets);
    }

    private static void MapAssets(this IEndpointRouteBuilder routes, IEnumerable<string> names)
    {
        foreach (var name in names)
            routes.MapFile($"/assets/{name}", PageFile.Of(name), PagePolicy.Asset);
    }

    private static void MapFile(this IEndpointRouteBuilder routes, string path, PageFile file, Action<HttpContext> policy) =>
        routes.MapMethods(path, [HttpMethods.Get, HttpMethods.Head], http =>
        {
            policy(http);
            return file.Send(http);
        });
}
