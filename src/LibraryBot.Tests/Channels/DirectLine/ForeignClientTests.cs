using System.Text.Json.Nodes;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.Channels.DirectLine;

/// <summary>Microsoft's own Direct Line client (npm botframework-directlinejs) against ours.</summary>
public sealed class ForeignClientTests
{
    [SkippableTheory]
    [InlineData("websocket")]
    [InlineData("polling")]
    public async Task The_client_from_npm_connects_is_greeted_and_talks(string way)
    {
        var folder = await NodePackages.Folder();
        await using var server = await DirectLineServer.Start();
        var patron = await server.Patron();
        var (exit, output) = await NodePackages.Run("node", folder, "talk.js", server.Url.ToString(), patron.Token, way);
        Assert.True(exit == 0, output);
        var seen = JsonNode.Parse(output.Split('\n')[0])!;
        Assert.Null(seen["failure"]);
        Assert.Equal(["Uninitialized", "Connecting", "Online"], seen["states"]!.AsArray().Select(state => (string?)state));

        var activities = seen["activities"]!.AsArray();
        Assert.Equal(
            ["Selamat datang", "halo", "echo: halo", "buku baru?", "echo: buku baru?", "selesai", "echo: selesai"],
            activities.Select(activity => (string?)activity!["text"]));
        Assert.Equal(["bot", "user", "bot", "user", "bot", "user", "bot"], activities.Select(activity => (string?)activity!["role"]));
        Assert.Equal($"{way}-halo", (string?)activities[1]!["client"]);
        Assert.Equal(seen["posted"]!.AsArray().Select(id => (string?)id), new[] { 1, 3, 5 }.Select(n => (string?)activities[n]!["id"]));
        Assert.Equal("id-ID", server.Turns.Heard[0].Locale);
    }
}
