using System.Text.Json.Nodes;
using LibraryBot.Storage;
using LibraryBot.Tests.Support;
using LibraryBot.Turns;

namespace LibraryBot.Tests.Channels.Telegram;

public sealed class TelegramPollingTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 3, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task What_people_say_is_taken_in_order_within_each_chat()
    {
        await using var bench = await TelegramBench.Open();
        var chats = Enumerable.Range(1, 5).Select(id => bench.Fake.PrivateChat(id, "Orang")).ToList();
        for (var i = 0; i < 40; i++)
            chats.ForEach(chat => chat.Says($"{i}"));
        bench.Start();
        foreach (var chat in chats)
        {
            await bench.Turns.Heard(activity => activity.Text == "39" && activity.From!.Id == $"{chat.Id}");
            var said = bench.Turns.Taken.Where(activity => activity.From!.Id == $"{chat.Id}").Select(activity => activity.Text);
            Assert.Equal(Enumerable.Range(0, 40).Select(i => $"{i}"), said);
        }
    }

    [Fact]
    public async Task An_update_that_cannot_be_read_goes_to_quarantine_and_the_others_go_on()
    {
        await using var bench = await TelegramBench.Open();
        var sri = bench.Fake.PrivateChat(7, "Sri");
        sri.Says("sebelum");
        var poison = bench.Fake.SendsPoison(sri.User);
        sri.Says("sesudah");
        bench.Start();
        await bench.Turns.Heard("sesudah");
        Assert.Equal(["sebelum", "sesudah"], bench.Turns.Taken.Select(activity => activity.Text));
        var kept = Assert.Single(await bench.Quarantine());
        Assert.Equal($"telegram|{poison}", kept.Id);
        Assert.Contains("overlord", kept.Raw, StringComparison.Ordinal);
        Assert.Equal([Trouble.Unreadable], bench.Troubles);
    }

    [Fact]
    public async Task After_a_week_of_silence_updates_with_lower_numbers_are_heard_too()
    {
        var time = new SkippingTime(Start);
        await using var bench = await TelegramBench.Open(time);
        var sri = bench.Fake.PrivateChat(7, "Sri");
        sri.Says("satu");
        bench.Start();
        await bench.Turns.Heard("satu");
        await bench.Fake.WaitsForCall("getUpdates");
        await bench.Stop();
        time.Advance(TimeSpan.FromDays(8));
        bench.Fake.Updates.GoOnFrom(17);
        sri.Says("dua");
        bench.Start();
        await bench.Turns.Heard("dua");
    }

    [Fact]
    public async Task When_Telegram_has_been_told_to_forget_all_it_may_go_on_at_any_number()
    {
        await using var bench = await TelegramBench.Open();
        bench.Fake.Faults.Next("getUpdates", new Fault.None());
        bench.Fake.Faults.Next("getUpdates", new Fault.Answers(new JsonArray()));
        var id = bench.Fake.PrivateChat(7, "Sri").Says("halo");
        bench.Start();
        await bench.Fake.WaitsForCall("getUpdates", 3);
        Assert.Equal([0, id + 1, 0], bench.Fake.Calls.Where(call => call.Method == "getUpdates").Select(call => (int)call.Arguments["offset"]!).Take(3));
    }

    public static TheoryData<string> Poisons => [.. FakePoison.All.Select(poison => poison.Name)];

    [Theory, MemberData(nameof(Poisons))]
    public async Task Whatever_stands_in_an_updates_place_the_next_ones_are_taken(string name)
    {
        await using var bench = await TelegramBench.Open(new SkippingTime(Start));
        var sri = bench.Fake.PrivateChat(7, "Sri");
        bench.Fake.Updates.AddPoison(FakePoison.All.Single(poison => poison.Name == name));
        sri.Says("sesudah");
        bench.Start();
        await bench.Turns.Heard("sesudah");
        sri.Says("akhir");
        await bench.Turns.Heard("akhir");
        Assert.Equal(["sesudah", "akhir"], bench.Turns.Taken.Where(activity => activity.Text != "a").Select(activity => activity.Text));
        Assert.InRange((await bench.Quarantine()).Count, 0, 1);
    }

    [Fact]
    public async Task An_update_that_comes_twice_becomes_one_turn()
    {
        await using var bench = await TelegramBench.Open();
        var sri = bench.Fake.PrivateChat(7, "Sri");
        var id = sri.Says("halo");
        bench.Start();
        await bench.Turns.Heard("halo");
        bench.Fake.Updates.AddAgain(id, "message", new JsonObject
        {
            ["message_id"] = 1, ["date"] = 1, ["text"] = "halo",
            ["chat"] = new JsonObject { ["id"] = 7, ["type"] = "private" }, ["from"] = sri.User.Json(),
        });
        sri.Says("akhir");
        await bench.Turns.Heard("akhir");
        Assert.Equal(["halo", "akhir"], bench.Turns.Taken.Select(activity => activity.Text));
    }

    [Fact]
    public async Task An_update_that_comes_again_after_many_others_and_a_restart_becomes_no_second_turn()
    {
        await using var bench = await TelegramBench.Open();
        var sri = bench.Fake.PrivateChat(7, "Sri");
        var id = sri.Says("halo");
        for (var other = 0; other < 300; other++)
            sri.Says("lain");
        sri.Says("sebelum");
        bench.Start();
        await bench.Turns.Heard("sebelum");
        await bench.Stop();
        bench.Start();
        bench.Fake.Updates.AddAgain(id, "message", new JsonObject
        {
            ["message_id"] = 1, ["date"] = 1, ["text"] = "halo",
            ["chat"] = new JsonObject { ["id"] = 7, ["type"] = "private" }, ["from"] = sri.User.Json(),
        });
        sri.Says("sesudah");
        await bench.Turns.Heard("sesudah");
        Assert.Single(bench.Turns.Taken, activity => activity.Text == "halo");
    }

    [Fact]
    public async Task While_the_store_cannot_save_updates_wait_and_none_is_put_aside()
    {
        var time = new SkippingTime(Start);
        await using var bench = await TelegramBench.Open(time);
        var full = 10;
        bench.Turns.Before = activity => activity.Text == "satu" && full-- > 0 ? throw new IOException("The disk is full.") : Task.CompletedTask;
        var sri = bench.Fake.PrivateChat(7, "Sri");
        sri.Says("satu");
        sri.Says("dua");
        bench.Start();
        await bench.Turns.Heard("dua");
        Assert.Equal(["satu", "dua"], bench.Turns.Taken.Select(activity => activity.Text));
        Assert.Equal(10, time.Waits.Count);
        Assert.All(time.Waits, wait => Assert.InRange(wait, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30)));
        Assert.Empty(await bench.Quarantine());
    }

    [Fact]
    public async Task The_offset_moves_only_after_the_updates_are_stored()
    {
        FailingStore failing = null!;
        await using var bench = await TelegramBench.Open(new SkippingTime(Start), store => failing = new FailingStore(store) { CommitsToFail = 1 });
        var id = bench.Fake.PrivateChat(7, "Sri").Says("jangan hilang");
        bench.Start();
        await bench.Turns.Heard("jangan hilang");
        await bench.Fake.WaitsForCall("getUpdates", 2);
        var offsets = bench.Fake.Calls.Where(call => call.Method == "getUpdates").Select(call => (int)call.Arguments["offset"]!).ToList();
        Assert.Equal(0, failing.CommitsToFail);
        Assert.Equal([0, 0], offsets.Take(2));
        await bench.Stop();
        await bench.Start().Fake.WaitsForCall("getMe", 2);
        bench.Fake.PrivateChat(8, "Adi").Says("lagi");
        await bench.Turns.Heard("lagi");
        Assert.Equal(id + 1, (int)(await LastPoll(bench)).Arguments["offset"]!);
    }

    [Fact]
    public async Task A_troubled_server_is_asked_again_after_growing_waits_between_1_and_30_seconds()
    {
        var time = new SkippingTime(Start);
        await using var bench = await TelegramBench.Open(time);
        bench.Fake.Faults.Next("getUpdates", new Fault.BadGateway(), 5);
        bench.Fake.Faults.Next("getUpdates", new Fault.DropBefore(), 4);
        bench.Fake.PrivateChat(7, "Sri").Says("akhirnya");
        bench.Start();
        await bench.Turns.Heard("akhirnya");
        Assert.Equal(9, time.Waits.Count);
        Assert.All(time.Waits, wait => Assert.InRange(wait, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30)));
        Assert.True(time.Waits[0] < TimeSpan.FromSeconds(2));
        Assert.All(time.Waits.Skip(5), wait => Assert.InRange(wait, TimeSpan.FromSeconds(22), TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task Flood_control_of_the_polling_is_obeyed_to_the_second()
    {
        var time = new SkippingTime(Start);
        await using var bench = await TelegramBench.Open(time);
        bench.Fake.Faults.Next("getUpdates", new Fault.Flood(17));
        bench.Fake.PrivateChat(7, "Sri").Says("halo");
        bench.Start();
        await bench.Turns.Heard("halo");
        Assert.Contains(TimeSpan.FromSeconds(17), time.Waits);
    }

    [Fact]
    public async Task Another_program_on_the_same_token_is_named_and_waited_for()
    {
        var time = new SkippingTime(Start);
        await using var bench = await TelegramBench.Open(time);
        bench.Fake.Faults.Next("getUpdates", new Fault.Refuses(new FakeRefusal(409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running")));
        bench.Fake.PrivateChat(7, "Sri").Says("halo");
        bench.Start();
        await bench.Turns.Heard("halo");
        Assert.Equal([TimeSpan.FromSeconds(30)], time.Waits);
        Assert.Contains(bench.Logs.Lines, line => line.Contains("Another program receives this bot's messages", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("4711:wrong")]
    [InlineData("4711:wrong/../x")]
    public async Task An_unknown_token_ends_the_receiving_with_a_line_that_does_not_show_it(string token)
    {
        await using var bench = await TelegramBench.Open();
        bench.Start(token);
        await bench.Running.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Contains(bench.Logs.Lines, line => line.Contains("Telegram:Token", StringComparison.Ordinal));
        Assert.DoesNotContain(bench.Logs.Lines, line => line.Contains(token, StringComparison.Ordinal));
        Assert.Null(bench.Service.LastContact);
    }

    [Fact]
    public async Task A_webhook_left_from_before_is_removed_and_nothing_that_waits_is_dropped()
    {
        await using var bench = await TelegramBench.Open();
        bench.Fake.Updates.SetWebhook("https://perpustakaan.example/telegram");
        bench.Fake.PrivateChat(7, "Sri").Says("halo");
        bench.Start();
        await bench.Turns.Heard("halo");
        Assert.Null(bench.Fake.Updates.Webhook);
    }

    [Fact]
    public async Task What_an_earlier_run_left_in_the_inbox_is_taken_first_and_in_order()
    {
        await using var bench = await TelegramBench.Open();
        var turn = new TaskCompletionSource();
        bench.Turns.Before = _ => turn.Task;
        var sri = bench.Fake.PrivateChat(7, "Sri");
        foreach (var text in (string[])["satu", "dua", "tiga"])
            sri.Says(text);
        bench.Start();
        await Until(async () => (await bench.Waiting()).Count == 3);
        var stop = bench.Stop();
        turn.SetCanceled();
        await stop;
        Assert.Equal(3, (await bench.Waiting()).Count);
        Assert.Empty(bench.Turns.Taken);

        bench.Turns.Before = _ => Task.CompletedTask;
        sri.Says("empat");
        bench.Start();
        await bench.Turns.Heard("empat");
        Assert.Equal(["satu", "dua", "tiga", "empat"], bench.Turns.Taken.Select(activity => activity.Text));
        await Until(async () => (await bench.Waiting()).Count == 0);
    }

    [Fact]
    public async Task An_update_that_fails_around_its_turn_goes_to_quarantine_after_three_tries_and_the_next_message_works()
    {
        await using var bench = await TelegramBench.Open(new SkippingTime(Start));
        var tries = 0;
        bench.Turns.Before = activity => activity.Text == "rusak" ? throw new InvalidOperationException($"try {++tries}") : Task.CompletedTask;
        var sri = bench.Fake.PrivateChat(7, "Sri");
        sri.Says("rusak");
        sri.Says("baik");
        bench.Start();
        await bench.Turns.Heard("baik");
        Assert.Equal(3, tries);
        var aside = Assert.Single(await bench.Quarantine());
        Assert.Equal("try 3", aside.Why);
        Assert.Contains("rusak", aside.Raw, StringComparison.Ordinal);
        Assert.Equal([Trouble.FailedTurn], bench.Troubles);
        await Until(async () => (await bench.Waiting()).Count == 0);
    }

    [Fact]
    public async Task A_time_out_inside_a_turn_is_tried_again_and_does_not_end_the_receiving()
    {
        await using var bench = await TelegramBench.Open(new SkippingTime(Start));
        var first = true;
        bench.Turns.Before = _ =>
        {
            var failing = first;
            first = false;
            return failing ? throw new TaskCanceledException("a publisher's time-out") : Task.CompletedTask;
        };
        bench.Fake.PrivateChat(7, "Sri").Says("halo");
        bench.Start();
        await bench.Turns.Heard("halo");
        bench.Fake.PrivateChat(8, "Adi").Says("masih ada?");
        await bench.Turns.Heard("masih ada?");
        Assert.Empty(await bench.Quarantine());
    }

    [Fact]
    public async Task A_slow_turn_in_one_chat_does_not_hold_up_another()
    {
        await using var bench = await TelegramBench.Open();
        var hold = new TaskCompletionSource();
        bench.Turns.Before = activity => activity.Text == "lambat" ? hold.Task : Task.CompletedTask;
        bench.Fake.PrivateChat(7, "Sri").Says("lambat");
        bench.Fake.PrivateChat(8, "Adi").Says("cepat");
        bench.Start();
        await bench.Turns.Heard("cepat");
        Assert.Single(bench.Turns.Taken);
        hold.SetResult();
        await bench.Turns.Heard("lambat");
    }

    [Fact]
    public async Task The_bot_knows_its_name_its_last_contact_and_sets_its_menu_in_both_languages()
    {
        await using var bench = await TelegramBench.Open(new SkippingTime(Start));
        bench.Menus = TelegramBench.SmallMenus;
        bench.Start();
        await bench.Fake.WaitsForCall("setMyCommands", 3);
        Assert.Equal(FakeTelegram.BotUsername, bench.Service.BotUsername);
        Assert.Equal(Start, bench.Service.LastContact);
        Assert.Equal("books", (string?)bench.Fake.Menus["all_private_chats|en"][0]!["command"]);
        Assert.Equal("buku", (string?)bench.Fake.Menus["all_private_chats|id"][0]!["command"]);
        Assert.Equal("buku", (string?)bench.Fake.Menus["all_private_chats|"][0]!["command"]);
    }

    [Fact]
    public async Task A_refused_menu_does_not_stop_the_bot()
    {
        await using var bench = await TelegramBench.Open();
        bench.Menus = TelegramBench.SmallMenus;
        bench.Fake.Faults.Next("setMyCommands", new Fault.Refuses(FakeRefusal.Bad("BOT_COMMAND_INVALID")), 3);
        bench.Fake.PrivateChat(7, "Sri").Says("halo");
        bench.Start();
        await bench.Turns.Heard("halo");
        await bench.Fake.WaitsForCall("setMyCommands", 3);
        await Until(() => Task.FromResult(bench.Logs.Lines.Any(line => line.Contains("does not show menu|private", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task A_pressed_button_is_answered_while_its_turn_still_works()
    {
        await using var bench = await TelegramBench.Open();
        var sri = bench.Fake.PrivateChat(7, "Sri");
        bench.Start();
        await bench.Service.ReplySender.Send(
            new("telegram", "7"), new() { Text = "Setuju?", SuggestedActions = new() { Actions = [Activities.CardAction.Presses("Ya", "b1x9")] } }, default);
        var hold = new TaskCompletionSource();
        bench.Turns.Before = _ => hold.Task;
        sri.Presses("Ya");
        await bench.Fake.WaitsForCall("answerCallbackQuery");
        Assert.Single(bench.Fake.AnsweredCallbacks);
        hold.SetResult();
        Assert.Equal("b1x9", (await bench.Turns.Heard("b1x9")).Value!.Value.GetString());
    }

    [Fact]
    public async Task A_picture_is_fetched_and_kept_before_its_turn()
    {
        await using var bench = await TelegramBench.Open();
        byte[] jpeg = [0xFF, 0xD8, 0xFF, 1, 2, 3];
        bench.Fake.PrivateChat(7, "Sri").SendsPhoto(jpeg, "Sampul buku");
        bench.Start();
        var heard = await bench.Turns.Heard("Sampul buku");
        Assert.Equal(("image/jpeg", "media:m1"), (heard.Attachments![0].ContentType, heard.Attachments[0].ContentUrl));
        Assert.Equal(jpeg, bench.Media["m1"]);
    }

    [Fact]
    public async Task A_picture_that_cannot_be_fetched_still_brings_its_words()
    {
        await using var bench = await TelegramBench.Open();
        bench.Fake.Faults.Next("getFile", new Fault.Refuses(FakeRefusal.Bad("wrong file_id or the file is temporarily unavailable")));
        bench.Fake.PrivateChat(7, "Sri").SendsPhoto([0xFF, 0xD8, 0xFF], "Sampul buku");
        bench.Start();
        var heard = await bench.Turns.Heard("Sampul buku");
        Assert.Null(heard.Attachments);
        Assert.Equal("photo", heard.ChannelData!.Value.GetProperty("unread").GetString());
    }

    private static async Task<FakeCall> LastPoll(TelegramBench bench)
    {
        await bench.Stop();
        return bench.Fake.Calls.Last(call => call.Method == "getUpdates" && call.Status == 200);
    }

    private static async Task Until(Func<Task<bool>> so)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (!await so())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, late.Token);
        }
    }

    private sealed class FailingStore(ILibraryStore inner) : ILibraryStore
    {
        public int CommitsToFail { get; set; }

        public Task<T> Commit<T>(Func<IStoreSession, T> body)
        {
            if (CommitsToFail == 0)
                return inner.Commit(body);
            CommitsToFail--;
            return Task.FromException<T>(new IOException("The disk is full."));
        }

        public Task<T> Read<T>(Func<IStoreReader, T> body) => inner.Read(body);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
