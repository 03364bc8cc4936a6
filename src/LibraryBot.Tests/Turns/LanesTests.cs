using LibraryBot.Turns;

namespace LibraryBot.Tests.Turns;

public sealed class LanesTests
{
    private readonly Lanes lanes = new();

    [Fact]
    public async Task A_slow_one_holds_up_its_own_key_and_no_other()
    {
        var slow = new TaskCompletionSource<int>();
        var first = lanes.Run("a", () => slow.Task);
        var second = lanes.Run("a", () => Task.FromResult(2));
        Assert.Equal(3, await lanes.Run("b", () => Task.FromResult(3)));
        Assert.False(second.IsCompleted);
        slow.SetResult(1);
        Assert.Equal((1, 2), (await first, await second));
    }

    [Fact]
    public async Task One_that_throws_tells_its_own_caller_and_the_next_goes_on()
    {
        var failing = new TaskCompletionSource<int>();
        var first = lanes.Run("a", () => failing.Task);
        var second = lanes.Run("a", () => Task.FromResult(2));
        failing.SetException(new InvalidOperationException("a bug"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => first);
        Assert.Equal(2, await second);
        await Assert.ThrowsAsync<InvalidOperationException>(() => lanes.Run<int>("a", () => throw new InvalidOperationException("at once")));
        Assert.Equal(4, await lanes.Run("a", () => Task.FromResult(4)));
    }

    [Fact]
    public async Task Of_one_key_everything_runs_alone_and_in_the_order_of_asking()
    {
        var order = new List<int>();
        var inside = 0;
        await Task.WhenAll(Enumerable.Range(0, 200).Select(number => lanes.Run("a", async () =>
        {
            Assert.Equal(1, Interlocked.Increment(ref inside));
            await Task.Yield();
            order.Add(number);
            Interlocked.Decrement(ref inside);
            return number;
        })));
        Assert.Equal(Enumerable.Range(0, 200), order);
    }
}
