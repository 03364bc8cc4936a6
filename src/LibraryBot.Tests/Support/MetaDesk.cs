using System.Collections.Concurrent;
using System.Globalization;
using LibraryBot.Activities;
using LibraryBot.Answers;
using LibraryBot.Channels;
using LibraryBot.Channels.DirectLine;
using LibraryBot.Dialogs;
using LibraryBot.Knowledge;
using LibraryBot.Language;
using LibraryBot.People;
using LibraryBot.Posters;
using LibraryBot.Posts;
using LibraryBot.Publishing;
using LibraryBot.Publishing.Meta;
using LibraryBot.Storage;
using LibraryBot.Tests.Channels.Telegram;
using LibraryBot.Turns;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using SkiaSharp;

namespace LibraryBot.Tests.Support;

/// <summary>
/// Publishing to the Page and to Instagram: the real way of an approved post over HTTP to a Graph server of ours, on a store in memory whose
/// process may die at any commit. Bot and server share one clock, which this moves from one due moment to the next.
/// </summary>
internal sealed class MetaDesk : IAsyncDisposable
{
    private static readonly DialogBook Book = DialogBook.Read(DialogFolders.RealFolder, DialogCatalogue.Parts);
    private static readonly Task<LibraryKnowledge> NoKnowledge = LibraryKnowledge.Load(new MemoryStore());
    private static readonly byte[] Square = Photos.Plain(SKColors.SteelBlue, 320, 320);

    private readonly Dictionary<string, MetaPicture> pictures = [];
    private readonly PictureSite site;
    private readonly ToldPeople told = new();
    private MortalStore store = null!;
    private GraphCalls calls = null!;
    private PublicPicture outside = null!;

    private MetaDesk(FakeGraph graph, FakeTimeProvider clock, PictureSite site) => (Graph, Clock, this.site) = (graph, clock, site);

    public FakeGraph Graph { get; }
    public FakeTimeProvider Clock { get; }

    /// <summary>What outlives a process.</summary>
    public MemoryStore Disk { get; } = new();
    public CollectedLogs Logs { get; } = new();
    public Publication Publication { get; private set; } = null!;

    /// <summary>Whether the Page is published to by way of a staged post.</summary>
    public bool Stages { get; init; } = true;

    /// <summary>What kinds of token death the owners would be told of.</summary>
    public List<string> Deaths { get; } = [];

    /// <summary>How often it was started.</summary>
    public int Lives { get; private set; }

    public static async Task<MetaDesk> Open(Action<FakeGraph>? prepare = null, bool stages = true, bool trickyIds = false)
    {
        var clock = new FakeTimeProvider(TempLibrary.Morning);
        var desk = new MetaDesk(await FakeGraph.Start(clock, trickyIds), clock, await PictureSite.Start()) { Stages = stages };
        prepare?.Invoke(desk.Graph);
        await desk.Disk.Commit(session =>
        {
            foreach (var (name, role) in new[] { ("author", Role.Librarian), ("owner", Role.Owner) })
            {
                session.Put(Person.People, new Person(name, name, role));
                session.Put(Account.Accounts, new Account("test|" + name, name, new ConversationReference("test", name)));
            }

            session.Put(Destination.Destinations, new Destination("facebook", Destination.Facebook, "Facebook", desk.Graph.PageId, DestinationState.Confirmed));
            session.Put(Destination.Destinations, new Destination("instagram", Destination.Instagram, "Instagram", desk.Graph.InstagramId, DestinationState.Confirmed));
        });
        await desk.Start();
        return desk;
    }

    /// <summary>A picture of the library's, by its media id.</summary>
    public string Picture(string name, byte[]? bytes = null, string type = "image/jpeg", int width = 320, int height = 320)
    {
        site.Keep(name, bytes ?? Square, type);
        pictures[name] = new MetaPicture(bytes ?? Square, type, width, height, $"{site.Url}/media/{name}?e=1&s=1");
        return name;
    }

    /// <summary>What the public address answers instead.</summary>
    public void Serves(string name, byte[] bytes) => site.Keep(name, bytes);

    /// <summary>An approved post for the networks named, due at once.</summary>
    public Task<long> Approve(string text, IReadOnlyList<string>? media = null, params string[] kinds) => Disk.Commit(session =>
    {
        var draft = new Post
        {
            Number = session.Next("post"), Kind = "event", Title = text, AuthorId = "author", AuthorName = "author", Lang = Lang.Id, Given = Given.None, Text = text,
            Pictures = [.. (media ?? []).Select(each => new Picture(each, "Sampul buku berwarna biru"))],
            Status = PostStatus.Approved, Destinations = kinds,
        };
        var approved = draft with { ApprovedHash = PostHash.Of(draft) };
        session.Put(Post.Posts, approved);
        Publication.Plan(session, approved, Clock.GetUtcNow());
        return draft.Number;
    });

    public Task<long> OnFacebook(string text, params string[] media) => Approve(text, media, Destination.Facebook);

    public Task<long> OnInstagram(string text, params string[] media) => Approve(text, media.Length == 0 ? [Picture("a.jpg")] : media, Destination.Instagram);

    /// <summary>Time passes until everything is settled, or for so long. A process that dies is started again.</summary>
    public async Task Runs(TimeSpan? forSoLong = null)
    {
        var until = Clock.GetUtcNow() + (forSoLong ?? TimeSpan.FromHours(30));
        for (var rounds = 0; rounds < 3_000; rounds++)
        {
            await Publish();
            if (store.Death.IsCancellationRequested)
            {
                await Start();
                continue;
            }

            var waiting = await Waiting();
            if (waiting.Count == 0 || Clock.GetUtcNow() >= until)
                return;
            // What is due and did not go waits for the network's pause.
            var wait = waiting.Min(delivery => delivery.DueAt) - Clock.GetUtcNow();
            var left = until - Clock.GetUtcNow();
            var step = wait > TimeSpan.Zero ? wait : TimeSpan.FromSeconds(10);
            Clock.Advance(step < left ? step : left);
        }

        throw new InvalidOperationException("It never ended.");
    }

    /// <summary>What goes on by itself; what is held waits for a person.</summary>
    private Task<List<Delivery>> Waiting() => Disk.Read(session => session.All(LibraryBot.Publishing.Delivery.Deliveries)
        .Where(delivery => delivery.IsInPlan && (delivery.State == DeliveryState.Unknown || Broadcast.Of(session, delivery).State != BroadcastState.Paused)).ToList());

    /// <summary>What is due now is done, and no time passes.</summary>
    public async Task Publish()
    {
        try
        {
            await Publication.PublishWhatIsDue(store.Death);
        }
        catch (Exception gone) when (store.Death.IsCancellationRequested && gone is IOException or OperationCanceledException)
        {
            // The process died.
        }
    }

    /// <summary>Dies at the commit after so many others.</summary>
    public void DiesAfter(int commits, bool saved) => store.DiesAfter(commits, saved);

    /// <summary>Starts the program on what is on disk.</summary>
    public async Task Start()
    {
        Lives++;
        calls?.Dispose();
        outside?.Dispose();
        store = new MortalStore(Disk);
        (Publication, calls, outside) = Program(store);
        await Publication.DoubtWhatWasInterrupted();
    }

    /// <summary>A program on a store: another than ours, when the store lets in several.</summary>
    public (Publication Publication, GraphCalls Calls, PublicPicture Outside) Program(ILibraryStore on)
    {
        var settings = new Settings { CancelWindow = TimeSpan.Zero, QuietHours = QuietHours.None };
        var house = new TurnHouse(settings, Clock, Book, new DialogRunner(Book), new AnswerDesk(NoKnowledge.GetAwaiter().GetResult(), Book.Words), new Repertoire());
        house.Open(told);
        var made = new GraphCalls(new MetaOptions(Graph.BaseUrl) { AppSecret = Graph.AppSecret }, Clock, Logs);
        var reader = new PublicPicture(Clock);
        var accounts = new MetaAccounts([new MetaAccount(Destination.Facebook, Graph.PageId, Graph.PageToken), new MetaAccount(Destination.Instagram, Graph.InstagramId, Graph.PageToken)], new TokenKeys(""), new NetworkDestinations(kind => kind), Clock);
        var publication = new Publication(on, settings, Clock, Logs.CreateLogger<Publication>()) { Died = (_, kind, why) => Deaths.Add($"{kind} {why}") };
        publication.PublishThrough(new FacebookPage(made, accounts, pictures.GetValueOrDefault, Stages, Clock));
        publication.PublishThrough(new InstagramAccount(made, accounts, pictures.GetValueOrDefault, reader, hashtags: 5, Clock));
        publication.Serve(house, new DirectLineChannel(Clock));
        return (publication, made, reader);
    }

    public Task<IReadOnlyList<Delivery>> Deliveries() => Disk.Read(session => session.All(LibraryBot.Publishing.Delivery.Deliveries));

    public async Task<Delivery> Delivery(string kind = Destination.Facebook) => (await Deliveries()).Single(delivery => delivery.Kind == kind);

    /// <summary>Everything that someone was told.</summary>
    public string Heard(string by = "author") => string.Join("\n---\n", told.To(by));

    /// <summary>Requests of a method to a path that ends so.</summary>
    public int Count(string method, string ending) => Graph.Requests.Count(request => request.Method == method && request.Path.EndsWith(ending, StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        calls.Dispose();
        outside.Dispose();
        await store.DisposeAsync();
        await Graph.DisposeAsync();
        await site.DisposeAsync();
    }

    private sealed class ToldPeople : IChannel
    {
        private readonly ConcurrentQueue<(string To, string Text)> said = new();

        public string Id => "test";

        public IEnumerable<string> To(string person) => said.Where(each => each.To == person).Select(each => each.Text);

        public bool Hear(IStoreSession session, Activity heard) => true;

        public void Say(IStoreSession session, ConversationReference to, Activity says) => session.AfterCommit(() => said.Enqueue((to.ConversationId, Text(says))));

        private static string Text(Activity says) => string.Create(CultureInfo.InvariantCulture, $"{says.Text}\n{string.Join('\n', (says.Attachments ?? []).Select(each => each.Content?.GetRawText()))}");
    }
}
