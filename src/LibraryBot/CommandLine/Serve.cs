using System.Text.Json;
using LibraryBot.Channels.DirectLine;
using LibraryBot.Media;
using LibraryBot.People;
using LibraryBot.Turns;
using LibraryBot.Web;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace LibraryBot.CommandLine;

/// <summary>Runs the bot and its web server until told to stop.</summary>
public static class Serve
{
    /// <summary>Prints "Listening on URL" when people can reach it.</summary>
    public static async Task<int> Run(Bot bot, string? urls, IReadOnlyList<DemoPerson>? demo, Func<string[], TextWriter, TextWriter, Task<int>> verbs, TextWriter output, CancellationToken cancel)
    {
        await using var web = Build(bot, urls, demo);
        await web.StartAsync(cancel);
        var url = web.Urls.First();
        if (demo is not null)
            await WriteDemoFile(bot, url, demo);

        using var socket = new BotSocket(bot.Settings.DataFolder);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel, web.Lifetime.ApplicationStopping);
        var running = Task.WhenAll(bot.Run(stop.Token), socket.Serve(verbs, stop.Token));
        await Announce(bot, url, demo, output);
        await UntilStopped(running, stop);
        return 0;
    }

    private static WebApplication Build(Bot bot, string? urls, IReadOnlyList<DemoPerson>? demo)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(urls ?? builder.Configuration["Urls"] ?? "http://127.0.0.1:5080");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Logging.ClearProviders();
        Logs.Configure(builder.Logging);
        builder.Services.AddSingleton(bot.Clock).AddSingleton(bot.Store).AddSingleton<ITurns>(bot.Line).AddSingleton(bot.DirectLine);
        builder.Services.AddDirectLine(new DirectLineSettings(SigningKey.In(bot.Settings.DataFolder), Path.Combine(bot.Settings.DataFolder, "media"), bot.Settings.PublicUrl));
        builder.Services.AddHealthChecks().AddCheck("store", new StoreCheck(bot));
        var web = builder.Build();
        web.MapDirectLine();
        web.MapMedia();
        web.MapWeb(new WebPages(LibraryName(bot), demo));
        web.MapHealthChecks("/healthz/live", new() { Predicate = _ => false });
        web.MapHealthChecks("/healthz/ready");
        return web;
    }

    private static string LibraryName(Bot bot) => bot.Knowledge.Now.Library.Name is { Length: > 0 } name ? name : "LibraryBot";

    private static async Task Announce(Bot bot, string url, IReadOnlyList<DemoPerson>? demo, TextWriter output)
    {
        await output.WriteLineAsync($"Listening on {url}");
        if (demo is not null)
            await output.WriteLineAsync($"Open {url}/demo in a browser: a patron, a librarian, an approver and the announcement board side by side. Stop with Ctrl+C.");
        else if (await bot.Store.Read(store => Staff.WithRole(store, Role.Owner).Count) == 0)
            await output.WriteLineAsync("Nobody is the owner yet: run the verb invite --role owner on this folder and use its code.");
        await output.FlushAsync();
    }

    private static Task WriteDemoFile(Bot bot, string url, IReadOnlyList<DemoPerson> people) =>
        File.WriteAllTextAsync(Path.Combine(bot.Settings.DataFolder, DemoFolder.FileName), JsonSerializer.Serialize(new DemoFile(url, people), DemoFolder.Json));

    /// <summary>Ends quietly when asked to stop, and with the reason when a worker has failed.</summary>
    private static async Task UntilStopped(Task running, CancellationTokenSource stop)
    {
        try
        {
            await running;
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
        finally
        {
            await stop.CancelAsync();
        }
    }

    private sealed class StoreCheck(Bot bot) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancel = default)
        {
            await bot.Store.Read(store => store.Get(Person.People, "-")).WaitAsync(TimeSpan.FromSeconds(5), cancel);
            return HealthCheckResult.Healthy();
        }
    }
}
