using System.Globalization;
using System.Text.Json.Nodes;

namespace LibraryBot.Tests.Support;

/// <summary>Updates that wait for the bot, in order.</summary>
public sealed class FakeUpdates
{
    /// <summary>Kinds that come only to a bot that names them.</summary>
    private static readonly string[] OnlyWhenNamed = ["chat_member", "message_reaction", "message_reaction_count"];
    private const int Remembered = 1000;
    private readonly Lock guard = new();
    private readonly List<FakeUpdate> waiting = [];
    private readonly Dictionary<int, FakeUpdate> past = [];
    private readonly FakePolls polls;
    private HashSet<string>? allowed;
    private int lastId = 1000;
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal FakeUpdates(TimeProvider time, CancellationToken stopping) => polls = new FakePolls(this, time, stopping);

    /// <summary>The url while a webhook is set; polling is then refused.</summary>
    public string? Webhook { get; private set; }

    /// <summary>Updates that the bot has not yet confirmed: with a higher offset, or by a 2xx answer of its webhook.</summary>
    public int Unconfirmed
    {
        get
        {
            lock (guard)
                return waiting.Count;
        }
    }

    /// <summary>Ends when nothing is unconfirmed.</summary>
    public async Task AllConfirmed()
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        for (var signal = Changed; Unconfirmed > 0; signal = Changed)
            await signal.WaitAsync(late.Token);
    }

    /// <summary>True while a poll waits for updates.</summary>
    public bool IsPolled => polls.IsWaiting;

    /// <summary>The kinds that the bot asked for; null when it never did.</summary>
    public IReadOnlyCollection<string>? Allowed
    {
        get
        {
            lock (guard)
                return allowed?.Order(StringComparer.Ordinal).ToList();
        }
    }

    /// <summary>Sees every update as it is queued.</summary>
    internal Action<JsonNode>? Seen { get; set; }

    internal Task Changed
    {
        get
        {
            lock (guard)
                return changed.Task;
        }
    }

    /// <summary>Queues an update of a kind ("message", "callback_query", ...), unless the bot does not want that kind.</summary>
    public int Add(string kind, JsonObject content)
    {
        lock (guard)
        {
            var id = ++lastId;
            if (allowed?.Contains(kind) ?? !OnlyWhenNamed.Contains(kind))
                Queue(id, ChatOf(content), new JsonObject { ["update_id"] = id, [kind] = content.DeepClone() });
            return id;
        }
    }

    /// <summary>Queues an update under a number of the past or out of order, as it is.</summary>
    public void AddAgain(int id, string kind, JsonObject content)
    {
        lock (guard)
            Queue(id, ChatOf(content), new JsonObject { ["update_id"] = id, [kind] = content.DeepClone() });
    }

    /// <summary>Queues whatever this is in an update's place, fit for nobody; answers the number that it stands under.</summary>
    public int AddPoison(FakePoison poison)
    {
        lock (guard)
        {
            var id = ++lastId;
            Queue(id, 0, poison.Json(id));
            return id;
        }
    }

    /// <summary>Queues the very same update once more, as Telegram does when it is in doubt.</summary>
    public void Repeat(int id)
    {
        lock (guard)
        {
            waiting.Add(past[id]);
            Wake();
        }
    }

    /// <summary>What waits is now given in the opposite order.</summary>
    public void Reverse()
    {
        lock (guard)
            waiting.Reverse();
    }

    /// <summary>The next update has this number, as after a week without any, even when it is lower than the last.</summary>
    public void GoOnFrom(int id)
    {
        lock (guard)
            lastId = id - 1;
    }

    public void SetWebhook(string url)
    {
        lock (guard)
        {
            Webhook = url.Length == 0 ? null : url;
            Wake();
        }

        // Not within the lock: a poll that begins takes its own first.
        if (url.Length > 0)
            polls.End("Conflict: terminated by setWebhook request");
    }

    public void DeleteWebhook(bool dropPending)
    {
        lock (guard)
        {
            Webhook = null;
            if (dropPending)
                waiting.Clear();
            Wake();
        }
    }

    /// <summary>The long poll of getUpdates.</summary>
    public Task<JsonArray> Get(FakeArguments arguments) => polls.Get(arguments);

    internal void Allow(FakeArguments arguments)
    {
        lock (guard)
        {
            if (arguments.Json("allowed_updates") is JsonArray names)
                allowed = names.Count == 0 ? null : [.. names.Select(name => (string)name!)];
        }
    }

    /// <summary>Forgets what lies before an offset; a negative one counts from the end.</summary>
    internal void ConfirmBefore(long offset)
    {
        lock (guard)
        {
            if (offset < 0)
                waiting.RemoveRange(0, Math.Max(0, waiting.Count + (int)offset));
            else
                waiting.RemoveAll(update => update.Id < offset);
            Wake();
        }
    }

    internal void Confirm(FakeUpdate update)
    {
        lock (guard)
        {
            waiting.Remove(update);
            Wake();
        }
    }

    /// <summary>What is queued in here comes in one poll, as what was sent in one moment does.</summary>
    internal T Together<T>(Func<T> queue)
    {
        lock (guard)
            return queue();
    }

    internal void Wake()
    {
        lock (guard)
        {
            changed.TrySetResult();
            changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    internal JsonArray First(int count)
    {
        lock (guard)
            return [.. waiting.Take(count).Select(update => JsonNode.Parse(update.Json))];
    }

    /// <summary>The oldest update of each chat that has none on its way.</summary>
    internal IReadOnlyList<FakeUpdate> FirstOfChats(IReadOnlySet<long> busy, int count)
    {
        lock (guard)
            return [.. waiting.Where(update => !busy.Contains(update.Chat)).DistinctBy(update => update.Chat).Take(count)];
    }

    private void Queue(int id, long chat, JsonNode update)
    {
        Seen?.Invoke(update);
        var queued = new FakeUpdate(id, chat, update.ToJsonString());
        waiting.Add(queued);
        past[id] = queued;
        past.Remove(id - Remembered);
        Wake();
    }

    private static long ChatOf(JsonObject content) =>
        (content["chat"]?["id"] ?? content["message"]?["chat"]?["id"] ?? content["from"]?["id"]) is { } id
            ? long.Parse(id.ToString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : 0;
}

/// <summary>One that waits; the chat is the person for what belongs to no chat.</summary>
internal sealed record FakeUpdate(int Id, long Chat, string Json);
