using System.Globalization;

namespace LibraryBot.Bench.Reports;

/// <summary>What a process has cost until now, as the kernel counts it.</summary>
internal sealed class ProcessCost(int process)
{
    /// <summary>The kernel counts in hundredths of a second wherever .NET runs.</summary>
    private const double TicksPerSecond = 100;

    public TimeSpan Cpu() => CpuOf($"/proc/{process}/stat");

    /// <summary>CPU by the name of its threads: those of a pool count as one.</summary>
    public IReadOnlyDictionary<string, TimeSpan> CpuByThread() => Directory.GetDirectories($"/proc/{process}/task")
        .Select(thread => (Name: File.ReadAllText(Path.Combine(thread, "comm")).Trim(), Cpu: CpuOf(Path.Combine(thread, "stat"))))
        .GroupBy(thread => thread.Name)
        .ToDictionary(group => group.Key, group => TimeSpan.FromTicks(group.Sum(thread => thread.Cpu.Ticks)));

    public double ResidentMegabytes() => Megabytes("VmRSS");

    /// <summary>The most it ever had.</summary>
    public double PeakMegabytes() => Megabytes("VmHWM");

    private double Megabytes(string what) =>
        long.Parse(File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith(what, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024 / 1e6;

    /// <summary>The 14th and 15th fields, counted behind the name, which may hold spaces.</summary>
    private static TimeSpan CpuOf(string stat)
    {
        var text = File.ReadAllText(stat);
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        var ticks = long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
        return TimeSpan.FromSeconds(ticks / TicksPerSecond);
    }
}
