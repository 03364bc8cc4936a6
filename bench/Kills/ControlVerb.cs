using System.Diagnostics;
using System.Globalization;
using LibraryBot.Bench.Reports;
using LibraryBot.Bench.Stores;

namespace LibraryBot.Bench.Kills;

/// <summary>
/// Proves that killing bites: the same writer, killed in the same way, must lose acknowledged turns on LiteDB as it comes,
/// and may not lose one on our store.
/// </summary>
internal sealed class ControlVerb(int cycles, int seed)
{
    private const int KillsOfOurs = 30;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Report report = new("kill-control");

    private sealed record Kills(int Count, long Acknowledged, long Lost, int Broken);

    public async Task<int> Run()
    {
        var stock = await Kill(Contestants.Stock, cycles, stopAtLoss: true);
        var ours = await Kill(Contestants.Ours, Math.Min(cycles, Math.Max(stock.Count, KillsOfOurs)), stopAtLoss: false);
        report.Seen("stock LiteDB: kills", stock.Count);
        report.Seen("stock LiteDB: turns acknowledged", stock.Acknowledged);
        report.Seen("stock LiteDB: of them lost", stock.Lost);
        report.Seen("ours: kills", ours.Count);
        report.Seen("ours: turns acknowledged", ours.Acknowledged);
        report.Never("ours: of them lost", ours.Lost);
        report.Never("ours: broken after a kill", ours.Broken);
        return report.End();
    }

    private async Task<Kills> Kill(string store, int atMost, bool stopAtLoss)
    {
        using var folder = new ScratchFolder();
        var random = new Random(seed);
        var kills = new Kills(0, 0, 0, 0);
        long before = 0;
        while (kills.Count < atMost && !(stopAtLoss && kills.Lost > 0))
        {
            var acknowledged = await WriteAndKill(store, folder.Path, TimeSpan.FromMilliseconds(random.Next(0, 60)));
            await using var left = Contestants.Open(store, folder.Path, FiveCollectionTurn.Shelves);
            var last = await FiveCollectionTurn.Last(left);
            var isWhole = await FiveCollectionTurn.IsWhole(left, last);
            kills = new Kills(kills.Count + 1, kills.Acknowledged + acknowledged - before, kills.Lost + Math.Max(0, acknowledged - last), kills.Broken + (isWhole ? 0 : 1));
            before = last;
            Console.WriteLine($"{store}, kill {kills.Count}: {acknowledged} acknowledged, {last} there{(isWhole ? "" : ", BROKEN")}");
        }

        return kills;
    }

    /// <summary>Answers the last turn that was acknowledged before the kill.</summary>
    private static async Task<long> WriteAndKill(string store, string folder, TimeSpan time)
    {
        using var writer = Process.Start(WriterProcess.Of(store, folder))!;
        try
        {
            var said = await writer.StandardOutput.ReadLineAsync().WaitAsync(Patience, TimeProvider.System)
                ?? throw new InvalidOperationException("The writer ended before it wrote anything.");
            var rest = writer.StandardOutput.ReadToEndAsync();
            await Task.Delay(time, TimeProvider.System);
            writer.Kill();
            // A line that was cut short was no acknowledgement: only what ends with a line break counts.
            var lines = $"{said}\n{await rest}".Split('\n')[..^1];
            return lines.Max(line => long.Parse(line, CultureInfo.InvariantCulture));
        }
        finally
        {
            if (!writer.HasExited)
                writer.Kill();
            await writer.WaitForExitAsync().WaitAsync(Patience, TimeProvider.System);
        }
    }
}
