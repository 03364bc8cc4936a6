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

    /// <param name="Broken">How often what was left could not be opened or did not fit together.</param>
    /// <param name="Failed">How often the writer failed before it was killed.</param>
    private sealed record Kills(int Count, long Acknowledged, long Lost, int Broken, int Failed);

    private sealed record Struck(long[] Acknowledged, string? Failure);

    public async Task<int> Run()
    {
        var stock = await Kill(Contestants.Stock, cycles, stopAtLoss: true);
        var ours = await Kill(Contestants.Ours, Math.Min(cycles, Math.Max(stock.Count, KillsOfOurs)), stopAtLoss: false);
        report.Seen("stock LiteDB: kills", stock.Count);
        report.Seen("stock LiteDB: turns acknowledged", stock.Acknowledged);
        report.Seen("stock LiteDB: of them lost", stock.Lost);
        report.Measured("stock LiteDB: broken after a kill", stock.Broken, "");
        report.Measured("stock LiteDB: writers that failed by themselves", stock.Failed, "");
        report.Seen("ours: kills", ours.Count);
        report.Seen("ours: turns acknowledged", ours.Acknowledged);
        report.Never("ours: of them lost", ours.Lost);
        report.Never("ours: broken after a kill", ours.Broken);
        report.Never("ours: writers that failed by themselves", ours.Failed);
        return report.End();
    }

    private async Task<Kills> Kill(string store, int atMost, bool stopAtLoss)
    {
        using var scratch = new ScratchFolder();
        var random = new Random(seed);
        var lanes = FiveCollectionTurn.Lanes(LanesAtOnce);
        var there = new long[LanesAtOnce];
        var folder = scratch.File("0");
        var kills = new Kills(0, 0, 0, 0, 0);
        while (kills.Count < atMost && !(stopAtLoss && kills.Lost > 0))
        {
            var struck = await WriteAndKill(store, folder, there, TimeSpan.FromMilliseconds(random.Next(20, 500)));
            var left = await Left(store, folder, lanes);
            var fresh = struck.Acknowledged.Sum() - there.Sum();
            var lost = struck.Acknowledged.Zip(left ?? struck.Acknowledged, (said, found) => Math.Max(0, said - found)).Sum();
            kills = new Kills(kills.Count + 1, kills.Acknowledged + fresh, kills.Lost + lost, kills.Broken + (left is null ? 1 : 0), kills.Failed + (struck.Failure is null ? 0 : 1));
            Console.WriteLine($"{store}, kill {kills.Count}: {fresh} acknowledged{(lost == 0 ? "" : $", {lost} of them LOST")}{(left is null ? ", BROKEN" : "")} {struck.Failure}");
            // Where the writer cannot go on there is nothing left to lose: the next kill strikes a new store.
            if (left is null || struck.Failure is not null)
            {
                folder = scratch.File($"{kills.Count}");
                left = new long[LanesAtOnce];
            }

            there = left;
        }

        return kills;
    }

    /// <summary>The last turn of each lane that is there; null when it cannot be opened, or does not fit together.</summary>
    private static async Task<long[]?> Left(string store, string folder, IReadOnlyList<FiveCollectionTurn> lanes)
    {
        try
        {
            await using var left = FiveCollectionTurn.Open(store, folder, lanes);
            var there = new long[lanes.Count];
            foreach (var lane in lanes)
            {
                there[lane.Lane] = await lane.Last(left);
                if (!await lane.IsWhole(left))
                    return null;
            }

            return there;
        }
        // A broken store may throw anything.
        catch (Exception broken)
        {
            Console.WriteLine($"{store}: {broken.GetType().Name}: {broken.Message}");
            return null;
        }
    }

    /// <summary>Answers the last turn of each lane that was acknowledged before the kill.</summary>
    private static async Task<Struck> WriteAndKill(string store, string folder, long[] before, TimeSpan time)
    {
        using var writer = Process.Start(WriterProcess.Of(store, folder, committers: LanesAtOnce))!;
        try
        {
            var failure = writer.StandardError.ReadLineAsync();
            var first = await writer.StandardOutput.ReadLineAsync().WaitAsync(Patience, TimeProvider.System);
            var rest = writer.StandardOutput.ReadToEndAsync();
            await Task.Delay(time, TimeProvider.System);
            writer.Kill();
            return new Struck(LastOfEach(before, $"{first}\n{await rest}"), await failure);
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
        foreach (var line in said.Split('\n')[..^1].Where(line => line.Length > 0))
        {
            var parts = line.Split(' ');
            last[int.Parse(parts[0], CultureInfo.InvariantCulture)] = long.Parse(parts[1], CultureInfo.InvariantCulture);
        }

        return last;
    }
}
