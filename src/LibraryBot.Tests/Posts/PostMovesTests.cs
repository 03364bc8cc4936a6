using LibraryBot.Posts;

namespace LibraryBot.Tests.Posts;

public sealed class PostMovesTests
{
    private const string Diagram = """
        Draft -submit-> InReview
        InReview -submit-> InReview
        InReview -approve round-> InReview
        InReview -flag-> ChangesRequested
        InReview -approve-> Approved
        InReview -send back-> ChangesRequested
        InReview -reject-> Rejected
        InReview -reject correction-> Published
        InReview -withdraw-> Withdrawn
        InReview -withdraw correction-> Published
        ChangesRequested -submit-> InReview
        ChangesRequested -withdraw-> Withdrawn
        ChangesRequested -withdraw correction-> Published
        Approved -submit-> InReview
        Approved -flag-> ChangesRequested
        Approved -expire-> Expired
        Approved -expire correction-> Published
        Approved -publish-> Published
        Approved -withdraw-> Withdrawn
        Approved -withdraw correction-> Published
        Expired -submit-> InReview
        Expired -withdraw-> Withdrawn
        Published -submit correction-> InReview
        Published -take down-> Withdrawn
        """;

    [Fact]
    public void The_life_of_a_post_is_this_and_nothing_else() =>
        Assert.Equal(Diagram, string.Join('\n', PostMoves.Allowed.Select(move => $"{move.From} -{move.Verb}-> {move.To}")));

    [Fact]
    public void Only_an_approved_post_becomes_public_and_a_correction_that_comes_to_nothing_leaves_what_was() =>
        Assert.All(
            PostMoves.Allowed.Where(move => move.To == PostStatus.Published),
            move => Assert.True(move.From == PostStatus.Approved || move.Verb.EndsWith(" correction", StringComparison.Ordinal), move.Verb));

    [Fact]
    public void What_was_rejected_or_withdrawn_stays_so() =>
        Assert.DoesNotContain(PostMoves.Allowed, move => move.From is PostStatus.Rejected or PostStatus.Withdrawn);
}
