using LibraryBot.Media;
using LibraryBot.Web;

namespace LibraryBot.Channels.DirectLine;

/// <summary>What Direct Line needs to know from the settings.</summary>
/// <param name="Key">Signs tokens and media links (see SigningKey).</param>
public sealed record DirectLineSettings(byte[] Key, string MediaFolder, string? PublicUrl = null)
{
    public DirectLineLimits Limits { get; init; } = new();

    /// <summary>Where files of the staff wait until it is decided on them; never served.</summary>
    public string SentFolder { get; init; } = Path.Combine(Path.GetDirectoryName(MediaFolder) ?? "", "imports");
}

/// <summary>Direct Line 3.0 over HTTP, under /v3/directline.</summary>
public static class DirectLineEndpoints
{
    /// <summary>Registers the parts. ILibraryStore, DirectLineChannel, ITurns and TimeProvider are registered by the program.</summary>
    public static IServiceCollection AddDirectLine(this IServiceCollection services, DirectLineSettings settings) => services
        .AddSingleton(settings.Limits)
        .AddSingleton(new MediaFolder(settings.MediaFolder))
        .AddSingleton(new SentFiles(settings.SentFolder))
        .AddSingleton(new PublicAddress(settings.PublicUrl))
        .AddSingleton(provider => new MediaLinks(settings.Key, provider.GetRequiredService<TimeProvider>()))
        .AddSingleton(provider => new DirectLineTokens(settings.Key, provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<DirectLineMeter>()
        .AddSingleton<DirectLineDoor>()
        .AddSingleton<TokenDesk>()
        .AddSingleton<TranscriptReader>()
        .AddSingleton<ConversationDesk>()
        .AddSingleton<UploadDesk>()
        .AddSingleton<StreamDesk>();

    public static void MapDirectLine(this IEndpointRouteBuilder routes)
    {
        var services = routes.ServiceProvider;
        var log = services.GetRequiredService<ILoggerFactory>().CreateLogger("LibraryBot.Channels.DirectLine");
        var tokens = services.GetRequiredService<TokenDesk>();
        var conversations = services.GetRequiredService<ConversationDesk>();
        var uploads = services.GetRequiredService<UploadDesk>();
        var streams = services.GetRequiredService<StreamDesk>();

        routes.MapPost("/board/token", Answer(log, http => Task.FromResult(tokens.Board(http))));

        var line = routes.MapGroup("/v3/directline");
        line.MapPost("/tokens/generate", Answer(log, tokens.Generate));
        line.MapPost("/tokens/refresh", Answer(log, http => Task.FromResult(tokens.Refresh(http))));
        line.MapGet("/session/getsessionid", Answer(log, _ => Task.FromResult(SessionId())));
        line.MapPost("/conversations", Answer(log, conversations.Open));
        line.MapGet("/conversations/{conversationId}", Answer(log, conversations.Reconnect));
        line.MapGet("/conversations/{conversationId}/activities", Answer(log, conversations.Read));
        line.MapPost("/conversations/{conversationId}/activities", Answer(log, conversations.Post));
        line.MapPost("/conversations/{conversationId}/upload", Answer(log, uploads.Upload));
        line.MapGet("/conversations/{conversationId}/stream", WithSockets(routes, Answer(log, streams.Stream)));
        line.MapMethods("/{**any}", [HttpMethods.Options], AnswerPreflight);
    }

    /// <summary>Answers with the result, open to pages of any origin: a token in a header lets in, never a cookie.</summary>
    private static RequestDelegate Answer(ILogger log, Func<HttpContext, Task<IResult>> act) => async http =>
    {
        http.Response.Headers.AccessControlAllowOrigin = "*";
        http.Response.Headers.AccessControlExposeHeaders = "Retry-After";
        http.Response.Headers.CacheControl = "no-store";
        var result = await ResultOf(log, act, http);
        await result.ExecuteAsync(http);
    };

    private static async Task<IResult> ResultOf(ILogger log, Func<HttpContext, Task<IResult>> act, HttpContext http)
    {
        try
        {
            return await act(http);
        }
        catch (BadHttpRequestException broken)
        {
            return new DirectLineError(broken.StatusCode, "BadArgument", "The request could not be read.");
        }
        // The disk is full, the store is closing: nobody's fault here, and over when there is room again.
        catch (IOException trouble) when (!http.Response.HasStarted)
        {
            log.LogWarning("A Direct Line request could not be saved: {Reason}", trouble.Message);
            return DirectLineError.NotSaved;
        }
        catch (Exception bug) when (bug is not OperationCanceledException && !http.Response.HasStarted)
        {
            log.LogError(bug, "A Direct Line request failed in conversation {ConversationId}", http.Request.RouteValues["conversationId"]);
            return new DirectLineError(500, "ServerError", "The bot failed. Try again.");
        }
    }

    private static RequestDelegate WithSockets(IEndpointRouteBuilder routes, RequestDelegate act)
    {
        var pipeline = routes.CreateApplicationBuilder();
        pipeline.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.FromSeconds(20), KeepAliveTimeout = TimeSpan.FromSeconds(20) });
        pipeline.Run(act);
        return pipeline.Build();
    }

    private static Task AnswerPreflight(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.AccessControlAllowOrigin = "*";
        headers.AccessControlAllowMethods = "GET, POST, OPTIONS";
        headers.AccessControlAllowHeaders = "Authorization, Content-Type, X-Ms-Bot-Agent, X-Requested-With";
        headers.AccessControlMaxAge = "86400";
        http.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    // Asked for by clients of Azure's enhanced authentication. It means nothing here and no cookie goes with it.
    private static IResult SessionId() => Results.Json(new { sessionId = DirectLineTokens.RandomId() });
}
