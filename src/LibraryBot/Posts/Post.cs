using System.Globalization;
using System.Text.Json.Serialization;
using LibraryBot.Activities;
using LibraryBot.Language;
using LibraryBot.People;
using LibraryBot.Publishing;
using LibraryBot.Storage;

namespace LibraryBot.Posts;

/// <summary>A promotion post: what the librarian answered, the text made of it, and where it stands.</summary>
public sealed record Post
{
    public static readonly Collection<Post> Posts = new("posts", post => post.Id);
    public static readonly StoreIndex<Post> ByStatus = Posts.ByText("status", post => post.Status.ToString());

    /// <summary>By the event of the calendar that it announces.</summary>
    public static readonly StoreIndex<Post> ByEvent = Posts.ByText("event", post => post.Kind == "event" ? post.Given[EventPick.EventId] : null);

    public required long Number { get; init; }

    /// <summary>The dialog that made it: "event", "new-books", "report", "pathfinder", "announcement".</summary>
    public required string Kind { get; init; }
    public required string Title { get; init; }
    public required string AuthorId { get; init; }
    public required string AuthorName { get; init; }

    /// <summary>Raised with every submission after a change; approval is for one version only.</summary>
    public int Version { get; init; } = 1;
    public PostStatus Status { get; init; } = PostStatus.Draft;
    public required Lang Lang { get; init; }
    public required Dialogs.Given Given { get; init; }
    public required string Text { get; init; }

    /// <summary>The same in the other language, for subscribers who chose it; null when nobody did, and then its approver has not seen it.</summary>
    public string? OtherText { get; init; }

    /// <summary>Words of the text that name moments.</summary>
    public IReadOnlyList<Entity> Moments { get; init; } = [];
    public IReadOnlyList<Picture> Pictures { get; init; } = [];

    /// <summary>What it says and shows in the kinds of destination where that differs.</summary>
    public IReadOnlyDictionary<string, NetworkPost> Networks { get; init; } = new Dictionary<string, NetworkPost>();

    /// <summary>When it is to go out; null: as soon as it is approved.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Ids of the destinations that it goes to, fixed when it is submitted.</summary>
    public IReadOnlyList<string> Destinations { get; init; } = [];
    public IReadOnlyList<Review> Reviews { get; init; } = [];

    /// <summary>The content hash that was approved; the publisher computes it again before it sends.</summary>
    public string? ApprovedHash { get; init; }

    /// <summary>What stands in public while a correction of it is written and reviewed.</summary>
    public Standing? Standing { get; init; }
    /// <summary>Who took it back, by name.</summary>
    public string? WithdrawnBy { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset ChangedAt { get; init; }

    public string Id => IdOf(Number);

    /// <summary>A line of the record about this version.</summary>
    public AuditLine OnRecord(AuditLine line) => line with { Post = Number, Version = Version, ContentHash = PostHash.Of(this), Destinations = Destinations, DueAt = DueAt };

    /// <summary>What goes to a kind of destination.</summary>
    public NetworkPost For(string kind) => Networks.GetValueOrDefault(kind) ?? new NetworkPost(Text, Pictures);

    /// <summary>Who approved the version that it is now, by name.</summary>
    [JsonIgnore]
    public IEnumerable<string> ApprovedBy => Reviews.Where(review => review.Version == Version && review.Verb == Review.Approval).Select(review => review.ByName);

    public Review? LastReview => Reviews.Count == 0 ? null : Reviews[^1];

    /// <summary>The key of the post with this number, as people name it: "12" or "#12".</summary>
    public static string IdOf(long number) => number.ToString(CultureInfo.InvariantCulture);

    public Ruling Submit(Person by, DateTimeOffset at) =>
        by.Id != AuthorId ? Refused("review.not_yours") : MoveBy(Status == PostStatus.Published ? "submit correction" : "submit", by, at);

    /// <summary>An approval ends the review when it was the last that its rounds needed.</summary>
    public Ruling Approve(Person by, int version, ReviewPanel panel, DateTimeOffset at)
    {
        if (Objection(by, version, panel) is { } objection)
            return objection;
        var approved = With(new Review(Review.Approval, Version, by.Id, by.Name, at, null) { Round = panel.Round(this) ?? 0 });
        return panel.Round(approved) is null
            ? approved.MoveBy("approve", by, at, post => post with { ApprovedHash = PostHash.Of(post) })
            : approved.MoveBy("approve round", by, at);
    }

    public Ruling SendBack(Person by, int version, ReviewPanel panel, string words, DateTimeOffset at) =>
        (Ruling?)Objection(by, version, panel) ?? Decide("send back", by, words, at);

    public Ruling Reject(Person by, int version, ReviewPanel panel, string reason, DateTimeOffset at) =>
        (Ruling?)Objection(by, version, panel) ?? Decide(Standing is null ? "reject" : "reject correction", by, reason, at, AsItStands);

    /// <summary>Its time has long passed, and nothing of it has gone out.</summary>
    public Ruling Expire(DateTimeOffset at) => MoveBy(Standing is null ? "expire" : "expire correction", Person.Bot, at, AsItStands);

    /// <summary>What it announces is no longer so: its approvals are void, and its author looks at it again.</summary>
    public Ruling Flag(string words, DateTimeOffset at) =>
        With(new Review("flag", Version, Person.Bot.Id, Person.Bot.Name, at, words)).MoveBy("flag", Person.Bot, at, post => post with { ApprovedHash = null });

    /// <summary>Taken back by its author, or by an approver, before it is public.</summary>
    public Ruling Withdraw(Person by, DateTimeOffset at) =>
        MayDirect(by) ? MoveBy(Standing is null ? "withdraw" : "withdraw correction", by, at, post => AsItStands(post with { WithdrawnBy = by.Name })) : Refused("review.not_yours");

    /// <summary>Taken away from the public by its author, or by an approver.</summary>
    public Ruling TakeDown(Person by, DateTimeOffset at) =>
        MayDirect(by) ? MoveBy("take down", by, at, post => post with { WithdrawnBy = by.Name }) : Refused("review.not_yours");

    /// <summary>All deliveries are settled.</summary>
    public Post AsPublished(DateTimeOffset at) => this with { Status = PostStatus.Published, Standing = null, ChangedAt = at };

    /// <summary>Remembers what is public, before a correction is written over it.</summary>
    public Post WithStanding() => this with
    {
        Standing = Status == PostStatus.Published ? new Standing(Version, Title, Given, Text, OtherText, Moments, Pictures, Destinations, ApprovedHash) { Networks = Networks, DueAt = DueAt } : Standing,
    };

    /// <summary>Whether someone may stop, take away or hold what this post does.</summary>
    public bool MayDirect(Person person) => person.Id == AuthorId || person.May(Role.Approver);

    /// <summary>What stands in the way of a decision on this version by this person, if anything.</summary>
    public Ruling.Refused? Objection(Person by, int version, ReviewPanel panel)
    {
        if (by.Id == AuthorId)
            return Refused("review.own_post");
        if (!panel.Includes(by, this))
            return Refused("review.not_approver");
        if (Status != PostStatus.InReview)
            return Refused("review.already_decided");
        if (version != Version)
            return Refused("review.version_old", version);
        if (panel.Awaited(this).Any(person => person.Id == by.Id))
            return null;
        return Refused(Reviews.Any(review => review.Version == Version && review.ById == by.Id) ? "review.you_approved" : "review.not_your_turn");
    }

    private Ruling Decide(string verb, Person by, string? words, DateTimeOffset at, Func<Post, Post>? then = null) =>
        With(new Review(verb, Version, by.Id, by.Name, at, words)).MoveBy(verb, by, at, then);

    private Post With(Review review) => this with { Reviews = [.. Reviews, review] };

    private Ruling MoveBy(string verb, Person by, DateTimeOffset at, Func<Post, Post>? then = null)
    {
        if (Status.After(verb) is not { } next)
            return Refused("review.already_decided");
        var moved = this with { Status = next, ChangedAt = at };
        return new Ruling.Done(then is null ? moved : then(moved), verb, by);
    }

    /// <summary>A correction that comes to nothing leaves the post that is public.</summary>
    private static Post AsItStands(Post post) => post.Standing is not { } standing ? post : post with
    {
        Version = standing.Version,
        Title = standing.Title,
        Given = standing.Given,
        Text = standing.Text,
        OtherText = standing.OtherText,
        Moments = standing.Moments,
        Pictures = standing.Pictures,
        Destinations = standing.Destinations,
        Networks = standing.Networks,
        DueAt = standing.DueAt,
        ApprovedHash = standing.ApprovedHash,
        Standing = null,
    };

    private Ruling.Refused Refused(string key, int? askedVersion = null) => new(key, this, askedVersion ?? Version);
}

/// <summary>The version of a post that is public.</summary>
public sealed record Standing(
    int Version, string Title, Dialogs.Given Given, string Text, string? OtherText, IReadOnlyList<Entity> Moments, IReadOnlyList<Picture> Pictures,
    IReadOnlyList<string> Destinations, string? ApprovedHash)
{
    public IReadOnlyDictionary<string, NetworkPost> Networks { get; init; } = new Dictionary<string, NetworkPost>();
    public DateTimeOffset? DueAt { get; init; }
}

/// <summary>A colleague's decision on one version of a post, with their words.</summary>
public sealed record Review(string Verb, int Version, string ById, string ByName, DateTimeOffset At, string? Words)
{
    public const string Approval = "approve";

    /// <summary>In which round an approval was given, from 0.</summary>
    public int Round { get; init; }
}

/// <summary>What came of a verb: the post as it is now, or why not (the key of a text).</summary>
public abstract record Ruling
{
    public sealed record Done(Post Post, string Verb, Person By) : Ruling
    {
        /// <summary>Keeps the post as it is now and puts the move on the record.</summary>
        public void Save(IStoreSession store, DateTimeOffset at)
        {
            store.Put(Post.Posts, Post);
            AuditLine.Add(store, By.Id, By.Name, Verb, Post.LastReview?.Words, at, Post.OnRecord);
        }
    }

    /// <summary><c>AskedVersion</c> is the version that the person decided on, perhaps not the newest.</summary>
    public sealed record Refused(string Key, Post Post, int AskedVersion) : Ruling;
}
