using LibraryBot.CommandLine;

namespace LibraryBot.Tests.CommandLine;

public sealed class WorkersTests
{
    [Fact]
    public async Task A_worker_that_fails_stops_the_others_and_tells_why()
    {
        var stopped = false;

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => Workers.Run(CancellationToken.None, UntilStopped, Fails));

        Assert.Equal("The disk is full.", failure.Message);
        Assert.True(stopped);

        async Task UntilStopped(CancellationToken stop)
        {
            try
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop);
            }
            finally
            {
                stopped = true;
            }
        }

        static async Task Fails(CancellationToken stop)
        {
            await Task.Yield();
            throw new InvalidOperationException("The disk is full.");
        }
    }

    [Fact]
    public async Task A_worker_that_has_no_more_to_do_does_not_stop_the_others()
    {
        using var stop = new CancellationTokenSource();

        var running = Workers.Run(stop.Token, _ => Task.CompletedTask, cancel => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancel));

        Assert.False(running.IsCompleted);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }
}
