using System.Net;
using System.Text.Json.Nodes;
using LibraryBot.Channels.Telegram;
using LibraryBot.Storage;
using LibraryBot.Tests.Support;
using LibraryBot.Turns;
using Microsoft.Extensions.Time.Testing;

namespace LibraryBot.Tests.Channels.Telegram;

public sealed class TelegramWebhookTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 3, 0, 0, TimeSpan.Zero);
    private static readonly FakeUser Sri = new(7, "Sri");

    [Fact]
    public async Task What_Telegram_posts_is_stored_before_it_is_answered_and_then_taken()
    {
        await using var bench = await TelegramBench.Open();
        await using var host = await Open(bench);
        var turn = new TaskCompletionSource();
        bench.Turns.Before = _ => turn.Task;
        Assert.Equal(HttpStatusCode.OK, await host.Posts(5, Sri, "halo"));
        Assert.Equal("telegram|5", Assert.Single(await bench.Waiting()).Id);
        turn.SetResult();
        await bench.Turns.Heard("halo");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("rahasia-untuk_te")]
    [InlineData("Rahasia-untuk_tes")]
    public async Task Without_the_secret_nothing_is_stored(string? secret)
    {
        await using var bench = await TelegramBench.Open();
        await using var host = await Open(bench);
        Assert.Equal(HttpStatusCode.Unauthorized, await host.Posts(WebhookHost.Message(5, Sri, "palsu"), secret));
        Assert.Equal(HttpStatusCode.OK, await host.Posts(5, Sri, "asli"));
        await bench.Turns.Heard("asli");
        Assert.Single(bench.Turns.Taken);
        Assert.Empty(await bench.Quarantine());
    }

    [Fact]
    public async Task A_body_over_the_cap_is_refused_unread()
    {
        await using var bench = await TelegramBench.Open();
        await using var host = await Open(bench);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await host.Posts(5, Sri, new string('a', 1024 * 1024)));
        Assert.Equal(HttpStatusCode.OK, await host.Posts(5, Sri, new string('a', 1000 * 1000)));
        await bench.Turns.Heard(activity => activity.Text!.Length == 1000 * 1000);
    }

    [Theory]
    [InlineData("tidak ada JSON")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"message\":{}}")]
    [InlineData("{\"update_id\":5,\"my_chat_member\":{\"chat\":{\"id\":7,\"type\":\"private\"},\"from\":{\"id\":7,\"is_bot\":false,\"first_name\":\"S\"},\"date\":1,\"old_chat_member\":{\"status\":\"left\",\"user\":{\"id\":1,\"is_bot\":true,\"first_name\":\"B\"}},\"new_chat_member\":{\"status\":\"overlord\",\"user\":{\"id\":1,\"is_bot\":true,\"first_name\":\"B\"}}}}")]
    public async Task What_cannot_be_read_is_put_aside_and_taken_off_Telegrams_hands(string body)
    {
        await using var bench = await TelegramBench.Open();
        await using var host = await Open(bench);
        Assert.Equal(HttpStatusCode.OK, await host.Posts(body));
        Assert.Equal(HttpStatusCode.OK, await host.Posts(body));
        Assert.Equal(body, Assert.Single(await bench.Quarantine()).Raw);
        Assert.Equal([Trouble.Unreadable], bench.Troubles);
        Assert.Equal(HttpStatusCode.OK, await host.Posts(6, Sri, "sesudah"));
        await bench.Turns.Heard("sesudah");
    }

    [Fact]
    public async Task What_the_store_cannot_save_is_left_with_Telegram_and_taken_when_it_comes_again()
    {
        SmallStore small = null!;
        await using var bench = await TelegramBench.Open(wrap: store => small = new SmallStore(store));
        await using var host = await Open(bench);
        small.IsFull = true;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await host.Posts(5, Sri, "halo"));
        small.IsFull = false;
        Assert.Equal(HttpStatusCode.OK, await host.Posts(5, Sri, "halo"));
        await bench.Turns.Heard("halo");
        Assert.Single(bench.Turns.Taken);
    }

    [Fact]
    public async Task A_post_that_comes_twice_becomes_one_turn()
    {
        await using var bench = await TelegramBench.Open();
        await using var host = await Open(bench);
        await host.Posts(5, Sri, "halo");
        await bench.Turns.Heard("halo");
        Assert.Equal(HttpStatusCode.OK, await host.Posts(5, Sri, "halo"));
        await host.Posts(6, Sri, "akhir");
        await bench.Turns.Heard("akhir");
        Assert.Equal(["halo", "akhir"], bench.Turns.Taken.Select(activity => activity.Text));
    }

    [Fact]
    public async Task Posts_that_come_side_by_side_are_all_taken_once()
    {
        await using var bench = await TelegramBench.Open();
        await using var host = await Open(bench);
        var answers = await Task.WhenAll(Enumerable.Range(1, 200).Select(id => host.Posts(id, new FakeUser(id % 20 + 1, "Orang"), $"{id}")));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer));
        await TelegramBench.Until(() => Task.FromResult(bench.Turns.Taken.Count == 200));
        Assert.Equal(200, bench.Turns.Taken.Select(activity => activity.Text).Distinct().Count());
        Assert.Empty(await bench.Waiting());
    }

    [Fact]
    public async Task Posts_that_waited_together_are_taken_in_Telegrams_order()
    {
        SmallStore small = null!;
        await using var bench = await TelegramBench.Open(wrap: store => small = new SmallStore(store));
        await using var host = await Open(bench);
        var hold = small.Hold();
        var first = host.Posts(1, Sri, "1");
        await hold.Arrived;
        List<Task<HttpStatusCode>> later = [];
        foreach (var id in (int[])[4, 2, 5, 3])
        {
            later.Add(host.Posts(id, Sri, $"{id}"));
            await TelegramBench.Until(() => Task.FromResult(bench.Service.Webhook!.Waiting == later.Count));
        }

        hold.Release();
        await Task.WhenAll([first, .. later]);
        await bench.Turns.Heard("5");
        Assert.Equal(["1", "2", "3", "4", "5"], bench.Turns.Taken.Select(activity => activity.Text));
    }

    [Fact]
    public async Task Telegram_is_told_where_to_post_with_which_secret_and_what()
    {
        await using var bench = await TelegramBench.Open();
        bench.Fake.PrivateChat(7, "Sri").Says("jangan hilang");
        await using var host = await Open(bench);
        var told = (await bench.Fake.WaitsForCall("setWebhook")).Arguments;
        Assert.Equal((TelegramBench.PublicUrl + "/telegram/webhook", WebhookHost.Secret, false), ((string?)told["url"], (string?)told["secret_token"], (bool)told["drop_pending_updates"]!));
        Assert.Contains("my_chat_member", ((JsonArray)told["allowed_updates"]!).Select(kind => (string?)kind));
        Assert.InRange((int)told["max_connections"]!, 1, 100);
        Assert.Equal(1, bench.Fake.Updates.Unconfirmed);
    }

    [Fact]
    public async Task A_webhook_that_another_program_took_is_set_again_within_a_minute()
    {
        var time = new FakeTimeProvider(Start);
        await using var bench = await TelegramBench.Open(time);
        await using var host = await Open(bench);
        await bench.Fake.WaitsForCall("getWebhookInfo");
        bench.Fake.Updates.SetWebhook("https://lain.example/hook");
        await TelegramBench.Until(() =>
        {
            time.Advance(TimeSpan.FromSeconds(20));
            return Task.FromResult(bench.Fake.Calls.Count(call => call.Method == "setWebhook") == 2);
        });
        Assert.Equal(TelegramBench.PublicUrl + "/telegram/webhook", bench.Fake.Updates.Webhook);
        Assert.Contains(bench.Logs.Lines, line => line.Contains("Another program has taken the webhook", StringComparison.Ordinal));
    }

    [Fact]
    public async Task From_polling_to_a_webhook_and_back_nothing_is_lost_and_nothing_is_taken_twice()
    {
        SmallStore small = null!;
        await using var bench = await TelegramBench.Open(wrap: store => small = new SmallStore(store));
        var sri = bench.Fake.PrivateChat(7, "Sri");
        var first = sri.Says("satu");
        bench.Start();
        await bench.Turns.Heard("satu");
        await bench.Stop();

        var (refused, later) = (first + 1, first + 2);
        await using (var host = await Open(bench))
        {
            small.IsFull = true;
            Assert.Equal(HttpStatusCode.ServiceUnavailable, await host.Posts(refused, Sri, "dua"));
            small.IsFull = false;
            Assert.Equal(HttpStatusCode.OK, await host.Posts(later, Sri, "tiga"));
            await bench.Turns.Heard("tiga");
            await bench.Stop();
        }

        // Telegram still holds what it could not post; it has forgotten the rest.
        bench.Fake.Updates.AddAgain(refused, "message", (JsonObject)JsonNode.Parse(WebhookHost.Message(refused, Sri, "dua"))!["message"]!.DeepClone());
        bench.Start();
        await bench.Turns.Heard("dua");
        Assert.Equal(["satu", "tiga", "dua"], bench.Turns.Taken.Select(activity => activity.Text));
    }

    [Fact]
    public async Task Before_the_bot_receives_and_after_it_stopped_posts_stay_with_Telegram()
    {
        await using var bench = await TelegramBench.Open();
        bench.Start(webhookSecret: WebhookHost.Secret, run: false);
        await using (var early = await WebhookHost.Of(bench.Service))
            Assert.Equal(HttpStatusCode.ServiceUnavailable, await early.Posts(5, Sri, "halo"));
        bench.Service.Dispose();

        await using var host = await Open(bench);
        await bench.Stop();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await host.Posts(5, Sri, "halo"));
        Assert.Empty(await bench.Waiting());
    }

    [Fact]
    public async Task In_polling_mode_nothing_is_at_the_webhooks_address()
    {
        await using var bench = await TelegramBench.Open();
        bench.Start();
        await using var host = await WebhookHost.Of(bench.Service);
        Assert.Equal(HttpStatusCode.NotFound, await host.Posts(5, Sri, "halo"));
    }

    [Fact]
    public async Task The_secret_stands_in_no_log_and_posts_count_as_contact()
    {
        var time = new FakeTimeProvider(Start);
        await using var bench = await TelegramBench.Open(time);
        await using var host = await Open(bench);
        time.Advance(TimeSpan.FromSeconds(30));
        await host.Posts(5, Sri, "halo");
        await bench.Turns.Heard("halo");
        Assert.Equal(Start.AddSeconds(30), bench.Service.LastContact);
        Assert.DoesNotContain(bench.Logs.Lines, line => line.Contains(WebhookHost.Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_slow_turn_in_one_chat_does_not_hold_up_another()
    {
        await using var bench = await TelegramBench.Open();
        await using var host = await Open(bench);
        var hold = new TaskCompletionSource();
        bench.Turns.Before = activity => activity.Text == "lambat" ? hold.Task : Task.CompletedTask;
        Assert.Equal(HttpStatusCode.OK, await host.Posts(5, Sri, "lambat"));
        Assert.Equal(HttpStatusCode.OK, await host.Posts(6, new FakeUser(8, "Adi"), "cepat"));
        await bench.Turns.Heard("cepat");
        Assert.Single(bench.Turns.Taken);
        hold.SetResult();
        await bench.Turns.Heard("lambat");
    }

    [Fact]
    public void Its_own_secret_is_the_same_at_every_start_fits_Telegram_and_differs_between_bots_and_folders()
    {
        byte[] key = [1, 2, 3];
        var own = WebhookSecret.Of(key, "4711");
        Assert.Equal(own, WebhookSecret.Of(key, "4711"));
        Assert.True(WebhookSecret.IsFit(own));
        Assert.NotEqual(own, WebhookSecret.Of(key, "4712"));
        Assert.NotEqual(own, WebhookSecret.Of([1, 2, 4], "4711"));
    }

    /// <summary>Starts the bot in webhook mode and waits until it receives.</summary>
    private static async Task<WebhookHost> Open(TelegramBench bench)
    {
        var before = bench.Fake.Calls.Count(call => call.Method == "setWebhook");
        bench.Start(webhookSecret: WebhookHost.Secret);
        var host = await WebhookHost.Of(bench.Service);
        await bench.Fake.WaitsForCall("setWebhook", before + 1);
        return host;
    }

    /// <summary>A store that can be full, or slow.</summary>
    private sealed class SmallStore(ILibraryStore inner) : ILibraryStore
    {
        private Held? held;

        public bool IsFull { get; set; }

        /// <summary>The next commit waits until it is released.</summary>
        public Held Hold() => held = new Held();

        public async Task<T> Commit<T>(Func<IStoreSession, T> body)
        {
            if (IsFull)
                throw new IOException("The disk is full.");
            if (Interlocked.Exchange(ref held, null) is { } waiting)
                await waiting.Wait();
            return await inner.Commit(body);
        }

        public Task<T> Read<T>(Func<IStoreReader, T> body) => inner.Read(body);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private sealed class Held
    {
        private readonly TaskCompletionSource arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Arrived => arrived.Task;

        public void Release() => released.SetResult();

        public Task Wait()
        {
            arrived.SetResult();
            return released.Task;
        }
    }
}
