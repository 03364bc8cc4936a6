namespace LibraryBot.Tests.Turns.ManyUpdates;

/// <summary>A part of what the bench runs a million of: enough to see a fault that comes once in a few hundred lives.</summary>
public sealed class ManyUpdatesTests
{
    [Fact]
    public Task Repeated_overtaking_and_late_updates_take_effect_once_and_in_order_through_crashes() => RandomLives.Run(steps: 50_000);
}
