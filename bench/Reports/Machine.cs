using System.Globalization;
using System.Runtime.InteropServices;

namespace LibraryBot.Bench.Reports;

/// <summary>Where a number was measured. A number without its machine and its load says little.</summary>
internal sealed record Machine(int Cores, int MemoryGiB, string DotNet, string System)
{
    public static Machine Here { get; } = new(
        Environment.ProcessorCount,
        (int)Math.Round(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1 << 30)),
        RuntimeInformation.FrameworkDescription,
        RuntimeInformation.OSDescription);

    /// <summary>The load average of the last minute; 0 where the system does not tell.</summary>
    public static double Load()
    {
        const string Source = "/proc/loadavg";
        return File.Exists(Source) ? double.Parse(File.ReadAllText(Source).Split(' ')[0], CultureInfo.InvariantCulture) : 0;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Cores} cores, {MemoryGiB} GiB, {DotNet}, {System}");
}
