using LibraryBot.Activities;
using LibraryBot.Answers;
using LibraryBot.Channels.Telegram;
using LibraryBot.Language;
using LibraryBot.Publishing.Telegram;
using LibraryBot.Storage;
using LibraryBot.Storage.LiteDb;
using LibraryBot.Tests.Support;
using LibraryBot.Turns;
using Microsoft.Extensions.Logging;

namespace LibraryBot.Tests.Channels.Telegram;

/// <summary>The bot's Telegram side on a real store, running against the fake server.</summary>
internal sealed class TelegramBench : IAsyncDisposable
{
    public const string PublicUrl = "https://perpustakaan.example";
    public static readonly IReadOnlyList<CommandMenu> SmallMenus = [Menu(Lang.Id, "buku", "Buku baru"), Menu(Lang.En, "books", "New books"), Menu(null, "buku", "Buku baru")];
    private readonly TempFolder folder = new();
    private readonly LiteLibraryStore stored;
    private CancellationTokenSource stopping = new();

    private TelegramBench(FakeTelegram fake, TimeProvider time, Func<ILibraryStore, ILibraryStore> wrap)
    {
        Fake = fake;
        Time = time;
        stored = LiteLibraryStore.Open(folder.Path, [InboxRow.Rows, Quarantined.Rows, .. TelegramService.Collections]);
        Store = wrap(stored);
        Inbox = new Inbox(Store, time, (_, trouble) => Troubles.Enqueue(trouble));
    }

    public FakeTelegram Fake { get; }
    public TimeProvider Time { get; }
    public ILibraryStore Store { get; }
    public Inbox Inbox { get; }
    public RecordingTurns Turns { get; } = new();

    /// <summary>What the owners were told of.</summary>
    public System.Collections.Concurrent.ConcurrentQueue<Trouble> Troubles { get; } = new();
    public CollectedLogs Logs { get; } = new();
    public Dictionary<string, byte[]> Media { get; } = [];

    /// <summary>What Telegram should show of the bot: nothing, unless a test wants it.</summary>
    public IReadOnlyList<CommandMenu> Menus { get; set; } = [];
    public IReadOnlyList<ProfileText> Texts { get; set; } = [];

    /// <summary>What inline words find.</summary>
    public Func<InlineQuestion, IReadOnlyList<OfferedRecord>> Offers { get; set; } = _ => [];
    public List<(long From, long To)> Migrations { get; } = [];
    public TelegramService Service { get; private set; } = null!;
    public Task Running { get; private set; } = Task.CompletedTask;

    public static async Task<TelegramBench> Open(TimeProvider? time = null, Func<ILibraryStore, ILibraryStore>? wrap = null) =>
        new(await FakeTelegram.Start(), time ?? TimeProvider.System, wrap ?? (store => store));

    /// <param name="webhookSecret">Null: the bot polls.</param>
    /// <param name="run">False: it has not begun to receive.</param>
    public TelegramBench Start(string token = FakeTelegram.Token, string? webhookSecret = null, bool run = true)
    {
        stopping = new CancellationTokenSource();
        var hooks = new TelegramHooks(Inbox, (_, _, _) => { }, Media.GetValueOrDefault, SaveMedia, (from, to) => Migrations.Add((from, to)), _ => new TelegramLooks(Menus, Texts), Offers);
        Service = new TelegramService(new TelegramOptions(token, Fake.BaseUrl), Store, Time, Logs, hooks, webhookSecret);
        Service.IsReachedAt(PublicUrl);
        Turns.Hear = heard => Store.Commit(session => Service.Channel.Hear(session, heard));
        if (run)
            Running = Service.Run(Turns, stopping.Token);
        return this;
    }

    public async Task Stop()
    {
        await stopping.CancelAsync();
        await Running;
        Service.Dispose();
    }

    /// <summary>Waits until something that nobody tells of is so.</summary>
    public static async Task Until(Func<Task<bool>> so)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (!await so())
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, late.Token);
    }

    public Task<IReadOnlyList<InboxRow>> Waiting() => Inbox.LeftOver("telegram");

    public Task<IReadOnlyList<Quarantined>> Quarantine() => Store.Read(session => session.All(Quarantined.Rows));

    public async ValueTask DisposeAsync()
    {
        if (Service is not null)
            await Stop();
        await stored.DisposeAsync();
        await Fake.DisposeAsync();
        folder.Dispose();
        stopping.Dispose();
    }

    private static CommandMenu Menu(Lang? lang, string command, string description) => new(new MenuPlace.PrivateChats(), lang, [new MenuLine(command, description)]);

    private string? SaveMedia(byte[] bytes)
    {
        var id = "m" + (Media.Count + 1);
        Media[id] = bytes;
        return id;
    }
}

/// <summary>What was logged, line by line.</summary>
internal sealed class CollectedLogs : ILoggerFactory, ILogger
{
    private readonly System.Collections.Concurrent.ConcurrentQueue<string> lines = new();

    public IReadOnlyList<string> Lines => [.. lines];

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        lines.Enqueue($"{logLevel}: {formatter(state, exception)} {exception}");

    public void Dispose()
    {
    }
}
