using System.Net.WebSockets;
using System.Text.Json;
using LibraryBot.Activities;
using LibraryBot.Media;
using LibraryBot.Web;

namespace LibraryBot.Channels.DirectLine;

/// <summary>The socket of a conversation: the transcript from a watermark on, then each new piece as it is committed.</summary>
internal sealed class StreamDesk(
    DirectLineChannel channel,
    TranscriptReader transcripts,
    DirectLineDoor door,
    DirectLineLimits limits,
    MediaLinks links,
    PublicAddress address,
    IHostApplicationLifetime lifetime)
{
    private const int ActivitiesPerFrame = 100;

    public async Task<IResult> Stream(HttpContext http)
    {
        if (door.CheckStream(http, out var token) is { } refused)
            return refused;
        if (!http.WebSockets.IsWebSocketRequest)
            return DirectLineError.BadBody("This address is for WebSockets.");
        if (!ConversationDesk.TryReadWatermark(http, out var watermark))
            return ConversationDesk.BadWatermark;
        if (!await transcripts.Knows(token.ConversationId))
            return DirectLineError.UnknownConversation;
        if (IsCrowded(token))
            return DirectLineError.TooMany(TimeSpan.FromSeconds(10));

        await Serve(http, token.ConversationId, watermark);
        return Results.Empty;
    }

    private bool IsCrowded(DirectLineToken token) =>
        token.ConversationId != DirectLineChannel.Board && channel.Wakes.CountOf(token.ConversationId) >= limits.SocketsPerConversation;

    private async Task Serve(HttpContext http, string conversationId, long watermark)
    {
        using var socket = await http.WebSockets.AcceptWebSocketAsync();
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        using var listener = channel.Wakes.Listen(conversationId);
        var leaving = EndWhenClientLeaves(socket, ends);
        try
        {
            var view = new ClientView(links, address.Of(http.Request));
            while (!ends.IsCancellationRequested)
            {
                watermark = await SendNews(socket, view, conversationId, watermark, ends.Token);
                await listener.Rings(ends.Token);
            }
        }
        catch (Exception over) when (over is OperationCanceledException or WebSocketException)
        {
            // The client left or the program stops. What it has not seen waits in the transcript.
        }

        await SayGoodbye(socket);
        await ends.CancelAsync();
        await leaving;
    }

    private async Task<long> SendNews(WebSocket socket, ClientView view, string conversationId, long watermark, CancellationToken stop)
    {
        TranscriptPart? part;
        do
        {
            part = await transcripts.Since(conversationId, watermark, ActivitiesPerFrame);
            if (part is null)
                return watermark;
            if (part.Activities.Count > 0)
            {
                var frame = JsonSerializer.SerializeToUtf8Bytes(view.Of(part), ActivityJson.Options);
                await socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, stop);
            }

            watermark = part.Watermark;
        }
        while (part.More);
        return watermark;
    }

    /// <summary>Nothing that comes this way matters (clients send empty pings) but the end of it.</summary>
    private static async Task EndWhenClientLeaves(WebSocket socket, CancellationTokenSource ends)
    {
        var ignored = new byte[1024];
        try
        {
            while ((await socket.ReceiveAsync(ignored.AsMemory(), ends.Token)).MessageType != WebSocketMessageType.Close)
            {
            }
        }
        catch (Exception over) when (over is OperationCanceledException or WebSocketException)
        {
        }

        await ends.CancelAsync();
    }

    private static async Task SayGoodbye(WebSocket socket)
    {
        if (socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived))
            return;

        try
        {
            using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(1));
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, soon.Token);
        }
        catch (Exception gone) when (gone is OperationCanceledException or WebSocketException)
        {
        }
    }
}
