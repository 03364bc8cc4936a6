using LibraryBot.Activities;
using LibraryBot.Channels;
using LibraryBot.Dialogs;
using LibraryBot.Language;
using LibraryBot.People;
using LibraryBot.Posts;
using LibraryBot.Publishing;
using LibraryBot.Storage;
using LibraryBot.Tests.Support;
using LibraryBot.Turns;
using Microsoft.Extensions.Logging.Abstractions;

namespace LibraryBot.Tests.Publishing;

public sealed class PublicationTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Morning = new(2026, 11, 23, 9, 0, 0, TimeSpan.FromHours(7));
    private static readonly DialogBook Book = DialogBook.Read(Path.Combine(AppContext.BaseDirectory, "dialogs"), DialogCatalogue.Parts);
    private readonly TempFolder folder = new();
    private readonly RingingTime clock = new(Morning);
    private readonly RecordingPublisher telegram = new();
    private readonly ToldChannel told = new();
    private Bot bot = null!;

    [Fact]
    public async Task A_destination_that_is_slow_holds_no_other()
    {
        await Confirmed("-1", "-2");
        var slow = new TaskCompletionSource<SendResult>();
        telegram.Answer = address => address == "-1" ? slow.Task : Task.FromResult<SendResult>(new SendResult.Published("7"));
        await Approve("Satu");
        await Approve("Dua");
        var publishing = bot.Publication.PublishWhatIsDue(default);
        await telegram.Hears("-2", "Dua");
        Assert.DoesNotContain(("-1", "Dua"), telegram.Calls);
        slow.SetResult(new SendResult.Published("7"));
        await publishing;
        Assert.Equal(["Satu", "Dua"], telegram.Calls.Where(call => call.To == "-1").Select(call => call.Text));
        Assert.All(await Deliveries(), delivery => Assert.Equal(DeliveryState.Published, delivery.State));
    }

    [Fact]
    public async Task The_intent_is_stored_before_the_network_is_called()
    {
        await Confirmed("-1");
        DeliveryState? seen = null;
        telegram.Answer = async _ =>
        {
            seen = Assert.Single(await Deliveries()).State;
            return new SendResult.Published("7");
        };
        await Approve("Satu");
        await bot.Publication.PublishWhatIsDue(default);
        Assert.Equal(DeliveryState.Committing, seen);
    }

    [Fact]
    public async Task A_delivery_under_way_when_the_program_dies_is_in_doubt_and_never_sent_again()
    {
        await Confirmed("-1");
        telegram.Answer = _ => new TaskCompletionSource<SendResult>().Task;
        await Approve("Satu");
        _ = bot.Publication.PublishWhatIsDue(default);
        await telegram.Hears("-1", "Satu");
        await Restart();
        await RunUntilAuthorHears("mungkin sudah terkirim");
        await bot.Publication.PublishWhatIsDue(default);
        Assert.Single(telegram.Calls);
        Assert.Equal(DeliveryState.NeedsHuman, Assert.Single(await Deliveries()).State);
    }

    [Fact]
    public async Task A_lost_answer_or_a_publisher_that_throws_leaves_a_delivery_in_doubt()
    {
        await Confirmed("-1", "-2");
        telegram.Answer = address => address == "-1" ? throw new OperationCanceledException() : Task.FromResult<SendResult>(new SendResult.Unknown("answer lost"));
        await Approve("Satu");
        await bot.Publication.PublishWhatIsDue(default);
        await bot.Publication.PublishWhatIsDue(default);
        Assert.Equal(2, telegram.Calls.Count);
        Assert.All(await Deliveries(), delivery => Assert.Equal(DeliveryState.NeedsHuman, delivery.State));
    }

    [Fact]
    public async Task Nothing_leaves_before_the_cancel_window_has_passed_and_then_at_once()
    {
        await Restart(window: TimeSpan.FromSeconds(60));
        await Confirmed("-1");
        using var stop = new CancellationTokenSource();
        var running = bot.Run(stop.Token);
        await Approve("Satu");
        await clock.SomebodyWaits(TimeSpan.FromSeconds(60));
        clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Empty(telegram.Calls);
        clock.Advance(TimeSpan.FromSeconds(1));
        await telegram.Hears("-1", "Satu");
        await stop.CancelAsync();
        await running;
        Assert.Equal(("-1", "Satu"), Assert.Single(telegram.Calls));
    }

    [Fact]
    public async Task A_flood_of_an_hour_delays_a_delivery_and_one_of_hours_refuses_it()
    {
        await Confirmed("-1");
        var calm = Morning.AddHours(1);
        telegram.Answer = _ => Task.FromResult<SendResult>(clock.GetUtcNow() < calm ? new SendResult.TryAgain(TimeSpan.FromMinutes(1), "flood") : new SendResult.Published("7"));
        await Approve("Satu");
        await PublishOverHours(3);
        Assert.Equal(DeliveryState.Published, Assert.Single(await Deliveries()).State);

        calm = DateTimeOffset.MaxValue;
        await Approve("Dua");
        await PublishOverHours(3);
        Assert.Equal(DeliveryState.Refused, (await Deliveries()).Single(delivery => delivery.Text == "Dua").State);
        Assert.True(told.Says("author", "ditolak, flood"));
    }

    [Fact]
    public async Task A_destination_that_shuts_us_out_is_switched_off_and_librarians_are_told_once()
    {
        await Confirmed("-1");
        telegram.Answer = _ => Task.FromResult<SendResult>(new SendResult.Refused("bot was kicked", TargetGone: true));
        await Approve("Satu");
        await Approve("Dua");
        await bot.Publication.PublishWhatIsDue(default);
        Assert.Single(telegram.Calls);
        Assert.Equal(DestinationState.Off, (await bot.Store.Read(store => store.Get(Destination.Destinations, "telegram:-1")))!.State);
        Assert.Equal(1, told.Count("librarian", "tidak lagi dapat mengirim"));
        Assert.True(told.Says("author", "tujuan itu dimatikan"));
    }

    [Fact]
    public async Task A_group_that_moved_after_the_approval_gets_the_post_at_its_new_address()
    {
        await Confirmed("-1");
        await Approve("Satu");
        var desk = new DestinationDesk(bot.House, bot.Outbox);
        await bot.Store.Commit(store => desk.Move(store, "-1", "-1001"));
        await bot.Publication.PublishWhatIsDue(default);
        Assert.Equal(("-1001", "Satu"), Assert.Single(telegram.Calls));
        Assert.Equal(DestinationState.Confirmed, (await bot.Store.Read(store => store.Get(Destination.Destinations, "telegram:-1")))!.State);
    }

    [Fact]
    public async Task A_broadcast_of_more_than_two_seconds_is_shown_in_one_message_that_changes_until_it_is_done()
    {
        var slow = new TaskCompletionSource<SendResult>();
        telegram.Answer = address => address == "-12" ? slow.Task : Task.FromResult<SendResult>(new SendResult.Published("7"));
        await Confirmed([.. Enumerable.Range(1, 12).Select(number => $"-{number}")]);
        using var stop = new CancellationTokenSource();
        var running = bot.Run(stop.Token);
        await Approve("Satu");
        await clock.SomebodyWaits(TimeSpan.FromSeconds(2));
        foreach (var chat in Enumerable.Range(1, 12))
            await telegram.Hears($"-{chat}", "Satu");
        Assert.Empty(Shown());
        while ((await Deliveries()).Count(delivery => delivery.IsSettled) < 11)
            await Task.Yield();
        clock.Advance(TimeSpan.FromSeconds(2));
        await told.Bell.Until(() => Shown().Count == 1);
        Assert.Contains("Sedang mengirim unggahan #1", Shown()[0].Text, StringComparison.Ordinal);
        Assert.Contains("▓▓▓▓▓▓▓▓▓▓▓░ 91%", Shown()[0].Text, StringComparison.Ordinal);
        Assert.Contains("Terkirim 11, menunggu 1, gagal 0, belum pasti 0", Shown()[0].Text, StringComparison.Ordinal);
        slow.SetResult(new SendResult.Published("7"));
        await told.Bell.Until(() => told.Says("author", "inilah hasilnya"));
        await stop.CancelAsync();
        await running;
        Assert.Contains("Selesai: unggahan #1", Shown()[^1].Text, StringComparison.Ordinal);
        Assert.Single(Shown().Select(said => InPlace.Of(said)!.Key).Distinct());
        Assert.Equal([false, true], Shown().Select(said => InPlace.Of(said)!.IsLast));

        List<Activity> Shown() => [.. told.To("author").Where(said => InPlace.Of(said) is not null)];
    }

    [Fact]
    public async Task What_only_waited_its_turn_when_the_program_died_is_not_in_doubt()
    {
        await Confirmed("-1", "-2");
        telegram.Turn = _ => new TaskCompletionSource<TimeSpan?>().Task;
        await Approve("Satu");
        _ = bot.Publication.PublishWhatIsDue(default);
        await Restart();
        telegram.Turn = _ => Task.FromResult<TimeSpan?>(null);
        await bot.Publication.DoubtWhatWasInterrupted();
        await bot.Publication.PublishWhatIsDue(default);
        Assert.Equal(["-1", "-2"], telegram.Calls.Select(call => call.To).Order());
        Assert.All(await Deliveries(), delivery => Assert.Equal(DeliveryState.Published, delivery.State));
    }

    [Fact]
    public async Task A_destination_that_must_wait_its_turn_is_put_off_and_served_then()
    {
        await Confirmed("-1");
        var asked = 0;
        telegram.Turn = _ => Task.FromResult<TimeSpan?>(Interlocked.Increment(ref asked) == 1 ? TimeSpan.FromSeconds(30) : null);
        await Approve("Satu");
        using var stop = new CancellationTokenSource();
        var running = bot.Run(stop.Token);
        await clock.SomebodyWaits(TimeSpan.FromSeconds(30));
        Assert.Empty(telegram.Calls);
        clock.Advance(TimeSpan.FromSeconds(30));
        await telegram.Hears("-1", "Satu");
        await stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task A_worker_that_fails_ends_the_bot_with_its_failure()
    {
        await bot.Store.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => bot.Run(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(10)));
    }

    public Task InitializeAsync() => Start(TimeSpan.Zero);

    public async Task DisposeAsync()
    {
        await bot.DisposeAsync();
        folder.Dispose();
    }

    private async Task Restart(TimeSpan window = default)
    {
        await bot.DisposeAsync();
        await Start(window);
    }

    private async Task Start(TimeSpan window)
    {
        bot = await Bot.Open(new Settings { DataFolder = folder.Path, CancelWindow = window }, clock, NullLoggerFactory.Instance, Book);
        bot.House.Open(told);
        bot.Publication.PublishThrough(telegram);
        await bot.Store.Commit(store =>
        {
            Join(store, "author", Role.Librarian);
            Join(store, "librarian", Role.Librarian);
        });
    }

    private static void Join(IStoreSession store, string name, Role role)
    {
        store.Put(Person.People, new Person(name, name, role));
        store.Put(Account.Accounts, new Account("test|" + name, name, new ConversationReference("test", name)));
    }

    private Task Confirmed(params string[] chats) => bot.Store.Commit(store =>
    {
        foreach (var chat in chats)
            store.Put(Destination.Destinations, new Destination("telegram:" + chat, Destination.Telegram, "Grup " + chat, chat, DestinationState.Confirmed));
    });

    /// <summary>An approved post for every Telegram destination.</summary>
    private Task Approve(string text) => bot.Store.Commit(store =>
    {
        var draft = new Post
        {
            Number = store.Next("post"), Kind = "event", Title = text, AuthorId = "author", AuthorName = "author", Lang = Lang.Id, Given = Given.None, Text = text,
            Status = PostStatus.Approved, Destinations = [.. Destination.Open(store).Where(destination => destination.Kind == Destination.Telegram).Select(destination => destination.Id)],
        };
        var approved = draft with { ApprovedHash = PostHash.Of(draft) };
        store.Put(Post.Posts, approved);
        bot.Publication.Plan(store, approved, clock.GetUtcNow());
    });

    private async Task PublishOverHours(int hours)
    {
        for (var minute = 0; minute < hours * 60; minute++)
        {
            await bot.Publication.PublishWhatIsDue(default);
            clock.Advance(TimeSpan.FromMinutes(1));
        }
    }

    private async Task RunUntilAuthorHears(string words)
    {
        using var stop = new CancellationTokenSource();
        var running = bot.Run(stop.Token);
        await told.Bell.Until(() => told.Says("author", words));
        await stop.CancelAsync();
        await running;
    }

    private Task<IReadOnlyList<Delivery>> Deliveries() => bot.Store.Read(store => store.All(Delivery.Deliveries));

    /// <summary>Keeps what people are told, once it is committed.</summary>
    private sealed class ToldChannel : IChannel
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<(string To, Activity Says)> said = new();

        public string Id => "test";

        public Bell Bell { get; } = new();

        public int Count(string to, string words) => To(to).Count(says => (says.Text ?? "").Contains(words, StringComparison.Ordinal));

        public IReadOnlyList<Activity> To(string to) => [.. said.Where(each => each.To == to).Select(each => each.Says)];

        public bool Says(string to, string words) => Count(to, words) > 0;

        public bool Hear(IStoreSession session, Activity heard) => true;

        public void Say(IStoreSession session, ConversationReference to, Activity says) =>
            session.AfterCommit(() =>
            {
                said.Enqueue((to.ConversationId, says));
                Bell.Ring();
            });
    }
}
