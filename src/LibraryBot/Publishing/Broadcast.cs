using System.Text.Json.Serialization;
using LibraryBot.Storage;

namespace LibraryBot.Publishing;

public enum BroadcastState
{
    Running,

    /// <summary>Held by a person, or because it is so late that a person must say whether it still goes out.</summary>
    Paused,

    /// <summary>What has not gone out does not go out any more.</summary>
    Cancelled,
    Done,
}

/// <summary>
/// All deliveries of one version: how far they are, and whether they may go on. The counts are kept with every delivery's own
/// change, so that a broadcast to thousands is never counted through.
/// </summary>
public sealed record Broadcast(long Post, int Version, DeliveryWork Work, DateTimeOffset DueAt)
{
    public static readonly Collection<Broadcast> Broadcasts = new("broadcasts", broadcast => broadcast.Id);
    public static readonly StoreIndex<Broadcast> ByState = Broadcasts.ByText("state", broadcast => broadcast.State.ToString());

    public BroadcastState State { get; init; }

    /// <summary>How many deliveries are in each state; those with none are left out.</summary>
    public IReadOnlyDictionary<DeliveryState, int> Counts { get; init; } = new Dictionary<DeliveryState, int>();

    /// <summary>Whether the topic's subscribers have deliveries of their own yet; they are looked up when it goes out.</summary>
    public bool HasReachedSubscribers { get; init; } = true;

    /// <summary>When its first delivery began.</summary>
    public DateTimeOffset? BegunAt { get; init; }

    /// <summary>How many were settled when its people were last shown how far it is, in a message that is edited in place; null: never shown.</summary>
    public int? ShownSettled { get; init; }

    /// <summary>A person has said that it still goes out, however late.</summary>
    public bool MayBeLate { get; init; }

    public string Id => IdOf(Post, Version, Work);

    public static string IdOf(long post, int version, DeliveryWork work) => $"{post}/{version}/{work}";

    [JsonIgnore]
    public int Total => Counts.Values.Sum();

    /// <summary>Not yet settled.</summary>
    [JsonIgnore]
    public int Waiting => Counts.Where(count => !Delivery.IsSettledIn(count.Key)).Sum(count => count.Value);

    [JsonIgnore]
    public int Settled => Total - Waiting;

    [JsonIgnore]
    public bool IsSettled => Waiting == 0 && HasReachedSubscribers;

    public int Count(DeliveryState state) => Counts.GetValueOrDefault(state);

    /// <summary>The broadcast of a delivery; one of a store from before there were any is counted now.</summary>
    public static Broadcast Of(IStoreReader store, Delivery delivery) =>
        store.Get(Broadcasts, delivery.BroadcastId) ?? new Broadcast(delivery.Post, delivery.Version, delivery.Work, delivery.DueAt).Recounted(store);

    /// <summary>Keeps how a delivery stands, and counts it; answers its broadcast as it stands then.</summary>
    public static Broadcast Record(IStoreSession store, Delivery delivery)
    {
        var broadcast = Of(store, delivery);
        var before = store.Get(Delivery.Deliveries, delivery.Id)?.State;
        store.Put(Delivery.Deliveries, delivery);
        var counted = broadcast.Counting(before, delivery.State) with { BegunAt = broadcast.BegunAt ?? delivery.BegunAt };
        store.Put(Broadcasts, counted);
        return counted;
    }

    /// <summary>With one delivery more in a state, and one less in another when it was counted there before.</summary>
    public Broadcast Counting(DeliveryState? before, DeliveryState now)
    {
        var counts = new Dictionary<DeliveryState, int>(Counts) { [now] = Count(now) + 1 };
        if (before is { } left && counts.TryGetValue(left, out var there))
            counts[left] = there - 1;
        return this with { Counts = counts.Where(count => count.Value > 0).ToDictionary() };
    }

    /// <summary>Counted through from its deliveries.</summary>
    public Broadcast Recounted(IStoreReader store) => this with
    {
        Counts = store.Find(Delivery.Deliveries, Delivery.ByPost, Post)
            .Where(delivery => delivery.BroadcastId == Id)
            .GroupBy(delivery => delivery.State)
            .ToDictionary(state => state.Key, state => state.Count()),
    };
}
