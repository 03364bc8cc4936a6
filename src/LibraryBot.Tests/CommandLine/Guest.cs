using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using LibraryBot.Tests.Channels.DirectLine;

namespace LibraryBot.Tests.CommandLine;

/// <summary>Someone with the chat page open. The page keeps its resume token, and so comes back to the same conversation.</summary>
internal sealed class Guest : IDisposable
{
    private readonly HttpClient http;
    private readonly DirectLineClient line;
    private readonly string resume;
    private string watermark = "";

    private Guest(HttpClient http, JsonObject given)
    {
        this.http = http;
        line = new DirectLineClient(http, (string)given["token"]!, (string)given["conversationId"]!);
        resume = (string)given["resume"]!;
    }

    public static async Task<Guest> Arrive(string url)
    {
        var http = new HttpClient { BaseAddress = new Uri(url) };
        return await Open(http, await http.PostAsync("/v3/directline/tokens/generate", null));
    }

    /// <summary>Comes back after the bot was started again, perhaps elsewhere.</summary>
    public async Task<Guest> ComeBack(string url)
    {
        var again = new HttpClient { BaseAddress = new Uri(url) };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v3/directline/tokens/refresh");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", resume);
        var guest = await Open(again, await again.SendAsync(request));
        Assert.Equal(line.ConversationId, guest.line.ConversationId);
        guest.watermark = watermark;
        return guest;
    }

    /// <summary>Says something; answers what the bot said since.</summary>
    public async Task<string> Says(string text)
    {
        await line.Say(text);
        return string.Join("\n", await News());
    }

    /// <summary>Keeps the socket open, as the page does.</summary>
    public async Task<StreamClient> Watch()
    {
        var page = await StreamClient.Connect((string)(await DirectLineClient.Json(await line.Reconnect("0")))["streamUrl"]!);
        await page.Next();
        return page;
    }

    /// <summary>All that was ever said here, by both.</summary>
    public async Task<IReadOnlyList<string>> Transcript() => Texts((await line.Read()).Activities);

    public void Dispose() => http.Dispose();

    private async Task<IReadOnlyList<string>> News()
    {
        var (activities, at) = await line.Read(watermark);
        watermark = at;
        return Texts(activities.Where(activity => (string?)activity["from"]?["role"] == "bot"));
    }

    private static IReadOnlyList<string> Texts(IEnumerable<JsonObject> activities) => [.. activities.Select(activity => (string?)activity["text"]).OfType<string>()];

    private static async Task<Guest> Open(HttpClient http, HttpResponseMessage answer)
    {
        answer.EnsureSuccessStatusCode();
        var guest = new Guest(http, await DirectLineClient.Json(answer));
        (await guest.line.Open()).EnsureSuccessStatusCode();
        return guest;
    }
}
