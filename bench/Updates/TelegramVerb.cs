using LibraryBot.Bench.Bots;
using LibraryBot.Bench.Reports;
using LibraryBot.Publishing;
using LibraryBot.Turns;
using Microsoft.Extensions.Logging.Abstractions;

namespace LibraryBot.Bench.Updates;

/// <summary>
/// How many updates a second the bot takes from Telegram and answers there, and what one costs it: each is on disk before Telegram
/// may forget it, its turn is committed before its reply leaves, and the reply is recorded as sent.
/// </summary>
internal sealed class TelegramVerb(int updates, int warmUp, int chats)
{
    private static readonly TimeSpan Afterwards = TimeSpan.FromSeconds(1);
    private readonly Report report = new("telegram");

    public async Task<int> Run()
    {
        using var folder = new ScratchFolder();
        var data = folder.File("library");
        await Librarians.SignIn(data, chats);
        var backlog = new Backlog(warmUp + updates, chats);
        using var server = new TelegramServer(backlog, [0, warmUp, warmUp + updates]);
        await using var bot = Start(folder.Path, data, server);
        await bot.Listening();

        var cost = new ProcessCost(bot.Id);
        var spent = new List<Spent>();
        foreach (var milestone in server.Milestones)
        {
            await milestone;
            spent.Add(Spent.Of(cost));
        }

        await Task.Delay(Afterwards, TimeProvider.System);
        if (bot.HasEnded)
            throw new InvalidOperationException($"The bot ended. It said: {bot.LastWords}");
        Tell(spent);
        Judge(backlog, cost.ResidentMegabytes());
        await bot.Kill();
        await LookInto(data);
        return report.End();
    }

    private static BotProcess Start(string folder, string data, TelegramServer server) => BotProcess.Start(
        folder,
        ["serve", "--data", data, "--urls", "http://127.0.0.1:0"],
        ("Telegram__Token", TelegramServer.Token),
        ("Telegram__BaseUrl", server.Url),
        ("Telegram__Limits", "none"));

    private void Tell(IReadOnlyList<Spent> spent)
    {
        var (first, before, after) = (spent[0], spent[1], spent[2]);
        report.Measured("chats", chats, "");
        if (warmUp > 0)
        {
            report.Measured("updates to warm up", warmUp, "");
            report.Measured("  CPU of the bot for them", (before.Bot - first.Bot).TotalMilliseconds / warmUp, "ms an update");
        }

        report.Measured("updates", updates, "");
        report.Measured("updates taken and answered", updates / after.Since(before).TotalSeconds, "a second", Bound.AtLeast(1540));
        report.Measured("CPU of the bot", PerUpdate(after.Bot - before.Bot), "ms an update", Bound.AtMost(0.425));
        foreach (var (thread, each) in after.ThreadsSince(before))
            report.Measured($"  of it {thread}", PerUpdate(each), "ms an update");
        report.Measured("CPU of the bench", PerUpdate(after.Bench - before.Bench), "ms an update");
    }

    private void Judge(Backlog backlog, double weight)
    {
        report.Measured("update handed out to reply, median", backlog.Latencies.MedianMicroseconds / 1000, "ms");
        report.Measured("the same, 99th of 100", backlog.Latencies.P99Microseconds / 1000, "ms");
        report.Measured("memory of the bot at the end", weight, "MB resident", Bound.AtMost(180));
        report.Never("updates without a reply", warmUp + updates - backlog.Heard);
        report.Never("replies out of order", backlog.OutOfOrder);
        report.Never("replies that came twice", backlog.Twice);
    }

    /// <summary>What is found after kill -9: everything said and recorded.</summary>
    private async Task LookInto(string data)
    {
        await using var store = await Bot.OpenStore(data, TimeProvider.System, NullLoggerFactory.Instance);
        var (replies, waiting) = await store.Read(reader => (reader.All(OutboxRow.Rows).Count, reader.Find(InboxRow.Rows, InboxRow.ByWaiting, "telegram").Count));
        report.Never("replies still to be sent, after kill -9", replies);
        report.Never("updates still to be taken, after kill -9", waiting);
    }

    private double PerUpdate(TimeSpan spent) => spent.TotalMilliseconds / updates;
}
