using System.Text.Json.Nodes;

namespace LibraryBot.Tests.Support;

/// <summary>getUpdates: one poll at a time waits; a second one ends the first.</summary>
internal sealed class FakePolls(FakeUpdates updates, TimeProvider time, CancellationToken stopping)
{
    private const string WebhookActive = "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first";
    private const string Terminated = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running";
    private readonly Lock guard = new();
    private Poll? current;

    public bool IsWaiting
    {
        get
        {
            lock (guard)
                return current is not null;
        }
    }

    /// <summary>Refuses the poll that waits, if one does.</summary>
    public void End(string why)
    {
        lock (guard)
            current?.Conflict.TrySetResult(why);
    }

    public async Task<JsonArray> Get(FakeArguments arguments)
    {
        var poll = Begin(arguments);
        try
        {
            return await Wait(poll, (int)Math.Clamp(arguments.Number("limit") ?? 100, 1, 100), Math.Clamp(arguments.Number("timeout") ?? 0, 0, 50));
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
            if (updates.Webhook is not null)
                throw new FakeRefusal(409, WebhookActive);
            // The poll that came first is the one that is ended.
            current?.Conflict.TrySetResult(Terminated);
            updates.Allow(arguments);
            if (arguments.Number("offset") is { } offset)
                updates.ConfirmBefore(offset);
            return current = new Poll();
        }
    }

    private async Task<JsonArray> Wait(Poll poll, int limit, long seconds)
    {
        var deadline = time.GetUtcNow() + TimeSpan.FromSeconds(seconds);
        while (true)
        {
            var signal = updates.Changed;
            if (poll.Conflict.Task.IsCompleted)
                throw new FakeRefusal(409, await poll.Conflict.Task);
            if (updates.First(limit) is { Count: > 0 } ready || time.GetUtcNow() >= deadline)
                return updates.First(limit);
            using var end = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            await Task.WhenAny(signal, poll.Conflict.Task, Task.Delay(deadline - time.GetUtcNow(), time, end.Token));
            await end.CancelAsync();
            stopping.ThrowIfCancellationRequested();
        }
    }

    private sealed class Poll
    {
        public TaskCompletionSource<string> Conflict { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
