namespace LibraryBot.Channels.DirectLine;

/// <summary>Looks at the token of each request: is it ours, does it hold, is it for this conversation and this act?</summary>
internal sealed class DirectLineDoor(DirectLineTokens tokens)
{
    /// <summary>Null when the caller may go in, with <paramref name="token"/> saying who it is.</summary>
    public DirectLineError? Check(HttpContext http, out DirectLineToken token, params ReadOnlySpan<TokenPurpose> allowed) =>
        Check(Bearer(http.Request), http, out token, allowed);

    /// <summary>The same for the token in a stream's address: browsers cannot set headers on a WebSocket.</summary>
    public DirectLineError? CheckStream(HttpContext http, out DirectLineToken token) =>
        Check(http.Request.Query["t"].ToString(), http, out token, TokenPurpose.Stream);

    private DirectLineError? Check(string? written, HttpContext http, out DirectLineToken token, params ReadOnlySpan<TokenPurpose> allowed)
    {
        token = null!;
        if (string.IsNullOrEmpty(written))
            return DirectLineError.NoToken;

        switch (tokens.Read(written))
        {
            case TokenReading.Expired:
                return DirectLineError.Expired;
            case TokenReading.Valid valid:
                token = valid.Token;
                return allowed.Contains(token.Purpose) && IsItsConversation(http, token) ? null : DirectLineError.NotAllowed;
            default:
                return DirectLineError.NotOurToken;
        }
    }

    private static bool IsItsConversation(HttpContext http, DirectLineToken token) =>
        http.Request.RouteValues["conversationId"] is not string asked || string.Equals(asked, token.ConversationId, StringComparison.Ordinal);

    private static string? Bearer(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header[7..].Trim() : null;
    }
}
