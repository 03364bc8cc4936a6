using System.Net;
using System.Text.Json.Nodes;
using LibraryBot.CommandLine;
using LibraryBot.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LibraryBot.Tests.CommandLine;

/// <summary>What /healthz/ready says to those who watch over the bot.</summary>
public sealed class ReadinessTests
{
    [Fact]
    public async Task When_all_is_well_it_says_so_with_the_last_contact_and_the_bots_name()
    {
        await using var library = await TelegramLibrary.Open();
        var (status, told) = await Ask(await Heard(library));
        Assert.Equal((HttpStatusCode.OK, "Healthy"), (status, (string?)told["status"]));
        Assert.Equal("Healthy", (string?)told["checks"]!["store"]!["status"]);
        var telegram = told["checks"]!["telegram"]!;
        Assert.Equal(("Healthy", "polling", FakeTelegram.BotUsername), ((string?)telegram["status"], (string?)telegram["mode"], (string?)telegram["bot"]));
        Assert.Equal(library.Bot.Telegram!.LastContact, DateTimeOffset.Parse((string)telegram["lastContact"]!, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_silent_Telegram_is_told_and_is_no_reason_to_restart_the_bot()
    {
        await using var library = await TelegramLibrary.Open();
        await Heard(library);
        ((SkippingTime)library.Bot.Clock).Advance(TimeSpan.FromMinutes(6));
        var (status, told) = await Ask(library.Bot);
        Assert.Equal((HttpStatusCode.OK, "Degraded"), (status, (string?)told["status"]));
        Assert.Equal("Degraded", (string?)told["checks"]!["telegram"]!["status"]);
    }

    [Fact]
    public async Task A_store_that_does_not_answer_is_503()
    {
        await using var library = await TempLibrary.Open();
        await library.Bot.Store.DisposeAsync();
        var (status, told) = await Ask(library.Bot);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Unhealthy"), (status, (string?)told["status"]));
    }

    private static async Task<Bot> Heard(TelegramLibrary library)
    {
        var dewi = library.Patron();
        dewi.Says("/bantuan");
        await dewi.Hears("Anda dapat bertanya");
        return library.Bot;
    }

    private static async Task<(HttpStatusCode Status, JsonNode Told)> Ask(Bot bot)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddReadiness(bot);
        await using var web = builder.Build();
        web.MapReadiness();
        await web.StartAsync();
        using var http = new HttpClient();
        using var answer = await http.GetAsync(web.Urls.First() + "/healthz/ready");
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!);
    }
}
