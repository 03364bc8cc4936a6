using System.Diagnostics;
using LibraryBot.Bench.Reports;

namespace LibraryBot.Bench.Updates;

/// <summary>The processor time that the bot and the bench have had until a moment.</summary>
internal sealed record Spent(long At, TimeSpan Bot, IReadOnlyDictionary<string, TimeSpan> Threads, TimeSpan Bench)
{
    public static Spent Of(ProcessCost bot)
    {
        using var me = Process.GetCurrentProcess();
        return new Spent(Stopwatch.GetTimestamp(), bot.Cpu(), bot.CpuByThread(), me.TotalProcessorTime);
    }

    /// <summary>The time that has passed since then.</summary>
    public TimeSpan Since(Spent earlier) => Stopwatch.GetElapsedTime(earlier.At, At);

    /// <summary>What each kind of thread has had since then, the most first; what had nothing is left out.</summary>
    public IEnumerable<(string Thread, TimeSpan Spent)> ThreadsSince(Spent earlier) => Threads
        .Select(thread => (thread.Key, Spent: thread.Value - earlier.Threads.GetValueOrDefault(thread.Key)))
        .Where(thread => thread.Spent > TimeSpan.Zero)
        .OrderByDescending(thread => thread.Spent);
}
