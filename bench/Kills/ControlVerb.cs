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

    /// <summary>As in a bot, several at once: then stock LiteDB acknowledges what another thread has still to write.</summary>
    private const int LanesAtOnce = 2;
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
        var lanes = FiveCollectionTurn.Lanes(LanesAtOnce);
        var there = new long[LanesAtOnce];
        var kills = new Kills(0, 0, 0, 0);
        while (kills.Count < atMost && !(stopAtLoss && kills.Lost > 0))
        {
            var acknowledged = await WriteAndKill(store, folder.Path, there, TimeSpan.FromMilliseconds(random.Next(20, 500)));
            var fresh = acknowledged.Sum() - there.Sum();
            var isWhole = await Look(store, folder.Path, lanes, there);
            var lost = acknowledged.Zip(there, (said, found) => Math.Max(0, said - found)).Sum();
            kills = new Kills(kills.Count + 1, kills.Acknowledged + fresh, kills.Lost + lost, kills.Broken + (isWhole ? 0 : 1));
            Console.WriteLine($"{store}, kill {kills.Count}: {fresh} acknowledged{(lost == 0 ? "" : $", {lost} of them LOST")}{(isWhole ? "" : ", BROKEN")}");
        }

        return kills;
    }

    /// <summary>Reads the last turn of each lane that is there; answers whether all that is there fits together.</summary>
    private static async Task<bool> Look(string store, string folder, IReadOnlyList<FiveCollectionTurn> lanes, long[] there)
    {
        await using var left = FiveCollectionTurn.Open(store, folder, lanes);
        var isWhole = true;
        foreach (var lane in lanes)
        {
            there[lane.Lane] = await lane.Last(left);
            isWhole &= await lane.IsWhole(left);
        }

        return isWhole;
    }

    /// <summary>Answers the last turn of each lane that was acknowledged before the kill.</summary>
    private static async Task<long[]> WriteAndKill(string store, string folder, long[] before, TimeSpan time)
    {
        using var writer = Process.Start(WriterProcess.Of(store, folder, committers: LanesAtOnce))!;
        try
        {
            var first = await writer.StandardOutput.ReadLineAsync().WaitAsync(Patience, TimeProvider.System)
                ?? throw new InvalidOperationException("The writer ended before it wrote anything.");
            var rest = writer.StandardOutput.ReadToEndAsync();
            await Task.Delay(time, TimeProvider.System);
            writer.Kill();
            return LastOfEach(before, $"{first}\n{await rest}");
        }
        finally
        {
            if (!writer.HasExited)
                writer.Kill();
            await writer.WaitForExitAsync().WaitAsync(Patience, TimeProvider.System);
        }
    }

    private static long[] LastOfEach(long[] before, string said)
    {
        long[] last = [.. before];
        // A line that was cut short was no acknowledgement: only what ends with a line break counts.
        foreach (var line in said.Split('\n')[..^1])
        {
            var parts = line.Split(' ');
            last[int.Parse(parts[0], CultureInfo.InvariantCulture)] = long.Parse(parts[1], CultureInfo.InvariantCulture);
        }

        return last;
    }
}
