using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using CsCheck;
using Xunit.Abstractions;

namespace LibraryBot.Tests.Support;

/// <summary>
/// Made-up inputs by the number. LIBRARYBOT_FUZZ=N plays N of each kind instead of the few that a usual run can afford; each kind writes
/// how many it played and how long the slowest took. A failure names its seed: CsCheck_Seed plays it again.
/// </summary>
internal static class Fuzz
{
    private const int TriesOfASlowOne = 3;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);
    private static readonly long? Asked = long.TryParse(Environment.GetEnvironmentVariable("LIBRARYBOT_FUZZ"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : null;

    public static long Rounds(long usual) => Asked ?? usual;

    /// <summary>No input may bring it down or take a second.</summary>
    public static void Play<T>(ITestOutputHelper output, Gen<T> inputs, long usual, Action<T> take, Func<T, string>? print = null, [CallerMemberName] string kind = "")
    {
        var (played, slowest) = (0L, TimeSpan.Zero);
        try
        {
            inputs.Sample(
                input =>
                {
                    played++;
                    var took = Took(input, take, slowest);
                    slowest = took > slowest ? took : slowest;
                    Assert.True(took < Longest, "it took more than a second");
                },
                iter: Rounds(usual), threads: 1, print: print);
        }
        finally
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kind}: {played} inputs, the slowest took {slowest.TotalMilliseconds:0.0} ms"));
        }
    }

    /// <summary>By the clock or by the processor, whichever is less: others may be at work too.</summary>
    public static TimeSpan Took(Action work)
    {
        var (began, worked) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        work();
        var (passed, spent) = (Stopwatch.GetElapsedTime(began), Environment.CpuUsage.TotalTime - worked);
        return passed < spent ? passed : spent;
    }

    // Only what is slow again and again is slow.
    private static TimeSpan Took<T>(T input, Action<T> take, TimeSpan slowest)
    {
        var took = Took(() => take(input));
        for (var tries = 1; tries < TriesOfASlowOne && took > slowest; tries++)
            took = Took(() => take(input)) is var again && again < took ? again : took;
        return took;
    }
}
