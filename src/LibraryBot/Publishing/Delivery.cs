using System.Globalization;
using System.Text.Json.Serialization;
using LibraryBot.Activities;
using LibraryBot.Language;
using LibraryBot.Storage;

namespace LibraryBot.Publishing;

public enum DeliveryState
{
    /// <summary>Waits for its moment; nothing has been sent.</summary>
    Planned,

    /// <summary>The intent is written; the network is being called. Found so at start, it is <see cref="Unknown"/>.</summary>
    Committing,
    Published,

    /// <summary>It may be there or not. Never sent again by itself: a person looks.</summary>
    Unknown,
    Refused,
    Rehearsed,
    Cancelled,

    /// <summary>It was there and was taken away.</summary>
    Withdrawn,
}

/// <summary>What is done at a destination.</summary>
public enum DeliveryWork
{
    Publish,

    /// <summary>A new version takes the place of the one that stands there.</summary>
    Correct,

    /// <summary>What stands there is taken away.</summary>
    Withdraw,
}

/// <summary>One approved version on its way to one destination, with its own copy of what was approved.</summary>
public sealed record Delivery
{
    public static readonly Collection<Delivery> Deliveries = new("deliveries", delivery => delivery.Id);
    public static readonly StoreIndex<Delivery> ByPost = Deliveries.ByNumber("post", delivery => delivery.Post);
    public static readonly StoreIndex<Delivery> ByDue = Deliveries.ByNumber("due", delivery => delivery.State == DeliveryState.Planned ? delivery.DueAt.UtcTicks : null);

    /// <summary>What is planned for a destination, in the order in which it is due.</summary>
    public static readonly StoreIndex<Delivery> ByPlan = Deliveries.ByText("plan", delivery => delivery.PlanKey);
    public static readonly StoreIndex<Delivery> ByState = Deliveries.ByText("state", delivery => delivery.State.ToString());

    /// <summary>How long a network may put a delivery off: an announcement that comes hours late helps nobody.</summary>
    public static readonly TimeSpan LateAtMost = TimeSpan.FromHours(2);

    /// <summary>The reason of one that its subscriber no longer wants, as of all that our own side gives: a key of dialogs/broadcast.</summary>
    public const string Stopped = "stopped";

    public required long Post { get; init; }
    public required int Version { get; init; }
    public DeliveryWork Work { get; init; }

    /// <summary>A destination's id; for a subscriber their subscription's id.</summary>
    public required string DestinationId { get; init; }

    /// <summary>Of one that goes to a subscriber of the topic, in private: the language that they get it in.</summary>
    public Lang? SubscriberLang { get; init; }

    [JsonIgnore]
    public bool IsToSubscriber => SubscriberLang is not null;
    public required string Kind { get; init; }
    public required string DestinationName { get; init; }
    public required string Address { get; init; }
    public required string Text { get; init; }
    public IReadOnlyList<Picture> Pictures { get; init; } = [];
    public IReadOnlyList<Entity> Moments { get; init; } = [];
    public IReadOnlyList<CardAction> Buttons { get; init; } = [];

    /// <summary>The delivery whose place a correction takes, or that is withdrawn.</summary>
    public string? Before { get; init; }
    public required DateTimeOffset DueAt { get; init; }
    public DeliveryState State { get; init; } = DeliveryState.Planned;
    public int Attempts { get; init; }

    /// <summary>When it was first sent on its way.</summary>
    public DateTimeOffset? BegunAt { get; init; }
    public string? ExternalId { get; init; }
    public string? Link { get; init; }
    public string? Why { get; init; }

    public string Id => Work == DeliveryWork.Withdraw ? $"{Post}/{Version}/{DestinationId}/withdraw" : $"{Post}/{Version}/{DestinationId}";

    /// <summary>The broadcast that it is a part of.</summary>
    [JsonIgnore]
    public string BroadcastId => Broadcast.IdOf(Post, Version, Work);

    [JsonIgnore]
    public PublishRequest Request => new(Address, Text) { Pictures = Pictures, Moments = Moments, Buttons = Buttons };

    /// <summary>Whether nothing more happens to it by itself.</summary>
    [JsonIgnore]
    public bool IsSettled => State is not (DeliveryState.Planned or DeliveryState.Committing);

    /// <summary>What is planned for a destination, the next first.</summary>
    public static IReadOnlyList<Delivery> Planned(IStoreReader store, string destinationId) =>
        store.Beginning(Deliveries, ByPlan, PlanOf(destinationId));

    /// <summary>What a network's answer makes of this delivery. An answer that proves nothing was sent lets it be planned again, for two hours.</summary>
    public Delivery After(SendResult result, DateTimeOffset now) => result switch
    {
        SendResult.Published when Work == DeliveryWork.Withdraw => this with { State = DeliveryState.Withdrawn },
        SendResult.Published published => this with { State = DeliveryState.Published, ExternalId = published.ExternalId, Link = published.Link, Why = null },
        SendResult.TryAgain again when now - (BegunAt ?? now) < LateAtMost =>
            this with { State = DeliveryState.Planned, DueAt = now + again.Pause(Attempts - 1), Why = again.Why },
        SendResult.TryAgain again => this with { State = DeliveryState.Refused, Why = again.Why },
        SendResult.Refused refused => this with { State = DeliveryState.Refused, Why = refused.Why },
        SendResult.Reconnect reconnect => this with { State = DeliveryState.Refused, Why = reconnect.Why },
        SendResult.Unknown unknown => this with { State = DeliveryState.Unknown, Why = unknown.Why },
        _ => throw new InvalidOperationException($"No rule for {result}."),
    };

    private string? PlanKey => State == DeliveryState.Planned
        ? PlanOf(DestinationId) + DueAt.UtcTicks.ToString("D19", CultureInfo.InvariantCulture)
        : null;

    private static string PlanOf(string destinationId) => destinationId + '|';
}
