using System.Diagnostics;
using System.Text.Json;
using LibraryBot.Bench.Bots;
using LibraryBot.Bench.Reports;
using LibraryBot.CommandLine;

namespace LibraryBot.Bench.Turns;

/// <summary>How many durable turns a second the running bot takes over HTTP, and what one costs it.</summary>
internal sealed class TurnsVerb(int conversations, TimeSpan time)
{
    private const long TurnsBeforeWeighing = 20_000;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan WeighAtMost = TimeSpan.FromSeconds(60);
    private readonly Report report = new("turns");

    public async Task<int> Run()
    {
        using var folder = new ScratchFolder();
        await using var bot = BotProcess.Start(folder.Path, ["demo", "--data", folder.File("demo"), "--urls", "http://127.0.0.1:0", "--clock", "2026-03-11T10:00:00+07:00"]);
        var url = await bot.Listening();
        var lines = await SignIn(url, folder.File("demo"));
        try
        {
            Measure(new Driver(lines), lines, new ProcessCost(bot.Id));
        }
        finally
        {
            lines.ForEach(line => line.Dispose());
        }

        return report.End();
    }

    private async Task<List<DialogLine>> SignIn(string url, string data)
    {
        using var http = LocalHttp.Client();
        var demo = JsonSerializer.Deserialize<DemoFile>(await File.ReadAllTextAsync(Path.Combine(data, DemoFolder.FileName)), JsonSerializerOptions.Web)!;
        var codes = demo.People.Where(person => person.Role == "librarian").Select(person => person.SignInCode).ToList();
        var lines = new List<DialogLine>();
        for (var number = 0; number < conversations; number++)
            lines.Add(await SignIn(http, url, codes[number % codes.Count]));
        return lines;
    }

    private static async Task<DialogLine> SignIn(HttpClient http, string url, string code)
    {
        var guest = await Guest.Arrive(http, url);
        if (await guest.Say($"/masuk {code}", "sign-in") is not Answered.Taken)
            throw new InvalidOperationException("A librarian could not sign in.");
        var (stream, heard) = await guest.StreamFromNow();
        return new DialogLine(new Uri(url), guest.ConversationId, guest.Token, stream, heard);
    }

    private void Measure(Driver driver, IReadOnlyList<DialogLine> lines, ProcessCost server)
    {
        var weight = 0.0;
        driver.Milestone = (TurnsBeforeWeighing, () => weight = server.ResidentMegabytes());
        driver.Talk(WarmUp);
        driver.Latencies.Clear();
        var (turnsBefore, cpuBefore, threadsBefore, mineBefore) = (driver.Turns, server.Cpu(), server.CpuByThread(), Mine());
        var begun = Stopwatch.GetTimestamp();
        driver.Talk(time);
        var (seconds, turns) = (Stopwatch.GetElapsedTime(begun).TotalSeconds, driver.Turns - turnsBefore);
        var (cpu, threads, mine) = (server.Cpu() - cpuBefore, server.CpuByThread(), Mine() - mineBefore);

        if (turns == 0)
            throw new InvalidOperationException($"The bot took no turn; it refused {lines.Sum(line => line.Refused)} posts.");
        report.Measured("conversations", conversations, "");
        report.Measured("turns", turns / seconds, "a second", Bound.AtLeast(2500));
        report.Measured("latency, median", driver.Latencies.MedianMicroseconds / 1000, "ms");
        report.Measured("latency, 99th of 100", driver.Latencies.P99Microseconds / 1000, "ms");
        report.Measured("CPU of the bot", cpu.TotalMilliseconds / turns, "ms a turn", Bound.AtMost(0.3));
        foreach (var (thread, spent) in threads.Select(each => (each.Key, Spent: each.Value - threadsBefore.GetValueOrDefault(each.Key))).OrderByDescending(each => each.Spent).Where(each => each.Spent > TimeSpan.Zero))
            report.Measured($"  of it {thread}", spent.TotalMilliseconds / turns, "ms a turn");
        report.Measured("CPU of the driver", mine.TotalMilliseconds / turns, "ms a turn");
        driver.TalkToMilestone(WeighAtMost);
        report.Measured("memory of the bot after 20,000 turns", weight, "MB resident", Bound.AtMost(180));
        report.Measured($"  after {driver.Turns:#,0} turns", server.ResidentMegabytes(), "MB resident");
        Listen(driver, lines);
    }

    private void Listen(Driver driver, IReadOnlyList<DialogLine> lines)
    {
        var isWhole = driver.FallSilent(TimeSpan.FromSeconds(10));
        report.Never("out of order, twice or without a reply", lines.Sum(line => line.Faults));
        report.Never("conversations that miss a reply at the end", isWhole ? 0 : lines.Count(line => !line.IsQuiet));
        report.Measured("posts refused and said again", lines.Sum(line => line.Refused), "");
    }

    private static TimeSpan Mine()
    {
        using var me = Process.GetCurrentProcess();
        return me.TotalProcessorTime;
    }
}
