using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using LibraryBot.Channels.Telegram;
using LibraryBot.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace LibraryBot.Tests.Channels.Telegram;

/// <summary>The bot's web server as far as Telegram sees it, and Telegram's side of it.</summary>
internal sealed class WebhookHost : IAsyncDisposable
{
    public const string Secret = "rahasia-untuk_tes";
    private readonly WebApplication web;
    private readonly HttpClient http = new();

    private WebhookHost(WebApplication web) => this.web = web;

    public static async Task<WebhookHost> Of(TelegramService service)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var web = builder.Build();
        web.MapTelegram(service);
        await web.StartAsync();
        return new WebhookHost(web);
    }

    /// <summary>A message of a person, as Telegram writes it.</summary>
    public static string Message(int update, FakeUser from, string text, long? chat = null) => new JsonObject
    {
        ["update_id"] = update,
        ["message"] = new JsonObject
        {
            ["message_id"] = update, ["date"] = 1, ["text"] = text, ["from"] = from.Json(),
            ["chat"] = new JsonObject { ["id"] = chat ?? from.Id, ["type"] = "private", ["first_name"] = from.Name },
        },
    }.ToJsonString();

    public Task<HttpStatusCode> Posts(int update, FakeUser from, string text) => Posts(Message(update, from, text));

    public async Task<HttpStatusCode> Posts(string body, string? secret = Secret)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, web.Urls.First() + TelegramEndpoint.Path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (secret is not null)
            request.Headers.TryAddWithoutValidation("X-Telegram-Bot-Api-Secret-Token", secret);
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await web.DisposeAsync();
    }
}
