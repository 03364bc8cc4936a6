using System.Diagnostics;
using LibraryBot.Bench.Reports;

namespace LibraryBot.Bench.Stores;

/// <summary>
/// The same work for several stores, a slice of time each, round after round: a machine that is busy for a while is busy
/// for all of them. What counts is the median of the rounds, and of their ratios.
/// </summary>
internal sealed class Rounds<T>(IReadOnlyList<T> contestants)
    where T : notnull
{
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(250);
    private readonly List<double[]> perSecond = [];
    private readonly Latencies[] latencies = [.. contestants.Select(_ => new Latencies())];

    /// <summary>Does it over and over. The first round warms up and does not count.</summary>
    public async Task Play(int rounds, Func<T, Task> once)
    {
        for (var round = 0; round <= rounds; round++)
        {
            var speeds = new double[contestants.Count];
            for (var number = 0; number < contestants.Count; number++)
                speeds[number] = await Speed(contestants[number], once, latencies[number]);
            if (round == 0)
                Array.ForEach(latencies, latency => latency.Clear());
            else
                perSecond.Add(speeds);
        }
    }

    public double PerSecond(T contestant) => Median(perSecond.Select(speeds => speeds[At(contestant)]));

    /// <summary>How many times as fast as the other.</summary>
    public double Ratio(T contestant, T other) => Median(perSecond.Select(speeds => speeds[At(contestant)] / speeds[At(other)]));

    public Latencies Latencies(T contestant) => latencies[At(contestant)];

    private int At(T contestant) => contestants.ToList().IndexOf(contestant);

    private static async Task<double> Speed(T contestant, Func<T, Task> once, Latencies latencies)
    {
        var (begun, count) = (Stopwatch.GetTimestamp(), 0);
        while (Stopwatch.GetElapsedTime(begun) < Slice)
        {
            var start = Stopwatch.GetTimestamp();
            await once(contestant);
            latencies.Since(start);
            count++;
        }

        return count / Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }

    private static double Median(IEnumerable<double> numbers)
    {
        double[] sorted = [.. numbers.Order()];
        return sorted[sorted.Length / 2];
    }
}
