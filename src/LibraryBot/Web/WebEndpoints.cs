namespace LibraryBot.Web;

public static class WebEndpoints
{
    public static void MapWeb(this IEndpointRouteBuilder routes, WebPages pages) => _ = (routes, pages);
}
