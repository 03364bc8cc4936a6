using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;

namespace LibraryBot.Tests.Support;

/// <summary>Buttons that were pressed and wait for their answer, which must come within fifteen seconds.</summary>
internal sealed class FakeCallbacks(FakeTelegram fake)
{
    private static readonly TimeSpan Lives = TimeSpan.FromSeconds(15);
    private readonly ConcurrentDictionary<string, DateTimeOffset> asked = new();
    private readonly ConcurrentDictionary<string, string> answered = new();
    private int last;

    /// <summary>What was said to each, "" when nothing.</summary>
    public IReadOnlyDictionary<string, string> Answered => answered;

    public string New()
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"cb{Interlocked.Increment(ref last)}");
        asked[id] = fake.Time.GetUtcNow();
        return id;
    }

    public bool IsOpen(string id) => asked.TryGetValue(id, out var at) && fake.Time.GetUtcNow() - at <= Lives;

    public JsonNode Answer(FakeArguments arguments)
    {
        var id = arguments.Text("callback_query_id") ?? "";
        if (!IsOpen(id))
            throw FakeRefusal.Bad("query is too old and response timeout expired or query ID is invalid");
        var text = arguments.Text("text") ?? "";
        if (text.Length > 200)
            throw FakeRefusal.Bad("MESSAGE_TOO_LONG");
        answered[id] = text;
        return true;
    }
}
