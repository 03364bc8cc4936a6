using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LibraryBot.Tests.Channels.DirectLine;

/// <summary>The protocol by hand: raw HTTP and sockets, so that the tests see what clients see.</summary>
internal sealed class DirectLineClient(HttpClient http, string token, string conversationId)
{
    public string Token { get; } = token;
    public string ConversationId { get; } = conversationId;
    public string? UserId { get; private init; }
    public string? Resume { get; private init; }

    public static async Task<DirectLineClient> Generate(DirectLineServer server, string? name = null)
    {
        var body = name is null ? null : JsonContent.Create(new { user = new { id = "dl_somebody_else", name } });
        var answer = await server.Http.PostAsync("/v3/directline/tokens/generate", body);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var given = await Json(answer);
        return new DirectLineClient(server.Http, (string)given["token"]!, (string)given["conversationId"]!)
        {
            UserId = (string?)given["userId"],
            Resume = (string?)given["resume"],
        };
    }

    public Task<HttpResponseMessage> Open() => Send(HttpMethod.Post, "/v3/directline/conversations");

    public async Task<string> OpenStreamUrl()
    {
        var answer = await Open();
        Assert.True(answer.IsSuccessStatusCode);
        return (string)(await Json(answer))["streamUrl"]!;
    }

    public Task<HttpResponseMessage> Reconnect(string? watermark = null) => Send(HttpMethod.Get, $"{Here}?watermark={watermark}");

    public Task<HttpResponseMessage> Post(string json) => Send(HttpMethod.Post, $"{Here}/activities", new StringContent(json, Encoding.UTF8, "application/json"));

    public async Task<string> Say(string text, string? clientActivityId = null)
    {
        var channelData = clientActivityId is null ? null : new { clientActivityID = clientActivityId, mine = "kept" };
        var answer = await Post(JsonSerializer.Serialize(new { type = "message", text, channelData }));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (string)(await Json(answer))["id"]!;
    }

    public Task<HttpResponseMessage> ReadRaw(string? watermark = null) => Send(HttpMethod.Get, $"{Here}/activities?watermark={watermark}");

    public async Task<(IReadOnlyList<JsonObject> Activities, string Watermark)> Read(string? watermark = null)
    {
        var answer = await ReadRaw(watermark);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return Group(await Json(answer));
    }

    public Task<HttpResponseMessage> Upload(params IEnumerable<(byte[] Bytes, string Type, string Name)> files)
    {
        var form = new MultipartFormDataContent();
        var words = new ByteArrayContent("""{"type":"message","text":"ini fotonya","channelData":{"clientActivityID":"u1"}}"""u8.ToArray());
        words.Headers.ContentType = new MediaTypeHeaderValue("application/vnd.microsoft.activity");
        form.Add(words, "activity", "blob");
        foreach (var (bytes, type, name) in files)
        {
            var part = new ByteArrayContent(bytes);
            part.Headers.ContentType = new MediaTypeHeaderValue(type);
            form.Add(part, "file", name);
        }

        return Send(HttpMethod.Post, $"{Here}/upload?userId=dl_somebody_else", form);
    }

    public async Task<HttpResponseMessage> Send(HttpMethod method, string path, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        return await http.SendAsync(request);
    }

    public static async Task<JsonObject> Json(HttpResponseMessage answer) =>
        JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject();

    public static (IReadOnlyList<JsonObject> Activities, string Watermark) Group(JsonObject group) =>
        ([.. group["activities"]!.AsArray().Select(activity => activity!.AsObject())], (string)group["watermark"]!);

    private string Here => $"/v3/directline/conversations/{ConversationId}";
}

/// <summary>A socket that hands out frames one at a time.</summary>
internal sealed class StreamClient : IDisposable
{
    private readonly ClientWebSocket socket = new();
    private readonly CancellationTokenSource patience = new(TimeSpan.FromSeconds(20));

    public static async Task<StreamClient> Connect(string streamUrl)
    {
        var client = new StreamClient();
        await client.socket.ConnectAsync(new Uri(streamUrl), client.patience.Token);
        return client;
    }

    public async Task<(IReadOnlyList<JsonObject> Activities, string Watermark)> Next()
    {
        using var frame = new MemoryStream();
        var buffer = new byte[16 * 1024];
        ValueWebSocketReceiveResult read;
        do
        {
            read = await socket.ReceiveAsync(buffer.AsMemory(), patience.Token);
            frame.Write(buffer, 0, read.Count);
        }
        while (!read.EndOfMessage);
        return DirectLineClient.Group(JsonNode.Parse(frame.ToArray())!.AsObject());
    }

    /// <summary>Reads frames until this many activities have come.</summary>
    public async Task<(IReadOnlyList<JsonObject> Activities, string Watermark)> Next(int count)
    {
        var all = new List<JsonObject>();
        var watermark = "";
        while (all.Count < count)
        {
            var (activities, at) = await Next();
            all.AddRange(activities);
            watermark = at;
        }

        return (all, watermark);
    }

    public Task Ping() => socket.SendAsync(Array.Empty<byte>(), WebSocketMessageType.Text, true, patience.Token);

    public Task Close() => socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token);

    /// <summary>The line is cut: no goodbye.</summary>
    public void Cut() => socket.Abort();

    public void Dispose()
    {
        socket.Dispose();
        patience.Dispose();
    }
}
