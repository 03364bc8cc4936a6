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

    // The machine may have been busy with something else: only what is slow again and again is slow, and only while it works.
    private static TimeSpan Took<T>(T input, Action<T> take, TimeSpan slowest)
    {
        var took = Once(input, take);
        for (var tries = 1; tries < TriesOfASlowOne && took > slowest; tries++)
            took = Once(input, take) is var again && again < took ? again : took;
        return took;
    }

    private static TimeSpan Once<T>(T input, Action<T> take)
    {
        var (began, worked) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        take(input);
        var (passed, work) = (Stopwatch.GetElapsedTime(began), Environment.CpuUsage.TotalTime - worked);
        return passed < work ? passed : work;
    }
}
