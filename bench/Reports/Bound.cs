using System.Globalization;

namespace LibraryBot.Bench.Reports;

/// <summary>What a number must reach.</summary>
internal sealed record Bound(string Words, Func<double, bool> Holds)
{
    public static Bound AtLeast(double limit) => new(string.Create(CultureInfo.InvariantCulture, $">= {limit:#,0.###}"), number => number >= limit);

    public static Bound AtMost(double limit) => new(string.Create(CultureInfo.InvariantCulture, $"<= {limit:#,0.###}"), number => number <= limit);
}
