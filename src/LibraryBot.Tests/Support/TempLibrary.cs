using System.Collections.Concurrent;
using LibraryBot.Activities;
using LibraryBot.Channels;
using LibraryBot.Channels.DirectLine;
using LibraryBot.Dialogs;
using LibraryBot.Knowledge.Import;
using LibraryBot.Language;
using LibraryBot.Media;
using LibraryBot.People;
using LibraryBot.Posts;
using LibraryBot.Publishing;
using LibraryBot.Storage;
using LibraryBot.Turns;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace LibraryBot.Tests.Support;

/// <summary>A whole bot on a temporary folder, with a clock of its own and people who talk to it over a channel of the test's.</summary>
public sealed class TempLibrary : IAsyncDisposable
{
    /// <summary>Wednesday, 11 March 2026, 10.00 WIB.</summary>
    public static readonly DateTimeOffset Morning = new(2026, 3, 11, 10, 0, 0, TimeSpan.FromHours(7));

    private static readonly DialogBook Book = DialogBook.Read(Path.Combine(AppContext.BaseDirectory, "dialogs"), DialogCatalogue.Parts);
    private readonly TempFolder folder = new();
    private readonly CollectingChannel channel = new("test");
    private readonly CollectingChannel telegram = new("telegram");
    private int people;

    private TempLibrary(FakeTimeProvider clock) => Clock = clock;

    public FakeTimeProvider Clock { get; }
    public Bot Bot { get; private set; } = null!;
    public IPublisher? Publisher { get; init; }

    public ILoggerFactory Logs { get; init; } = NullLoggerFactory.Instance;

    /// <summary>What this library has set otherwise than most.</summary>
    public Func<Settings, Settings> Set { get; init; } = settings => settings;

    public static async Task<TempLibrary> Open(IPublisher? telegram = null, Func<Settings, Settings>? set = null, FakeTimeProvider? clock = null, ILoggerFactory? logs = null)
    {
        var library = new TempLibrary(clock ?? new FakeTimeProvider(Morning)) { Publisher = telegram, Set = set ?? (settings => settings), Logs = logs ?? NullLoggerFactory.Instance };
        await library.Start();
        await NativeFile.ImportText(SmallLibrary.Json, "small library", new Importing(library.Bot.Store, library.Clock));
        await library.Bot.Knowledge.RefreshAll();
        return library;
    }

    /// <summary>Ends the bot as a crash would leave it, and starts it again on the same folder.</summary>
    public async Task Restart()
    {
        await Bot.DisposeAsync();
        await Start();
    }

    public Task<TestPerson> Patron(string name = "Dewi") => Join(name, Role.Patron);

    public Task<TestPerson> Librarian(string name = "Sri") => Join(name, Role.Librarian);

    public Task<TestPerson> Approver(string name = "Ratna") => Join(name, Role.Approver);

    public Task<TestPerson> Owner(string name = "Hendra") => Join(name, Role.Owner);

    /// <summary>A person of the staff on another account, in another conversation.</summary>
    public async Task<TestPerson> Again(string name)
    {
        var reference = new ConversationReference(channel.Id, $"c{++people}", $"u{people}");
        await Bot.Store.Commit(store => store.Put(Account.Accounts, new Account(Account.IdOf(reference), name, reference)));
        return new TestPerson(this, channel, reference, name);
    }

    /// <summary>What stands on the announcement board, oldest first.</summary>
    public async Task<IReadOnlyList<string>> Board() => await Bot.Store.Read(store =>
        LibraryBot.Channels.DirectLine.Transcript.Since(store, "papan", 0)!.Activities.Where(activity => activity.Type == ActivityTypes.Message).Select(activity => activity.Text ?? "").ToList());

    public Task<Post> Post(long number) => Bot.Store.Read(store => store.Get(LibraryBot.Posts.Post.Posts, LibraryBot.Posts.Post.IdOf(number))!);

    /// <summary>Time passes, and the desk does what is due by then.</summary>
    public async Task Pass(TimeSpan time)
    {
        Clock.Advance(time);
        await Bot.Nudges.DoWhatIsDue();
    }

    /// <summary>The names of the sent files that are still kept.</summary>
    public IReadOnlyList<string> KeptFiles => Directory.Exists(Bot.Settings.SentFolder) ? [.. Directory.EnumerateFiles(Bot.Settings.SentFolder)] : [];

    /// <summary>The record of who did what, without its numbers.</summary>
    public Task<IReadOnlyList<string>> Record() => Bot.Store.Read<IReadOnlyList<string>>(store => [.. store.All(AuditLine.Lines).OrderBy(line => line.Number).Select(line => $"{line.PersonName}: {line.Verb} {line.Words}")]);

    /// <summary>A group that a librarian has confirmed, or not yet.</summary>
    public Task Group(string name, DestinationState state) => Bot.Store.Commit(store =>
        store.Put(Destination.Destinations, new Destination("telegram:" + name, Destination.Telegram, name, name, state)));

    /// <summary>Lets the cancel window pass and publishes what is due.</summary>
    public async Task PublishDue()
    {
        Clock.Advance(Bot.Settings.CancelWindow + TimeSpan.FromSeconds(1));
        await Bot.Publication.PublishWhatIsDue(default);
    }

    public async ValueTask DisposeAsync()
    {
        await Bot.DisposeAsync();
        folder.Dispose();
    }

    private async Task Start()
    {
        var settings = new Settings { DataFolder = folder.Path, Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Jakarta"), CancelWindow = TimeSpan.FromSeconds(60) };
        Bot = await Bot.Open(Set(settings), Clock, Logs, Book);
        Bot.House.Open(channel);
        Bot.House.Open(telegram);
        if (Publisher is not null)
            Bot.Publication.PublishThrough(Publisher);
    }

    /// <summary>Someone in the web chat: what they hear is what stands in its transcript.</summary>
    public Task<TestPerson> OnTheWeb(string name, Role role) => Join(name, role, DirectLineChannel.ChannelId);

    /// <summary>Someone on Telegram, as the turn sees it.</summary>
    public Task<TestPerson> OnTelegram(string name, Role role) => Join(name, role, telegram.Id);

    private async Task<TestPerson> Join(string name, Role role, string on = "test")
    {
        var reference = new ConversationReference(on, $"c{++people}", $"u{people}");
        if (role != Role.Patron)
        {
            await Bot.Store.Commit(store =>
            {
                store.Put(Person.People, new Person(name, name, role));
                store.Put(Account.Accounts, new Account(Account.IdOf(reference), name, reference));
            });
        }

        return new TestPerson(this, on == telegram.Id ? telegram : channel, reference, name);
    }

    /// <summary>Keeps what the bot says, conversation by conversation, once it is committed.</summary>
    internal sealed class CollectingChannel(string id) : IChannel
    {
        public ConcurrentDictionary<string, ConcurrentQueue<Activity>> Said { get; } = [];

        public string Id => id;

        public bool Hear(IStoreSession session, Activity heard) => Inbox.Hear(session, $"{Id}|{heard.Id}", Id, default);

        public void Say(IStoreSession session, ConversationReference to, Activity says) =>
            session.AfterCommit(() => Said.GetOrAdd(to.ConversationId, _ => new()).Enqueue(says));
    }
}

/// <summary>Someone who talks with the bot. Hears looks at what came after the last thing they said, in order.</summary>
public sealed class TestPerson
{
    private readonly TempLibrary library;
    private readonly TempLibrary.CollectingChannel channel;
    private readonly ConversationReference reference;
    private readonly List<Activity> all = [];
    private int said;
    private long seen;

    internal TestPerson(TempLibrary library, TempLibrary.CollectingChannel channel, ConversationReference reference, string name) =>
        (this.library, this.channel, this.reference, Name) = (library, channel, reference, name);

    public string Name { get; }

    internal ConversationReference Reference => reference;

    internal string ConversationId => reference.ConversationId;

    /// <summary>What the bot has said here that was not heard yet.</summary>
    public Queue<Activity> Unheard { get; } = new();

    public Task<TestPerson> Says(string text, string? id = null) => Sends(new Activity { Text = text, Id = id });

    public Task<TestPerson> SendsPicture(string media) =>
        Sends(new Activity { Attachments = [new Attachment { ContentType = "image/png", ContentUrl = "media:" + media }] });

    /// <summary>Sends files that are no pictures, as a channel hands them on once it has them.</summary>
    public Task<TestPerson> SendsFiles(params (string Name, byte[] Bytes)[] files)
    {
        var folder = new SentFiles(library.Bot.Settings.SentFolder);
        return Sends(new Activity { Attachments = [.. files.Select(file => SentFile.Attached(folder.Save(file.Bytes, file.Name), file.Name))] });
    }

    public Task<TestPerson> SendsFile(string name, string text) => SendsFiles((name, System.Text.Encoding.UTF8.GetBytes(text)));

    /// <summary>The same person in a group that the bot is in.</summary>
    public Task<TestPerson> SaysInGroup(string text) => Sends(new Activity { Text = text, Conversation = new ConversationAccount { IsGroup = true } });

    /// <summary>Presses the newest button with these words, whether it says them or carries an id.</summary>
    public Task<TestPerson> Presses(string words)
    {
        Listen();
        var button = Buttons().LastOrDefault(action => action.Title == words)
            ?? throw new Xunit.Sdk.XunitException($"No button \"{words}\". There were: {string.Join(" | ", Buttons().Select(action => action.Title))}");
        return Says(button.Text ?? button.Value?.GetString() ?? button.Title);
    }

    /// <summary>The id behind the newest button with these words, for presses by somebody else.</summary>
    public string ButtonId(string words)
    {
        Listen();
        return Buttons().Last(action => action.Title == words).Text!;
    }

    /// <summary>The bot's next messages contain these texts, in order; others between them are passed over. One message may hold several.</summary>
    public TestPerson Hears(params string[] texts)
    {
        Listen();
        var said = string.Join("\n---\n", Unheard.Select(activity => activity.Text));
        var current = "";
        foreach (var text in texts)
        {
            while (!current.Contains(text, StringComparison.OrdinalIgnoreCase))
            {
                if (!Unheard.TryDequeue(out var next))
                    throw new Xunit.Sdk.XunitException($"{Name} did not hear \"{text}\" in:\n{said}");
                current = next.Text ?? "";
            }
        }

        return this;
    }

    /// <summary>Whether one of the next messages, or several of them together, is what is waited for.</summary>
    public bool HearsNext(Predicate<string> fits)
    {
        Listen();
        var together = "";
        while (Unheard.TryDequeue(out var next))
        {
            together += next.Text + "\n";
            if (fits(next.Text ?? "") || fits(together))
                return true;
        }

        return false;
    }

    public TestPerson HearsNothing()
    {
        Listen();
        Assert.Empty(Unheard.Select(activity => activity.Text));
        return this;
    }

    public TestPerson DoesNotHear(string text)
    {
        Listen();
        Assert.DoesNotContain(Unheard, activity => (activity.Text ?? "").Contains(text, StringComparison.OrdinalIgnoreCase));
        return this;
    }

    /// <summary>Everything the bot has ever said here.</summary>
    public IReadOnlyList<Activity> Everything()
    {
        Listen();
        return all;
    }

    public async Task<TestPerson> Sends(Activity activity)
    {
        Listen();
        Unheard.Clear();
        await library.Bot.Line.Take(activity with
        {
            Id = activity.Id ?? $"{reference.UserId}-{++said}-{Guid.NewGuid():N}",
            ChannelId = reference.ChannelId,
            Conversation = new ConversationAccount { Id = reference.ConversationId, IsGroup = activity.Conversation?.IsGroup },
            From = new ChannelAccount { Id = reference.UserId, Name = Name },
        });
        return this;
    }

    private IEnumerable<CardAction> Buttons() => all.SelectMany(activity =>
        (activity.SuggestedActions?.Actions ?? []).Concat((activity.Attachments ?? []).SelectMany(CardButtons)));

    private static IEnumerable<CardAction> CardButtons(Attachment attachment) =>
        attachment.Content is { } content && content.TryGetProperty("buttons", out var buttons)
            ? System.Text.Json.JsonSerializer.Deserialize<CardAction[]>(buttons, ActivityJson.Options)!
            : [];

    private void Listen()
    {
        if (reference.ChannelId == DirectLineChannel.ChannelId)
            Read();
        if (!channel.Said.TryGetValue(reference.ConversationId, out var queue))
            return;
        while (queue.TryDequeue(out var activity))
        {
            all.Add(activity);
            Unheard.Enqueue(activity);
        }
    }

    private void Read()
    {
        var part = library.Bot.Store.Read(store => Transcript.Since(store, reference.ConversationId, seen)).GetAwaiter().GetResult();
        foreach (var activity in (part?.Activities ?? []).Where(activity => activity is { Type: ActivityTypes.Message, From.Role: "bot" }))
        {
            all.Add(activity);
            Unheard.Enqueue(activity);
        }

        seen = part?.Watermark ?? seen;
    }
}
