using LibraryBot.Publishing;
using LibraryBot.Tests.Channels.Telegram;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.Publishing;

public sealed class WokenLanesTests
{
    private static readonly DateTimeOffset Morning = new(2026, 11, 23, 9, 0, 0, TimeSpan.FromHours(7));
    private readonly RingingTime clock = new(Morning);
    private readonly CollectedLogs logs = new();
    private readonly Bell bell = new();
    private int looks;

    [Fact]
    public async Task A_wake_during_the_work_has_it_look_once_more()
    {
        WokenLanes lanes = null!;
        lanes = new WokenLanes(
            (key, _) =>
            {
                if (Look() == 1)
                    lanes.Wake(key);
                return Task.FromResult<DateTimeOffset?>(null);
            },
            clock, logs);
        await RunUntil(lanes, () => looks == 2);
        Assert.Equal(2, looks);
    }

    [Fact]
    public async Task A_wake_ends_a_lanes_sleep_and_so_does_the_moment_it_waits_for()
    {
        var lanes = new WokenLanes((_, _) => Task.FromResult<DateTimeOffset?>(Look() < 3 ? Morning.AddSeconds(30) : null), clock, logs);
        using var stop = new CancellationTokenSource();
        var running = lanes.Run(Nothing, stop.Token);
        lanes.Wake("a");
        await clock.SomebodyWaits(TimeSpan.FromSeconds(30));
        lanes.Wake("a");
        await bell.Until(() => looks == 2);
        await clock.SomebodyWaits(TimeSpan.FromSeconds(30), times: 2);
        clock.Advance(TimeSpan.FromSeconds(30));
        await bell.Until(() => looks == 3);
        await stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task Trouble_is_logged_and_the_work_tried_again_after_a_rest()
    {
        var lanes = new WokenLanes((_, _) => Look() == 1 ? throw new IOException("The disk is full.") : Task.FromResult<DateTimeOffset?>(null), clock, logs);
        await RunUntil(lanes, () => looks == 2, async () =>
        {
            await clock.SomebodyWaits(TimeSpan.FromSeconds(5));
            clock.Advance(TimeSpan.FromSeconds(5));
        });
        Assert.Contains(logs.Lines, line => line.Contains("The disk is full.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_an_earlier_run_left_is_begun_with_and_nothing_begins_after_the_end()
    {
        var seen = new List<string>();
        var lanes = new WokenLanes(
            (key, _) =>
            {
                lock (seen)
                    seen.Add(key);
                bell.Ring();
                return Task.FromResult<DateTimeOffset?>(null);
            },
            clock, logs);
        lanes.Wake("before");
        using var stop = new CancellationTokenSource();
        var running = lanes.Run(() => Task.FromResult<IReadOnlyList<string>>(["left"]), stop.Token);
        await bell.Until(() => Seen().Count > 0);
        await stop.CancelAsync();
        await running;
        lanes.Wake("after");
        Assert.Equal(["left"], Seen());

        List<string> Seen()
        {
            lock (seen)
                return [.. seen];
        }
    }

    private int Look()
    {
        var look = Interlocked.Increment(ref looks);
        bell.Ring();
        return look;
    }

    private static Task<IReadOnlyList<string>> Nothing() => Task.FromResult<IReadOnlyList<string>>([]);

    private async Task RunUntil(WokenLanes lanes, Func<bool> isSo, Func<Task>? meanwhile = null)
    {
        using var stop = new CancellationTokenSource();
        var running = lanes.Run(() => Task.FromResult<IReadOnlyList<string>>(["a"]), stop.Token);
        await (meanwhile?.Invoke() ?? Task.CompletedTask);
        await bell.Until(isSo);
        await stop.CancelAsync();
        await running;
    }
}
