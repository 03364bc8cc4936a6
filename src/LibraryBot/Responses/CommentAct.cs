using System.Globalization;
using System.Text.Json.Serialization;
using LibraryBot.Storage;

namespace LibraryBot.Responses;

public enum CommentActKind
{
    /// <summary>Under the comment, for everybody to read.</summary>
    Reply,

    /// <summary>A message to whoever wrote it.</summary>
    PrivateReply,
    Hide,
    Unhide,
}

public enum CommentActState
{
    /// <summary>A librarian wants it; an approver decides.</summary>
    AwaitsApproval,

    /// <summary>Is done at its moment; nothing of it is public.</summary>
    Planned,

    /// <summary>The intent is written; the network is being called. Found so at start, nobody knows what became of it.</summary>
    Committing,

    /// <summary>It may be there or not; the network is asked.</summary>
    Unknown,
    Done,

    /// <summary>It may be there or not, and asking did not tell. Never sent again by itself.</summary>
    NeedsHuman,
    Refused,

    /// <summary>The approver did not want it.</summary>
    Declined,
}

/// <summary>One thing done about a comment at its network: exactly once, whatever becomes of the answer.</summary>
/// <param name="Comment">The comment's id here.</param>
public sealed record CommentAct(long Number, CommentActKind Kind, string Comment, string Network, string ById, string ByName, DateTimeOffset AskedAt)
{
    public static readonly Collection<CommentAct> Acts = new("comment_acts", act => act.Id);
    public static readonly StoreIndex<CommentAct> ByState = Acts.ByText("state", act => act.State.ToString());
    public static readonly StoreIndex<CommentAct> ByComment = Acts.ByText("comment", act => act.Comment);

    /// <summary>What is planned for a network, in the order in which it is due.</summary>
    public static readonly StoreIndex<CommentAct> ByPlan = Acts.ByText("plan", act => act.PlanKey);

    /// <summary>When the network is asked what became of a reply whose answer was lost, counted from the look before.</summary>
    private static readonly TimeSpan[] Looks = [TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(9)];

    /// <summary>How long something that the network does not take is tried.</summary>
    private static readonly TimeSpan TriedFor = TimeSpan.FromHours(2);

    public string? Text { get; init; }

    /// <summary>Which version of the comment it was wanted for: a comment may change into another question meanwhile.</summary>
    public int ForVersion { get; init; } = 1;
    public required CommentActState State { get; init; }
    public string? ApprovedById { get; init; }
    public string? ApprovedByName { get; init; }
    public DateTimeOffset DueAt { get; init; }
    public int Attempts { get; init; }
    public DateTimeOffset? AttemptAt { get; init; }

    /// <summary>When the first attempt was begun whose end nobody knows.</summary>
    public DateTimeOffset? DoubtSince { get; init; }
    public int Looked { get; init; }

    /// <summary>The network's id of what was written.</summary>
    public string? ReplyId { get; init; }

    /// <summary>The key of what a person is told of it.</summary>
    public string? Why { get; init; }

    public string Id => IdOf(Number);

    /// <summary>Whether something may still become of it.</summary>
    [JsonIgnore]
    public bool IsLive => State is not (CommentActState.Done or CommentActState.Refused or CommentActState.Declined);

    [JsonIgnore]
    public bool IsInPlan => State is CommentActState.Planned or CommentActState.Unknown;

    /// <summary>Whether doing it once more does no harm.</summary>
    [JsonIgnore]
    public bool MayBeRepeated => Kind is CommentActKind.Hide or CommentActKind.Unhide;

    private string? PlanKey => IsInPlan ? KeyText.InOrder(PlanOf(Network), DueAt) : null;

    public static string IdOf(long number) => number.ToString("D10", CultureInfo.InvariantCulture);

    /// <summary>The next for a network; null when there is none.</summary>
    public static CommentAct? Next(IStoreReader store, string network) => store.Beginning(Acts, ByPlan, PlanOf(network), 1).FirstOrDefault();

    public CommentAct Begun(DateTimeOffset now) => this with { State = CommentActState.Committing, Attempts = Attempts + 1, AttemptAt = now };

    public CommentAct Done(string? replyId) => this with { State = CommentActState.Done, ReplyId = replyId, Why = null };

    public CommentAct Refused(string why) => this with { State = CommentActState.Refused, Why = why };

    /// <summary>Nothing of it left the house: it is tried again, for two hours.</summary>
    public CommentAct Postponed(DateTimeOffset until, string why, DateTimeOffset now) =>
        now - AskedAt >= TriedFor ? Refused("not_sent") : this with { State = CommentActState.Planned, DueAt = until, Why = why };

    /// <summary>The network does not let us in, or wants us to wait: it stays planned for as long as that lasts.</summary>
    public CommentAct Waits(DateTimeOffset until, string why) => this with { State = CommentActState.Planned, DueAt = until, Why = why };

    /// <summary>Nobody knows what became of the call.</summary>
    public CommentAct InDoubt(DateTimeOffset now)
    {
        var doubted = this with { DoubtSince = DoubtSince ?? AttemptAt ?? AskedAt, Looked = 0 };
        return Kind switch
        {
            CommentActKind.Reply => doubted with { State = CommentActState.Unknown, DueAt = now + Looks[0] },
            CommentActKind.PrivateReply => doubted with { State = CommentActState.NeedsHuman, Why = "unknown_private" },
            _ when now - AskedAt >= TriedFor => doubted with { State = CommentActState.NeedsHuman, Why = "unknown" },
            _ => this with { State = CommentActState.Planned, DueAt = now + TimeSpan.FromMinutes(Math.Min(Attempts, 10)) },
        };
    }

    /// <summary>The network was asked and does not have it.</summary>
    public CommentAct NotFound(DateTimeOffset now) => Looked + 1 < Looks.Length
        ? this with { Looked = Looked + 1, DueAt = now + Looks[Looked + 1] }
        : this with { State = CommentActState.NeedsHuman, Looked = Looked + 1, Why = "unknown" };

    /// <summary>The network could not be asked.</summary>
    public CommentAct NotLookedUp(DateTimeOffset again, DateTimeOffset now) =>
        now - (AttemptAt ?? AskedAt) >= TriedFor ? this with { State = CommentActState.NeedsHuman, Why = "unknown" } : this with { DueAt = again };

    private static string PlanOf(string network) => network + '|';
}
