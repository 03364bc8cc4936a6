using System.Globalization;
using System.Text.Json;
using LibraryBot.Activities;
using LibraryBot.Media;
using LibraryBot.Storage;
using LibraryBot.Turns;
using LibraryBot.Web;

namespace LibraryBot.Channels.DirectLine;

/// <summary>Opens conversations, takes what is posted to them and reads their transcripts out.</summary>
internal sealed class ConversationDesk(
    ILibraryStore store,
    DirectLineChannel channel,
    TranscriptReader transcripts,
    ITurns turns,
    TokenDesk tokens,
    DirectLineDoor door,
    DirectLineMeter meter,
    MediaLinks links,
    PublicAddress address,
    TimeProvider clock)
{
    public async Task<IResult> Open(HttpContext http)
    {
        if (door.Check(http, out var token, TokenPurpose.Chat, TokenPurpose.Board) is { } refused)
            return refused;

        var locale = await ReadLocale(http);
        var wasThere = await OpenInStore(token);
        await GreetOnce(token, locale);
        return tokens.Opened(http, token, wasThere ? StatusCodes.Status200OK : StatusCodes.Status201Created, watermark: null);
    }

    public async Task<IResult> Reconnect(HttpContext http)
    {
        if (door.Check(http, out var token, TokenPurpose.Chat, TokenPurpose.Board) is { } refused)
            return refused;
        if (!TryReadWatermark(http, out var watermark))
            return BadWatermark;
        if (!await transcripts.Knows(token.ConversationId))
            return DirectLineError.UnknownConversation;

        return tokens.Opened(http, token, StatusCodes.Status200OK, watermark.ToString(CultureInfo.InvariantCulture));
    }

    public async Task<IResult> Read(HttpContext http)
    {
        if (door.Check(http, out var token, TokenPurpose.Chat, TokenPurpose.Board) is { } refused)
            return refused;
        if (!TryReadWatermark(http, out var watermark))
            return BadWatermark;
        if (await transcripts.Since(token.ConversationId, watermark) is not { } part)
            return DirectLineError.UnknownConversation;

        return Results.Json(new ClientView(links, address.Of(http.Request)).Of(part), ActivityJson.Options);
    }

    public async Task<IResult> Post(HttpContext http)
    {
        if (door.Check(http, out var token, TokenPurpose.Chat) is { } refused)
            return refused;
        if (meter.Post(http, token) is { } wait)
            return wait;
        if (await RequestBody.ReadAtMost(http.Request.Body, DirectLineLimits.ActivityBytes, http.RequestAborted) is not { } body)
            return DirectLineError.TooBig;

        return PostedActivity.Read(body) switch
        {
            PostedActivity.Bad bad => bad.Error,
            PostedActivity.Good good => await Take(token, good.Activity),
            _ => throw new InvalidOperationException("A posted activity is good or bad."),
        };
    }

    /// <summary>Answers after the turn is committed. Sent twice is answered alike, and heard once.</summary>
    public async Task<IResult> Take(DirectLineToken token, Activity posted)
    {
        if (!await transcripts.Knows(token.ConversationId))
            return DirectLineError.UnknownConversation;

        var heard = PostedActivity.SaidBy(token, posted, clock.GetUtcNow());
        if (IsTurn(heard))
            await turns.Take(heard);
        return Results.Json(new { id = heard.Id }, ActivityJson.Options);
    }

    public static bool TryReadWatermark(HttpContext http, out long watermark)
    {
        var written = http.Request.Query["watermark"].ToString();
        watermark = 0;
        return written is "" or "-" || long.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out watermark);
    }

    public static readonly DirectLineError BadWatermark = DirectLineError.BadBody("The watermark is a number that this library gave out.");

    private Task<bool> OpenInStore(DirectLineToken token) => store.Commit(session =>
    {
        var wasThere = session.Get(Transcript.Conversations, token.ConversationId) is not null;
        if (token.Purpose == TokenPurpose.Board)
            channel.EnsureBoard(session);
        else
            channel.Open(session, token.ConversationId, token.UserId, token.UserName);
        return wasThere;
    });

    /// <summary>As long as nothing was said, which the turn looks at again: two tabs may open at the same moment.</summary>
    private async Task GreetOnce(DirectLineToken token, string? locale)
    {
        if (token.Purpose == TokenPurpose.Board || !await transcripts.IsSilent(token.ConversationId))
            return;

        var arrival = new Activity
        {
            Type = ActivityTypes.ConversationUpdate,
            Locale = locale,
            Unknown = new Dictionary<string, JsonElement>
            {
                ["membersAdded"] = JsonSerializer.SerializeToElement(new[] { new { id = token.UserId } }),
            },
        };
        await turns.Take(PostedActivity.SaidBy(token, arrival, clock.GetUtcNow()) with { Id = $"{token.ConversationId}|opened" });
    }

    // Typing and the rest of what clients announce is accepted and not answered.
    private static bool IsTurn(Activity heard) => heard.Type is ActivityTypes.Message or ActivityTypes.Event;

    /// <summary>The language that the client opens in: said in the body, or else in Accept-Language.</summary>
    private static async Task<string?> ReadLocale(HttpContext http)
    {
        var preferred = http.Request.GetTypedHeaders().AcceptLanguage.FirstOrDefault()?.Value.Value;
        if (await RequestBody.ReadAtMost(http.Request.Body, 4 * 1024, http.RequestAborted) is not { Length: > 0 } body)
            return preferred;

        try
        {
            var locale = JsonSerializer.Deserialize<OpenBody>(body, ActivityJson.Options)?.Locale;
            return locale is { Length: > 0 and <= 35 } ? locale : preferred;
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return preferred;
        }
    }

    private sealed record OpenBody(string? Locale);
}
