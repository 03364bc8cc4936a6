using LibraryBot.Storage;

namespace LibraryBot.Responses;

/// <summary>When the librarians were last told of comments: many at once are told of in one message.</summary>
/// <param name="Cards">When comments were told of one by one, of late.</param>
public sealed record CommentTelling(string Id, IReadOnlyList<DateTimeOffset> Cards)
{
    public const string TheOne = "telling";
    public const int CardsAtMost = 5;
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);
    public static readonly Collection<CommentTelling> Tellings = new("comment_telling", telling => telling.Id);

    /// <summary>How many came that nobody was told of yet.</summary>
    public int Waiting { get; init; }
    public DateTimeOffset? GatheredAt { get; init; }

    public static CommentTelling Of(IStoreReader store) => store.Get(Tellings, TheOne) ?? new CommentTelling(TheOne, []);

    public CommentTelling Lately(DateTimeOffset now) => this with { Cards = [.. Cards.Where(at => now - at < Window)] };

    public bool TakesCards(int count) => Waiting == 0 && Cards.Count + count <= CardsAtMost;

    public bool IsDue(DateTimeOffset now) => Waiting > 0 && (GatheredAt is not { } last || now - last >= Window);
}
