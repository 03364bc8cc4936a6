using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using LibraryBot.Activities;

namespace LibraryBot.Bench.Bots;

/// <summary>What came of saying something.</summary>
internal abstract record Answered
{
    /// <summary>Taken, under this id of the transcript.</summary>
    internal sealed record Taken(string Id) : Answered;

    /// <summary>Not now: the bot asks to wait.</summary>
    internal sealed record Later : Answered;

    /// <summary>No answer: it may have been taken or not.</summary>
    internal sealed record Nothing : Answered;

    /// <summary>An answer that nobody should get.</summary>
    internal sealed record Odd(string What) : Answered;
}

/// <summary>Someone with the chat page open, over Direct Line. Keeps the conversation through restarts of the bot, as the page does.</summary>
internal sealed class Guest
{
    private readonly HttpClient http;
    private string url;
    private string resume;
    private string watermark = "";

    private Guest(HttpClient http, string url, Given given)
    {
        this.http = http;
        this.url = url;
        (Token, ConversationId, resume) = (given.Token, given.ConversationId, given.Resume!);
    }

    public string Token { get; private set; }
    public string ConversationId { get; }

    private sealed record Given(string Token, string ConversationId, string? Resume, string? StreamUrl);

    private sealed record Taken(string Id);

    private sealed record Said(IReadOnlyList<Activity> Activities, string Watermark);

    public static async Task<Guest> Arrive(HttpClient http, string url)
    {
        using var answer = await http.PostAsync(new Uri($"{url}/v3/directline/tokens/generate"), null);
        var guest = new Guest(http, url, await Read<Given>(answer.EnsureSuccessStatusCode()));
        using var opened = await guest.Send(HttpMethod.Post, "/v3/directline/conversations", guest.Token);
        opened.EnsureSuccessStatusCode();
        return guest;
    }

    /// <summary>Goes on with the conversation after the bot was started again, perhaps elsewhere.</summary>
    public async Task ComeBack(string newUrl)
    {
        url = newUrl;
        using var answer = await Send(HttpMethod.Post, "/v3/directline/tokens/refresh", resume);
        var given = await Read<Given>(answer.EnsureSuccessStatusCode());
        (Token, resume) = (given.Token, given.Resume!);
    }

    /// <summary>Says something under an id of its own: said again under the same id, it counts once.</summary>
    public async Task<Answered> Say(string text, string clientActivityId)
    {
        try
        {
            var words = new Activity { Text = text, ChannelData = JsonSerializer.SerializeToElement(new { clientActivityID = clientActivityId }) };
            using var answer = await Send(HttpMethod.Post, $"{Here}/activities", Token, JsonContent.Create(words, options: ActivityJson.Options));
            return answer.StatusCode switch
            {
                HttpStatusCode.OK => new Answered.Taken((await Read<Taken>(answer)).Id),
                HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable => new Answered.Later(),
                _ => new Answered.Odd($"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}"),
            };
        }
        catch (Exception cut) when (cut is HttpRequestException or IOException)
        {
            return new Answered.Nothing();
        }
    }

    /// <summary>What was said since it last looked, by both; empty when the bot cannot be reached.</summary>
    public async Task<IReadOnlyList<Activity>> News()
    {
        try
        {
            using var answer = await Send(HttpMethod.Get, $"{Here}/activities?watermark={watermark}", Token);
            var news = await Read<Said>(answer.EnsureSuccessStatusCode());
            watermark = news.Watermark;
            return news.Activities;
        }
        catch (Exception cut) when (cut is HttpRequestException or IOException)
        {
            return [];
        }
    }

    /// <summary>The address of a socket that tells what is said from now on, and the number of what was said last.</summary>
    public async Task<(Uri Stream, long Heard)> StreamFromNow()
    {
        await News();
        using var answer = await Send(HttpMethod.Get, $"{Here}?watermark={watermark}", Token);
        var given = await Read<Given>(answer.EnsureSuccessStatusCode());
        return (new Uri(given.StreamUrl!), long.Parse(watermark, System.Globalization.CultureInfo.InvariantCulture));
    }

    private string Here => $"/v3/directline/conversations/{ConversationId}";

    private async Task<HttpResponseMessage> Send(HttpMethod method, string path, string token, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(url + path)) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await http.SendAsync(request);
    }

    private static async Task<T> Read<T>(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<T>(ActivityJson.Options))!;
}
