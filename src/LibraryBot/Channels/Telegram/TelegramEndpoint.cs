namespace LibraryBot.Channels.Telegram;

/// <summary>Where Telegram posts updates in webhook mode. In polling mode there is nothing at this address.</summary>
public static class TelegramEndpoint
{
    public const string Path = "/telegram/webhook";
    private const string SecretHeader = "X-Telegram-Bot-Api-Secret-Token";
    private const int BodyAtMost = 1024 * 1024;

    public static void MapTelegram(this IEndpointRouteBuilder routes, TelegramService? telegram)
    {
        if (telegram?.Webhook is { } webhook)
            routes.MapPost(Path, async http => http.Response.StatusCode = await Answer(webhook, http));
    }

    /// <summary>200 only when the update is stored: after any other answer Telegram brings it again.</summary>
    private static async Task<int> Answer(TelegramWebhook webhook, HttpContext http)
    {
        if (!webhook.Knows(http.Request.Headers[SecretHeader].ToString()))
            return StatusCodes.Status401Unauthorized;
        if (http.Request.ContentLength > BodyAtMost || await RequestBody.ReadAtMost(http.Request.Body, BodyAtMost, http.RequestAborted) is not { } body)
            return StatusCodes.Status413PayloadTooLarge;
        return await webhook.Take(body) ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
    }
}
