using LibraryBot.Publishing.Telegram;
using Microsoft.Extensions.Time.Testing;

namespace LibraryBot.Tests.Publishing.Telegram;

/// <summary>
/// The pace against a server that counts what arrives in any one second, on a clock that nobody waits for. Away from the
/// test's synchronization context, so that a wait's end runs inside the advance that ends it.
/// </summary>
public sealed class BroadcastPaceTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(5);
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 22, 3, 0, 0, TimeSpan.Zero));
    private readonly Random random = new(7);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(100, 0)]
    [InlineData(40, 30)]
    public async Task Three_hundred_chats_at_thirty_a_second_are_done_within_an_eighth_of_the_shortest_time_there_is(int onTheWay, int jitter)
    {
        var server = new CountingServer(time, 30);
        var took = await Broadcast(server, new SendingPace(time), 300, onTheWay, jitter);
        Assert.Equal(300, server.Arrived.Count);
        Assert.Equal(300, server.Arrived.Distinct().Count());
        Assert.InRange(server.Floods, 0, 2);
        Assert.InRange(took.TotalSeconds, 8, 1.15 * 9);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public async Task A_server_that_allows_only_twenty_a_second_is_felt_for(int onTheWay)
    {
        var server = new CountingServer(time, 20);
        var took = await Broadcast(server, new SendingPace(time), 300, onTheWay, 0);
        Assert.Equal(300, server.Arrived.Distinct().Count());
        Assert.Equal(300, server.Arrived.Count);
        Assert.InRange(server.Floods, 1, 12);
        Assert.InRange(took.TotalSeconds, 14, 25);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public async Task Albums_count_as_their_pictures_and_come_through_where_few_messages_may_go(int floodsBefore)
    {
        var server = new CountingServer(time, 30);
        var pace = new SendingPace(time);
        for (var i = 0; i < floodsBefore; i++)
        {
            pace.Close(TimeSpan.FromSeconds(1));
            time.Advance(TimeSpan.FromSeconds(2));
        }

        await Broadcast(server, pace, 40, onTheWay: 40, jitter: 0, messages: 10);
        Assert.Equal(400, server.Arrived.Count);
        Assert.InRange(server.Floods, 0, 2);
    }

    [Fact]
    public async Task A_reply_goes_at_once_in_the_middle_of_a_broadcast()
    {
        var (pace, server) = (new SendingPace(time), new CountingServer(time, 30));
        var waited = new List<TimeSpan>();
        await Task.Run(async () =>
        {
            var broadcast = Enumerable.Range(1, 200).Select(chat => Publish(pace, server, chat, 50, 0)).ToList();
            for (var second = 0; second < 12; second++)
            {
                var asked = time.GetUtcNow();
                var reply = Reply(asked, 1000 + second);
                await Until(() => time.GetUtcNow() - asked >= TimeSpan.FromSeconds(0.6));
                await reply;
            }

            await Until(() => broadcast.TrueForAll(sending => sending.IsCompleted));
        });
        Assert.Equal(0, server.Floods);
        // The first comes upon a broadcast that had all places to itself.
        Assert.All(waited.Skip(1), wait => Assert.InRange(wait, TimeSpan.Zero, TimeSpan.FromSeconds(0.05)));

        async Task Reply(DateTimeOffset asked, long chat)
        {
            using var turn = await pace.Wait(chat, Urgency.Reply, default);
            waited.Add(time.GetUtcNow() - asked);
            server.Count(chat);
        }
    }

    [Fact]
    public async Task A_turn_that_nobody_uses_is_given_up_and_holds_nobody_for_long()
    {
        var pace = new SendingPace(time);
        await Task.Run(async () =>
        {
            // Six cancelled deliveries have all the room that broadcasts get at once.
            for (var chat = 1; chat <= 6; chat++)
                await pace.Reserve(chat, default);
            var next = pace.Reserve(7, default);
            Assert.False(next.IsCompleted);
            await Until(() => next.IsCompleted);
            using var kept = await pace.Wait(7, Urgency.Broadcast, default);
        });
    }

    [Fact]
    public Task Whoever_waits_is_let_in_though_the_moment_comes_while_it_is_looked_for() => Task.Run(async () =>
    {
        for (var closed = 1; closed <= 20; closed++)
        {
            var pace = new SendingPace(new HastyTime(time.GetUtcNow()));
            pace.Close(TimeSpan.FromSeconds(0.05 * closed));
            using var turn = await pace.Wait(7, Urgency.Broadcast, default).WaitAsync(TimeSpan.FromSeconds(10));
        }
    });

    [Fact]
    public Task A_turn_that_is_given_back_goes_to_the_next_at_once() => Task.Run(async () =>
    {
        var pace = new SendingPace(time);
        for (var chat = 1; chat <= 6; chat++)
            await pace.Reserve(chat, default);
        var next = pace.Reserve(7, default);
        Assert.False(next.IsCompleted);
        pace.GiveBack(99);
        Assert.False(next.IsCompleted);
        pace.GiveBack(3);
        Assert.True(next.IsCompletedSuccessfully);
    });

    [Fact]
    public Task A_turn_that_was_kept_is_the_one_that_the_message_goes_in() => Task.Run(async () =>
    {
        var pace = new SendingPace(time);
        await pace.Reserve(7, default);
        Assert.True(pace.HasTurn(7));
        pace.Close(TimeSpan.FromMinutes(1));
        var kept = pace.Wait(7, Urgency.Broadcast, default);
        Assert.True(kept.IsCompletedSuccessfully);
        (await kept).Dispose();
        Assert.False(pace.HasTurn(7));
        Assert.False(pace.Wait(7, Urgency.Broadcast, default).IsCompleted);
    });

    [Fact]
    public Task Without_limits_nobody_waits_but_for_a_429() => Task.Run(async () =>
    {
        var pace = new SendingPace(time, isPaced: false);
        for (var i = 0; i < 500; i++)
            (await pace.Wait(-7, Urgency.Broadcast, default)).Dispose();
        pace.Close(TimeSpan.FromSeconds(3));
        var held = pace.Wait(-7, Urgency.Reply, default);
        Assert.False(held.IsCompleted);
        await Until(() => held.IsCompleted);
    });

    private Task<TimeSpan> Broadcast(CountingServer server, SendingPace pace, int chats, int onTheWay, int jitter, int messages = 1) => Task.Run(async () =>
    {
        var start = time.GetUtcNow();
        var sendings = Enumerable.Range(1, chats).Select(chat => Publish(pace, server, chat, onTheWay, jitter, messages)).ToList();
        await Until(() => sendings.TrueForAll(sending => sending.IsCompleted));
        await Task.WhenAll(sendings);
        return server.Last - start;
    });

    /// <summary>As a delivery does: a turn, the intent, the call; and again later when Telegram said 429.</summary>
    private async Task Publish(SendingPace pace, CountingServer server, long chat, int onTheWay, int jitter, int messages = 1)
    {
        while (true)
        {
            await pace.Reserve(chat, default);
            using var turn = await pace.Wait(chat, messages, Urgency.Broadcast, default);
            await Travel(onTheWay, jitter);
            var wait = server.Count(chat, messages);
            await Travel(onTheWay, jitter);
            if (wait is null)
                return;
            pace.Close(wait.Value);
        }
    }

    private async Task Travel(int onTheWay, int jitter)
    {
        if (onTheWay > 0)
            await Task.Delay(TimeSpan.FromMilliseconds(onTheWay / 2 + random.Next(jitter + 1)), time);
    }

    private async Task Until(Func<bool> done)
    {
        for (var i = 0; i < 20_000 && !done(); i++)
        {
            time.Advance(Tick);
            await Task.Yield();
        }

        Assert.True(done());
    }

    /// <summary>A clock that is later by a tenth of a second whenever it is looked at, and whose waits end at once.</summary>
    private sealed class HastyTime(DateTimeOffset start) : TimeProvider
    {
        private long looks;

        public override DateTimeOffset GetUtcNow() => start + TimeSpan.FromSeconds(0.1) * Interlocked.Increment(ref looks);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            System.CreateTimer(callback, state, dueTime == Timeout.InfiniteTimeSpan ? dueTime : TimeSpan.Zero, period);
    }

    private sealed class CountingServer(TimeProvider time, int atMost)
    {
        private readonly Queue<DateTimeOffset> second = new();

        public List<long> Arrived { get; } = [];

        public int Floods { get; private set; }

        public DateTimeOffset Last { get; private set; }

        /// <summary>How long it wants nothing; null when it takes the message.</summary>
        public TimeSpan? Count(long chat, int messages = 1)
        {
            lock (second)
            {
                var now = time.GetUtcNow();
                while (second.TryPeek(out var first) && first + TimeSpan.FromSeconds(1) <= now)
                    second.Dequeue();
                if (second.Count + messages > atMost)
                {
                    Floods++;
                    return TimeSpan.FromSeconds(1);
                }

                for (var i = 0; i < messages; i++)
                {
                    second.Enqueue(now);
                    Arrived.Add(chat);
                }

                Last = now;
                return null;
            }
        }
    }
}
