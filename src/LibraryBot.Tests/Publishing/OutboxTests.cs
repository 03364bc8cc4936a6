using LibraryBot.Activities;
using LibraryBot.Publishing;
using LibraryBot.Storage;
using LibraryBot.Storage.LiteDb;
using LibraryBot.Tests.Channels.Telegram;
using LibraryBot.Tests.Support;
using LibraryBot.Turns;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace LibraryBot.Tests.Publishing;

public sealed class OutboxTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Morning = new(2026, 11, 23, 9, 0, 0, TimeSpan.FromHours(7));
    private readonly TempFolder folder = new();
    private readonly RecordingSender sender = new();
    private readonly CollectedLogs logs = new();
    private readonly SkippingTime skipping = new(Morning);
    private TroubledStore store;
    private Outbox outbox = null!;
    private CancellationTokenSource stop = new();
    private Task running = Task.CompletedTask;

    public OutboxTests() => store = new TroubledStore(LiteLibraryStore.Open(folder.Path, [OutboxRow.Rows]));

    [Fact]
    public async Task A_reply_leaves_when_it_is_committed_though_no_time_passes()
    {
        Start(new FakeTimeProvider(Morning));
        await Say("42", "halo");
        await sender.Hears("42", "halo");
    }

    [Fact]
    public async Task A_conversation_that_is_slow_holds_no_other()
    {
        var slow = new TaskCompletionSource<SendResult>();
        sender.Answer = (to, _) => to == "slow" ? slow.Task : Task.FromResult<SendResult>(new SendResult.Published("1"));
        Start(skipping);
        await Say("slow", "satu");
        await sender.Hears("slow", "satu");
        await Say("42", "halo");
        await sender.Hears("42", "halo");
        await Say("42", "lagi");
        await sender.Hears("42", "lagi");
        slow.SetResult(new SendResult.Published("1"));
        await Stop();
        Assert.Equal(3, sender.Calls.Count);
    }

    [Fact]
    public async Task A_conversations_replies_keep_their_order_when_one_is_put_off()
    {
        var putOff = 3;
        sender.Answer = (_, says) => Task.FromResult<SendResult>(says == "0" && putOff-- > 0 ? new SendResult.TryAgain(TimeSpan.FromSeconds(3), "busy") : new SendResult.Published("1"));
        Start(skipping);
        foreach (var number in Enumerable.Range(0, 12))
            await Say("42", Invariant(number));
        await sender.Hears("42", "11");
        Assert.Equal(["0", "0", "0", .. Enumerable.Range(0, 12).Select(Invariant)], sender.Calls.Select(call => call.Says));
    }

    [Fact]
    public async Task A_long_flood_drops_no_reply()
    {
        var floods = 40;
        sender.Answer = (_, _) => Task.FromResult<SendResult>(floods-- > 0 ? new SendResult.TryAgain(TimeSpan.FromSeconds(30), "flood") : new SendResult.Published("1"));
        Start(skipping);
        await Say("42", "halo");
        await sender.Hears("42", "halo", times: 41);
        await Stop();
        Assert.Empty(await Waiting());
        Assert.DoesNotContain(logs.Lines, line => line.Contains("given up", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_reply_that_no_network_takes_for_a_day_is_given_up_and_the_next_goes()
    {
        sender.Answer = (_, says) => Task.FromResult<SendResult>(says == "never" ? new SendResult.TryAgain(TimeSpan.FromMinutes(30), "not reached") : new SendResult.Published("1"));
        Start(skipping);
        await Say("42", "never");
        await Say("42", "next");
        await sender.Hears("42", "next");
        await Stop();
        Assert.InRange(skipping.GetUtcNow() - Morning, TimeSpan.FromHours(24), TimeSpan.FromHours(25));
        Assert.Contains(logs.Lines, line => line.Contains("given up", StringComparison.Ordinal));
        Assert.DoesNotContain(logs.Lines, line => line.Contains("never", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_senders_own_failure_or_cancellation_ends_nothing()
    {
        sender.Answer = (_, says) => says switch
        {
            "bug" => throw new InvalidOperationException("a bug"),
            "cancelled" => Task.FromException<SendResult>(new OperationCanceledException()),
            _ => Task.FromResult<SendResult>(new SendResult.Published("1")),
        };
        Start(skipping);
        await Say("42", "bug");
        await Say("42", "cancelled");
        await Say("42", "halo");
        await sender.Hears("42", "halo");
        Assert.Equal(["bug", "bug", "bug", "cancelled", "cancelled", "cancelled", "halo"], sender.Calls.Select(call => call.Says));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_may_have_arrived_or_never_will_is_not_said_again(bool lost)
    {
        sender.Answer = (_, says) => Task.FromResult<SendResult>(says switch
        {
            "satu" when lost => new SendResult.Unknown("answer lost"),
            "satu" => new SendResult.Refused("bot was blocked by the user", TargetGone: true),
            _ => new SendResult.Published("1"),
        });
        Start(skipping);
        await Say("42", "satu");
        await Say("42", "dua");
        await sender.Hears("42", "dua");
        await Stop();
        Assert.Equal(["satu", "dua"], sender.Calls.Select(call => call.Says));
        Assert.Contains(logs.Lines, line => line.Contains("was not delivered", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_reply_is_not_said_again_because_the_store_was_slow_to_record_it()
    {
        Start(skipping);
        sender.Answer = (_, _) =>
        {
            store.FailsNext(4);
            return Task.FromResult<SendResult>(new SendResult.Published("1"));
        };
        await Say("42", "satu");
        await sender.Hears("42", "satu");
        sender.Answer = (_, _) => Task.FromResult<SendResult>(new SendResult.Published("1"));
        await store.Until(each => !each.IsTroubled);
        await Say("42", "dua");
        await sender.Hears("42", "dua");
        Assert.Equal(["satu", "dua"], sender.Calls.Select(call => call.Says));
    }

    [Fact]
    public async Task What_was_committed_before_a_crash_is_sent_by_the_next_start()
    {
        outbox = new Outbox(store, skipping, logs.CreateLogger<Outbox>());
        await Say("42", "satu");
        await Say("42", "dua");
        await Say("43", "tiga");
        Assert.Empty(sender.Calls);
        await store.DisposeAsync();
        store = new TroubledStore(LiteLibraryStore.Open(folder.Path, [OutboxRow.Rows]));
        Start(skipping);
        await sender.Hears("42", "dua");
        await sender.Hears("43", "tiga");
        Assert.Equal(["satu", "dua"], sender.Calls.Where(call => call.To == "42").Select(call => call.Says));
    }

    [Fact]
    public async Task A_reply_is_in_the_store_while_it_is_sent_and_gone_after()
    {
        var whileSent = new TaskCompletionSource<OutboxRow>();
        sender.Answer = async (_, _) =>
        {
            whileSent.TrySetResult(Assert.Single(await Waiting()));
            return new SendResult.Published("1");
        };
        Start(skipping);
        await Say("42", "halo");
        Assert.Equal("halo", (await whileSent.Task.WaitAsync(TimeSpan.FromSeconds(10))).Says.Text);
        await Stop();
        Assert.Empty(await Waiting());
    }

    [Fact]
    public async Task A_reply_that_an_older_version_had_leased_goes_at_the_start()
    {
        var leased = new Collection<LeasedRow>("outbox", _ => OutboxRow.IdOf(7));
        await store.Commit(session => session.Put(leased, new LeasedRow(7, new ConversationReference("telegram", "42"), Message.Of("halo"), Morning, "gone", Morning.AddMinutes(10))));
        Start(new FakeTimeProvider(Morning));
        await sender.Hears("42", "halo");
    }

    [Fact]
    public async Task More_replies_than_are_remembered_go_in_their_order_all_the_same()
    {
        outbox = new Outbox(store, skipping, logs.CreateLogger<Outbox>());
        await store.Commit(session =>
        {
            foreach (var number in Enumerable.Range(0, 1_000))
                outbox.Add(session, new ConversationReference("not-connected", "7"), Message.Of(Invariant(number)));
            foreach (var number in Enumerable.Range(0, 5))
                outbox.Add(session, new ConversationReference("telegram", "42"), Message.Of(Invariant(number)));
        });
        outbox.SendThrough(sender);
        running = outbox.Run(stop.Token);
        await sender.Hears("42", "4");
        Assert.Equal(["0", "1", "2", "3", "4"], sender.Calls.Select(call => call.Says));
        await Stop();
        Assert.Equal(1_000, (await Waiting()).Count);
    }

    [Fact]
    public async Task A_reply_that_was_on_its_way_when_the_program_died_goes_again()
    {
        var died = new TaskCompletionSource<SendResult>();
        sender.Answer = (_, _) => died.Task;
        Start(skipping);
        await Say("42", "satu");
        await Say("42", "dua");
        await sender.Hears("42", "satu");
        var abandoned = (running, stop);
        await store.DisposeAsync();
        store = new TroubledStore(LiteLibraryStore.Open(folder.Path, [OutboxRow.Rows]));
        sender.Answer = (_, _) => Task.FromResult<SendResult>(new SendResult.Published("1"));
        Start(skipping);
        await sender.Hears("42", "dua");
        Assert.Equal(["satu", "satu", "dua"], sender.Calls.Select(call => call.Says));
        await abandoned.stop.CancelAsync();
        died.SetResult(new SendResult.Published("1"));
        await abandoned.running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    [Fact]
    public async Task What_waits_for_a_group_goes_to_the_supergroup_that_it_became()
    {
        sender.Answer = async (to, _) =>
        {
            if (to != "-5")
                return new SendResult.Published("1");
            await store.Commit(session => outbox.Move(session, "telegram", "-5", "-1005"));
            return new SendResult.TryAgain(TimeSpan.Zero, "The group has become a supergroup.");
        };
        outbox = new Outbox(store, skipping, logs.CreateLogger<Outbox>());
        await Say("-5", "satu");
        await Say("-5", "dua");
        await Say("-50", "lain");
        Start(skipping);
        await sender.Hears("-1005", "dua");
        await sender.Hears("-50", "lain");
        await Say("-5", "tiga");
        await sender.Hears("-1005", "tiga");
        await Stop();
        Assert.Equal([("-5", "satu"), ("-1005", "satu"), ("-1005", "dua"), ("-5", "tiga"), ("-1005", "tiga")], sender.Calls.Where(call => call.To != "-50"));
        Assert.Empty(await Waiting());
    }

    [Fact]
    public async Task A_reply_that_finds_its_group_at_the_new_place_is_not_said_there_once_more()
    {
        // The sender follows the group by itself; the move is recorded while the answer is on its way.
        sender.Answer = async (to, _) =>
        {
            if (to == "-5")
                await store.Commit(session => outbox.Move(session, "telegram", "-5", "-1005"));
            return new SendResult.Published("1");
        };
        outbox = new Outbox(store, skipping, logs.CreateLogger<Outbox>());
        await Say("-5", "satu");
        await Say("-5", "dua");
        Start(skipping);
        await sender.Hears("-1005", "dua");
        await Stop();
        Assert.Equal([("-5", "satu"), ("-1005", "dua")], sender.Calls);
        Assert.Empty(await Waiting());
    }

    [Fact]
    public async Task Nobody_asks_the_store_while_nothing_waits()
    {
        var clock = new FakeTimeProvider(Morning);
        Start(clock);
        await Say("42", "halo");
        await sender.Hears("42", "halo");
        // The start's look, the turn, and its end.
        await store.Until(each => each.Accesses == 3);
        clock.Advance(TimeSpan.FromHours(1));
        await Stop();
        Assert.Equal(3, store.Accesses);
    }

    [Fact]
    public async Task A_reply_for_a_channel_that_is_not_connected_waits_until_it_is()
    {
        outbox = new Outbox(store, skipping, logs.CreateLogger<Outbox>());
        running = outbox.Run(stop.Token);
        await Say("42", "halo");
        await Stop();
        Assert.Single(await Waiting());
        Start(skipping);
        await sender.Hears("42", "halo");
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await Stop();
        await store.DisposeAsync();
        folder.Dispose();
        stop.Dispose();
    }

    private void Start(TimeProvider clock)
    {
        stop = new CancellationTokenSource();
        outbox = new Outbox(store, clock, logs.CreateLogger<Outbox>());
        outbox.SendThrough(sender);
        running = outbox.Run(stop.Token);
    }

    private async Task Stop()
    {
        await stop.CancelAsync();
        await running;
    }

    private Task Say(string to, string words) => store.Commit(session => outbox.Add(session, new ConversationReference("telegram", to), Message.Of(words)));

    private Task<IReadOnlyList<OutboxRow>> Waiting() => store.Read(session => session.All(OutboxRow.Rows));

    private static string Invariant(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private sealed record LeasedRow(long Number, ConversationReference To, Activity Says, DateTimeOffset DueAt, string LeasedBy, DateTimeOffset LeasedUntil);
}
