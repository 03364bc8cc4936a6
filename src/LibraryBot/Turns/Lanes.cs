namespace LibraryBot.Turns;

/// <summary>One thing at a time per key, in the order of asking; different keys side by side.</summary>
public sealed class Lanes
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Task> last = new(StringComparer.Ordinal);

    /// <summary>Begins at once, on the caller's thread, when nothing of this key is under way.</summary>
    public async Task<T> Run<T>(string key, Func<Task<T>> work)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (Queue(key, ended.Task) is { } before)
            await before;
        try
        {
            return await work();
        }
        finally
        {
            Leave(key, ended.Task);
            // Set whatever came of it: what went wrong is its own caller's to hear, not the next one's.
            ended.SetResult();
        }
    }

    private Task? Queue(string key, Task mine)
    {
        lock (gate)
        {
            last.TryGetValue(key, out var before);
            last[key] = mine;
            return before;
        }
    }

    private void Leave(string key, Task mine)
    {
        lock (gate)
        {
            if (last[key] == mine)
                last.Remove(key);
        }
    }
}
