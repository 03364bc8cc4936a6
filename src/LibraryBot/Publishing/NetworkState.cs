using LibraryBot.Storage;

namespace LibraryBot.Publishing;

/// <summary>
/// How a network stands that takes posts in steps: which program publishes there, until when it wants no calls, and since when its
/// token is dead. A lease lets one program publish; its fencing number is written into each attempt.
/// </summary>
public sealed record NetworkState(string Kind)
{
    public static readonly Collection<NetworkState> States = new("networks", state => state.Kind);

    /// <summary>Longer than one call takes.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(90);

    public string? Holder { get; init; }
    public long Fence { get; init; }
    public DateTimeOffset HeldUntil { get; init; }
    public DateTimeOffset PausedUntil { get; init; }
    public DateTimeOffset? DownSince { get; init; }

    public static NetworkState Of(IStoreReader store, string kind) => store.Get(States, kind) ?? new NetworkState(kind);

    /// <summary>Whether another program publishes there.</summary>
    public bool IsHeldByOther(string holder, DateTimeOffset now) => Holder is not null && Holder != holder && HeldUntil > now;

    /// <summary>Whether the lease is to be written again: it is not ours, or half of it is over.</summary>
    public bool IsDue(string holder, DateTimeOffset now) => Holder != holder || HeldUntil - now < Lease / 2;

    public NetworkState HeldBy(string holder, DateTimeOffset now) => this with { Holder = holder, Fence = Holder == holder ? Fence : Fence + 1, HeldUntil = now + Lease };
}
