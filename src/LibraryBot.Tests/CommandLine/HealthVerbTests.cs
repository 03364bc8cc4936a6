using LibraryBot.CommandLine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LibraryBot.Tests.CommandLine;

/// <summary>The verb behind the container's health check.</summary>
public sealed class HealthVerbTests
{
    [Theory]
    [InlineData(StatusCodes.Status200OK, 0)]
    [InlineData(StatusCodes.Status503ServiceUnavailable, 1)]
    public async Task It_exits_as_the_bot_says_it_is(int status, int exit)
    {
        await using var bot = await Answering(status);
        var (exited, said) = await Health("--url", bot.Urls.First());
        Assert.Equal(exit, exited);
        Assert.Equal(exit == 0 ? "" : $"{bot.Urls.First()}/healthz/ready answered 503.", said);
    }

    [Fact]
    public async Task Where_nothing_listens_it_exits_1_with_one_line()
    {
        var stopped = await Answering(StatusCodes.Status200OK);
        var url = stopped.Urls.First();
        await stopped.DisposeAsync();
        var (exited, said) = await Health("--url", url);
        Assert.Equal(1, exited);
        Assert.StartsWith($"{url}/healthz/ready does not answer", said);
        Assert.DoesNotContain('\n', said);
    }

    [Fact]
    public async Task What_is_no_address_is_refused_by_the_name_of_its_option()
    {
        var (exited, said) = await Health("--url", "5080");
        Assert.Equal(1, exited);
        Assert.StartsWith("--url must be", said);
    }

    private static async Task<(int Exit, string Said)> Health(params string[] options)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        var exit = await new Verbs(new Typed(["health", .. options], Directory.GetCurrentDirectory())).Run(output, errors);
        return (exit, (output.ToString() + errors).Trim());
    }

    private static async Task<WebApplication> Answering(int status)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var web = builder.Build();
        web.MapGet("/healthz/ready", () => Results.StatusCode(status));
        await web.StartAsync();
        return web;
    }
}
