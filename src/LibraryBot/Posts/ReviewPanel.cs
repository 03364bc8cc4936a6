using LibraryBot.People;
using LibraryBot.Storage;

namespace LibraryBot.Posts;

/// <summary>
/// Who decides on a post, looked up at the moment of the decision: the rounds of its kind and the staff of today. Nobody decides on
/// their own post. In a round that needs all, an approval given in an earlier round counts; a round that needs any one wants somebody
/// who has not approved yet: each such round is another pair of eyes.
/// </summary>
public sealed class ReviewPanel(IReadOnlyList<ReviewRound> rounds, IReadOnlyList<Person> staff)
{
    public int Rounds => rounds.Count;

    public static ReviewPanel Of(IStoreReader store, Settings settings, string kind) =>
        new(settings.Review.For(kind), Staff.WithRole(store, Role.Librarian));

    /// <summary>The round that is under way, from 0; null: all have passed.</summary>
    public int? Round(Post post)
    {
        for (var round = 0; round < rounds.Count; round++)
        {
            if (!HasPassed(post, round))
                return round;
        }

        return null;
    }

    /// <summary>Who may decide now.</summary>
    public IReadOnlyList<Person> Awaited(Post post)
    {
        if (Round(post) is not { } round)
            return [];
        var approved = Approvals(post).Where(review => rounds[round].NeedsAll || review.Round < round).Select(review => review.ById).ToHashSet();
        return [.. Members(post, round).Where(person => !approved.Contains(person.Id))];
    }

    /// <summary>Whether a person has a say in any round of a post.</summary>
    public bool Includes(Person person, Post post) => person.Id != post.AuthorId && rounds.Any(round => round.Includes(person));

    private bool HasPassed(Post post, int round)
    {
        var members = Members(post, round).Select(person => person.Id).ToHashSet();
        return rounds[round].NeedsAll
            ? members.Count > 0 && members.IsSubsetOf(Approvals(post).Select(review => review.ById))
            : Approvals(post).Any(review => review.Round == round && members.Contains(review.ById));
    }

    private IEnumerable<Person> Members(Post post, int round) => staff.Where(person => person.Id != post.AuthorId && rounds[round].Includes(person));

    private static IEnumerable<Review> Approvals(Post post) => post.Reviews.Where(review => review.Version == post.Version && review.Verb == Review.Approval);
}
