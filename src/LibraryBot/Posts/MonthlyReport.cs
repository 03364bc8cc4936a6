using LibraryBot.People;
using LibraryBot.Publishing;
using LibraryBot.Responses;
using LibraryBot.Storage;

namespace LibraryBot.Posts;

/// <summary>One published post of a month, as it stands in the report.</summary>
/// <param name="Places">Destinations that it reached, with the time of the publication in the library's zone.</param>
/// <param name="Comments">How many comments of others stand under it, as far as they were not removed.</param>
internal sealed record ReportedPost(Post Post, IReadOnlyList<string> ApprovedBy, IReadOnlyList<string> Places, DateTimeOffset At, int Comments);

/// <summary>What a month held: posts by kind, who proposed and who approved, what became of the deliveries, what patrons asked. Names of staff only.</summary>
internal sealed record MonthlyReport
{
    public required DateOnly Month { get; init; }
    public IReadOnlyList<ReportedPost> Published { get; init; } = [];

    /// <summary>How many posts of each kind were published.</summary>
    public IReadOnlyDictionary<string, int> ByKind { get; init; } = new Dictionary<string, int>();

    /// <summary>What else was decided or happened, by the verb of the record ("reject", "withdraw").</summary>
    public IReadOnlyDictionary<string, int> Moves { get; init; } = new Dictionary<string, int>();
    public IReadOnlyList<(string Name, int Count)> Proposed { get; init; } = [];
    public IReadOnlyList<(string Name, int Count)> Approved { get; init; } = [];
    public IReadOnlyDictionary<DeliveryState, int> Deliveries { get; init; } = new Dictionary<DeliveryState, int>();
    public int Asked { get; init; }
    public int Answered { get; init; }

    /// <summary>Subscribers by topic, as they are now.</summary>
    public IReadOnlyDictionary<string, int> Subscribers { get; init; } = new Dictionary<string, int>();

    /// <summary>Where the record ends as the report is made: a filed report holds the record to this.</summary>
    public AuditEnd? End { get; init; }

    public static MonthlyReport Of(IStoreReader store, Settings settings, DateOnly month)
    {
        var lines = store.All(AuditLine.Lines).Where(line => IsWithin(line.At)).OrderBy(line => line.Number).ToList();
        var published = lines.Where(line => line.Verb == "published" && line.Post is not null)
            .Select(line => (Line: line, Post: store.Get(Post.Posts, Post.IdOf(line.Post!.Value)))).Where(one => one.Post is not null)
            .Select(one => new ReportedPost(one.Post!, ApproversOf(store, one.Line), PlacesOf(store, one.Line), settings.Local(one.Line.At), store.Find(Comment.Comments, Comment.ByPost, one.Post!.Number).Count(comment => comment.State != CommentState.Removed))).ToList();
        var tickets = store.All(Ticket.Tickets);
        return new MonthlyReport
        {
            Month = month,
            Published = published,
            ByKind = published.GroupBy(one => one.Post.Kind).ToDictionary(kind => kind.Key, kind => kind.Count()),
            Moves = lines.Where(line => line.Post is not null && line.Verb is "reject" or "send back" or "withdraw" or "take down" or "expire" or "flag" or "corrected").GroupBy(line => line.Verb).ToDictionary(verb => verb.Key, verb => verb.Count()),
            Proposed = Counted(lines.Where(line => line is { Post: not null, Verb: "submit", Version: 1 })),
            Approved = Counted(lines.Where(line => line.Post is not null && line.Verb is "approve" or "approve round")),
            Deliveries = published.SelectMany(one => store.Find(Delivery.Deliveries, Delivery.ByPost, one.Post.Number)).Where(delivery => delivery.Work == DeliveryWork.Publish)
                .GroupBy(delivery => delivery.State).ToDictionary(state => state.Key, state => state.Count()),
            Asked = tickets.Count(ticket => IsWithin(ticket.AskedAt)),
            Answered = tickets.Count(ticket => IsWithin(ticket.AskedAt) && ticket.AnsweredBy is not null),
            Subscribers = store.All(Subscription.Subscriptions).Where(one => one.IsActive).GroupBy(one => one.Topic).ToDictionary(topic => topic.Key, topic => topic.Count()),
            End = store.Get(AuditEnd.Ends, AuditEnd.TheOne),
        };

        bool IsWithin(DateTimeOffset at) => settings.Local(at) is var local && local.Year == month.Year && local.Month == month.Month;
    }

    private static IReadOnlyList<string> ApproversOf(IStoreReader store, AuditLine published) =>
        [.. store.Find(AuditLine.Lines, AuditLine.ByPost, published.Post!.Value).Where(line => line.Version == published.Version && line.Verb is "approve" or "approve round").Select(line => line.PersonName).Distinct()];

    private static IReadOnlyList<string> PlacesOf(IStoreReader store, AuditLine published) =>
        [.. store.Find(Delivery.Deliveries, Delivery.ByPost, published.Post!.Value).Where(delivery => delivery is { Work: DeliveryWork.Publish, State: DeliveryState.Published, IsToSubscriber: false } && delivery.Version == published.Version).Select(delivery => delivery.DestinationName)];

    private static List<(string, int)> Counted(IEnumerable<AuditLine> lines) =>
        [.. lines.GroupBy(line => line.PersonName).Select(person => (person.Key, person.Count())).OrderByDescending(person => person.Item2).ThenBy(person => person.Key, StringComparer.Ordinal)];
}
