using System.Diagnostics;
using LibraryBot.Bench.Bots;
using LibraryBot.Bench.Reports;

namespace LibraryBot.Bench.Kills;

/// <summary>Kills the running bot with kill -9 in the middle of real traffic, again and again, and looks at what is left.</summary>
internal sealed class KillVerb(int cycles, int seed)
{
    private readonly Random random = new(seed);
    private readonly List<Finding> findings = [];
    private int restarts;

    public async Task<int> Run()
    {
        var report = new Report("kill");
        var begun = Stopwatch.GetTimestamp();
        using var scratch = new ScratchFolder();
        await using var network = await Network.Start();
        var library = new StruckLibrary(scratch.File("data"), network);
        using var http = LocalHttp.Client();
        var cast = new Cast(await library.Prepare(Cast.Staff), library.Folder, http);
        var inspection = new Inspection(library, cast, network);
        Console.WriteLine($"{cycles} kills, seed {seed}");
        for (var cycle = 1; cycle <= cycles; cycle++)
            await Cycle(cycle, library, cast, network, inspection);

        await library.Settle();
        Note("after the last, in peace", cast, await inspection.Run(), inspection.Unknown);
        Tell(report, cast, network, inspection, Stopwatch.GetElapsedTime(begun));
        return report.End();
    }

    private async Task Cycle(int cycle, StruckLibrary library, Cast cast, Network network, Inspection inspection)
    {
        await using var bot = library.Start();
        var url = await bot.Listening();
        network.Ask();
        var wait = TimeSpan.FromMilliseconds(random.Next(200, 2500));
        await cast.Talk(url, async () =>
        {
            await Task.Delay(wait, TimeProvider.System);
            if (bot.HasEnded)
                throw new InvalidOperationException($"The bot ended by itself: {bot.LastWords}");
            await bot.Kill();
        });
        restarts++;
        Note($"kill {cycle} after {wait.TotalMilliseconds:0} ms", cast, await inspection.Run(), inspection.Unknown);
    }

    private void Note(string when, Cast cast, IReadOnlyList<Finding> found, int unknown)
    {
        var fresh = found.Except(findings).ToList();
        findings.AddRange(fresh);
        Console.WriteLine($"{when}: {cast.Acknowledged} acknowledged, {cast.Librarians.Sum(librarian => librarian.HandedIn.Count)} handed in, {cast.Approver.Approved.Count} approved, {unknown} unknown, {(fresh.Count == 0 ? "all there" : $"{fresh.Count} WRONG")}");
        foreach (var finding in fresh)
            Console.WriteLine($"  {finding.Harm}: {finding.Where}");
    }

    private void Tell(Report report, Cast cast, Network network, Inspection inspection, TimeSpan took)
    {
        report.Seen("kills", restarts);
        report.Seen("acknowledged to people and imports", cast.Acknowledged);
        report.Seen("posts handed in", cast.Librarians.Sum(librarian => librarian.HandedIn.Count));
        report.Seen("posts approved", cast.Approver.Approved.Count);
        report.Seen("imports", cast.Importer.Acknowledged);
        report.Seen("messages in groups", network.Places.Sum(place => place.Messages.Count));
        report.Measured("deliveries unknown, and left to a person", inspection.Unknown, "");
        report.Never("acknowledgements lost", Count(Harm.LostAcknowledgement));
        report.Never("stores corrupt", Count(Harm.Corrupt));
        report.Never("indexes that disagree with a scan", Count(Harm.IndexMismatch));
        report.Never("dialogs that forgot a step", Count(Harm.ForgottenStep));
        report.Never("published twice", Count(Harm.PublishedTwice));
        report.Never("said once and taken twice", Count(Harm.TakenTwice));
        report.Never("posts and deliveries that contradict each other", Count(Harm.Contradiction));
        report.Never("deliveries that never went out", inspection.Open);
        report.Never("odd answers", Count(Harm.OddAnswer));
        report.Never("questions on Telegram without an answer", network.Unanswered);
        report.Measured("time", took.TotalSeconds, "s");
    }

    private long Count(Harm harm) => findings.Count(finding => finding.Harm == harm);
}
