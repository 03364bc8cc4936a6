using LibraryBot.Turns;

namespace LibraryBot.Tests.Turns;

public sealed class RecentlyUsedTests
{
    [Fact]
    public void What_rested_longest_goes_first()
    {
        var recent = new RecentlyUsed<string>(2);
        recent.Set("a", "1");
        recent.Set("b", "2");
        Assert.True(recent.TryGet("a", out _));
        recent.Set("c", "3");
        Assert.False(recent.TryGet("b", out _));
        Assert.True(recent.TryGet("a", out var kept));
        Assert.Equal("1", kept);
        recent.Forget("a");
        Assert.False(recent.TryGet("a", out _));
        recent.Set("c", "4");
        Assert.True(recent.TryGet("c", out var newer));
        Assert.Equal("4", newer);
    }
}
