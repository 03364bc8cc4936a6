using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LibraryBot.Tests.Support;

/// <summary>A Telegram server for tests on a port of its own, as strict as the real one where that matters to a bot.</summary>
public sealed class FakeTelegram : IAsyncDisposable
{
    public const string Token = "4711:fake-token-for-tests-only";
    public const long BotId = 4711;
    public const string BotUsername = "perpustakaan_bot";

    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentDictionary<long, FakeChat> chats = new();
    private readonly ConcurrentQueue<FakeCall> calls = new();
    private readonly WebApplication app;
    private TaskCompletionSource sent = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long lastGroup = 500;

    private FakeTelegram(TimeProvider time)
    {
        Time = time;
        Updates = new FakeUpdates(TimeProvider.System, stopping.Token) { Seen = update => Journal?.Update(update) };
        Patience = new FakePatience(time);
        Callbacks = new FakeCallbacks(this);
        Inline = new FakeInline(this);
        MenuBook = new FakeMenus(this);
        var methods = new FakeMethods(this);
        Webhook = new FakeWebhook(this, methods);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = 60 * 1024 * 1024);
        app = builder.Build();
        app.Run(context => new FakeHttp(this, methods).Answer(context));
    }

    public string BaseUrl { get; private set; } = "";
    public TimeProvider Time { get; }
    public FakeUpdates Updates { get; }
    public FakeFaults Faults { get; } = new();
    public FakeFiles Files { get; } = new();

    public FakeWebhook Webhook { get; }
    public FakeProfile Profile { get; } = new();

    /// <summary>Null: messages are not counted.</summary>
    public FakeLimits? Limits { get; set; }

    /// <summary>Whether the bot waited when it was told to.</summary>
    public FakePatience Patience { get; }

    /// <summary>Null: nothing is written down.</summary>
    public FakeJournal? Journal { get; set; }

    /// <summary>A server from before Bot API 9: no date-time entities, button styles, ephemeral messages, nor profile texts.</summary>
    public bool OlderServer { get; set; }

    /// <summary>On: what the bot sent cannot be deleted after two days, unless it is an administrator with that right.</summary>
    public bool DeletesOnlyFor48Hours { get; set; }

    /// <summary>What getMe says of privacy mode: false while the mode is on, as it is at first.</summary>
    public bool ReadsAllGroupMessages { get; set; }

    /// <summary>What getMe says of inline mode.</summary>
    public bool SupportsInline { get; set; }

    /// <summary>Every call that came with the right token, in order.</summary>
    public IReadOnlyList<FakeCall> Calls => [.. calls];

    /// <summary>By "scope|language": "default|", "all_private_chats|id", "chat:7|en", "chat_member:-100500:7|".</summary>
    public IReadOnlyDictionary<string, JsonArray> Menus => MenuBook.All;

    /// <summary>By chat, 0 for all the rest.</summary>
    public IReadOnlyDictionary<long, JsonObject> MenuButtons => MenuBook.Buttons;

    public IReadOnlyCollection<string> AnsweredCallbacks => [.. Callbacks.Answered.Keys];

    /// <summary>What was said to whoever pressed, "" when nothing.</summary>
    public IReadOnlyDictionary<string, string> CallbackTexts => Callbacks.Answered;

    internal FakeCallbacks Callbacks { get; }
    internal FakeInline Inline { get; }
    internal FakeMenus MenuBook { get; }
    internal CancellationToken Stopping => stopping.Token;
    internal Lock Guard { get; } = new();
    internal Task Sent => Volatile.Read(ref sent).Task;
    internal long Now => Time.GetUtcNow().ToUnixTimeSeconds();

    public static async Task<FakeTelegram> Start(TimeProvider? time = null)
    {
        var fake = new FakeTelegram(time ?? TimeProvider.System);
        await fake.app.StartAsync();
        fake.BaseUrl = fake.app.Urls.First();
        return fake;
    }

    public FakePrivateChat PrivateChat(long userId, string name, string language = "id", string? username = null) =>
        Add(new FakePrivateChat(this, new FakeUser(userId, name, language) { Username = username }));

    public FakeGroup Group(string title) => Add(new FakeGroup(this, -Interlocked.Increment(ref lastGroup), title, "group"));

    public FakeGroup Supergroup(string title, string? username = null) =>
        Add(new FakeGroup(this, -1_001_000_000_000 - Interlocked.Increment(ref lastGroup), title, "supergroup") { Username = username });

    public FakeGroup Channel(string title, string? username = null) =>
        Add(new FakeGroup(this, -1_001_000_000_000 - Interlocked.Increment(ref lastGroup), title, "channel") { Username = username });

    /// <summary>An update that Telegram.Bot cannot decode: a kind of member that no version knows.</summary>
    public int SendsPoison(FakeUser by)
    {
        var chat = chats.Values.First();
        return Updates.Add("my_chat_member", chat.Membership.Changed(by, chat.Membership.Of(BotId), new JsonObject { ["status"] = "overlord", ["user"] = BotJson() }));
    }

    public async Task<FakeCall> WaitsForCall(string method, int times = 1)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (true)
        {
            var signal = Sent;
            if (Calls.Where(call => call.Method == method).Skip(times - 1).FirstOrDefault() is { } call)
                return call;
            await signal.WaitAsync(late.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await Webhook.DisposeAsync();
        using var hurry = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await app.StopAsync(hurry.Token);
        await app.DisposeAsync();
        stopping.Dispose();
    }

    internal FakeChat? Find(long id) => chats.GetValueOrDefault(id);

    /// <summary>By id or by "@username", both as text.</summary>
    internal FakeChat? FindAny(string asked)
    {
        if (long.TryParse(asked, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id))
            return Find(id);
        return asked.StartsWith('@')
            ? chats.Values.OfType<FakeGroup>().FirstOrDefault(group => group.Username is { } name && name.Equals(asked[1..], StringComparison.OrdinalIgnoreCase))
            : null;
    }

    internal JsonObject BotJson() => new() { ["id"] = BotId, ["is_bot"] = true, ["first_name"] = "Perpustakaan", ["username"] = BotUsername };

    internal void Record(FakeCall call, FakeArguments arguments)
    {
        calls.Enqueue(call);
        Journal?.Call(call, arguments.Typed());
        Interlocked.Exchange(ref sent, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }

    private T Add<T>(T chat) where T : FakeChat
    {
        chats[chat.Id] = chat;
        return chat;
    }
}

/// <summary>A call that the bot made, and the status that it got (0: the connection was broken).</summary>
public sealed record FakeCall(string Method, JsonObject Arguments, int Status, DateTimeOffset At)
{
    /// <summary>What it answered, if it came to that.</summary>
    internal JsonNode? Result { get; init; }
}
