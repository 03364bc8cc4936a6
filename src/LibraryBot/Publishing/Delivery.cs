using System.Globalization;
using System.Text.Json.Serialization;
using LibraryBot.Activities;
using LibraryBot.Language;
using LibraryBot.Storage;

namespace LibraryBot.Publishing;

public enum DeliveryState
{
    /// <summary>Waits for its moment; nothing is visible.</summary>
    Planned,

    /// <summary>The network is being given something that nobody sees. Found so at start, it is <see cref="Planned"/>.</summary>
    Staging,

    /// <summary>The network holds all of it, unseen.</summary>
    Staged,

    /// <summary>The intent is written; the network is being called. Found so at start, nobody knows what became of it.</summary>
    Committing,

    /// <summary>The network wants none for a while: a throttle, the posts of a day used up.</summary>
    Waiting,

    /// <summary>It may be there or not; the network is asked.</summary>
    Unknown,
    Published,

    /// <summary>It may be there or not, and asking the network did not tell. Never sent again by itself: a person looks.</summary>
    NeedsHuman,

    /// <summary>The network's token is dead: it goes on after a new one.</summary>
    ChannelDown,
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
    public static readonly StoreIndex<Delivery> ByDue = Deliveries.ByNumber("due", delivery => delivery.IsInPlan ? delivery.DueAt.UtcTicks : null);

    /// <summary>What is planned for a destination, in the order in which it is due.</summary>
    public static readonly StoreIndex<Delivery> ByPlan = Deliveries.ByText("plan", delivery => delivery.PlanKey);
    public static readonly StoreIndex<Delivery> ByState = Deliveries.ByText("state", delivery => delivery.State.ToString());

    /// <summary>What stands at a network with comments, by its id there and by when it went out.</summary>
    public static readonly StoreIndex<Delivery> ByExternalId = Deliveries.ByText("external", delivery => delivery.HasComments ? ExternalKey(delivery.Kind, delivery.ExternalId!) : null);
    public static readonly StoreIndex<Delivery> ByCommented = Deliveries.ByNumber("commented", delivery => delivery is { HasComments: true, State: DeliveryState.Published } ? delivery.DueAt.UtcTicks : null);

    /// <summary>How long a network may put a delivery off: an announcement that comes hours late helps nobody.</summary>
    public static readonly TimeSpan LateAtMost = TimeSpan.FromHours(2);

    private const int CallsKept = 30;

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

    /// <summary>How far it is at a network that takes it in steps.</summary>
    public Progress? Progress { get; init; }

    /// <summary>Its last calls that changed the world, or may have.</summary>
    public IReadOnlyList<Attempt> Calls { get; init; } = [];

    /// <summary>What would have been sent, of one in rehearsal.</summary>
    public IReadOnlyList<string> Rehearsal { get; init; } = [];

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

    [JsonIgnore]
    public Progress At => Progress ?? Progress.None;

    /// <summary>Whether something more is done about it by itself, at its moment.</summary>
    [JsonIgnore]
    public bool IsInPlan => State is DeliveryState.Planned or DeliveryState.Staged or DeliveryState.Waiting or DeliveryState.Unknown;

    [JsonIgnore]
    public bool HasComments => Kind is Destination.Facebook or Destination.Instagram && ExternalId is { Length: > 0 and <= 200 };

    /// <summary>Whether it can still be called off: nothing of it was ever told to be visible.</summary>
    [JsonIgnore]
    public bool CanStop => State is DeliveryState.Planned or DeliveryState.Staged or DeliveryState.Waiting or DeliveryState.ChannelDown && At.Commits == 0;

    /// <summary>Whether nothing more happens to it by itself.</summary>
    [JsonIgnore]
    public bool IsSettled => IsSettledIn(State);

    public static bool IsSettledIn(DeliveryState state) => state is not
        (DeliveryState.Planned or DeliveryState.Staging or DeliveryState.Staged or DeliveryState.Committing or DeliveryState.Waiting or DeliveryState.Unknown);

    /// <summary>What is planned for a destination, the next first.</summary>
    public static IReadOnlyList<Delivery> Planned(IStoreReader store, string destinationId) =>
        store.Beginning(Deliveries, ByPlan, PlanOf(destinationId));

    /// <summary>What a network's answer makes of this delivery. An answer that proves nothing was sent lets it be planned again, for two hours.</summary>
    public Delivery After(SendResult result, DateTimeOffset now) => result switch
    {
        SendResult.Published when Work == DeliveryWork.Withdraw => this with { State = DeliveryState.Withdrawn, Why = null },
        SendResult.Published published => this with { State = DeliveryState.Published, ExternalId = published.ExternalId, Link = published.Link, Why = published.Note },
        SendResult.Step step => InPlan(step.Now, now + step.After) with { Why = step.Why, State = step.IsHeld ? DeliveryState.Waiting : StateAt(step.Now) },
        SendResult.TryAgain again when now - (BegunAt ?? now) < LateAtMost => InPlan(At, now + again.Pause(Attempts - 1)) with { Why = again.Why },
        SendResult.TryAgain again => this with { State = DeliveryState.Refused, Why = again.Why },
        SendResult.Refused refused => this with { State = DeliveryState.Refused, Why = refused.Why },
        SendResult.Reconnect reconnect => this with { State = DeliveryState.ChannelDown, Why = reconnect.Why, Progress = reconnect.Now ?? Progress },
        SendResult.Unknown unknown => this with { State = DeliveryState.NeedsHuman, Why = unknown.Why },
        _ => throw new InvalidOperationException($"No rule for {result}."),
    };

    /// <summary>Goes on from how far it is.</summary>
    public Delivery InPlan(Progress at, DateTimeOffset due) => this with { State = StateAt(at), Progress = at == Progress.None ? null : at, DueAt = due };

    /// <summary>Begins again from nothing, as something new.</summary>
    public Delivery Anew(DateTimeOffset due) => this with { State = DeliveryState.Planned, DueAt = due, BegunAt = null, Attempts = 0, Progress = null, Why = null };

    /// <summary>With its intent written down, before the network is called.</summary>
    public Delivery Opening(Phase phase, DateTimeOffset now, long fence) => this with
    {
        State = phase == Phase.Stage ? DeliveryState.Staging : DeliveryState.Committing,
        Attempts = Attempts + 1,
        BegunAt = BegunAt ?? now,
        Calls = [.. Calls.TakeLast(CallsKept - 1), Attempt.Begin(this, phase, now, fence)],
    };

    /// <summary>With its last call closed.</summary>
    public Delivery Closing(string outcome, DateTimeOffset now) =>
        Calls is [.., { EndedAt: null } open] ? this with { Calls = [.. Calls.SkipLast(1), open with { EndedAt = now, Outcome = outcome }] } : this;

    public static string ExternalKey(string kind, string externalId) => $"{kind}|{externalId}";

    private static DeliveryState StateAt(Progress at) =>
        at.Doubt is not null ? DeliveryState.Unknown : at.Whole is not null ? DeliveryState.Staged : DeliveryState.Planned;

    private string? PlanKey => IsInPlan ? KeyText.InOrder(PlanOf(DestinationId), DueAt) : null;

    private static string PlanOf(string destinationId) => destinationId + '|';
}
