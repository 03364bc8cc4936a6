using System.Text.Json;
using LibraryBot.Activities;
using LibraryBot.Web;

namespace LibraryBot.Channels.DirectLine;

/// <summary>Gives out tokens: to anyone who wants to ask the library, and to anyone who wants to read its board.</summary>
internal sealed class TokenDesk(DirectLineTokens tokens, DirectLineDoor door, DirectLineMeter meter, PublicAddress address)
{
    private const int NameAtMost = 60;
    private const int BodyAtMost = 4 * 1024;

    public async Task<IResult> Generate(HttpContext http)
    {
        if (meter.Token(http.Connection.RemoteIpAddress) is { } wait)
            return wait;
        if (await ReadName(http) is not (true, var name))
            return DirectLineError.BadBody("The body is not JSON of the form {\"user\":{\"name\":\"...\"}}.");

        return Given(tokens.ForNewPatron(name));
    }

    public IResult Refresh(HttpContext http)
    {
        if (meter.Token(http.Connection.RemoteIpAddress) is { } wait)
            return wait;
        return door.Check(http, out var token, TokenPurpose.Chat, TokenPurpose.Resume) ?? Given(token);
    }

    public IResult Board(HttpContext http)
    {
        if (meter.Token(http.Connection.RemoteIpAddress) is { } wait)
            return wait;
        var reader = tokens.ForBoard();
        return Json(200, new TokenAnswer(reader.ConversationId, tokens.Write(reader, TokenPurpose.Board), SecondsOfChat));
    }

    /// <summary>An opened conversation: a fresh token and the address of its stream, from this watermark on.</summary>
    public IResult Opened(HttpContext http, DirectLineToken token, int status, string? watermark)
    {
        var stream = tokens.Write(token, TokenPurpose.Stream);
        var from = watermark is null ? "" : $"watermark={watermark}&";
        return Json(status, new TokenAnswer(token.ConversationId, tokens.Write(token, token.Purpose), SecondsOfChat)
        {
            StreamUrl = $"{address.SocketsOf(http.Request)}/v3/directline/conversations/{token.ConversationId}/stream?{from}t={stream}",
        });
    }

    private IResult Given(DirectLineToken token) =>
        Json(200, new TokenAnswer(token.ConversationId, tokens.Write(token, TokenPurpose.Chat), SecondsOfChat)
        {
            Resume = tokens.Write(token, TokenPurpose.Resume),
            UserId = token.UserId,
        });

    private static int SecondsOfChat => (int)DirectLineTokens.Chat.TotalSeconds;

    private static IResult Json(int status, TokenAnswer answer) => Results.Json(answer, ActivityJson.Options, statusCode: status);

    // Only the name is taken from the body: an id that a client chooses proves nothing.
    private static async Task<(bool Good, string? Name)> ReadName(HttpContext http)
    {
        if (await RequestBody.ReadAtMost(http.Request.Body, BodyAtMost, http.RequestAborted) is not { } body)
            return (false, null);
        if (body.Length == 0)
            return (true, null);

        try
        {
            return (true, Tidy(JsonSerializer.Deserialize<GenerateBody>(body, ActivityJson.Options)?.User?.Name));
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return (false, null);
        }
    }

    private static string? Tidy(string? name)
    {
        var visible = new string([.. (name ?? "").Where(letter => !char.IsControl(letter) && !char.IsSurrogate(letter))]).Trim();
        return visible.Length == 0 ? null : visible[..Math.Min(visible.Length, NameAtMost)];
    }

    private sealed record GenerateBody(ChannelAccount? User);

    private sealed record TokenAnswer(
        string ConversationId,
        string Token,
        [property: System.Text.Json.Serialization.JsonPropertyName("expires_in")] int ExpiresIn)
    {
        public string? StreamUrl { get; init; }

        /// <summary>Ours, not Direct Line's: lets our page go on with the conversation after the token has expired.</summary>
        public string? Resume { get; init; }
        public string? UserId { get; init; }
    }
}
