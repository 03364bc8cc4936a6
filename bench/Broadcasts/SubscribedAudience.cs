using System.Globalization;
using LibraryBot.Activities;
using LibraryBot.Bench.Bots;
using LibraryBot.Dialogs;
using LibraryBot.Language;
using LibraryBot.Posts;
using LibraryBot.Publishing;
using LibraryBot.Responses;
using LibraryBot.Storage;
using LibraryBot.Tests.Support;
using LibraryBot.Turns;
using Microsoft.Extensions.Logging.Abstractions;

namespace LibraryBot.Bench.Broadcasts;

/// <summary>People who subscribed to a topic, on a Telegram that counts what it is sent, and an approved post for them.</summary>
internal sealed class SubscribedAudience : IAsyncDisposable
{
    private const long FirstChat = 500_000;
    private readonly FakeTelegram telegram;
    private readonly IReadOnlyList<FakePrivateChat> people;

    private SubscribedAudience(FakeTelegram telegram, int size)
    {
        this.telegram = telegram;
        people = [.. Enumerable.Range(0, size).Select(number => telegram.PrivateChat(FirstChat + number, $"Pelanggan {number}"))];
        telegram.Limits = new FakeLimits(TimeProvider.System);
    }

    public string Token => FakeTelegram.Token;

    public string Url => telegram.BaseUrl;

    public int Size => people.Count;

    public int Messages => people.Sum(person => person.Messages.Count);

    /// <summary>How many messages each chat has.</summary>
    public IReadOnlyDictionary<string, int> Counts => people.ToDictionary(person => person.Id.ToString(CultureInfo.InvariantCulture), person => person.Messages.Count);

    public int Floods => telegram.Calls.Count(call => call.Status == 429);

    public int Abuses => telegram.Patience.Broken.Count;

    public static async Task<SubscribedAudience> Gather(int size) => new(await FakeTelegram.Start(), size);

    public async Task Prepare(string folder)
    {
        await using var bot = await Bot.Open(
            new Settings { DataFolder = folder, Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Jakarta"), CancelWindow = TimeSpan.Zero },
            TimeProvider.System,
            NullLoggerFactory.Instance,
            DialogBook.Read(Path.Combine(AppContext.BaseDirectory, "dialogs"), DialogCatalogue.Parts));
        await bot.Store.Commit(session => Approve(session, bot));
    }

    private void Approve(IStoreSession session, Bot bot)
    {
        var now = bot.Clock.GetUtcNow();
        foreach (var chat in Counts.Keys)
            session.Put(Subscription.Subscriptions, Subscription.To("event", new ConversationReference("telegram", chat), Lang.Id, now));
        var draft = new Post
        {
            Number = session.Next("post"), Kind = "event", Title = "Bedah Buku", AuthorId = "p1", AuthorName = "Sri", Lang = Lang.Id, Given = Given.None,
            Text = "📣 Bedah Buku Laskar Pelangi", Status = PostStatus.Approved,
        };
        var approved = draft with { ApprovedHash = PostHash.Of(draft) };
        session.Put(Post.Posts, approved);
        bot.Publication.Plan(session, approved, now);
    }

    public async Task Until(Predicate<int> fits, TimeSpan atMost)
    {
        using var late = new CancellationTokenSource(atMost, TimeProvider.System);
        while (!fits(Messages))
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, late.Token);
    }

    /// <summary>Nothing more has come for this long.</summary>
    public async Task UntilStill(TimeSpan span)
    {
        for (var before = -1; before != Messages;)
        {
            before = Messages;
            await Task.Delay(span, TimeProvider.System);
        }
    }

    /// <summary>Gives the bot a moment to write down the last answers, then ends it.</summary>
    public async Task UntilRecorded(BotProcess bot, TimeSpan glance)
    {
        await Task.Delay(20 * glance, TimeProvider.System);
        await bot.Kill();
    }

    /// <summary>What the store in a folder says of each chat.</summary>
    public static async Task<IReadOnlyDictionary<string, DeliveryState>> StatesIn(string folder)
    {
        await using var store = await Bot.OpenStore(folder, TimeProvider.System, NullLoggerFactory.Instance);
        return await store.Read(session => session.All(Delivery.Deliveries).ToDictionary(delivery => delivery.Address, delivery => delivery.State));
    }

    public ValueTask DisposeAsync() => telegram.DisposeAsync();
}
