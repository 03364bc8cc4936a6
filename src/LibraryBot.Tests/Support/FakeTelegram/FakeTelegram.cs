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
    private readonly ConcurrentDictionary<string, DateTimeOffset> callbacks = new();
    private readonly ConcurrentQueue<FakeCall> calls = new();
    private readonly FakeMethods methods;
    private readonly WebApplication app;
    private TaskCompletionSource sent = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long lastGroup = 500;
    private int lastCallback;

    private FakeTelegram(TimeProvider time)
    {
        Time = time;
        Updates = new FakeUpdates(TimeProvider.System, stopping.Token);
        methods = new FakeMethods(this);
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

    /// <summary>Null: messages are not counted.</summary>
    public FakeLimits? Limits { get; set; }

    /// <summary>Every call that came with the right token, in order.</summary>
    public IReadOnlyList<FakeCall> Calls => [.. calls];

    public IReadOnlyDictionary<string, JsonArray> Menus => methods.Menus;
    public IReadOnlyCollection<string> AnsweredCallbacks => methods.AnsweredCallbacks;

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

    public FakePrivateChat PrivateChat(long userId, string name, string language = "id") =>
        Add(new FakePrivateChat(this, new FakeUser(userId, name, language)));

    public FakeGroup Group(string title) => Add(new FakeGroup(this, -Interlocked.Increment(ref lastGroup), title, "group"));

    public FakeGroup Supergroup(string title, string? username = null) =>
        Add(new FakeGroup(this, -1_001_000_000_000 - Interlocked.Increment(ref lastGroup), title, "supergroup") { Username = username });

    public FakeGroup Channel(string title, string? username = null) =>
        Add(new FakeGroup(this, -1_001_000_000_000 - Interlocked.Increment(ref lastGroup), title, "channel") { Username = username });

    /// <summary>An update that Telegram.Bot cannot decode: a kind of member that no version knows.</summary>
    public int SendsPoison(FakeUser by)
    {
        var chat = chats.Values.First();
        return Updates.Add("my_chat_member", Membership(chat, by, new JsonObject { ["status"] = "overlord", ["user"] = BotJson() }));
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
        using var hurry = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await app.StopAsync(hurry.Token);
        await app.DisposeAsync();
        stopping.Dispose();
    }

    internal FakeChat? Find(long id) => chats.GetValueOrDefault(id);

    internal FakeChat? Find(string username) =>
        chats.Values.OfType<FakeGroup>().FirstOrDefault(group => group.Username is { } name && name.Equals(username, StringComparison.OrdinalIgnoreCase));

    internal JsonObject BotJson() => new() { ["id"] = BotId, ["is_bot"] = true, ["first_name"] = "Perpustakaan", ["username"] = BotUsername };

    internal string NewCallback()
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"cb{Interlocked.Increment(ref lastCallback)}");
        callbacks[id] = Time.GetUtcNow();
        return id;
    }

    internal DateTimeOffset? CallbackAsked(string id) => callbacks.TryGetValue(id, out var at) ? at : null;

    internal int BotBecomes(FakeChat chat, FakeUser by, string status)
    {
        var member = new JsonObject { ["status"] = status, ["user"] = BotJson() };
        if (status == "kicked")
            member["until_date"] = 0;
        if (status == "administrator")
        {
            foreach (var right in (string[])["can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats",
                "can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories", "can_delete_stories"])
                member[right] = false;
            member["can_post_messages"] = true;
        }

        return Updates.Add("my_chat_member", Membership(chat, by, member));
    }

    internal void Record(FakeCall call)
    {
        calls.Enqueue(call);
        Interlocked.Exchange(ref sent, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }

    private JsonObject Membership(FakeChat chat, FakeUser by, JsonObject member) => new()
    {
        ["chat"] = chat.Json(),
        ["from"] = by.Json(),
        ["date"] = Now,
        ["old_chat_member"] = new JsonObject { ["status"] = "left", ["user"] = BotJson() },
        ["new_chat_member"] = member,
    };

    private T Add<T>(T chat) where T : FakeChat
    {
        chats[chat.Id] = chat;
        return chat;
    }
}

/// <summary>A call that the bot made, and the status that it got (0: the connection was broken).</summary>
public sealed record FakeCall(string Method, JsonObject Arguments, int Status, DateTimeOffset At);
