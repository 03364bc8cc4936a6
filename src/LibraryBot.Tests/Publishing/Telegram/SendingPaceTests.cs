using LibraryBot.Publishing.Telegram;
using Microsoft.Extensions.Time.Testing;

namespace LibraryBot.Tests.Publishing.Telegram;

public sealed class SendingPaceTests
{
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 22, 3, 0, 0, TimeSpan.Zero));
    private readonly List<DateTimeOffset> went = [];

    [Fact]
    public async Task One_chat_gets_three_at_once_and_then_about_one_a_second()
    {
        var pace = new SendingPace(time);
        await Send(pace, Enumerable.Repeat(7L, 12));
        Assert.All(Spans(3), span => Assert.True(span >= TimeSpan.FromSeconds(3)));
        Assert.Equal(TimeSpan.FromSeconds(9), went[^1] - went[0]);
    }

    [Fact]
    public async Task A_group_gets_twenty_a_minute()
    {
        var pace = new SendingPace(time);
        await Send(pace, Enumerable.Repeat(-7L, 45));
        Assert.All(Spans(20), span => Assert.True(span >= TimeSpan.FromMinutes(1)));
        Assert.Equal(45, went.Count);
    }

    [Fact]
    public async Task Many_chats_get_up_to_thirty_a_second_and_no_one_waits_for_a_slow_group()
    {
        var pace = new SendingPace(time);
        await Send(pace, Enumerable.Repeat(-7L, 10).Concat(Enumerable.Range(100, 90).Select(id => (long)id)));
        Assert.All(Spans(30), span => Assert.True(span >= TimeSpan.FromSeconds(1)));
        var others = went.Count(at => at - went[0] <= TimeSpan.FromSeconds(4));
        Assert.True(others >= 90, $"{others} had gone after four seconds");
    }

    [Fact]
    public async Task A_closed_gate_holds_everyone_and_does_not_burst_when_it_opens()
    {
        var pace = new SendingPace(time);
        var start = time.GetUtcNow();
        pace.Close(TimeSpan.FromSeconds(9));
        pace.Close(TimeSpan.FromSeconds(3));
        Assert.InRange(pace.ClosedFor, TimeSpan.FromSeconds(9), TimeSpan.FromSeconds(9.25));
        await Send(pace, Enumerable.Range(1, 60).Select(id => (long)id));
        Assert.InRange(went[0] - start, TimeSpan.FromSeconds(9), TimeSpan.FromSeconds(9.5));
        Assert.All(Spans(30), span => Assert.True(span >= TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task Waiting_ends_when_the_bot_stops()
    {
        var pace = new SendingPace(time);
        pace.Close(TimeSpan.FromMinutes(5));
        using var stopping = new CancellationTokenSource();
        var waiting = pace.Wait(7, Urgency.Reply, stopping.Token);
        Assert.False(waiting.IsCompleted);
        await stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public Task Waiting_button_acknowledgements_go_before_replies_and_replies_before_broadcasts() => Task.Run(async () =>
    {
        var pace = new SendingPace(time);
        await Send(pace, Enumerable.Range(1, 25).Select(id => (long)id));
        var order = new List<string>();
        List<Task> waiting =
        [
            .. Enumerable.Range(100, 30).Select(chat => Then(pace.Wait(chat, Urgency.Broadcast, default), "broadcast")),
            .. Enumerable.Range(200, 30).Select(chat => Then(pace.Wait(chat, Urgency.Reply, default), $"reply {chat}")),
            .. Enumerable.Range(1, 30).Select(_ => Then(pace.Wait(Urgency.Acknowledgement, default), "button")),
        ];
        Assert.Empty(order);
        for (var second = 0; second < 6; second++)
            time.Advance(TimeSpan.FromSeconds(1));
        await Task.WhenAll(waiting).WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal([.. Enumerable.Repeat("button", 30), .. Enumerable.Range(200, 30).Select(chat => $"reply {chat}"), .. Enumerable.Repeat("broadcast", 30)], order);

        async Task Then(Task<SendingTurn> wait, string what)
        {
            using var turn = await wait;
            lock (order)
                order.Add(what);
        }
    });

    [Fact]
    public Task Who_stops_waiting_takes_nobodys_place() => Task.Run(async () =>
    {
        var pace = new SendingPace(time);
        await Send(pace, Enumerable.Range(1, 25).Select(id => (long)id));
        using var stopping = new CancellationTokenSource();
        var leaving = Enumerable.Range(100, 25).Select(chat => pace.Wait(chat, Urgency.Reply, stopping.Token)).ToList();
        var staying = Enumerable.Range(200, 25).Select(chat => pace.Wait(chat, Urgency.Reply, default)).ToList();
        await stopping.CancelAsync();
        time.Advance(TimeSpan.FromSeconds(1));
        await Task.WhenAll(staying).WaitAsync(TimeSpan.FromSeconds(10));
        Assert.All(leaving, wait => Assert.True(wait.IsCanceled));
    });

    // Away from the test's synchronization context, so that a wait's end runs inside the advance that ends it.
    private Task Send(SendingPace pace, IEnumerable<long> chats) => Task.Run(async () =>
    {
        var sends = chats.Select(async chat =>
        {
            using var turn = await pace.Wait(chat, Urgency.Reply, default);
            lock (went)
                went.Add(time.GetUtcNow());
        }).ToList();
        // A quarter of a second at a time, so that each wait ends at its own moment.
        for (var i = 0; i < 4 * 240 && !sends.TrueForAll(send => send.IsCompleted); i++)
            time.Advance(TimeSpan.FromMilliseconds(250));
        await Task.WhenAll(sends).WaitAsync(TimeSpan.FromSeconds(10));
    });

    // From each send to the one that comes so many later.
    private IEnumerable<TimeSpan> Spans(int later) => went.Skip(later).Zip(went, (after, before) => after - before);
}
