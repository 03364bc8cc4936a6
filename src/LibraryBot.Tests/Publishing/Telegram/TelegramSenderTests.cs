using System.Net.Sockets;
using System.Text.Json;
using LibraryBot.Activities;
using LibraryBot.Publishing;
using LibraryBot.Publishing.Telegram;
using LibraryBot.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace LibraryBot.Tests.Publishing.Telegram;

public sealed class TelegramSenderTests : IAsyncLifetime
{
    private static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3];
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 3, 0, 0, TimeSpan.Zero);
    private readonly SkippingTime time = new(Start);
    private readonly MemoryStore store = new();
    private readonly List<(long From, long To)> migrations = [];
    private FakeTelegram fake = null!;
    private FakePrivateChat sri = null!;
    private FakeGroup group = null!;
    private TelegramSender sender = null!;

    public async Task InitializeAsync()
    {
        fake = await FakeTelegram.Start();
        sri = fake.PrivateChat(7, "Sri");
        group = fake.Supergroup("Pembaca Kota");
        group.AddsBot(sri.User);
        sender = Sender(new TelegramOptions(FakeTelegram.Token, fake.BaseUrl));
    }

    public async Task DisposeAsync()
    {
        sender.Dispose();
        await fake.DisposeAsync();
    }

    [Fact]
    public async Task A_value_is_never_read_as_markup()
    {
        const string Text = "<b>Tebal</b> & <a href=\"http://jahat.example\">klik</a> &lt;";
        Assert.IsType<SendResult.Published>(await Says(Text));
        Assert.Equal(Text, sri.Messages[0].Text);
        Assert.Empty(sri.Messages[0].Entities);
        Assert.True(sri.Messages[0].NoPreview);
    }

    [Fact]
    public async Task A_long_text_comes_in_parts_with_the_buttons_on_the_last()
    {
        var text = string.Join('\n', Enumerable.Range(1, 900).Select(i => $"{i}. Buku & majalah"));
        var result = await Reply(new Activity { Text = text, SuggestedActions = new() { Actions = [CardAction.Presses("Lagi", "x1")] } });
        Assert.Equal("1,2,3,4,5", Assert.IsType<SendResult.Published>(result).ExternalId);
        Assert.Equal(text, string.Join('\n', sri.Messages.Select(message => message.Text)));
        Assert.Equal([0, 0, 0, 0, 1], sri.Messages.Select(message => message.Buttons.Count));
    }

    [Theory]
    [InlineData(1024, 1)]
    [InlineData(1025, 2)]
    public async Task A_pictures_text_is_its_caption_where_it_fits_and_a_message_after_it_where_not(int length, int messages)
    {
        var text = new string('a', length);
        var result = await Publisher().Publish(new PublishRequest($"{group.Id}", text) { Pictures = [new Picture("m1", "Sampul")] }, default);
        Assert.IsType<SendResult.Published>(result);
        Assert.Equal(messages, group.Messages.Count);
        Assert.Equal(Jpeg, group.Messages[0].Picture);
        Assert.Equal(text, group.Messages[^1].Text);
    }

    [Fact]
    public async Task A_post_whose_picture_is_gone_is_refused_and_nothing_is_sent()
    {
        var result = await Publisher().Publish(new PublishRequest($"{group.Id}", "Teks") { Pictures = [new Picture("hilang", "Sampul")] }, default);
        Assert.IsType<SendResult.Refused>(result);
        Assert.Empty(group.Messages);
    }

    [Fact]
    public async Task A_post_goes_into_its_topic_and_its_link_leads_there()
    {
        var topic = group.Topic();
        var result = await Publisher().Publish(new PublishRequest($"{group.Id}/{topic}", "Acara baru"), default);
        var sent = Assert.Single(group.Messages);
        Assert.Equal(topic, sent.Thread);
        Assert.Equal($"https://t.me/c/{-group.Id - 1_000_000_000_000}/{topic}/{sent.Id}", Assert.IsType<SendResult.Published>(result).Link);
    }

    [Fact]
    public async Task Public_chats_are_linked_by_name_and_basic_groups_not_at_all()
    {
        var channel = fake.Channel("Warta", "warta_pustaka");
        channel.AddsBot(sri.User, "administrator");
        var basic = fake.Group("Kecil");
        basic.AddsBot(sri.User);
        var named = await Publisher().Publish(new PublishRequest($"{channel.Id}", "Acara"), default);
        var unnamed = await Publisher().Publish(new PublishRequest($"{basic.Id}", "Acara"), default);
        Assert.Equal("https://t.me/warta_pustaka/1", Assert.IsType<SendResult.Published>(named).Link);
        Assert.Null(Assert.IsType<SendResult.Published>(unnamed).Link);
    }

    [Fact]
    public async Task In_private_choices_are_a_reply_keyboard_that_the_next_answer_takes_away()
    {
        await Reply(new Activity { Text = "Jenis?", SuggestedActions = new() { Actions = [CardAction.Says("Agenda"), CardAction.Says("Buku baru")] } });
        Assert.Equal(["Agenda", "Buku baru"], sri.Messages[0].Choices);
        Assert.True((bool)sri.Messages[0].Keyboard!["one_time_keyboard"]!);
        await Reply(new Activity { Text = "Judulnya?", ReplyToId = "u1m1" });
        Assert.True((bool)sri.Messages[1].Keyboard!["remove_keyboard"]!);
        await Reply(new Activity { Text = "Kabar yang tidak ditanyakan" });
        Assert.Null(sri.Messages[2].Keyboard);
    }

    [Fact]
    public async Task In_a_group_choices_are_buttons_that_say_their_words_and_long_ones_are_lines()
    {
        var wordy = new string('w', 64);
        await Reply(new Activity { Text = "Jenis?", SuggestedActions = new() { Actions = [CardAction.Says("Agenda"), CardAction.Says(wordy)] } }, group);
        Assert.Equal("=Agenda", group.Messages[0].CallbackData("Agenda"));
        Assert.Equal($"Jenis?\n\n• {wordy}", group.Messages[0].Text);
        Assert.Empty(group.Messages[0].Choices);
    }

    [Fact]
    public async Task Buttons_of_cards_carry_opaque_ids_and_links_and_a_local_link_is_told_in_text()
    {
        var card = JsonSerializer.SerializeToElement(new
        {
            title = "Robot Kecil",
            text = "Tersedia",
            buttons = new[] { CardAction.Presses("Setujui", "a1b2"), CardAction.Opens("Buka", "https://pustaka.example/1"), CardAction.Opens("Setempat", "http://localhost:5080/1") },
        }, ActivityJson.Options);
        await Reply(new Activity { Text = "Ini:", Attachments = [new Attachment { ContentType = "application/vnd.microsoft.card.hero", Content = card }] });
        var sent = Assert.Single(sri.Messages);
        Assert.Equal("Ini:\n\nRobot Kecil\nTersedia\n\nSetempat: http://localhost:5080/1", sent.Text);
        Assert.Equal(["Setujui", "Buka"], sent.Buttons);
        Assert.Equal("a1b2", sent.CallbackData("Setujui"));
    }

    [Fact]
    public async Task In_a_group_an_answer_hangs_under_its_question_even_when_that_is_gone()
    {
        group.Says(sri.User, "/buku");
        await Reply(new Activity { Text = "Ini bukunya", ReplyToId = HeardId.Of(1001, 1) }, group);
        await Reply(new Activity { Text = "Ini juga", ReplyToId = HeardId.Of(1002, 99) }, group);
        Assert.Equal([1, null], group.Messages.Select(message => message.ReplyTo));
    }

    [Fact]
    public async Task A_person_who_blocked_the_bot_and_a_chat_that_never_was_are_gone_targets()
    {
        sri.Blocks();
        Assert.True(Assert.IsType<SendResult.Refused>(await Says("halo")).TargetGone);
        Assert.True(Assert.IsType<SendResult.Refused>(await sender.Send(new TelegramAddress(99), Text("halo"), Urgency.Reply, default)).TargetGone);
        Assert.False(Assert.IsType<SendResult.Refused>(await sender.Send(new TelegramAddress(group.Id, 77), Text("halo"), Urgency.Reply, default)).TargetGone);
    }

    [Fact]
    public async Task A_group_that_moved_is_spoken_to_where_it_is_now_and_its_move_is_told()
    {
        var old = fake.Group("Kecil");
        old.AddsBot(sri.User);
        var moved = old.BecomesSupergroup(sri.User);
        Assert.IsType<SendResult.Published>(await sender.Send(new TelegramAddress(old.Id), Text("halo"), Urgency.Reply, default));
        Assert.IsType<SendResult.Published>(await sender.Send(new TelegramAddress(old.Id), Text("lagi"), Urgency.Reply, default));
        Assert.Equal(["halo", "lagi"], moved.Messages.Select(message => message.Text));
        Assert.Equal(3, fake.Calls.Count);
        Assert.All(migrations, move => Assert.Equal((old.Id, moved.Id), move));
    }

    [Fact]
    public async Task Flood_control_closes_the_gate_for_every_chat()
    {
        fake.Faults.Next("sendMessage", new Fault.Flood(35));
        Assert.Equal(TimeSpan.FromSeconds(35), Assert.IsType<SendResult.TryAgain>(await Says("halo")).After);
        var other = await sender.Send(new TelegramAddress(group.Id), Text("halo"), Urgency.Reply, default);
        Assert.InRange(Assert.IsType<SendResult.TryAgain>(other).After, TimeSpan.FromSeconds(35), TimeSpan.FromSeconds(35.25));
        Assert.Single(fake.Calls);
        time.Advance(TimeSpan.FromSeconds(35.25));
        Assert.IsType<SendResult.Published>(await Says("halo"));
    }

    [Fact]
    public async Task A_group_that_has_had_its_twenty_is_put_off_and_holds_up_nobody()
    {
        fake.Limits = new FakeLimits(time);
        for (var i = 0; i < 20; i++)
            Assert.IsType<SendResult.Published>(await sender.Send(new TelegramAddress(group.Id), Text("kabar"), Urgency.Reply, default));
        var first = Assert.IsType<SendResult.TryAgain>(await sender.Send(new TelegramAddress(group.Id), Text("kabar"), Urgency.Reply, default));
        Assert.InRange(first.After, TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(1));
        Assert.IsType<SendResult.Published>(await Says("halo"));
        time.Advance(first.After);
        Assert.IsType<SendResult.Published>(await sender.Send(new TelegramAddress(group.Id), Text("kabar"), Urgency.Reply, default));
        Assert.DoesNotContain(fake.Calls, call => call.Status == 429);
    }

    [Fact]
    public async Task A_lost_answer_is_unknown_and_nothing_is_sent_again()
    {
        fake.Faults.Next("sendMessage", new Fault.DropAfter());
        Assert.IsType<SendResult.Unknown>(await Says("sekali saja"));
        Assert.Single(sri.Messages);
        Assert.Single(fake.Calls);
    }

    [Fact]
    public async Task Whatever_leaves_a_doubt_is_unknown()
    {
        foreach (var fault in (Fault[])[new Fault.DropBefore(), new Fault.BadGateway(), new Fault.Garbled(), new Fault.Refuses(new FakeRefusal(500, "Internal Server Error"))])
        {
            fake.Faults.Next("sendMessage", fault);
            Assert.IsType<SendResult.Unknown>(await Says("halo"));
            time.Advance(TimeSpan.FromSeconds(3));
        }

        Assert.Equal(4, fake.Calls.Count);
    }

    [Fact]
    public async Task A_call_that_takes_too_long_is_unknown()
    {
        using var hasty = Sender(new TelegramOptions(FakeTelegram.Token, fake.BaseUrl) { Timeout = TimeSpan.FromMilliseconds(200) });
        var hold = new TaskCompletionSource();
        fake.Faults.Next("sendMessage", new Fault.Hold(hold.Task));
        Assert.IsType<SendResult.Unknown>(await hasty.Send(new TelegramAddress(7), Text("halo"), Urgency.Reply, default));
        hold.SetResult();
    }

    [Fact]
    public async Task A_server_that_is_not_there_proves_that_nothing_was_sent()
    {
        using var deaf = Sender(new TelegramOptions(FakeTelegram.Token, $"http://127.0.0.1:{FreePort()}"));
        Assert.Equal(TimeSpan.FromSeconds(5), Assert.IsType<SendResult.TryAgain>(await deaf.Send(new TelegramAddress(7), Text("halo"), Urgency.Reply, default)).After);
    }

    [Theory]
    [InlineData("4711:revoked")]
    public async Task An_unknown_token_asks_for_a_new_one(string token)
    {
        using var stranger = Sender(new TelegramOptions(token, fake.BaseUrl));
        var result = Assert.IsType<SendResult.Reconnect>(await stranger.Send(new TelegramAddress(7), Text("halo"), Urgency.Reply, default));
        Assert.DoesNotContain(token, result.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Markup_that_Telegram_will_not_read_goes_as_plain_text()
    {
        fake.Faults.Next("sendMessage", new Fault.Refuses(FakeRefusal.Bad("can't parse entities: Unsupported start tag \"x\" at byte offset 0")));
        Assert.IsType<SendResult.Published>(await Says("a < b & c"));
        Assert.Equal(("a < b & c", "a < b & c"), (sri.Messages[0].Text, sri.Messages[0].Raw));
    }

    [Fact]
    public async Task When_a_later_part_is_held_back_the_first_is_not_said_twice()
    {
        // Call 2 is flooded; the sender waits and goes on with that part.
        fake.Faults.Next("sendMessage", new Fault.None());
        fake.Faults.Next("sendMessage", new Fault.Flood(2));
        var result = await Says(new string('a', 3000) + "\n" + new string('b', 3000));
        Assert.Equal("1,2", Assert.IsType<SendResult.Published>(result).ExternalId);
        Assert.Equal(2, sri.Messages.Count);
    }

    [Fact]
    public async Task When_a_later_part_is_refused_what_arrived_is_told_as_unknown()
    {
        fake.Faults.Next("sendMessage", new Fault.None());
        fake.Faults.Next("sendMessage", new Fault.Refuses(FakeRefusal.Bad("not enough rights to send text messages to the chat")));
        var result = await Says(new string('a', 3000) + "\n" + new string('b', 3000));
        Assert.Contains("1 of 2", Assert.IsType<SendResult.Unknown>(result).Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bot_that_stops_gives_a_call_under_way_five_seconds_to_end()
    {
        var clock = new FakeTimeProvider(Start);
        using var patient = Sender(new TelegramOptions(FakeTelegram.Token, fake.BaseUrl), clock);
        foreach (var ends in (bool[])[true, false])
        {
            using var stopping = new CancellationTokenSource();
            var release = new TaskCompletionSource();
            var hold = new Fault.Hold(release.Task);
            fake.Faults.Next("sendMessage", hold);
            var sending = patient.Send(new TelegramAddress(7), Text("halo"), Urgency.Reply, stopping.Token);
            await hold.Arrived.Task;
            await stopping.CancelAsync();
            clock.Advance(TimeSpan.FromSeconds(ends ? 4 : 5));
            if (ends)
                release.SetResult();
            var result = await sending;
            release.TrySetResult();
            Assert.Equal(ends ? typeof(SendResult.Published) : typeof(SendResult.Unknown), result.GetType());
        }
    }

    [Fact]
    public async Task Nothing_to_say_is_refused_and_typing_shows_itself()
    {
        Assert.IsType<SendResult.Refused>(await Says(" \n "));
        Assert.IsType<SendResult.Published>(await Reply(new Activity { Type = ActivityTypes.Typing }));
        Assert.Equal("typing", (string?)Assert.Single(fake.Calls).Arguments["action"]);
    }

    private Task<SendResult> Says(string text) => sender.Send(new TelegramAddress(7), Text(text), Urgency.Reply, default);

    private Task<SendResult> Reply(Activity says, FakeGroup? to = null)
    {
        var reference = to is null ? new ConversationReference("telegram", "7", "7") : new ConversationReference("telegram", $"{to.Id}", "7", IsGroup: true);
        return new TelegramReplySender(sender, store).Send(reference, says, default);
    }

    private TelegramPublisher Publisher() => new(sender);

    private TelegramSender Sender(TelegramOptions options, TimeProvider? clock = null) => new(
        options, store, clock ?? time, media => media == "m1" ? Jpeg : null, (from, to) => migrations.Add((from, to)), NullLogger<TelegramSender>.Instance);

    private static TelegramMessage Text(string text) => new(text, []);

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 0));
        return ((System.Net.IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
