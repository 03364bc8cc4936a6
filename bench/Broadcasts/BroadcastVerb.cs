using System.Diagnostics;
using LibraryBot.Bench.Bots;
using LibraryBot.Bench.Reports;
using LibraryBot.Publishing;

namespace LibraryBot.Bench.Broadcasts;

/// <summary>
/// A post to many subscribers in private, through the running bot to a server that allows 30 messages a second: how long it takes,
/// and, with kills in the middle, that nobody gets it twice and that whoever is not known to have it is said to be in doubt.
/// </summary>
internal sealed class BroadcastVerb(int chats, int kills)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(50);

    /// <summary>Bots FAQ: about 30 messages a second.</summary>
    private const double Allowed = 30;
    private readonly Report report = new(kills == 0 ? "broadcast" : "broadcast-kill");

    public async Task<int> Run()
    {
        using var scratch = new ScratchFolder();
        await using var audience = await SubscribedAudience.Gather(chats);
        var data = scratch.File("data");
        await audience.Prepare(data);
        var took = kills == 0 ? await Broadcast(scratch.Path, data, audience) : await Strike(scratch.Path, data, audience);
        await Tell(data, audience, took);
        return report.End();
    }

    private static async Task<TimeSpan> Broadcast(string folder, string data, SubscribedAudience audience)
    {
        await using var bot = Start(folder, data, audience);
        await bot.Listening();
        await audience.Until(messages => messages > 0, Patience);
        var begun = Stopwatch.GetTimestamp();
        await audience.Until(messages => messages >= audience.Size, Patience);
        var took = Stopwatch.GetElapsedTime(begun);
        await audience.UntilRecorded(bot, Glance);
        return took;
    }

    /// <summary>Kills the bot when it is so far through the rest, starts it again, and lets the last one finish.</summary>
    private async Task<TimeSpan> Strike(string folder, string data, SubscribedAudience audience)
    {
        var begun = Stopwatch.GetTimestamp();
        for (var kill = 1; kill <= kills; kill++)
        {
            await using var bot = Start(folder, data, audience);
            await bot.Listening();
            var until = audience.Size * kill / (kills + 1);
            await audience.Until(messages => messages >= until, Patience);
            await bot.Kill();
            Console.WriteLine($"kill {kill}: {audience.Messages} of {audience.Size} have it");
        }

        await using var last = Start(folder, data, audience);
        await last.Listening();
        await audience.UntilStill(TimeSpan.FromSeconds(5));
        await audience.UntilRecorded(last, Glance);
        return Stopwatch.GetElapsedTime(begun);
    }

    private static BotProcess Start(string folder, string data, SubscribedAudience audience) => BotProcess.Start(
        folder,
        ["serve", "--data", data, "--urls", "http://127.0.0.1:0"],
        ("Telegram__Token", audience.Token),
        ("Telegram__BaseUrl", audience.Url),
        ("Publishing__CancelSeconds", "0"),
        ("Publishing__QuietHours", "off"));

    private async Task Tell(string data, SubscribedAudience audience, TimeSpan took)
    {
        var states = await SubscribedAudience.StatesIn(data);
        var theory = Math.Max(0, (chats - Allowed) / Allowed);
        report.Measured("subscribers", chats, "");
        report.Measured("from the first message to the last", took.TotalSeconds, "s", kills == 0 ? Bound.AtMost(theory * 1.15) : null);
        report.Measured("the least that 30 a second allow", theory, "s");
        report.Measured("answers of 429", audience.Floods, "", kills == 0 ? Bound.AtMost(2) : null);
        report.Measured("calls while told to wait", audience.Abuses, "", Bound.AtMost(0));
        report.Measured("deliveries in doubt", states.Count(state => state.Value == DeliveryState.NeedsHuman), "");
        report.Never("got it twice", audience.Counts.Count(count => count.Value > 1));
        report.Never("did not get it and are not said to be in doubt", audience.Counts.Count(count => count.Value == 0 && states[count.Key] != DeliveryState.NeedsHuman));
        report.Never("deliveries that are not settled", states.Count(state => state.Value is DeliveryState.Planned or DeliveryState.Committing));
        if (kills == 0)
            report.Never("in doubt without a kill", states.Count(state => state.Value == DeliveryState.NeedsHuman));
    }
}
