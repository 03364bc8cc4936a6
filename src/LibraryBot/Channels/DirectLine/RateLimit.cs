namespace LibraryBot.Channels.DirectLine;

/// <summary>How much one caller may do: so many units in each window of time, counted for each key.</summary>
internal sealed class RateLimit(TimeProvider clock, int units, TimeSpan window)
{
    private const int KeysBeforeSweep = 10_000;
    private readonly Lock gate = new();
    private readonly Dictionary<string, Spent> spent = new(StringComparer.Ordinal);

    /// <summary>Null when it may; otherwise how long to wait.</summary>
    public TimeSpan? Spend(string key, int cost = 1)
    {
        var now = clock.GetUtcNow();
        lock (gate)
        {
            var current = spent.TryGetValue(key, out var known) && now - known.Since < window ? known : new Spent(now, 0);
            if (current.Units + cost > units)
                return current.Since + window - now;

            SweepWhenFull(now);
            spent[key] = current with { Units = current.Units + cost };
            return null;
        }
    }

    private void SweepWhenFull(DateTimeOffset now)
    {
        if (spent.Count < KeysBeforeSweep)
            return;
        foreach (var (key, old) in spent)
        {
            if (now - old.Since >= window)
                spent.Remove(key);
        }
    }

    private readonly record struct Spent(DateTimeOffset Since, int Units);
}
