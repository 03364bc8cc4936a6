using System.Diagnostics;

namespace LibraryBot.Bench.Reports;

/// <summary>How long each of many things took.</summary>
internal sealed class Latencies
{
    private readonly List<long> ticks = [];

    public int Count => ticks.Count;

    public double MedianMicroseconds => Percentile(50);

    public double P99Microseconds => Percentile(99);

    /// <summary>Notes the time since a <see cref="Stopwatch.GetTimestamp"/>.</summary>
    public void Since(long timestamp) => ticks.Add(Stopwatch.GetTimestamp() - timestamp);

    public void Clear() => ticks.Clear();

    private double Percentile(int percent)
    {
        if (ticks.Count == 0)
            return 0;
        ticks.Sort();
        return ticks[(int)((ticks.Count - 1) * (long)percent / 100)] * 1e6 / Stopwatch.Frequency;
    }
}
