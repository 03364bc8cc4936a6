using System.Security.Cryptography;
using System.Text.Json;

namespace LibraryBot.Publishing;

/// <summary>A call that changes the world: written down before it is made, closed with what came of it.</summary>
/// <param name="RequestHash">What was to be sent, with what the network held of it by then.</param>
/// <param name="Fence">The number of the lease under which it was made.</param>
public sealed record Attempt(Phase Phase, string RequestHash, DateTimeOffset StartedAt, long Fence)
{
    public DateTimeOffset? EndedAt { get; init; }
    public string? Outcome { get; init; }

    public static Attempt Begin(Delivery delivery, Phase phase, DateTimeOffset now, long fence) => new(phase, HashOf(delivery, phase), now, fence);

    private static string HashOf(Delivery delivery, Phase phase) => Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new
    {
        phase,
        delivery.Work,
        delivery.Text,
        delivery.Pictures,
        delivery.At.Parts,
        delivery.At.Whole,
    })));
}
