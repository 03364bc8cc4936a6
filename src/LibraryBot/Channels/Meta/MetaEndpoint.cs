namespace LibraryBot.Channels.Meta;

/// <summary>Where Meta posts what happens on the Page and on Instagram. Without Meta:VerifyToken there is nothing at this address.</summary>
public static class MetaEndpoint
{
    public const string Path = "/meta/webhook";
    private const string SignatureHeader = "X-Hub-Signature-256";
    private const int BodyAtMost = 1024 * 1024;

    public static void MapMeta(this IEndpointRouteBuilder routes, MetaWebhook? webhook)
    {
        if (webhook is null)
            return;
        routes.MapGet(Path, (HttpContext http) => Shake(webhook, http.Request.Query));
        routes.MapPost(Path, async http => http.Response.StatusCode = await Answer(webhook, http));
    }

    /// <summary>Meta asks whether this address is ours, and wants its challenge back and nothing else.</summary>
    private static IResult Shake(MetaWebhook webhook, IQueryCollection asked) =>
        asked["hub.mode"] == "subscribe" && webhook.Knows(asked["hub.verify_token"].ToString())
            ? Results.Text(asked["hub.challenge"].ToString(), "text/plain")
            : Results.StatusCode(StatusCodes.Status403Forbidden);

    /// <summary>200 only when it is stored: after any other answer Meta brings it again, for 36 hours.</summary>
    private static async Task<int> Answer(MetaWebhook webhook, HttpContext http)
    {
        if (!webhook.HasSecret)
            return StatusCodes.Status403Forbidden;
        if (http.Request.ContentLength > BodyAtMost || await RequestBody.ReadAtMost(http.Request.Body, BodyAtMost, http.RequestAborted) is not { } body)
            return StatusCodes.Status413PayloadTooLarge;
        if (!webhook.IsSigned(body, http.Request.Headers[SignatureHeader].ToString()))
            return StatusCodes.Status401Unauthorized;
        return await webhook.Take(body) ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
    }
}
