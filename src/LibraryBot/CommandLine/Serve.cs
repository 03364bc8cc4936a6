using System.Net.Sockets;
using LibraryBot.Channels.DirectLine;
using LibraryBot.Channels.Meta;
using LibraryBot.Channels.Telegram;
using LibraryBot.Media;
using LibraryBot.People;
using LibraryBot.Turns;
using LibraryBot.Web;
using Microsoft.AspNetCore.Connections;

namespace LibraryBot.CommandLine;

/// <summary>A bot at work, and where it is reached.</summary>
public sealed record RunningBot(Bot Bot, string Url);

/// <summary>Runs the bot and its web server until told to stop.</summary>
public sealed class Serve(Bot bot, string[] addresses, IReadOnlyList<DemoPerson>? demo, ILoggerFactory logs)
{
    private static readonly TimeSpan LastAnswers = TimeSpan.FromSeconds(3);

    /// <summary>Prints "Listening on URL" when people can reach it. Exit 0 when told to stop, 1 when a worker failed.</summary>
    public async Task<int> Run(TextWriter output, CancellationToken cancel)
    {
        await using var web = Build();
        await Listen(web, cancel);
        using var socket = BotSocket.Open(bot.Settings.DataFolder);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel, web.Lifetime.ApplicationStopping);
        var here = new RunningBot(bot, web.Urls.First());
        bot.ListensOn(here.Url);
        var running = Workers.Run(stop.Token, bot.Run, untilStopped => socket.Serve((typed, said, errors) => new Verbs(typed, here).Run(said, errors), untilStopped));
        await Announce(here.Url, output);
        var exit = await Outcome(running, stop.Token);

        using var patience = new CancellationTokenSource(LastAnswers);
        await web.StopAsync(patience.Token);
        return exit;
    }

    private WebApplication Build()
    {
        // Our settings are read once. A watch over the folder that we run in would be woken by every write to data/.
        var builder = WebApplication.CreateSlimBuilder(["--hostBuilder:reloadConfigOnChange=false"]);
        builder.WebHost.UseUrls(addresses);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Logging.ClearProviders();
        Logs.Configure(builder.Logging);
        builder.Services.AddSingleton(bot.Clock).AddSingleton(bot.Store).AddSingleton<ITurns>(bot.Line).AddSingleton(bot.DirectLine);
        builder.Services.AddDirectLine(new DirectLineSettings(SigningKey.In(bot.Settings.DataFolder), Path.Combine(bot.Settings.DataFolder, "media"), bot.Settings.PublicUrl) { SentFolder = bot.Settings.SentFolder });
        builder.Services.AddReadiness(bot);
        var web = builder.Build();
        web.MapDirectLine();
        web.MapTelegram(bot.Telegram);
        web.MapMeta(bot.Meta.Webhook);
        web.MapMedia();
        web.MapWeb(new WebPages(LibraryName, demo));
        new GuidePage(bot.Knowledge, bot.House.Book.Words, bot.Settings.Language, bot.Clock).Map(web);
        new EventFilePage(bot.Knowledge, bot.House.Book.Words, bot.Settings.Language, bot.Clock).Map(web);
        web.MapReadiness();
        return web;
    }

    private string LibraryName => bot.Knowledge.LibraryName ?? "LibraryBot";

    private async Task Listen(WebApplication web, CancellationToken cancel)
    {
        try
        {
            await web.StartAsync(cancel);
        }
        catch (IOException taken) when (taken.InnerException is AddressInUseException)
        {
            throw new SettingsRefused($"{taken.Message.TrimEnd('.')}. Stop what listens there, or choose another address with --urls.");
        }
        catch (Exception refused) when (refused is SocketException or InvalidOperationException or IOException)
        {
            throw new SettingsRefused($"Nothing can listen on {string.Join(", ", addresses)}: {refused.Message.TrimEnd('.')}. Choose another address with --urls.");
        }
    }

    private async Task Announce(string url, TextWriter output)
    {
        if (demo is not null)
            await DemoFolder.Write(bot, url, demo);
        await output.WriteLineAsync($"Listening on {url}");
        if (demo is not null)
            await output.WriteLineAsync($"Open {url}/demo in a browser: a patron, a librarian, an approver and the announcement board side by side. Stop with Ctrl+C.");
        else if (await bot.Store.Read(store => Staff.WithRole(store, Role.Owner).Count) == 0)
            await output.WriteLineAsync("Nobody is the owner yet: run the verb invite --role owner on this folder and use its code.");
        await output.FlushAsync();
    }

    private async Task<int> Outcome(Task running, CancellationToken stop)
    {
        try
        {
            await running;
            return 0;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return 0;
        }
        catch (Exception failure)
        {
            logs.CreateLogger<Serve>().LogCritical(failure, "A part of LibraryBot failed, so all of it stops; nothing that was saved is lost. Start it again");
            return 1;
        }
    }
}
