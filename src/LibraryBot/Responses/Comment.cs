using System.Text.Json.Serialization;
using LibraryBot.Storage;

namespace LibraryBot.Responses;

public enum CommentState
{
    /// <summary>Waits for a librarian.</summary>
    New,

    /// <summary>Waits for somebody who decides.</summary>
    PassedOn,
    Answered,
    Hidden,

    /// <summary>A librarian let it stand without an answer.</summary>
    Left,

    /// <summary>Gone at the network; only its number stays, so that it does not come back.</summary>
    Removed,
}

/// <summary>
/// What somebody wrote under a post of ours, one record however often and in whatever way it came. Who wrote it is kept until it is dealt
/// with, at most 30 days; what was written 90 days.
/// </summary>
/// <param name="Network">The kind of destination: "facebook", "instagram".</param>
/// <param name="ExternalId">The network's id of it.</param>
/// <param name="Number">What it is called in chat.</param>
/// <param name="Post">The number of our post.</param>
/// <param name="Delivery">The delivery that put the post there.</param>
/// <param name="At">When it was written.</param>
/// <param name="SeenAt">When we first knew of it.</param>
public sealed record Comment(string Network, string ExternalId, long Number, long Post, string Delivery, DateTimeOffset At, DateTimeOffset SeenAt)
{
    public const int TextAtMost = 2000;
    public static readonly TimeSpan AuthorKept = TimeSpan.FromDays(30);
    public static readonly TimeSpan TextKept = TimeSpan.FromDays(90);

    /// <summary>How long a network lets the author be answered in private, once.</summary>
    public static readonly TimeSpan PrivateWindow = TimeSpan.FromDays(7);

    public static readonly Collection<Comment> Comments = new("comments", comment => comment.Id);
    public static readonly StoreIndex<Comment> ByState = Comments.ByText("state", comment => comment.State.ToString());
    public static readonly StoreIndex<Comment> ByPost = Comments.ByNumber("post", comment => comment.Post);

    /// <summary>When something of it is to be forgotten next.</summary>
    public static readonly StoreIndex<Comment> ByForgetting = Comments.ByNumber("forget", comment => comment.ForgetAt?.UtcTicks);

    public CommentState State { get; init; } = CommentState.New;

    /// <summary>The comment that it answers; null: the post.</summary>
    public string? Parent { get; init; }
    public string? AuthorId { get; init; }
    public string? AuthorName { get; init; }
    public string? Text { get; init; }

    /// <summary>Raised when its text changes: a button shown before answers another text.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Since when its text, and whether it is hidden, are known to be so.</summary>
    public DateTimeOffset TextAt { get; init; }
    public DateTimeOffset HiddenAt { get; init; }

    /// <summary>What it was before it was hidden.</summary>
    public CommentState? Before { get; init; }

    /// <summary>What the records answer, and which they are; null: they do not.</summary>
    public string? Proposal { get; init; }
    public IReadOnlyList<string> Records { get; init; } = [];

    /// <summary>What is being done about it now (see <see cref="CommentAct"/>).</summary>
    public long? Act { get; init; }

    /// <summary>Who dealt with it, by name, and when.</summary>
    public string? DealtBy { get; init; }
    public DateTimeOffset? DealtAt { get; init; }
    public bool IsAnsweredPrivately { get; init; }

    /// <summary>Since when the network has not listed it.</summary>
    public DateTimeOffset? MissedAt { get; init; }

    public string Id => IdOf(Network, ExternalId);

    [JsonIgnore]
    public bool IsOpen => State is CommentState.New or CommentState.PassedOn;

    [JsonIgnore]
    public bool IsReply => Parent is not null;

    private DateTimeOffset? ForgetAt =>
        AuthorId is not null || AuthorName is not null ? SeenAt + AuthorKept
        : Text is not null || Proposal is not null ? SeenAt + TextKept : null;

    public static string IdOf(string network, string externalId) => $"{network}|{externalId}";

    public bool TakesPrivateReply(DateTimeOffset now) => !IsAnsweredPrivately && now - At < PrivateWindow;

    /// <summary>Somebody has dealt with it: who wrote it is of no use any more.</summary>
    public Comment DealtWith(CommentState state, string by, DateTimeOffset now) =>
        this with { State = state, Act = null, DealtBy = by, DealtAt = now, AuthorId = null, AuthorName = null };

    /// <summary>The network has it no more: neither have we.</summary>
    public Comment Removed() => this with { State = CommentState.Removed, Act = null, AuthorId = null, AuthorName = null, Text = null, Proposal = null, Records = [], MissedAt = null };

    /// <summary>Without what is not to be kept any longer.</summary>
    public Comment Forgotten(DateTimeOffset now) => this with
    {
        AuthorId = null,
        AuthorName = null,
        Text = now - SeenAt >= TextKept ? null : Text,
        Proposal = now - SeenAt >= TextKept ? null : Proposal,
    };

    /// <summary>At most as long as we keep it.</summary>
    public static string? Cut(string? text) => text is null ? null : Cut(text, TextAtMost);

    /// <summary>The beginning of a text, never with half of a letter at its end.</summary>
    public static string Cut(string text, int most) => text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];
}
