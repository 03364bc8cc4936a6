using System.Text.Json.Nodes;

namespace LibraryBot.Tests.Support;

/// <summary>A body on its way to the app, and when it is brought next.</summary>
internal sealed record GraphParcel(GraphCallback To, JsonObject Body, GraphEvent First, DateTimeOffset FirstAt)
{
    // Counted from the first time; the first repetition comes at once.
    private static readonly TimeSpan[] Again =
    [
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(6),
        TimeSpan.FromHours(12), TimeSpan.FromHours(24), TimeSpan.FromHours(36),
    ];

    private bool wasRepeated;

    public DateTimeOffset NextAt { get; private set; } = FirstAt;

    /// <summary>False when its 36 hours are over.</summary>
    public bool PutOff(DateTimeOffset now)
    {
        if (!wasRepeated)
        {
            (wasRepeated, NextAt) = (true, now);
            return true;
        }

        var next = Again.FirstOrDefault(span => span > now - FirstAt);
        NextAt = FirstAt + next;
        return next > TimeSpan.Zero;
    }
}

/// <summary>Where the app listens, and the secret that signs.</summary>
internal sealed record GraphCallback(Uri Url, string Secret);
