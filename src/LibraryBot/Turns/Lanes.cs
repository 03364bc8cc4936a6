using System.Collections.Concurrent;

namespace LibraryBot.Turns;

/// <summary>One thing at a time per key, in the order of asking; different keys side by side.</summary>
public sealed class Lanes
{
    private readonly ConcurrentDictionary<string, Task> last = new();
    private readonly Lock gate = new();

    public Task<T> Run<T>(string key, Func<Task<T>> work)
    {
        Task<T> mine;
        lock (gate)
        {
            var before = last.GetValueOrDefault(key, Task.CompletedTask);
            mine = After(before, work);
            last[key] = mine;
        }

        _ = mine.ContinueWith(done => last.TryRemove(new KeyValuePair<string, Task>(key, done)), TaskScheduler.Default);
        return mine;
    }

    private static async Task<T> After<T>(Task before, Func<Task<T>> work)
    {
        // What went wrong before was its own caller's to hear.
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        return await work();
    }
}
