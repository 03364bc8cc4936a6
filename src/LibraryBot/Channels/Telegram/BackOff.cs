namespace LibraryBot.Channels.Telegram;

/// <summary>How long to wait before asking a troubled server again: 1 s, doubling up to 30 s, with jitter.</summary>
internal sealed class BackOff
{
    public static readonly TimeSpan AtLeast = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan AtMost = TimeSpan.FromSeconds(30);
    private int failures;

    public TimeSpan Next()
    {
        var seconds = Math.Pow(2, Math.Min(failures++, 5)) * (0.75 + Random.Shared.NextDouble() / 2);
        return TimeSpan.FromSeconds(Math.Clamp(seconds, AtLeast.TotalSeconds, AtMost.TotalSeconds));
    }

    public void Reset() => failures = 0;
}
