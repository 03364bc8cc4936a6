using System.Text.Json.Nodes;

namespace LibraryBot.Tests.Support;

/// <summary>Updates that wait for the bot, and the one poll that may wait for them.</summary>
public sealed class FakeUpdates(TimeProvider time, CancellationToken stopping)
{
    private readonly Lock guard = new();
    private readonly List<Waiting> waiting = [];
    private HashSet<string>? allowed;
    private int lastId = 1000;
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Poll? current;

    /// <summary>The url while a webhook is set; polling is then refused.</summary>
    public string? Webhook { get; private set; }

    /// <summary>Updates that the bot has not yet confirmed with a higher offset.</summary>
    public int Unconfirmed
    {
        get
        {
            lock (guard)
                return waiting.Count;
        }
    }

    /// <summary>True while a poll waits for updates.</summary>
    public bool IsPolled
    {
        get
        {
            lock (guard)
                return current is not null;
        }
    }

    /// <summary>Queues an update of a kind ("message", "callback_query", ...), unless the bot does not want that kind.</summary>
    public int Add(string kind, JsonObject content)
    {
        lock (guard)
        {
            lastId++;
            if (allowed is null || allowed.Contains(kind))
                waiting.Add(new Waiting(lastId, new JsonObject { ["update_id"] = lastId, [kind] = content }.ToJsonString()));
            Wake();
            return lastId;
        }
    }

    /// <summary>Queues an update again or out of order, as it is.</summary>
    public void AddAgain(int id, string kind, JsonObject content)
    {
        lock (guard)
        {
            waiting.Add(new Waiting(id, new JsonObject { ["update_id"] = id, [kind] = content }.ToJsonString()));
            Wake();
        }
    }

    public void SetWebhook(string url)
    {
        lock (guard)
        {
            Webhook = url.Length == 0 ? null : url;
            current?.Conflict.TrySetResult();
        }
    }

    public void DeleteWebhook(bool dropPending)
    {
        lock (guard)
        {
            Webhook = null;
            if (dropPending)
                waiting.Clear();
        }
    }

    public async Task<JsonArray> Get(FakeArguments arguments)
    {
        var poll = Begin(arguments);
        try
        {
            var deadline = time.GetUtcNow() + TimeSpan.FromSeconds(Math.Clamp(arguments.Number("timeout") ?? 0, 0, 50));
            while (true)
            {
                Task signal;
                lock (guard)
                {
                    if (Ready(arguments) is { Count: > 0 } ready || time.GetUtcNow() >= deadline)
                        return Ready(arguments);
                    signal = changed.Task;
                }

                using var end = CancellationTokenSource.CreateLinkedTokenSource(stopping);
                await Task.WhenAny(signal, poll.Conflict.Task, Task.Delay(deadline - time.GetUtcNow(), time, end.Token));
                await end.CancelAsync();
                if (poll.Conflict.Task.IsCompleted)
                    throw Webhook is null ? Terminated() : WebhookActive();
                stopping.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            lock (guard)
                current = current == poll ? null : current;
        }
    }

    private Poll Begin(FakeArguments arguments)
    {
        lock (guard)
        {
            if (Webhook is not null)
                throw WebhookActive();
            // The poll that came first is the one that is ended.
            current?.Conflict.TrySetResult();
            if (arguments.Json("allowed_updates") is JsonArray names)
                allowed = names.Count == 0 ? null : [.. names.Select(name => (string)name!)];
            if (arguments.Number("offset") is { } offset)
                Confirm(offset);
            return current = new Poll();
        }
    }

    private void Confirm(long offset)
    {
        if (offset < 0)
            waiting.RemoveRange(0, Math.Max(0, waiting.Count + (int)offset));
        else
            waiting.RemoveAll(update => update.Id < offset);
    }

    private JsonArray Ready(FakeArguments arguments) =>
        [.. waiting.Take((int)Math.Clamp(arguments.Number("limit") ?? 100, 1, 100)).Select(update => JsonNode.Parse(update.Json))];

    private void Wake()
    {
        changed.TrySetResult();
        changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private static FakeRefusal Terminated() =>
        new(409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running");

    private static FakeRefusal WebhookActive() =>
        new(409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first");

    private sealed record Waiting(int Id, string Json);

    private sealed class Poll
    {
        public TaskCompletionSource Conflict { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
