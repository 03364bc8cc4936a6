using System.Text.Json.Nodes;

namespace LibraryBot.Tests.Support;

/// <summary>Remembers what the bot was told to wait for with 429, and whether it did: what leads to bans is not a 429 but calling on.</summary>
public sealed class FakePatience(TimeProvider time)
{
    private static readonly string[] Sending = ["send", "edit", "copy", "forward"];
    private readonly Lock guard = new();
    private readonly Dictionary<string, Told> told = [];
    private readonly List<FakeImpatience> broken = [];

    /// <summary>Calls that were on their way when the bot was told are no breach: they arrive within this time of the telling.</summary>
    public TimeSpan Grace { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Calls that came although the bot had been told to wait.</summary>
    public IReadOnlyList<FakeImpatience> Broken
    {
        get
        {
            lock (guard)
                return [.. broken];
        }
    }

    internal void Tell(string method, FakeRefusal refusal)
    {
        if (refusal.Parameters?["retry_after"] is not { } seconds)
            return;
        lock (guard)
        {
            var now = time.GetUtcNow();
            var until = now + TimeSpan.FromSeconds((int)seconds);
            var scope = refusal.OnlyChat is { } chat ? $"chat {chat}" : Sends(method) ? "all" : method;
            // To be told again is not to be told to wait longer.
            if (!told.TryGetValue(scope, out var before) || before.Until <= now)
                told[scope] = new Told(now, until);
        }
    }

    /// <summary>The refusal of a call that comes too early, and a note of it; null when nobody was told to wait.</summary>
    internal FakeRefusal? Hear(string method, FakeArguments arguments)
    {
        lock (guard)
        {
            var now = time.GetUtcNow();
            var chat = $"chat {arguments.Text("chat_id")}";
            var scopes = Sends(method) ? (string[])["all", chat, method] : [method];
            var waits = scopes.Select(scope => told.GetValueOrDefault(scope)).OfType<Told>().Where(wait => wait.Until > now).ToList();
            if (waits.Count == 0)
                return null;
            var until = waits.Max(wait => wait.Until);
            if (waits.Any(wait => now > wait.At + Grace))
                broken.Add(new FakeImpatience(method, (JsonObject)arguments.Values.DeepClone(), now, until));
            return FakeRefusal.Flood(Math.Max(1, (int)Math.Ceiling((until - now).TotalSeconds)), waits is [var one] && told.GetValueOrDefault(chat) == one ? arguments.Number("chat_id") : null);
        }
    }

    private static bool Sends(string method) => Sending.Any(verb => method.StartsWith(verb, StringComparison.OrdinalIgnoreCase))
        && !method.Equals("sendChatAction", StringComparison.OrdinalIgnoreCase);

    private sealed record Told(DateTimeOffset At, DateTimeOffset Until);
}

/// <summary>A call that came before the time that the bot had been told to wait for.</summary>
public sealed record FakeImpatience(string Method, JsonObject Arguments, DateTimeOffset At, DateTimeOffset Until);
