using System.Net;
using System.Net.WebSockets;
using LibraryBot.Activities;
using LibraryBot.Storage;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.Channels.DirectLine;

/// <summary>The WebSocket of a conversation.</summary>
public sealed class StreamTests
{
    [Fact]
    public async Task The_stream_brings_what_was_said_and_then_what_is_said()
    {
        await using var server = await DirectLineServer.Start();
        var patron = await server.Patron();
        using var stream = await StreamClient.Connect(await patron.OpenStreamUrl());
        Assert.Equal("Selamat datang", Text((await stream.Next()).Activities[0]));
        await stream.Ping();
        await patron.Say("halo", "h1");
        var (activities, watermark) = await stream.Next(2);
        Assert.Equal(["halo", "echo: halo"], activities.Select(Text));
        Assert.Equal("h1", (string?)activities[0]["channelData"]!["clientActivityID"]);
        Assert.Equal("3", watermark);
        await stream.Close();
    }

    [Fact]
    public async Task After_a_cut_the_stream_goes_on_without_loss_or_double()
    {
        await using var server = await DirectLineServer.Start();
        var patron = await server.Patron();
        string watermark;
        using (var first = await StreamClient.Connect(await patron.OpenStreamUrl()))
        {
            (_, watermark) = await first.Next(1);
            first.Cut();
        }

        await patron.Say("selagi putus");
        var again = await DirectLineClient.Json(await patron.Reconnect(watermark));
        Assert.Contains($"watermark={watermark}&", (string?)again["streamUrl"], StringComparison.Ordinal);
        using var second = await StreamClient.Connect((string)again["streamUrl"]!);
        await patron.Say("sesudah");
        var (activities, _) = await second.Next(4);
        Assert.Equal(["selagi putus", "echo: selagi putus", "sesudah", "echo: sesudah"], activities.Select(Text));
    }

    [Fact]
    public async Task Many_messages_at_once_arrive_each_once_and_in_order()
    {
        await using var server = await DirectLineServer.Start(limits: new() { PostsPerTenSeconds = 1_000 });
        var patron = await server.Patron();
        using var stream = await StreamClient.Connect(await patron.OpenStreamUrl());
        await Task.WhenAll(Enumerable.Range(0, 150).Select(n => patron.Say($"{n}")));
        var (activities, watermark) = await stream.Next(301);
        Assert.Equal("301", watermark);
        Assert.Equal(301, activities.Select(activity => (string?)activity["id"]).Distinct().Count());
        Assert.Equal((await patron.Read()).Activities.Select(Text), activities.Select(Text));
    }

    [Fact]
    public async Task News_that_nobody_asked_for_arrives_too()
    {
        await using var server = await DirectLineServer.Start();
        var patron = await server.Patron();
        using var stream = await StreamClient.Connect(await patron.OpenStreamUrl());
        await stream.Next(1);
        await server.Store.Commit(session => server.Channel.Say(session, new ConversationReference("directline", patron.ConversationId, patron.UserId), new Activity { Text = "Disetujui" }));
        Assert.Equal("Disetujui", Text((await stream.Next()).Activities.Single()));
    }

    [Fact]
    public async Task A_stream_wants_its_own_token_and_that_token_does_nothing_else()
    {
        await using var server = await DirectLineServer.Start();
        var patron = await server.Patron();
        var url = new Uri(await patron.OpenStreamUrl());
        var streamToken = url.Query[3..];
        Assert.Equal(HttpStatusCode.Forbidden, (await new DirectLineClient(server.Http, streamToken, patron.ConversationId).ReadRaw()).StatusCode);
        await Refused(401, $"ws://{url.Authority}{url.AbsolutePath}");
        await Refused(403, $"ws://{url.Authority}{url.AbsolutePath}?t={patron.Token}");
        await Refused(403, $"ws://{url.Authority}/v3/directline/conversations/papan/stream?t={streamToken}");
        Assert.Equal(HttpStatusCode.BadRequest, (await server.Http.GetAsync(url.PathAndQuery)).StatusCode);
    }

    [Fact]
    public async Task One_conversation_has_a_limited_number_of_sockets()
    {
        await using var server = await DirectLineServer.Start(limits: new() { SocketsPerConversation = 1 });
        var patron = await server.Patron();
        var url = await patron.OpenStreamUrl();
        using (var stream = await StreamClient.Connect(url))
        {
            await stream.Next(1);
            await Refused(429, url);
            await stream.Close();
        }
    }

    [Theory]
    [InlineData("https://bot.perpus.example/", null, "wss://bot.perpus.example/v3/")]
    [InlineData("https://bot.perpus.example", "http", "wss://bot.perpus.example/v3/")]
    [InlineData(null, "https", "wss://127.0.0.1:")]
    [InlineData(null, null, "ws://127.0.0.1:")]
    public async Task The_stream_address_is_the_one_that_people_reach(string? publicUrl, string? forwarded, string expected)
    {
        await using var server = await DirectLineServer.Start(publicUrl: publicUrl);
        if (forwarded is not null)
            server.Http.DefaultRequestHeaders.Add("X-Forwarded-Proto", forwarded);
        var patron = await server.Patron();
        Assert.StartsWith(expected, await patron.OpenStreamUrl(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stopping_the_program_does_not_wait_for_open_sockets()
    {
        using var folder = new TempFolder();
        var server = await DirectLineServer.Start(folder.Path);
        var patron = await server.Patron();
        using var stream = await StreamClient.Connect(await patron.OpenStreamUrl());
        await stream.Next(1);
        await server.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(5));
        await Assert.ThrowsAnyAsync<Exception>(() => stream.Next());
    }

    private static async Task Refused(int status, string url)
    {
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(new Uri(url), CancellationToken.None));
        Assert.Equal(status, (int)socket.HttpStatusCode);
    }

    private static string? Text(System.Text.Json.Nodes.JsonObject activity) => (string?)activity["text"];
}
