using System.Globalization;
using LibraryBot.Activities;

namespace LibraryBot.Channels.DirectLine;

/// <summary>A refusal in Direct Line's own shape: {"error":{"code","message"}}. To its clients 403 means "token expired", 404 "conversation ended".</summary>
internal sealed record DirectLineError(int Status, string Code, string Message) : IResult
{
    public TimeSpan? RetryAfter { get; init; }

    public static readonly DirectLineError NoToken = new(401, "Unauthorized", "Send a token: Authorization: Bearer TOKEN.");
    public static readonly DirectLineError NotOurToken = new(401, "Unauthorized", "This token was not given out by this library.");
    public static readonly DirectLineError Expired = new(403, "TokenExpired", "This token has expired. Refresh it, or ask for a new one.");
    public static readonly DirectLineError NotAllowed = new(403, "Forbidden", "This token does not allow that here.");
    public static readonly DirectLineError UnknownConversation = new(404, "ConversationNotFound", "There is no such conversation.");
    public static readonly DirectLineError TooBig = new(413, "MessageSizeTooBig", "This is bigger than the bot takes.");
    public static readonly DirectLineError NotSaved = new(503, "ServiceUnavailable", "The library cannot save anything at the moment. Nothing was lost: send it again in a little while.") { RetryAfter = TimeSpan.FromSeconds(5) };

    public static DirectLineError BadBody(string why) => new(400, "BadArgument", why);

    public static DirectLineError TooMany(TimeSpan after) =>
        new(429, "TooManyRequests", "Too many requests; wait a little.") { RetryAfter = after };

    public Task ExecuteAsync(HttpContext httpContext)
    {
        // Direct Line clients read this header as milliseconds, whatever HTTP says.
        if (RetryAfter is { } after)
            httpContext.Response.Headers.RetryAfter = Math.Ceiling(after.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
        httpContext.Response.StatusCode = Status;
        return httpContext.Response.WriteAsJsonAsync(new { error = new { code = Code, message = Message } }, ActivityJson.Options);
    }
}
