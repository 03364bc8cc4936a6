using System.Text.Json.Nodes;
using LibraryBot.Activities;
using LibraryBot.Publishing;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.Channels.Telegram;

/// <summary>
/// Ten traps in the receive loop and sender of Telegram.Bot, all measured, each of which silences a bot, loses messages or says
/// things twice. One test each that ours does not fall into it; other tests look at the same things more closely.
/// </summary>
public sealed class TenTrapsTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 3, 0, 0, TimeSpan.Zero);
    private readonly SkippingTime time = new(Start);
    private TelegramBench bench = null!;
    private FakePrivateChat sri = null!;

    public async Task InitializeAsync()
    {
        bench = await TelegramBench.Open(time);
        sri = bench.Fake.PrivateChat(7, "Sri");
    }

    public async Task DisposeAsync() => await bench.DisposeAsync();

    [Fact]
    public async Task Trap_1_a_time_out_inside_a_turn_does_not_end_the_receiving_silently()
    {
        FailsOnce("halo", new TaskCanceledException("a publisher's time-out"));
        sri.Says("halo");
        bench.Start();
        await bench.Turns.Heard("halo");
        sri.Says("masih ada?");
        await bench.Turns.Heard("masih ada?");
    }

    [Fact]
    public async Task Trap_2_an_update_whose_turn_fails_is_not_gone()
    {
        FailsOnce("halo", new InvalidOperationException("a bug that passes"));
        sri.Says("halo");
        bench.Start();
        await bench.Turns.Heard("halo");
        Assert.Empty(await bench.Quarantine());
    }

    [Fact]
    public async Task Trap_3_a_server_in_trouble_is_not_asked_thousands_of_times()
    {
        bench.Fake.Faults.Next("getUpdates", new Fault.BadGateway(), 20);
        sri.Says("halo");
        bench.Start();
        await bench.Turns.Heard("halo");
        Assert.Equal(20, time.Waits.Count);
        Assert.True(time.GetUtcNow() - Start > TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task Trap_4_a_crash_after_four_of_ten_repeats_none_of_the_four()
    {
        foreach (var number in Enumerable.Range(1, 10))
            sri.Says($"{number}");
        var fifth = new TaskCompletionSource();
        bench.Turns.Before = activity => activity.Text == "5" ? fifth.Task : Task.CompletedTask;
        bench.Start();
        await bench.Turns.Heard("4");
        var stop = bench.Stop();
        fifth.SetCanceled();
        await stop;
        bench.Turns.Before = _ => Task.CompletedTask;
        bench.Start();
        await bench.Turns.Heard("10");
        Assert.Equal(Enumerable.Range(1, 10).Select(number => $"{number}"), bench.Turns.Taken.Select(activity => activity.Text));
    }

    [Fact]
    public async Task Trap_5_one_flood_answer_stops_all_sending_and_not_each_call_by_itself()
    {
        bench.Start();
        var chats = Enumerable.Range(1, 20).Select(id => bench.Fake.PrivateChat(id, "Orang")).ToList();
        bench.Fake.Faults.Next("sendMessage", new Fault.Flood(60));
        Assert.IsType<SendResult.TryAgain>(await Send(chats[0].Id, "satu"));
        await Task.WhenAll(chats.Skip(1).Select(chat => Send(chat.Id, "dua")));
        Assert.All(bench.Fake.Calls.Where(call => call.Method == "sendMessage").Skip(1), call => Assert.Equal(200, call.Status));
    }

    [Fact]
    public async Task Trap_6_a_lost_answer_is_not_taken_for_a_message_that_did_not_arrive()
    {
        bench.Start();
        bench.Fake.Faults.Next("sendMessage", new Fault.DropAfter());
        Assert.IsType<SendResult.Unknown>(await Send(7, "sekali saja"));
        Assert.Single(sri.Messages);
    }

    [Fact]
    public async Task Trap_7_one_update_of_an_unknown_shape_does_not_spoil_its_batch_for_ever()
    {
        sri.Says("sebelum");
        bench.Fake.SendsPoison(sri.User);
        sri.Says("sesudah");
        bench.Start();
        await bench.Turns.Heard("sesudah");
        Assert.Equal(["sebelum", "sesudah"], bench.Turns.Taken.Select(activity => activity.Text));
        Assert.Single(await bench.Quarantine());
    }

    [Fact]
    public async Task Trap_8_a_slow_turn_does_not_make_other_chats_wait()
    {
        var slow = new TaskCompletionSource();
        bench.Turns.Before = activity => activity.Text == "lambat" ? slow.Task : Task.CompletedTask;
        sri.Says("lambat");
        bench.Fake.PrivateChat(8, "Adi").Says("cepat");
        bench.Start();
        await bench.Turns.Heard("cepat");
        slow.SetResult();
        await bench.Turns.Heard("lambat");
    }

    [Fact]
    public async Task Trap_9_dates_out_of_range_cost_one_update_and_an_empty_answer_costs_a_pause()
    {
        bench.Fake.Faults.Next("getUpdates", new Fault.Answers(null));
        bench.Fake.Updates.Add("message", new JsonObject
        {
            ["message_id"] = 1, ["date"] = 1_795_000_000_000_000, ["text"] = "dari masa depan", ["from"] = sri.User.Json(), ["chat"] = sri.Json(),
        });
        sri.Says("halo");
        bench.Start();
        await bench.Turns.Heard("halo");
        Assert.Single(await bench.Quarantine());
        Assert.Single(time.Waits);
    }

    [Fact]
    public async Task Trap_10_a_picture_that_is_sent_again_is_sent_whole()
    {
        bench.Start();
        byte[] picture = [0xFF, 0xD8, 0xFF, 1, 2, 3];
        bench.Media["m1"] = picture;
        bench.Fake.Faults.Next("sendPhoto", new Fault.Refuses(FakeRefusal.Bad("can't parse entities: Unexpected end tag at byte offset 3")));
        var says = new Activity { Text = "Sampul", Attachments = [new Attachment { ContentType = "image/jpeg", ContentUrl = "media:m1" }] };
        Assert.IsType<SendResult.Published>(await bench.Service.ReplySender.Send(new("telegram", "7"), says, default));
        Assert.Equal(2, bench.Fake.Calls.Count(call => call.Method == "sendPhoto"));
        Assert.Equal(picture, Assert.Single(sri.Messages).Picture);
    }

    private Task<SendResult> Send(long chat, string text) =>
        bench.Service.ReplySender.Send(new("telegram", $"{chat}"), new Activity { Text = text }, default);

    private void FailsOnce(string text, Exception failure)
    {
        var fails = true;
        bench.Turns.Before = activity =>
        {
            var failing = fails && activity.Text == text;
            fails = fails && !failing;
            return failing ? throw failure : Task.CompletedTask;
        };
    }
}
