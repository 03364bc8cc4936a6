using System.Globalization;

namespace LibraryBot.Tests.Turns.ManyUpdates;

/// <summary>Enough steps to see a fault that comes once in a few hundred lives; LIBRARYBOT_MODEL_STEPS asks for more (docs/performance.md).</summary>
public sealed class ManyUpdatesTests
{
    private static readonly long Steps =
        long.TryParse(Environment.GetEnvironmentVariable("LIBRARYBOT_MODEL_STEPS"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : 50_000;

    [Fact]
    public Task Repeated_overtaking_and_late_updates_take_effect_once_and_in_order_through_crashes() => RandomLives.Run(Steps);
}
